import { expect } from "@jest/globals";
import { verifyTrail } from "../../server/core/mutation/verification.js";
import { instant } from "../../server/core/time/clock.js";
import { Acting } from "./acting.js";
import { type Data, dataOf, runQuery } from "./run-query.js";
import type { TestServer } from "./server.js";

/** Pieces that mean something to a statement, to a message, or to how a text is written. */
const PIECES = [
  ...["'", '"', "`", "\\", "\\'", "''", "\\\\'", "?", "??", ":name", "$1", "@moved", "%", "_", ";", "--", "-- ", "#"],
  ...["\r", "\n", "\t", "ế", "đ", "医", "😀", "¿", "縗", "＇", "ʼ", "¿'"],
  ...["/*", "*/", "BEGIN NOT ATOMIC", "END", "COMMIT", "ROLLBACK", "NULL", "OR 1=1", "0x27", "{", "}", "<", "&"],
  ...["); UPDATE account SET role = 0x41444D494E; COMMIT; -- "],
];

/** A text of up to some dozen of them. */
export function hostileText(random: (below: number) => number): string {
  const pieces = Array.from({ length: 1 + random(24) }, () => PIECES[random(PIECES.length)]);
  return `(${pieces.join("")})`;
}

/**
 * Notes that end the string that they stand in where a quote is written as \', each with values for some columns more,
 * and then make everybody an administrator.
 */
export const ATTACKS = Array.from({ length: 12 }, (_, columns) => {
  const values = Array.from({ length: columns }, (_, i) => `, ${i}`).join("");
  return `x'${values}); UPDATE account SET role = 0x41444D494E, must_change = 0; COMMIT; -- x`;
});

const SEEN = "query ($id: ID!) { node(id: $id) { ... on Observation { noteVi auditTrail { nodes { reason } } } } }";

/** Records a figure with each text as its note, and corrects it with the text as the reason; every text comes back as it was sent. */
export async function sendTexts(
  server: TestServer,
  /** The headers of who acts, and of who may read the trail. */
  { acts, reads }: Readonly<Record<"acts" | "reads", Record<string, string>>>,
  texts: readonly string[],
): Promise<void> {
  const accounts = () => server.db.query("SELECT id, name, role, version FROM account ORDER BY id");
  const before = await accounts();
  const acting = new Acting(server, acts, { observation: "id noteVi version" });
  for (const [i, text] of texts.entries()) {
    const on = new Date(Date.UTC(1900, 0, 1 + i)).toISOString().slice(0, 10);
    const input = {
      metric: "LINKUPS",
      subject: "BV-MAT",
      on,
      value: i,
      noteVi: text,
      clientMutationId: `hostile-${i}`,
    };
    const { id, noteVi } = await acting.done("observationRecord", input);
    expect(noteVi).toBe(text);
    // The kept answer of the same act.
    expect(await acting.done("observationRecord", input)).toMatchObject({ id, noteVi: text });
    await acting.done("observationCorrect", { id, expectedVersion: 1, value: i + 1, reason: text });
    const { data, errors } = await runQuery(server, SEEN, { id }, reads);
    expect(errors).toBeUndefined();
    const { noteVi: seen, auditTrail } = data.node;
    expect(seen).toBe(text);
    expect(auditTrail.nodes.map(({ reason }: Data) => reason).sort()).toEqual([null, text].sort());
    // As a name that is looked for.
    const names = [text.slice(0, 200)];
    await dataOf(server, "query ($names: [String!]!) { matchNames(names: $names) { name } }", { names });
  }
  expect(await accounts()).toEqual(before);
  const faults: string[] = [];
  const fault = (sentence: string) => void faults.push(sentence);
  await verifyTrail(server.db, instant(Date.now()), { fault, progress: () => undefined });
  expect(faults).toEqual([]);
}
