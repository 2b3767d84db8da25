import { omit, pick, type RowOf, selectList } from "../../core/database/table.js";
import { insertNew, upsert, type Written, writeList } from "../../core/database/upsert.js";
import { type Names, namesOf, type Row } from "../../files/reading/cells.js";
import { parseDay } from "../../files/reading/printed.js";
import type { ImportContext } from "../import/import-context.js";
import type { Reader } from "../import/reader.js";
import { SOURCE_DOCUMENT } from "../provenance/source/source.row.js";
import { REPORTING_CAMPAIGN } from "./campaign/reporting-campaign.row.js";
import { OF_DOCUMENT } from "./campaign/reporting-campaign.store.js";
import {
  CAMPAIGN_RECIPIENT,
  CAMPAIGN_TASK,
  REPORT_ANSWER,
  REPORT_DEMAND,
  REPORT_FORM,
  REPORT_FORM_COLUMN,
  REPORT_FORM_FIGURE,
  REPORT_FORM_PART,
  REPORT_OBLIGATION,
} from "./campaign.row.js";
import * as messages from "./reporting.messages.js";

/** To whom the letter goes. */
export const campaignRecipients: Reader = {
  name: "campaign-recipients",
  writes: "REFERENCE",
  columns: ["recipient"],
  async read(rows, into) {
    const sectionId = await into.sectionId();
    const recipients = rows.map((row) => ({ nameVi: row.required("recipient") }));
    return async () => {
      await writeList(into.tx, CAMPAIGN_RECIPIENT, sectionId, recipients);
      await insertNew(into.tx, REPORTING_CAMPAIGN, ["code"], [await letterOf(into, sectionId)]);
    };
  },
};

/** The campaign of a letter: what it asks for stands in the letter, and nobody answers it here. */
async function letterOf({ tx, source }: ImportContext, sectionId: number) {
  const LETTER = pick(SOURCE_DOCUMENT, "code", "number", "issuedOn", "titleVi");
  const [letter] = await tx.query<RowOf<typeof LETTER>>(
    `SELECT ${selectList(LETTER)} FROM source_document WHERE code = ?`,
    [source.document],
  );
  if (!letter) throw new Error("A letter is on record without its document.");
  return { ...letter, sectionId, state: "CLOSED", definition: OF_DOCUMENT } as const;
}

/** Who is the standing body of a letter's campaign, and to whom its reports go: a role, as printed. */
export const campaignLetters: Reader = {
  name: "campaign-letters",
  writes: "REFERENCE",
  columns: ["standing_body", "reports_to"],
  async read(rows, into) {
    const facilities = await into.facilities();
    const found = rows.map((row) => [
      row.requiredNamed("standing_body", "facility", facilities),
      row.required("reports_to"),
    ]);
    return async () => {
      for (const values of found) {
        const sql =
          "UPDATE reporting_campaign SET standing_body_id = ?, reports_to_vi = ? " +
          "WHERE code = ? AND NOT (COALESCE(standing_body_id, 0) = ? AND COALESCE(reports_to_vi, '') = ?)";
        await into.tx.change(sql, [...values, into.source.document, ...values]);
      }
    };
  },
};

/** The parts of a form, as printed. */
export const formParts: Reader = {
  name: "form-parts",
  writes: "REFERENCE",
  columns: ["appendix", "code", "title", "in_words"],
  async read(rows, into) {
    const forms = await into.coded("report_form");
    const found = rows.map((row, position) => ({
      formId: row.requiredNamed("appendix", "report form", forms),
      code: row.required("code"),
      titleVi: row.required("title"),
      inWords: row.choice("in_words", ["yes", "no"]) === "yes" ? 1 : 0,
      position,
    }));
    return () => upsert(into.tx, REPORT_FORM_PART, ["formId", "code"], found);
  },
};

/** What each recipient is asked to do. */
export const campaignTasks: Reader = {
  name: "campaign-tasks",
  writes: "REFERENCE",
  columns: ["recipient", "text"],
  async read(rows, into) {
    const sectionId = await into.sectionId();
    const tasks = rows.map((row) => ({
      recipientVi: row.required("recipient"),
      textVi: row.required("text"),
    }));
    return () => writeList(into.tx, CAMPAIGN_TASK, sectionId, tasks);
  },
};

/** The columns of a report form: number where it has one, label, heading over it, formula and footnote as printed. */
export const formColumns: Reader = {
  name: "form-columns",
  writes: "REFERENCE",
  columns: ["appendix", "number", "label", "formula", "footnote", "metric"],
  optional: ["group"],
  async read(rows, into) {
    const metrics = await into.coded("metric");
    const columns = rows.map((row, position) => ({
      form: row.required("appendix"),
      number: row.text("number") ?? "",
      // A heading over several columns may be all that is printed.
      labelVi: row.text("group") === null ? row.required("label") : (row.text("label") ?? ""),
      groupVi: row.text("group"),
      formula: row.text("formula"),
      footnoteVi: row.text("footnote"),
      metricId: row.named("metric", "metric", metrics),
      position,
    }));
    return async () => {
      const forms = await writeForms(
        into,
        columns.map(({ form }) => form),
      );
      const found = columns.map(({ form, ...column }) => ({ formId: forms.get(form) ?? null, ...column }));
      await upsert(into.tx, REPORT_FORM_COLUMN, ["formId", "position"], found);
    };
  },
};

/** Which recipient owes which appendix, and by when. */
export const campaignReports: Reader = {
  name: "campaign-reports",
  writes: "REFERENCE",
  columns: ["recipient", "appendix", "due"],
  async read(rows, into) {
    const sectionId = await into.sectionId();
    const demands = rows.map((row, position) => ({
      form: row.required("appendix"),
      recipientVi: row.required("recipient"),
      duePrinted: row.required("due"),
      dueBefore: dueBefore(row),
      sectionId,
      position,
    }));
    return async () => {
      const forms = await writeForms(
        into,
        demands.map(({ form }) => form),
      );
      const found = demands.map(({ form, ...demand }) => ({ formId: forms.get(form) ?? null, ...demand }));
      await upsert(into.tx, REPORT_DEMAND, ["formId", "recipientVi"], found);
    };
  },
};

async function writeForms(into: ImportContext, codes: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const sectionId = await into.sectionId();
  const known = await into.ids("report_form");
  const fresh = [...new Set(codes)].filter((code) => !known.has(code)).map((code) => ({ code, sectionId }));
  await upsert(into.tx, REPORT_FORM, ["code"], fresh);
  return into.ids("report_form");
}

/** "trước ngày 14/8/2019": before that day. */
function dueBefore(row: Row): string {
  const printed = row.required("due");
  const day = parseDay(/^trước ngày (\S+)$/.exec(printed)?.[1] ?? "");
  if (day === null) {
    row.problem("due", "NOT_A_DATE", messages.noDueDay(printed));
  }
  return day ?? "";
}

/** Which figures a form leaves blank to be filled in, and of which day; the letter fills in some columns itself. */
export const reportFigures: Reader = {
  name: "report-figures",
  writes: "REFERENCE",
  columns: ["appendix", "metric", "from", "on"],
  async read(rows, into) {
    const [forms, metrics] = [await into.coded("report_form"), await into.coded("metric")];
    const found = rows.map((row) => ({
      formId: row.requiredNamed("appendix", "report form", forms),
      metricId: row.requiredNamed("metric", "metric", metrics),
      from: row.day("from"),
      on: row.requiredDay("on"),
    }));
    return () => upsert(into.tx, REPORT_FORM_FIGURE, ["formId", "metricId", "on"], found);
  },
};

/**
 * Which units a recipient in words stands for, for which area each answers (blank: for itself), and the day on which its
 * report came (blank: no day is on record).
 */
export const campaignMembers: Reader = {
  name: "campaign-members",
  writes: "REFERENCE",
  columns: ["recipient", "appendix", "facility"],
  optional: ["area", "received_on"],
  async read(rows, into) {
    const [facilities, areas] = [await into.facilities(), await into.areas()];
    const demands = await demandsOf(into);
    const found = rows.map((row) => {
      const demand = demandOf(row, demands);
      return {
        demandId: demand?.id ?? null,
        facilityId: row.requiredNamed("facility", "facility", facilities),
        areaId: row.named("area", "area", areas.on(demand?.dueBefore ?? null)),
        receivedOn: row.day("received_on"),
      };
    });
    return async () => {
      const key = ["demandId", "facilityId"] as const;
      const obligations = found.map(({ demandId, facilityId }) => ({ demandId, facilityId }));
      await upsert(into.tx, REPORT_OBLIGATION, key, obligations);
      await upsert(into.tx, REPORT_ANSWER, key, await withKnown(into, found));
    };
  },
};

const ANSWERS = omit(REPORT_ANSWER, "id");
type AnswerValues = Written<typeof ANSWERS.columns>;

/** A blank cell takes back nothing: the list of who owes what may be read again after days of receipt were entered. */
async function withKnown({ tx }: ImportContext, found: readonly AnswerValues[]) {
  const known = await tx.query<AnswerValues>(`SELECT ${selectList(ANSWERS)} FROM report_answer`);
  return found.map((row) => {
    const before = known.find((each) => each.demandId === row.demandId && each.facilityId === row.facilityId);
    const { areaId = null, receivedOn = null } = before ?? {};
    return { ...row, areaId: row.areaId ?? areaId, receivedOn: row.receivedOn ?? receivedOn };
  });
}

const DEMANDS = pick(REPORT_DEMAND, "id", "recipientVi", "dueBefore");
type Demand = RowOf<typeof DEMANDS> & { form: string };

async function demandsOf(into: ImportContext): Promise<Names<Demand>> {
  const rows = await into.tx.query<Demand>(
    `SELECT ${selectList(DEMANDS, "d")}, f.code AS form FROM report_demand d JOIN report_form f ON f.id = d.form_id`,
  );
  return namesOf(rows.map((row) => [`${row.recipientVi}: ${row.form}`, row] as const));
}

function demandOf(row: Row, demands: Names<Demand>): Demand | null {
  const wanted = `${row.required("recipient")}: ${row.required("appendix")}`;
  const found = demands.find(wanted);
  if (found === undefined) row.unknown("recipient", "demanded report", wanted, demands.all());
  return found ?? null;
}
