import { insertNew } from "../../../core/database/upsert.js";
import type { Row } from "../../../files/reading/cells.js";
import type { ImportContext } from "../../import/import-context.js";
import { REGISTER } from "../../provenance/source/entered.js";
import * as messages from "../metric.messages.js";
import { isSameFigure } from "./exact-value.js";
import { warnOfWritten } from "./import-warnings.js";
import { OBSERVATION } from "./observation.row.js";
import { stateOfRecorded } from "./observation.store.js";
import { isSameObservation, replaceObservations, writable } from "./observation-changes.js";
import {
  OBSERVATION_KEY,
  type ObservationValues,
  type OnRecord,
  observationKeyOf,
  observationsOnRecord,
  periodsOnRecord,
} from "./observation-import.store.js";
import { figures, firstDay } from "./observation-values.js";
import { type PlacedRow, UndoingRows } from "./undoing-rows.js";

/** What a row says of a figure on record: of columns that its file does not have it says nothing. */
export function saidOf(known: OnRecord, { row, values }: PlacedRow, sectionId: number): ObservationValues {
  const said = { ...values };
  const isOwn = known.sectionId === sectionId;
  const isSameValue = known.value === values.value && known.numerator === values.numerator;
  const silent = (column: string) => !row.says(column);
  // A sentence that prints another figure does not stand beside the new one.
  if (silent("quote") && isOwn && isSameValue && known.denominator === values.denominator) said.quoteVi = known.quoteVi;
  if (silent("note_vi") && isOwn) said.noteVi = known.noteVi;
  if (silent("note_en") && isOwn) said.noteEn = known.noteEn;
  return said;
}

/**
 * Rows that say nothing of a first day mean the figure of their day that is on record, if there is one, with its period.
 * Where there are several, the row does not say which; unless one of them has no first day either, and the cell is blank.
 */
export async function ofTheirPeriods(
  { tx, run }: ImportContext,
  given: readonly PlacedRow[],
): Promise<readonly PlacedRow[]> {
  const silent = given.filter(({ values }) => values.from === null);
  if (silent.length === 0) return given;
  const known = await periodsOnRecord(
    tx,
    silent.map(({ values }) => values),
    run.id,
  );
  return given.flatMap((each) => {
    const { row, values } = each;
    const periods = values.from === null ? (known.get(observationKeyOf(values)) ?? []) : [];
    if (row.says("from") && periods.includes(null)) return [each];
    const [first = null, ...others] = periods;
    if (others.length > 0) {
      row.problem("on", "INCONSISTENT", messages.severalPeriods);
      return [];
    }
    return first === null ? [each] : [{ row, values: { ...values, ...firstDay(first) } }];
  });
}

/** Whether a figure on record is replaced by a row; one of another source that differs is a problem. */
export function isToReplace(
  { run, source }: ImportContext,
  known: OnRecord,
  { row, values }: PlacedRow,
  sectionId: number,
): boolean {
  if (isSameObservation(known, values, sectionId)) return false;
  const isOwn = [known.sectionId, known.printedIn].includes(sectionId);
  if (isOwn && !run.isOurs && source.document !== REGISTER && !printsSame(known, values, sectionId)) {
    row.problem("subject", "OTHER_SOURCE", messages.documentPrintsOtherwise);
    return false;
  }
  if (isOwn || known.reported === 0) return true;
  row.problem("subject", "OTHER_SOURCE", messages.figureOfOtherSource(known.label));
  return false;
}

/** Whether a document that came with the product prints what a file says that it prints; of others the last file tells. */
function printsSame(known: OnRecord, values: ObservationValues, sectionId: number): boolean {
  if (known.recordedOn !== null) return true;
  const { printedValue: value, printedNumerator: numerator, printedDenominator: denominator } = known;
  const printed = known.sectionId === sectionId ? known : { value, numerator, denominator };
  return isSameFigure(printed, figures(values));
}

const repeats = (row: Row): void => void row.problem("subject", "DUPLICATE", messages.earlierLineSame);

/**
 * Writes the figures of a file piece by piece. A figure on record from another section is never replaced: two sources
 * that differ are for people to settle, and one that says the same changes nothing. Nor does a file say the same thing
 * twice, however far apart the rows are: what it wrote before is recognised in the database, so that no row has to be
 * kept in memory. That something is wrong is enough to know here; `ObservationTrial` tells all of it.
 */
export class ObservationWriter {
  /** A bit for each figure that was on record before, and that the file has spoken of. */
  #spoken = new Uint8Array();

  readonly #acts: UndoingRows;

  constructor(
    private readonly into: ImportContext,
    private readonly sectionId: number,
    /** The metrics that only grow with their period. */
    private readonly growing: ReadonlySet<number>,
  ) {
    this.#acts = new UndoingRows(into);
  }

  /** Most figures are new: only when fewer were inserted than given is it looked up which were on record. */
  async write(given: readonly PlacedRow[]): Promise<void> {
    const { tx, counts, run } = this.into;
    const dated = await ofTheirPeriods(this.into, given);
    const may = await writable(
      this.into,
      dated.map(({ values }) => values),
    );
    const placed = await this.#acts.notWithdrawn(dated.filter(({ values }) => may.has(values)));
    const values = placed.map((each) => each.values);
    const { rows, last } = await insertNew(tx, OBSERVATION, OBSERVATION_KEY, values);
    counts.inserted += rows;
    const areNew = rows === values.length;
    run.trail.inserted("Observation", areNew ? values.map((each) => (id) => stateOfRecorded(id, each)) : null, last);
    if (!areNew) await this.#settle(placed, await observationsOnRecord(tx, values), rows);
    await warnOfWritten(this.into, placed, this.growing);
  }

  end(): Promise<void> {
    return this.#acts.noneWithdrawnMeanwhile();
  }

  /** Replaces what may be replaced and reports the rest. */
  async #settle(placed: readonly PlacedRow[], found: ReadonlyMap<string, OnRecord>, inserted: number): Promise<void> {
    const fresh = this.#freshIn(found, inserted);
    const given = new Set<string>();
    const replaced: (PlacedRow & { known: OnRecord })[] = [];
    for (const { row, values } of placed) {
      const key = observationKeyOf(values);
      const known = found.get(key);
      if (known === undefined) continue;
      if (given.has(key)) repeats(row);
      else if (known.importId === this.into.run.id ? !fresh.has(known.id) : this.#isSpokenOf(known.id)) {
        repeats(row);
      } else if (!fresh.has(known.id)) {
        this.#speakOf(known.id);
        const said = saidOf(known, { row, values }, this.sectionId);
        if (isToReplace(this.into, known, { row, values: said }, this.sectionId))
          replaced.push({ row, known, values: said });
      }
      given.add(key);
    }
    await replaceObservations(this.into, await this.#acts.notCorrected(replaced));
  }

  /** Of those on record the ones that were inserted just now: ids rise, so they are the last of this import's own. */
  #freshIn(found: ReadonlyMap<string, OnRecord>, inserted: number): ReadonlySet<number> {
    const own = [...found.values()].filter((known) => known.importId === this.into.run.id).map(({ id }) => id);
    return new Set(own.sort((a, b) => b - a).slice(0, inserted));
  }

  #isSpokenOf(id: number): boolean {
    return ((this.#spoken[id >> 3] ?? 0) & (1 << (id & 7))) !== 0;
  }

  #speakOf(id: number): void {
    const place = id >> 3;
    if (place >= this.#spoken.length) {
      const longer = new Uint8Array(2 * place + 1);
      longer.set(this.#spoken);
      this.#spoken = longer;
    }
    this.#spoken[place] = (this.#spoken[place] ?? 0) | (1 << (id & 7));
  }
}
