import { groupBy } from "../../../core/collections/groups.js";
import type { Snapshot } from "../../../core/context.js";
import { holdVersions } from "../../../core/mutation/mutation-run.js";
import type { UserError } from "../../../core/schema/user-errors.js";
import { takeWholeScope } from "../../../core/snapshot/revision.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import { columnsIn } from "../../../files/format.js";
import { onceEach, type Row } from "../../../files/reading/cells.js";
import type { ImportContext } from "../../import/import-context.js";
import type { Reader } from "../../import/reader.js";
import { METRIC } from "../../metric/definition/metric.row.js";
import * as messages from "../reporting.messages.js";
import { metricsIn } from "./campaign-acts.js";
import { headProblems } from "./campaign-head.js";
import { CAMPAIGNS_LIST, HOLDS_WORDS, LINE_WORDS, type Line, sectionLabel, YES_NO_WORDS } from "./campaigns.format.js";
import { type DefinitionInput, readDefinition } from "./definition-rules.js";
import { REPORTING_CAMPAIGN_KIND } from "./reporting-campaign.kind.js";
import { REPORTING_CAMPAIGN } from "./reporting-campaign.row.js";
import {
  addCampaign,
  type CampaignValues,
  isAnswered,
  type ReportingCampaignRow,
  rewriteCampaign,
} from "./reporting-campaign.store.js";
import { snapshotWithin } from "./snapshot-within.js";

/** A campaign that the file says something new of. */
interface Listed {
  row: Row;
  before: ReportingCampaignRow | undefined;
  values: Omit<CampaignValues, "sectionId">;
}

/** Campaigns with what they ask for. A list of one that is on record replaces its own, while nobody has answered. */
export const campaignsList: Reader = {
  ...columnsIn(CAMPAIGNS_LIST),
  writes: "REFERENCE",
  tracesItself: true,
  async read(rows, into) {
    const snapshot = await snapshotWithin(into.tx);
    const names = { facilities: await into.facilities(), areas: (await into.areas()).on(into.run.today) };
    const byCampaign = groupBy(rows, (row) => row.required("campaign"));
    // Those on record first: another writing of one is what is refused, and of two new ones the second.
    const codes = snapshot.reportingCampaigns.all().map(({ code }) => code);
    const listed: Listed[] = [];
    for (const [code, own] of byCampaign) {
      const found = readCampaign(code, own, { snapshot, names, codes, today: into.run.today });
      codes.push(code);
      if (!found) continue;
      const { row, before } = found;
      if (before && (await isAnswered(into.tx, before)))
        row.problem("campaign", "INCONSISTENT", messages.alreadyAnswered(code));
      listed.push(found);
    }
    const ids = listed.flatMap(({ before }) => before?.id ?? []);
    const rowOf = new Map(listed.flatMap(({ before, row }) => (before ? [[before.id, row] as const] : [])));
    const count = listed.reduce((sum, { values }) => sum + (byCampaign.get(values.code)?.length ?? 0), 0);
    return async () => {
      await into.tracing(REPORTING_CAMPAIGN_KIND, ids, () => write(into, listed, ids, snapshot), rowOf);
      // A row of the file is a line of a campaign.
      if (into.counts.inserted > 0) Object.assign(into.counts, { inserted: count, changed: 0 });
      else if (into.counts.changed > 0) into.counts.changed = count;
    };
  },
};

async function write(into: ImportContext, listed: readonly Listed[], ids: number[], snapshot: Snapshot): Promise<void> {
  // As by an act: what somebody has changed of either meanwhile is read anew.
  await holdVersions(
    into.tx,
    REPORTING_CAMPAIGN,
    listed.flatMap(({ before }) => before ?? []),
  );
  const metrics = listed.flatMap(({ values }) => (values.definition ? metricsIn(values.definition, snapshot) : []));
  await holdVersions(into.tx, METRIC, [...new Set(metrics)]);
  // Whoever answers moves a slot of DATA: of two nodes of a cluster that do not know of each other one begins anew.
  if (listed.some(({ before }) => before)) await takeWholeScope(into.tx, "DATA");
  for (const { row, before, values } of listed) {
    if (before) {
      await rewriteCampaign(into.tx, before.id, { ...values, sectionId: before.sectionId });
      if (await isAnswered(into.tx, before))
        row.problem("campaign", "INCONSISTENT", messages.alreadyAnswered(values.code));
      continue;
    }
    const sectionId = await into.sectionId(sectionLabel(values.code, values.titleVi));
    const id = await addCampaign(into.tx, { ...values, sectionId });
    if (id === null) row.problem("campaign", "DUPLICATE", messages.campaignTaken(values.code, values.code));
    else ids.push(id);
  }
}

interface Known {
  snapshot: Snapshot;
  names: {
    facilities: Awaited<ReturnType<ImportContext["facilities"]>>;
    areas: ReturnType<Awaited<ReturnType<ImportContext["areas"]>>["on"]>;
  };
  /** Of campaigns on record, and of those that stand further up in the file. */
  codes: readonly string[];
  today: string;
}

/** What the lines of a campaign say, or null where they say what is on record. */
function readCampaign(code: string, rows: readonly Row[], known: Known): Listed | null {
  const { snapshot, today } = known;
  const lines = groupBy(rows, (row) => lineOf(row));
  const [first] = rows;
  if (!first) return null;
  const before = snapshot.reportingCampaigns.all().find((each) => each.code === code);
  const like = before ? undefined : known.codes.find((each) => each.toLowerCase() === code.toLowerCase());
  if (like !== undefined) {
    first.problem("campaign", "DUPLICATE", messages.campaignTaken(code, like));
    return null;
  }
  const head = lines.get("CAMPAIGN")?.[0];
  const once = onceEach();
  for (const row of lines.get("CAMPAIGN") ?? []) once(row, "line", code);
  if (!head && !before) first.problem("campaign", "MISSING_VALUE", messages.noLineOfCampaign(code));
  const { input, rowAt } = definitionIn(lines, known);
  const issuedOn = head?.day("issued_on") ?? before?.issuedOn ?? null;
  const given: DefinitionInput = {
    issuedOn,
    recipients: lines.has("RECIPIENT") ? input.recipients : (before?.definition?.recipients ?? []),
    forms: lines.has("FORM") ? input.forms : (before?.definition?.forms ?? []),
    demands: lines.has("DUE") ? input.demands : (before?.definition?.demands ?? []),
  };
  const body = head?.named("standing_body", "facility", known.names.facilities) ?? null;
  const { definition, mistakes } = readDefinition(given, today, snapshot);
  const values: Listed["values"] = {
    code,
    titleVi: head?.text("title") ?? before?.titleVi ?? "",
    number: head?.text("number") ?? before?.number ?? null,
    issuedOn,
    standingBodyId: body ?? before?.standingBodyId ?? null,
    reportsToVi: head?.text("reports_to") ?? before?.reportsToVi ?? null,
    state: before?.state ?? "OPEN",
    definition,
  };
  if (before) {
    const { id: _, version: __, sectionId: ___, ...onRecord } = before;
    const isOfDocument = before.definition === null && !lines.has("FORM") && !lines.has("DUE");
    if (sameValues(onRecord, isOfDocument ? { ...values, definition: null } : values)) return null;
    const refused =
      before.definition === null
        ? messages.documentsCampaign(code)
        : before.state === "CLOSED"
          ? messages.campaignIsClosed(code)
          : null;
    if (refused) {
      first.problem("campaign", "INCONSISTENT", refused);
      return null;
    }
  }
  const all = [...headProblems(values), ...mistakes].filter((mistake) => mistake !== undefined);
  for (const mistake of all) tell(mistake, rowAt, head ?? first);
  return { row: head ?? first, before, values };
}

const sameValues = (one: Listed["values"], other: Listed["values"]): boolean =>
  (Object.keys(other) as (keyof Listed["values"])[]).every(
    (key) => JSON.stringify(one[key]) === JSON.stringify(other[key]),
  );

const lineOf = (row: Row): Line | null => {
  row.required("line");
  return row.word("line", LINE_WORDS);
};

/** What lines ask for, and which row says which part of it. */
function definitionIn(lines: ReadonlyMap<Line | null, readonly Row[]>, { snapshot, names }: Known) {
  const rowAt = new Map<string, Row>();
  const of = (line: Line) => lines.get(line) ?? [];
  const yes = (row: Row, column: string) => {
    const word = row.word(column, YES_NO_WORDS);
    return word === null ? null : word === "YES";
  };
  const facilityOf = (row: Row) => {
    const id = row.named("facility", "facility", names.facilities);
    return id === null ? null : (snapshot.facilities.unit(id)?.code ?? null);
  };
  const areaOf = (row: Row) => {
    const text = row.text("area");
    // A code is that of the day on which the report is due.
    if (text !== null && /^\d+$/.test(text)) return text;
    const id = row.named("area", "area", names.areas);
    return id === null ? null : (snapshot.areas.viewOrLast(id, LATEST)?.code ?? null);
  };
  const types = new Map(
    snapshot.terms.of("FACILITY_TYPE").flatMap(({ code, labelVi }) => [
      [code, code],
      [labelVi, code],
    ]),
  );

  const forms = of("FORM").map((row, i) => {
    const code = row.required("form");
    rowAt.set(`forms.${i}`, row);
    const own = (line: Line) => of(line).filter((each) => each.text("form") === code);
    const columns = own("COLUMN").map((column, j) => {
      rowAt.set(`forms.${i}.columns.${j}`, column);
      return {
        number: column.required("number"),
        labelVi: column.required("title"),
        groupVi: column.text("group"),
        unitVi: column.text("unit"),
        formula: column.text("formula"),
        footnoteVi: column.text("footnote"),
        mayBeNegative: yes(column, "negative"),
        isEntered: yes(column, "entered"),
        metric: column.text("metric"),
        holds: column.word("holds", HOLDS_WORDS),
        of: column.text("of"),
        from: column.day("from"),
        on: column.day("on"),
      };
    });
    const ofParts = own("PART");
    // A line that names none says that there are none.
    const named = ofParts.filter((part) => part.text("number") !== null || part.text("title") !== null);
    const parts = named.map((part, j) => {
      rowAt.set(`forms.${i}.parts.${j}`, part);
      return { code: part.required("number"), titleVi: part.required("title") };
    });
    return { code, titleVi: row.required("title"), columns, parts: ofParts.length > 0 ? parts : null };
  });
  const codes = forms.map(({ code }) => code);
  for (const line of ["COLUMN", "PART"] as const) {
    for (const row of of(line)) {
      const form = row.required("form");
      if (form !== "" && !codes.includes(form)) row.problem("form", "UNKNOWN_NAME", messages.noSuchForm(form, codes));
    }
  }

  const recipients = [...groupBy(of("RECIPIENT"), (row) => row.required("recipient"))].map(([nameVi, own], i) => {
    const [first] = own;
    if (first) rowAt.set(`recipients.${i}`, first);
    const units: { facility: string; area: string | null }[] = [];
    const groups: { facilityType: string | null; under: string | null }[] = [];
    for (const row of own) {
      const facility = facilityOf(row);
      if (facility !== null) {
        rowAt.set(`recipients.${i}.units.${units.length}`, row);
        units.push({ facility, area: areaOf(row) });
      }
      const type = row.text("facility_type");
      const under = row.text("under");
      if (type === null && under === null) continue;
      if (groups.length > 0) row.problem("recipient", "DUPLICATE", messages.givenTwice(nameVi));
      groups.push({ facilityType: type === null ? null : (types.get(type) ?? type), under });
    }
    return { nameVi, units, ...groups[0] };
  });

  const demands = of("DUE").map((row, i) => {
    rowAt.set(`demands.${i}`, row);
    return {
      recipient: row.required("recipient"),
      form: row.required("form"),
      dueBefore: row.requiredDay("due_before"),
    };
  });
  return { input: { recipients, forms, demands } satisfies DefinitionInput, rowAt };
}

/** The columns of the file in which fields of the acts stand that are called otherwise. */
const COLUMN_OF: Readonly<Record<string, string>> = {
  titleVi: "title",
  labelVi: "title",
  groupVi: "group",
  unitVi: "unit",
  footnoteVi: "footnote",
  nameVi: "recipient",
  reportsToVi: "reports_to",
  facilityType: "facility_type",
  dueBefore: "due_before",
  mayBeNegative: "negative",
  code: "campaign",
};

/** Says at its row what is wrong with a part of what is asked for. */
function tell({ path, code, sentence }: UserError, rowAt: ReadonlyMap<string, Row>, whole: Row): void {
  const field = /\d/.test(path.at(-1) ?? "") ? "" : (path.at(-1) ?? "");
  const place = path.slice(0, field === "" ? path.length : -1);
  let row: Row | undefined;
  for (let length = place.length; length > 0 && !row; length -= 1) row = rowAt.get(place.slice(0, length).join("."));
  const column =
    field === "code" && place[0] === "forms" ? (place.length > 2 ? "number" : "form") : (COLUMN_OF[field] ?? field);
  (row ?? whole).problem(column, code === "NOT_FOUND" ? "UNKNOWN_NAME" : "INCONSISTENT", sentence);
}
