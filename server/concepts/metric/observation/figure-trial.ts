import type { Aside } from "../../../files/reading/aside.js";
import { sameAs } from "../../../files/reading/sentences.js";
import type { ImportContext } from "../../import/reader.js";
import { figureKeyOf, figuresOnRecord, type OnRecord } from "./figure.store.js";
import { ActsOnFigures, type Placed } from "./figure-acts.js";
import { writable } from "./figure-changes.js";
import { isToReplace, saidOf } from "./figure-writer.js";

/** Compares the figures of a file with those on record, piece by piece, as `FigureWriter` would; writes nothing. */
export class FigureTrial {
  readonly #acts: ActsOnFigures;

  constructor(
    private readonly into: ImportContext,
    private readonly aside: Aside,
    private readonly sectionId: number,
  ) {
    this.#acts = new ActsOnFigures(into);
  }

  async write(given: readonly Placed[]): Promise<void> {
    const { tx, counts } = this.into;
    const values = given.map((each) => each.values);
    const may = await writable(this.into, values);
    const allowed = given.filter((each) => may.has(each.values));
    const earlier = this.aside.earlier(allowed.map(({ row, values }) => [figureKeyOf(values), row.line]));
    for (const [i, { row }] of allowed.entries()) {
      const first = earlier[i] ?? null;
      if (first !== null) row.problem("subject", "DUPLICATE", sameAs(first));
    }
    const placed = await this.#acts.notWithdrawn(allowed.filter((_, i) => earlier[i] == null));
    const known = await figuresOnRecord(tx, values);
    const replaced: (Placed & { known: OnRecord })[] = [];
    for (const each of placed) {
      const own = known.get(figureKeyOf(each.values));
      if (own === undefined) counts.inserted += 1;
      else {
        const said = { ...each, values: saidOf(own, each, this.sectionId) };
        if (isToReplace(own, said, this.sectionId)) replaced.push({ ...said, known: own });
      }
    }
    counts.changed += (await this.#acts.notCorrected(replaced)).length;
  }
}
