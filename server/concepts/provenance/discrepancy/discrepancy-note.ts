import type { Context } from "../../../core/context.js";
import { runMutation } from "../../../core/mutation/mutation-run.js";
import { readGlobalId } from "../../../core/schema/global-id.js";
import { refuseStale, UserErrors, userError } from "../../../core/schema/user-errors.js";
import { createBatch } from "../../../core/snapshot/batch.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import * as messages from "../provenance.messages.js";
import { discrepanciesByKey } from "./discrepancy.js";
import { type DiscrepancyNoteRow, findNote, writeNote } from "./discrepancy-note.store.js";
import type { DiscrepancyAnnotateInput } from "./discrepancy-note.type.js";
import type { DiscrepancyRow } from "./discrepancy-row.js";

/** Which check was noted on, and what the note is then. */
interface Payload {
  code: string;
  note: DiscrepancyNoteRow;
}

/** Notes something on a check, or withdraws what was noted. What is printed and what is recomputed stay as they are. */
export async function annotate(
  context: Context,
  input: DiscrepancyAnnotateInput,
): Promise<DiscrepancyRow & { note: DiscrepancyNoteRow }> {
  const { code, note } = await runMutation(context, "discrepancyAnnotate", input, async (run): Promise<Payload> => {
    const check = await checkOf(context, input.id);
    const before = await findNote(context.db, check.id);
    refuseStale(messages.theNote, before?.version ?? 0, input.expectedVersion, { discrepancy: check });
    const textVi = input.textVi?.normalize("NFC").trim() || null;
    return run.write(async (tx, trail) => {
      const written = { code: check.id, textVi, notedAt: run.at };
      const after = await writeNote(tx, before, written, context.viewer.account?.id ?? null);
      trail.add("DATA", { type: "DiscrepancyNote", id: after.id, version: after.version, before, after });
      return { code: check.id, note: after };
    });
  });
  const [check] = await discrepanciesByKey(context, [code]);
  if (!check) throw new Error("A check that was just noted on is not to be found.");
  const noted = { ...check, note };
  createBatch("Discrepancy", LATEST, [noted]);
  return noted;
}

/** The check with a global id, ready to be shown. */
async function checkOf(context: Context, id: string): Promise<DiscrepancyRow> {
  const read = readGlobalId(id);
  const [check] = read?.type === "Discrepancy" ? await discrepanciesByKey(context, [read.key]) : [];
  if (!check) {
    throw new UserErrors([userError("NOT_FOUND", ["id"], messages.noSuchCheck)]);
  }
  createBatch("Discrepancy", LATEST, [check]);
  return check;
}
