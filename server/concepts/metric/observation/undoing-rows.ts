import type { Transaction } from "../../../core/database/database.js";
import { type Row } from "../../../files/reading/cells.js";
import { undoesAct } from "../../import/import.messages.js";
import type { ImportContext } from "../../import/import-context.js";
import { broughtBack, type Replaced, undoneIn, withdrawal } from "./observation-changes.js";
import {
  type ObservationValues,
  observationKeyOf,
  observationsOnRecord,
  type Withdrawn,
  withdrawnAtFirst,
  withdrawnByNow,
} from "./observation-import.store.js";

import { firstDay } from "./observation-values.js";

/** Keeps the figures of a file from undoing what people have corrected or withdrawn, and tells each row that would. */
export class UndoingRows {
  #withdrawn: Promise<ReadonlyMap<string, Withdrawn>> | undefined;

  /** `withdrawnIn`: which withdrawals count; those that somebody waits with until the end are told by then. */
  constructor(
    private readonly into: ImportContext,
    private readonly withdrawnIn: (tx: Transaction) => Promise<ReadonlyMap<string, Withdrawn>> = withdrawnAtFirst,
  ) {}

  /** The rows that bring no withdrawn figure back. */
  async notWithdrawn(placed: readonly PlacedRow[]): Promise<readonly PlacedRow[]> {
    const { run, tx } = this.into;
    if (run.isOurs || run.mayUndoActs) return placed;
    this.#withdrawn ??= this.withdrawnIn(tx);
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
      const at = withdrawn.get(observationKeyOf(values))?.withdrawnAt ?? "";
      row.problem("subject", "UNDOES_ACT", undoesAct(withdrawal(at)));
    }
    return placed.filter((each) => !wrong.has(each));
  }

  /**
   * At the end: refuses the file for a figure that somebody withdrew while it was written, before its row was. Withdrawals
   * wait for what is left of the import, and not for all of it.
   */
  async noneWithdrawnMeanwhile(): Promise<void> {
    const { run, tx } = this.into;
    const before = await this.#withdrawn;
    if (!before) return;
    const now = [...(await withdrawnByNow(tx))];
    const since = now.flatMap(([key, each]) => (before.get(key)?.withdrawnAt === each.withdrawnAt ? [] : each));
    const known = await observationsOnRecord(
      tx,
      since.map((each) => ({ ...each, ...firstDay(each.from) })),
    );
    const back = since.filter((each) => known.get(observationKeyOf(each))?.importId === run.id);
    await this.into.refuseUndone(broughtBack(back));
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
