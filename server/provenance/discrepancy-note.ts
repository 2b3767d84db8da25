import type { Context } from "../context.js";
import { transact } from "../database/transaction.js";
import { LATEST } from "../database/world.js";
import { readGlobalId } from "../graphql/global-id.js";
import { Mistakes, mistake, refuseMistakes } from "../graphql/user-errors.js";
import { together } from "../loading/batch.js";
import { discrepanciesByKey } from "./discrepancy.js";
import { takeNote, writeNote } from "./discrepancy-note.store.js";
import type { DiscrepancyAnnotateInput } from "./discrepancy-note.type.js";
import type { DiscrepancyRow } from "./discrepancy-row.js";

const LONGEST = 2000;

/** Notes something on a check, or withdraws what was noted. What is printed and what is recomputed stay as they are. */
export async function annotate(context: Context, input: DiscrepancyAnnotateInput): Promise<DiscrepancyRow> {
  const textVi = input.textVi?.normalize("NFC").trim() || null;
  const read = readGlobalId(input.id);
  const [check] = read?.type === "Discrepancy" ? await discrepanciesByKey(context, [read.key]) : [];
  refuseMistakes([
    check ? undefined : mistake("NOT_FOUND", ["id"], "There is no such check.", "Không có mục đối chiếu này."),
    textVi !== null && textVi.length > LONGEST
      ? mistake(
          "INVALID",
          ["textVi"],
          `A note has at most ${LONGEST} characters; this one has ${textVi.length}.`,
          `Ghi chú có tối đa ${LONGEST} ký tự; ghi chú này có ${textVi.length}.`,
        )
      : undefined,
  ]);
  const found = check as DiscrepancyRow; // else it was refused
  together("Discrepancy", LATEST, [found]);
  const { viewer, shared } = context;
  const now = new Date(shared.auth.now()).toISOString();
  await transact(shared.db, async (tx) => {
    const note = await takeNote(tx, found.id, now);
    if (note.version !== input.expectedVersion) {
      const conflict = mistake(
        "CONFLICT",
        ["expectedVersion"],
        `The note is at version ${note.version}, not ${input.expectedVersion}: it has been changed since.`,
        `Ghi chú đang ở phiên bản ${note.version}, không phải ${input.expectedVersion}: đã có thay đổi khác.`,
      );
      throw new Mistakes([conflict], { discrepancy: found });
    }
    await writeNote(tx, note, { textVi, now, accountId: viewer.account?.id ?? null });
  });
  return found;
}
