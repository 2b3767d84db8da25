import { insertNew, upsert } from "../../../core/database/upsert.js";
import type { Traced } from "../../../core/mutation/trail.js";
import type { ImportContext } from "../../import/import-context.js";
import { type Undone, undoneBy } from "../../import/undone.js";
import { OBSERVATIONS, type ObservationRow } from "../definition/metric.store.js";
import { OBSERVATION } from "./observation.row.js";
import {
  OBSERVATION_KEY,
  type ObservationValues,
  type OnRecord,
  observationKeyOf,
  observationsOnRecord,
  type Withdrawn,
  withdrawnByNow,
} from "./observation-import.store.js";
import { keepPrinted } from "./printed-figure.store.js";

const FIGURES = ["value", "numerator", "denominator"] as const;
const WORDS = ["approximate", "quoteVi", "noteVi", "noteEn"] as const;

/** Whether a file says of a figure what is on record. Of another source only the figures are compared. */
export function isSameObservation(known: OnRecord, values: ObservationValues, sectionId: number): boolean {
  const differs = (column: (typeof FIGURES)[number] | (typeof WORDS)[number]) =>
    known[column] !== (values[column] ?? null);
  if (FIGURES.some(differs) || known.reported !== values.reported) return false;
  if (known.sectionId !== sectionId) return true;
  if (values.onStandsIn !== undefined && known.onStandsIn !== values.onStandsIn) return false;
  return !WORDS.some(differs) && printedNow(known, values) === known.printed;
}

/** How the value is printed: a file that has it as a plain number says nothing of that. */
const printedNow = (known: OnRecord, { value, printed = null }: ObservationValues) =>
  printed ?? (value === known.value ? known.printed : null);

/**
 * Those that may be written: a file that comes with the product takes back nothing that people have corrected or
 * withdrawn by acts.
 */
export async function writable(
  into: ImportContext,
  found: readonly ObservationValues[],
): Promise<ReadonlySet<ObservationValues>> {
  if (!into.run.isOurs || found.length === 0) return new Set(found);
  const withdrawn = await withdrawnByNow(into.tx);
  const corrected = await into.keptFromActs("Observation");
  const known = corrected.size > 0 ? await observationsOnRecord(into.tx, found) : new Map<string, OnRecord>();
  return new Set(
    found.filter((values) => {
      const key = observationKeyOf(values);
      return !withdrawn.has(key) && !corrected.has(known.get(key)?.id ?? null);
    }),
  );
}

const TRACED = Object.keys(OBSERVATIONS.columns) as (keyof typeof OBSERVATIONS.columns)[];

/** What is to be written over a figure on record. */
export interface Replaced {
  known: OnRecord;
  values: ObservationValues;
}

/** The values of its row afterwards, a version more. */
function writtenOver(into: ImportContext, { known, values }: Replaced): ObservationValues {
  const { importId: _, ...given } = values;
  return {
    ...given,
    printed: printedNow(known, values),
    // What was asked for and left blank is recorded on the day on which it is filled.
    recordedOn: known.reported === 0 ? into.begun.recordedOn : known.recordedOn,
    version: into.run.isTraced ? known.version + 1 : known.version,
  };
}

const tracedOf = (known: OnRecord, written: ObservationValues): Traced => {
  const after = { ...known, ...written } as OnRecord;
  return {
    type: "Observation",
    id: known.id,
    version: after.version,
    before: observationRowOf(known),
    after: observationRowOf(after),
  };
};

/** Of figures that would be replaced those that an act has changed, by id: a file that may not undo acts is told. */
export async function undoneIn(
  into: ImportContext,
  replaced: readonly Replaced[],
): Promise<ReadonlyMap<number, Undone>> {
  if (into.run.isOurs || into.run.mayUndoActs || replaced.length === 0) return new Map();
  const traced = replaced.map((each) => tracedOf(each.known, writtenOver(into, each)));
  return undoneBy(into.tx, { type: "Observation", scope: "DATA" }, traced);
}

/** Writes other figures over those on record, each a version more. */
export async function replaceObservations(into: ImportContext, replaced: readonly Replaced[]): Promise<void> {
  const { tx, counts } = into;
  const written = replaced.map((each) => writtenOver(into, each));
  const citeOthers = replaced.filter(({ known, values }) => known.sectionId !== values.sectionId);
  await keepPrinted(
    tx,
    into.run.trail,
    citeOthers.map(({ known }) => known.id),
  );
  await upsert(tx, OBSERVATION, OBSERVATION_KEY, written);
  counts.changed += written.length;
  await into.trace(
    "DATA",
    replaced.map(({ known }, i) => tracedOf(known, written[i] ?? {})),
  );
}

/** As the trail shows a figure, whatever has changed it. */
export const observationRowOf = (known: OnRecord): ObservationRow =>
  Object.fromEntries(TRACED.map((property) => [property, known[property]])) as unknown as ObservationRow;

/** Of figures that were withdrawn: a file would bring them back. */
export const broughtBack = (withdrawn: readonly Withdrawn[]): [value: string, undone: Undone][] =>
  withdrawn.map(({ subjectKey, on, withdrawnAt }) => [`${subjectKey} ${on}`, withdrawal(withdrawnAt)]);

export const withdrawal = (at: string): Undone => ({ act: "observationWithdraw", on: at.slice(0, 10) });

/** A document's table that somebody imports again takes back no act either, unless it says that it may. */
async function refuseUndoing(
  into: ImportContext,
  fresh: readonly ObservationValues[],
  replaced: readonly Replaced[],
): Promise<void> {
  if (into.run.isOurs || into.run.mayUndoActs) return;
  const undone = await undoneIn(into, replaced);
  const corrected = replaced.flatMap(({ known: { id, subjectKey, on } }) => {
    const act = undone.get(id);
    return act ? [[`${subjectKey} ${on}`, act] as const] : [];
  });
  const withdrawn = fresh.length > 0 ? await withdrawnByNow(into.tx) : new Map<string, Withdrawn>();
  const back = fresh.flatMap((values) => withdrawn.get(observationKeyOf(values)) ?? []);
  await into.refuseUndone([...corrected, ...broughtBack(back)]);
}

/**
 * Writes the figures of a document's table, and its blank cells where no other source has a figure: asked again is not
 * taken back.
 */
export async function writeObservations(into: ImportContext, found: readonly ObservationValues[]): Promise<void> {
  const { tx, counts } = into;
  const known = await observationsOnRecord(tx, found);
  const may = await writable(into, found);
  const [fresh, replaced]: [ObservationValues[], { known: OnRecord; values: ObservationValues }[]] = [[], []];
  for (const values of may) {
    const own = known.get(observationKeyOf(values));
    if (!own) fresh.push({ ...values, ...into.begun });
    else if (values.reported === 1 || own.reported === 0 || own.sectionId === values.sectionId) {
      if (own.sectionId !== values.sectionId || !isSameObservation(own, values, own.sectionId))
        replaced.push({ known: own, values });
    }
  }
  await refuseUndoing(into, fresh, replaced);
  counts.inserted += (await insertNew(tx, OBSERVATION, OBSERVATION_KEY, fresh)).rows;
  await replaceObservations(into, replaced);
}
