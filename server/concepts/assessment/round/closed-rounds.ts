import { sharing } from "../../../core/database/sql.js";
import type { ImportContext } from "../../import/import-context.js";

/**
 * The rounds in which a file changes nothing, id → code: what is published of a closed round is locked until somebody
 * opens it again, for a reason. What comes with the product is held by no round. Nobody closes or opens one meanwhile.
 */
export async function closedRounds({ tx, run }: ImportContext): Promise<ReadonlyMap<number, string>> {
  if (run.isOurs) return new Map();
  const rounds = await tx.query<{ id: number; code: string; state: string }>(
    `SELECT id, code, state FROM assessment_round${sharing(tx)}`,
  );
  return new Map(rounds.flatMap(({ id, code, state }) => (state === "CLOSED" ? [[id, code] as const] : [])));
}

/** The day of each round on which its facilities have to be there, by its id. */
export async function daysOfRounds({ tx, run }: ImportContext): Promise<ReadonlyMap<number, string>> {
  const rounds = await tx.query<{ id: number; day: string }>("SELECT id, known_on AS day FROM assessment_round");
  return new Map(rounds.map(({ id, day }) => [id, [day, run.today].sort()[0] ?? day] as const));
}
