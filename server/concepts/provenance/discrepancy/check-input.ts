import { groupBy } from "../../../core/collections/groups.js";
import type { Context, Snapshot } from "../../../core/context.js";
import type { MetricRow } from "../../metric/definition/metric.store.js";
import { type NestedRow, nestedFigures, onlyGrows } from "../../metric/observation/nested-periods.js";
import {
  type ApartRow,
  type CheckedRow,
  type ComponentCountRow,
  componentCounts,
  facilitiesWithNeeds,
  figuresApart,
  figuresBeside,
  figuresIn,
  figuresOnRecord,
  type LevelShareRow,
  levelShares,
  type RecordedRow,
  type StatedTotalRow,
  statedShares,
  statedTotals,
} from "./discrepancy.store.js";

/** Everything that checks look at: what is held in memory, and ten statements more, however much is printed. */
export interface CheckInput {
  snapshot: Snapshot;
  totals: readonly StatedTotalRow[];
  shares: readonly CheckedRow[];
  levelShares: readonly LevelShareRow[];
  /** The figures of the metrics that statements and printed totals are about, in their sections. */
  figures: readonly CheckedRow[];
  /** Those of which another source had said something before, with what that says. */
  beside: readonly CheckedRow[];
  /** Of the rounds, where a statement speaks of their components. */
  componentCounts: readonly ComponentCountRow[];
  /** What is on record of the metrics of forms that compute columns by a formula. */
  recorded: readonly RecordedRow[];
  /** Of each statement of a whole and its parts, by its code, what is on record and does not add up. */
  apart: ReadonlyMap<string, readonly ApartRow[]>;
  /** Figures of periods, with those of periods within them. */
  nested: readonly NestedRow[];
  /** How many facilities state needs, by section. */
  withNeeds: ReadonlyMap<number, number>;
}

export async function checkInputOf({ db, snapshot }: Pick<Context, "db" | "snapshot">): Promise<CheckInput> {
  const totals = await statedTotals(db);
  const ofMetrics = snapshot.statements.filter(({ metrics }) => metrics !== null);
  const metricIds = [
    ...totals.map(({ metricId }) => metricId),
    ...ofMetrics.flatMap((statement) => metricsOf(statement, snapshot).map(({ id }) => id)),
  ];
  const sectionIds = [...totals, ...ofMetrics].map(({ sectionId }) => sectionId);
  return {
    snapshot,
    totals,
    shares: await statedShares(db),
    levelShares: await levelShares(db),
    figures: await figuresIn(db, [...new Set(metricIds)], [...new Set(sectionIds)]),
    beside: await figuresBeside(db),
    componentCounts: snapshot.statements.some(({ kind }) => kind === "MAJORITY") ? await componentCounts(db) : [],
    recorded: await figuresOnRecord(db, computedIn(snapshot)),
    apart: await apartOf(db, snapshot),
    nested: await nestedFigures(db, snapshot.metrics.all().filter(onlyGrows)),
    withNeeds: new Map((await facilitiesWithNeeds(db)).map(({ sectionId, count }) => [sectionId, count])),
  };
}

/** What does not add up, of each statement of a whole and its parts. */
async function apartOf(db: Context["db"], snapshot: Snapshot): Promise<ReadonlyMap<string, readonly ApartRow[]>> {
  const asked = snapshot.statements.flatMap((statement) => {
    const [whole, ...parts] = statement.kind === "PARTS" ? metricsOf(statement, snapshot) : [];
    return whole && parts.length > 0 ? [{ code: statement.code, whole, parts }] : [];
  });
  const rows = groupBy(await figuresApart(db, asked), ({ question }) => question);
  return new Map(asked.map(({ code }, i) => [code, rows.get(i) ?? []] as const));
}

/** The metrics of the forms of which a column has a formula. */
function computedIn({ campaign }: Snapshot): number[] {
  const forms = new Set(campaign.columns.flatMap(({ formId, formula }) => (formula === null ? [] : formId)));
  return campaign.columns.flatMap(({ formId, metricId }) => (forms.has(formId) && metricId !== null ? metricId : []));
}

/** The metrics that a statement is about, in its order. */
export const metricsOf = ({ metrics }: { metrics: string | null }, snapshot: Snapshot): MetricRow[] =>
  (metrics?.split(" ") ?? []).flatMap((code) => snapshot.metrics.all().find((metric) => metric.code === code) ?? []);

/** What the section of a statement prints for its metrics. */
export function figuresOf(statement: { metrics: string | null; sectionId: number }, input: CheckInput): CheckedRow[] {
  const ids = metricsOf(statement, input.snapshot).map(({ id }) => id);
  return input.figures.filter(({ metricId, sectionId }) => {
    return sectionId === statement.sectionId && ids.includes(metricId);
  });
}

/** The day of the document that a section belongs to; its figures are of that day. */
export function dayOfSection(sectionId: number, snapshot: Snapshot): string | null {
  const { documentId } = snapshot.sections.byId(sectionId);
  return snapshot.sourceDocuments.byId(documentId).issuedOn;
}

/** The count that a figure stands for, as it is on record: the numerator of a ratio, the value of anything else. */
export const amountOf = ({ numeratorOnRecord, valueOnRecord }: CheckedRow, { kind }: MetricRow): number | null =>
  kind === "RATIO" ? numeratorOnRecord : valueOnRecord;

/** The same as it is printed. */
export const amountInPrint = ({ numerator, value }: CheckedRow, { kind }: MetricRow): number | null =>
  kind === "RATIO" ? numerator : value;

/**
 * The parts of the code of a figure that stands beside the one on record: it names its document, and which of its places
 * if the document prints the figure in several.
 */
export function placesIn({ sections, sourceDocuments }: Snapshot): (metric: string, row: CheckedRow) => string[] {
  const counts = new Map<string, number>();
  return (metric, { subject, on, sectionId }) => {
    const { code } = sourceDocuments.byId(sections.byId(sectionId).documentId);
    const key = [metric, subject, on, code].join(".");
    const place = (counts.get(key) ?? 0) + 1;
    counts.set(key, place);
    return [metric, subject, on, code, ...(place === 1 ? [] : [String(place)])];
  };
}

/** Those that are printed and have been withdrawn from the record. */
export const withdrawnOf = (rows: readonly CheckedRow[]): CheckedRow[] => rows.filter(({ onRecord }) => onRecord === 0);

/** Whose figures these are, as they were called on a day. */
export const subjectNames = (rows: readonly CheckedRow[], asOf: string | null, snapshot: Snapshot): string =>
  [...new Set(rows.map((row) => subjectName(row, asOf, snapshot)))].join("; ");

/** The name that the subject of a figure has on a day. */
export function subjectName(
  { facilityId, subject }: Pick<RecordedRow, "facilityId" | "subject">,
  asOf: string | null,
  snapshot: Snapshot,
): string {
  const facility = facilityId === null ? null : snapshot.facilities.in({ asOf }).find(facilityId);
  const area = facilityId === null ? snapshot.areas.all({ asOf }).find(({ code }) => code === subject) : null;
  return facility?.name ?? area?.name ?? subject;
}
