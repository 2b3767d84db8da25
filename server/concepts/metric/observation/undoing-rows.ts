import { type Row } from "../../../files/reading/cells.js";
import { undoesAct } from "../../import/import.messages.js";
import type { ImportContext } from "../../import/reader.js";
import { type Replaced, undoneIn } from "./observation-changes.js";
import {
  type ObservationValues,
  observationKeyOf,
  observationsOnRecord,
  withdrawnKeys,
} from "./observation-import.store.js";

/** Keeps the figures of a file from undoing what people have corrected or withdrawn, and tells each row that would. */
export class UndoingRows {
  #withdrawn: Promise<ReadonlyMap<string, string>> | undefined;

  constructor(private readonly into: ImportContext) {}

  /** The rows that bring no withdrawn figure back. */
  async notWithdrawn(placed: readonly PlacedRow[]): Promise<readonly PlacedRow[]> {
    const { run, tx } = this.into;
    if (run.isOurs || run.mayUndoActs) return placed;
    this.#withdrawn ??= withdrawnKeys(tx);
    const withdrawn = await this.#withdrawn;
    const doubtful = placed.filter(({ values }) => withdrawn.has(observationKeyOf(values)));
    if (doubtful.length === 0) return placed;
    // What was recorded anew since is a figure like any other.
    const known = await observationsOnRecord(
      tx,
      doubtful.map(({ values }) => values),
    );
    const wrong = new Set(doubtful.filter(({ values }) => !known.has(observationKeyOf(values))));
    for (const { row, values } of wrong) {
      const on = (withdrawn.get(observationKeyOf(values)) ?? "").slice(0, 10);
      row.problem("subject", "UNDOES_ACT", undoesAct({ act: "observationWithdraw", on }));
    }
    return placed.filter((each) => !wrong.has(each));
  }

  /** Those that replace no figure which an act has corrected. */
  async notCorrected<T extends Replaced & Pick<PlacedRow, "row">>(replaced: readonly T[]): Promise<T[]> {
    const undone = await undoneIn(this.into, replaced);
    return replaced.filter(({ known, row }) => {
      const act = undone.get(known.id);
      if (act) row.problem("subject", "UNDOES_ACT", undoesAct(act));
      return act === undefined;
    });
  }
}

/** A row of a file, and the values to write. */
export interface PlacedRow {
  row: Row;
  values: ObservationValues;
}
