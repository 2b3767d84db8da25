import { upsert, writeList } from "../database/upsert.js";
import { type Names, namesOf, parseDay, type Row } from "../importing/cells.js";
import type { Into, Reader } from "../importing/reader.js";

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

async function writeForms(into: Into, codes: readonly string[]): Promise<ReadonlyMap<string, number>> {
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
  if (day === null) row.problem("due", "NOT_A_DATE", `"${printed}" is not "trước ngày d/m/yyyy".`);
  return day ?? "";
}

/** Which units a recipient in words stands for. */
export const campaignMembers: Reader = {
  name: "campaign-members",
  writes: "REFERENCE",
  columns: ["recipient", "appendix", "facility"],
  async read(rows, into) {
    const facilities = await into.facilities();
    const demands = await demandsOf(into);
    const obligations = rows.map((row) => ({
      demand_id: demandOf(row, demands),
      facility_id: row.requiredNamed("facility", "facility", facilities),
    }));
    return () => upsert(into.tx, "report_obligation", ["demand_id", "facility_id"], obligations);
  },
};

async function demandsOf(into: Into): Promise<Names<number>> {
  const rows = await into.tx.query<{ id: number; form: string; recipient_vi: string }>(
    "SELECT d.id, f.code AS form, d.recipient_vi FROM report_demand d JOIN report_form f ON f.id = d.form_id",
  );
  return namesOf(rows.map(({ recipient_vi, form, id }) => [`${recipient_vi}: ${form}`, id] as const));
}

function demandOf(row: Row, demands: Names<number>): number | null {
  const wanted = `${row.required("recipient")}: ${row.required("appendix")}`;
  const found = demands.find(wanted);
  if (found === undefined) row.unknown("recipient", "demanded report", wanted, demands.all());
  return found ?? null;
}
