import type { Transaction } from "../../core/database/database.js";
import { isOneOf, locking } from "../../core/database/sql.js";
import { type TracedType, tableOf } from "../../core/mutation/traced-table.js";
import type { Traced } from "../../core/mutation/trail.js";
import type { Scope } from "../../core/snapshot/revision.js";

/** A kind of object with a trail: what its fields are, and where its version stands. */
export interface Kind {
  /** As the schema calls it. */
  type: TracedType;
  scope: Scope;
  /** Fields that say how far it has come: whoever takes it further undoes nothing. */
  moves?: readonly string[];
  /** Those of these ids, or all of them, with their fields as the trail shows them; nobody else changes them meanwhile. */
  read(tx: Transaction, ids: readonly number[] | null): Promise<ReadonlyMap<number, Stood>>;
}

/** How an object stands. */
export interface Stood {
  version: number;
  fields: object;
}

/** The rows that one statement finds, by id: the usual kind is one table. `sql` ends where a condition may follow. */
export const kindOfRows = ({ type, scope }: Pick<Kind, "type" | "scope">, sql: string): Kind => ({
  type,
  scope,
  async read(tx, ids) {
    const wanted = ids === null ? { sql: "1 = 1", params: [] } : isOneOf("id", ids);
    const rows = await tx.query<{ id: number; version: number }>(
      `${sql} WHERE ${wanted.sql}${locking(tx)}`,
      wanted.params,
    );
    return new Map(rows.map(({ id, version, ...fields }) => [id, { version, fields }]));
  },
});

/** What became of objects between two readings. */
export function differences(
  type: string,
  before: ReadonlyMap<number, Stood>,
  after: ReadonlyMap<number, Stood>,
): Traced[] {
  const traced: Traced[] = [];
  for (const [id, { version, fields }] of after) {
    const known = before.get(id);
    if (!known) traced.push({ type, id, version, before: null, after: fields });
    else if (JSON.stringify(known.fields) !== JSON.stringify(fields))
      traced.push({ type, id, version: version + 1, before: known.fields, after: fields });
  }
  for (const [id, { version, fields }] of before) {
    if (!after.has(id)) traced.push({ type, id, version: version + 1, before: fields, after: null });
  }
  return traced;
}

/** Makes the version of each that has changed one more. */
export async function raiseVersions(
  tx: Transaction,
  { type }: Pick<Kind, "type">,
  traced: readonly Traced[],
): Promise<void> {
  const changed = traced.filter(({ before, after }) => before !== null && after !== null).map(({ id }) => id);
  const wanted = isOneOf("id", changed);
  if (changed.length > 0)
    await tx.query(`UPDATE ${tableOf(type)} SET version = version + 1 WHERE ${wanted.sql}`, [...wanted.params]);
}
