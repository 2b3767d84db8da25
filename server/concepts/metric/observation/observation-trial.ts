import { sameAs } from "../../../files/files.messages.js";
import type { Aside } from "../../../files/reading/aside.js";
import type { ImportContext } from "../../import/import-context.js";
import { warnOfTried } from "./import-warnings.js";
import { writable } from "./observation-changes.js";
import { type OnRecord, observationKeyOf, observationsOnRecord } from "./observation-import.store.js";
import { isToReplace, ofTheirPeriods, saidOf } from "./observation-writer.js";
import { type PlacedRow, UndoingRows } from "./undoing-rows.js";

/** Compares the figures of a file with those on record, piece by piece, as `FigureWriter` would; writes nothing. */
export class ObservationTrial {
  readonly #acts: UndoingRows;

  constructor(
    private readonly into: ImportContext,
    private readonly aside: Aside,
    private readonly sectionId: number,
    /** The metrics that only grow with their period. */
    private readonly growing: ReadonlySet<number>,
  ) {
    this.#acts = new UndoingRows(into);
  }

  async write(given: readonly PlacedRow[]): Promise<void> {
    const { tx, counts } = this.into;
    const dated = await ofTheirPeriods(this.into, given);
    const values = dated.map((each) => each.values);
    const may = await writable(this.into, values);
    const allowed = dated.filter((each) => may.has(each.values));
    const earlier = this.aside.earlier(allowed.map(({ row, values }) => [observationKeyOf(values), row.line]));
    for (const [i, { row }] of allowed.entries()) {
      const first = earlier[i] ?? null;
      if (first !== null) row.problem("subject", "DUPLICATE", sameAs(first));
    }
    const placed = await this.#acts.notWithdrawn(allowed.filter((_, i) => earlier[i] == null));
    await warnOfTried(this.into, placed, this.growing);
    const known = await observationsOnRecord(tx, values);
    const replaced: (PlacedRow & { known: OnRecord })[] = [];
    for (const each of placed) {
      const own = known.get(observationKeyOf(each.values));
      if (own === undefined) counts.inserted += 1;
      else {
        const said = { ...each, values: saidOf(own, each, this.sectionId) };
        if (isToReplace(this.into, own, said, this.sectionId)) replaced.push({ ...said, known: own });
      }
    }
    counts.changed += (await this.#acts.notCorrected(replaced)).length;
  }
}
