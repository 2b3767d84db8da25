import type { Aside } from "../importing/aside.js";
import type { Into } from "../importing/reader.js";
import { sameAs } from "../importing/sentences.js";
import { figureKeyOf, figuresOnRecord } from "./figure.store.js";
import { writable } from "./figure-changes.js";
import { isToReplace, type Placed, saidOf } from "./figure-writer.js";

/** Compares the figures of a file with those on record, piece by piece, as `FigureWriter` would; writes nothing. */
export class FigureTrial {
  constructor(
    private readonly into: Into,
    private readonly aside: Aside,
    private readonly sectionId: number,
  ) {}

  async write(given: readonly Placed[]): Promise<void> {
    const { tx, counts } = this.into;
    const values = given.map((each) => each.values);
    const may = await writable(this.into, values);
    const placed = given.filter((each) => may.has(each.values));
    const earlier = this.aside.earlier(placed.map(({ row, values }) => [figureKeyOf(values), row.line]));
    const known = await figuresOnRecord(tx, values);
    for (const [i, each] of placed.entries()) {
      const [first, own] = [earlier[i] ?? null, known.get(figureKeyOf(each.values))];
      if (first !== null) each.row.problem("subject", "DUPLICATE", sameAs(first));
      else if (own === undefined) counts.inserted += 1;
      else {
        const values = saidOf(own, each, this.sectionId);
        if (isToReplace(own, { row: each.row, values }, this.sectionId)) counts.changed += 1;
      }
    }
  }
}
