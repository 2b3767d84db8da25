import { upsert, writeList } from "../../core/database/upsert.js";
import { type Names, namesOf, type Row } from "../../files/reading/cells.js";
import { parseDay } from "../../files/reading/printed.js";
import type { ImportContext, Reader } from "../import/reader.js";

/** To whom the letter goes. */
export const campaignRecipients: Reader = {
  name: "campaign-recipients",
  writes: "REFERENCE",
  columns: ["recipient"],
  async read(rows, into) {
    const section_id = await into.sectionId();
    const recipients = rows.map((row) => ({ name_vi: row.required("recipient") }));
    return () => writeList(into.tx, "campaign_recipient", section_id, recipients);
  },
};

/** What each recipient is asked to do. */
export const campaignTasks: Reader = {
  name: "campaign-tasks",
  writes: "REFERENCE",
  columns: ["recipient", "text"],
  async read(rows, into) {
    const section_id = await into.sectionId();
    const tasks = rows.map((row) => ({
      recipient_vi: row.required("recipient"),
      text_vi: row.required("text"),
    }));
    return () => writeList(into.tx, "campaign_task", section_id, tasks);
  },
};

/** The columns of a report form: number, label, formula and footnote as printed. */
export const formColumns: Reader = {
  name: "form-columns",
  writes: "REFERENCE",
  columns: ["appendix", "number", "label", "formula", "footnote", "metric"],
  async read(rows, into) {
    const metrics = await into.coded("metric");
    const columns = rows.map((row, position) => ({
      form: row.required("appendix"),
      number: row.required("number"),
      label_vi: row.required("label"),
      formula: row.text("formula"),
      footnote_vi: row.text("footnote"),
      metric_id: row.named("metric", "metric", metrics),
      position,
    }));
    return async () => {
      const forms = await writeForms(
        into,
        columns.map(({ form }) => form),
      );
      const found = columns.map(({ form, ...column }) => ({ form_id: forms.get(form) ?? null, ...column }));
      await upsert(into.tx, "report_form_column", ["form_id", "position"], found);
    };
  },
};

/** Which recipient owes which appendix, and by when. */
export const campaignReports: Reader = {
  name: "campaign-reports",
  writes: "REFERENCE",
  columns: ["recipient", "appendix", "due"],
  async read(rows, into) {
    const section_id = await into.sectionId();
    const demands = rows.map((row, position) => ({
      form: row.required("appendix"),
      recipient_vi: row.required("recipient"),
      due_printed: row.required("due"),
      due_before: dueBefore(row),
      section_id,
      position,
    }));
    return async () => {
      const forms = await writeForms(
        into,
        demands.map(({ form }) => form),
      );
      const found = demands.map(({ form, ...demand }) => ({ form_id: forms.get(form) ?? null, ...demand }));
      await upsert(into.tx, "report_demand", ["form_id", "recipient_vi"], found);
    };
  },
};

async function writeForms(into: ImportContext, codes: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const section_id = await into.sectionId();
  const known = await into.ids("report_form");
  const fresh = [...new Set(codes)].filter((code) => !known.has(code)).map((code) => ({ code, section_id }));
  await upsert(into.tx, "report_form", ["code"], fresh);
  return into.ids("report_form");
}

/** "trước ngày 14/8/2019": before that day. */
function dueBefore(row: Row): string {
  const printed = row.required("due");
  const day = parseDay(/^trước ngày (\S+)$/.exec(printed)?.[1] ?? "");
  if (day === null) {
    row.problem("due", "NOT_A_DATE", {
      en: `"${printed}" is not "trước ngày d/m/yyyy".`,
      vi: `"${printed}" không có dạng "trước ngày d/m/yyyy".`,
    });
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
      form_id: row.requiredNamed("appendix", "report form", forms),
      metric_id: row.requiredNamed("metric", "metric", metrics),
      from_date: row.day("from"),
      on_date: row.requiredDay("on"),
    }));
    return () => upsert(into.tx, "report_form_figure", ["form_id", "metric_id", "on_date"], found);
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
        demand_id: demand?.id ?? null,
        facility_id: row.requiredNamed("facility", "facility", facilities),
        area_id: row.named("area", "area", areas.on(demand?.due_before ?? null)),
        received_on: row.day("received_on"),
      };
    });
    return async () => {
      const key = ["demand_id", "facility_id"];
      const obligations = found.map(({ demand_id, facility_id }) => ({ demand_id, facility_id }));
      await upsert(into.tx, "report_obligation", key, obligations);
      await upsert(into.tx, "report_answer", key, await withKnown(into, found));
    };
  },
};

interface AnswerValues {
  demand_id: number | null;
  facility_id: number | null;
  area_id: number | null;
  received_on: string | null;
}

/** A blank cell takes back nothing: the list of who owes what may be read again after days of receipt were entered. */
async function withKnown({ tx }: ImportContext, found: readonly AnswerValues[]) {
  const known = await tx.query<AnswerValues>("SELECT demand_id, facility_id, area_id, received_on FROM report_answer");
  return found.map((row) => {
    const before = known.find((each) => each.demand_id === row.demand_id && each.facility_id === row.facility_id);
    const { area_id = null, received_on = null } = before ?? {};
    return { ...row, area_id: row.area_id ?? area_id, received_on: row.received_on ?? received_on };
  });
}

interface Demand {
  id: number;
  form: string;
  recipient_vi: string;
  due_before: string;
}

async function demandsOf(into: ImportContext): Promise<Names<Demand>> {
  const rows = await into.tx.query<Demand>(
    "SELECT d.id, f.code AS form, d.recipient_vi, d.due_before FROM report_demand d JOIN report_form f ON f.id = d.form_id",
  );
  return namesOf(rows.map((row) => [`${row.recipient_vi}: ${row.form}`, row] as const));
}

function demandOf(row: Row, demands: Names<Demand>): Demand | null {
  const wanted = `${row.required("recipient")}: ${row.required("appendix")}`;
  const found = demands.find(wanted);
  if (found === undefined) row.unknown("recipient", "demanded report", wanted, demands.all());
  return found ?? null;
}
