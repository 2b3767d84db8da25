import { cut } from "../../core/text/shown.js";
import { unseenCharacter } from "../../core/text/text.messages.js";
import { unseenIn, withoutUnseenEdges } from "../../core/text/unseen.js";
import type { Sheet } from "./cells.js";
import type { Seen } from "./seen.js";

const PLAIN = /^[\x20-\x7e]*$/;

/**
 * The cells of a row as people see them: what nobody sees is dropped at their edges and counted; within a cell, where it
 * would make two of what looks like one, it is a problem.
 */
export function seenCells(cells: readonly string[], line: number, sheet: Sheet, seen: Seen): readonly string[] {
  if (cells.every((cell) => PLAIN.test(cell))) return cells;
  return cells.map((cell, place) => {
    if (PLAIN.test(cell)) return cell;
    const shown = withoutUnseenEdges(cell);
    if (shown !== cell) seen.tidiedCells += 1;
    const found = unseenIn(shown);
    if (found) {
      const column = sheet.header[place] ?? "";
      const { file, problems } = sheet;
      const message = unseenCharacter(found);
      problems.add({ file, line, column, code: "UNSEEN_CHARACTER", value: cut(shown), message, nearest: [] });
    }
    return shown;
  });
}
