import * as messages from "../files.messages.js";
import type { Problems } from "./problems.js";

/** A cell that is read otherwise than the file has it: somebody has chosen what it means. */
export interface Replacement {
  /** The sheet, where there is more than one. */
  sheet?: string | null;
  row: number;
  /** As the header calls it. */
  column: string;
  /** What is read in its place. */
  value: string;
}

/** What is read otherwise in one table, and what of it found no cell. */
export class Replacements {
  readonly #byRow = new Map<number, Replacement[]>();
  readonly #elsewhere: readonly Replacement[];

  /** `isOnlyTable`: the sheet need not be named. */
  constructor(of: readonly Replacement[], called: string | undefined, isOnlyTable: boolean) {
    const isHere = ({ sheet }: Replacement) => (sheet == null ? isOnlyTable : sheet === called);
    this.#elsewhere = of.filter((each) => !isHere(each));
    for (const each of of.filter(isHere)) this.#byRow.set(each.row, [...(this.#byRow.get(each.row) ?? []), each]);
  }

  /** The cells of a row, with what stands in the place of some. */
  in(line: number, cells: readonly string[], header: readonly string[]): readonly string[] {
    const wanted = this.#byRow.get(line);
    if (!wanted) return cells;
    const read = [...cells, ...Array<string>(Math.max(0, header.length - cells.length)).fill("")];
    const lost = wanted.filter(({ column, value }) => {
      const place = column === "" ? -1 : header.indexOf(column);
      if (place >= 0) read[place] = value;
      return place < 0;
    });
    if (lost.length > 0) this.#byRow.set(line, lost);
    else this.#byRow.delete(line);
    return read;
  }

  /** What names a cell that the file does not have was chosen for another file. */
  tellLost(problems: Problems, file: string): void {
    for (const lost of [...this.#elsewhere, ...[...this.#byRow.values()].flat()]) tellLost(problems, file, lost);
  }
}

function tellLost(problems: Problems, file: string, { row, column, value }: Replacement): void {
  problems.add({
    ...{ file, line: row, column, code: "INCONSISTENT", value, nearest: [] },
    message: messages.noCellToReplace(column, row),
  });
}
