import { groupBy } from "../../core/collections/groups.js";
import type { Transaction } from "../../core/database/database.js";
import { isOneOf, sharing } from "../../core/database/sql.js";
import { pick, type RowOf, selectList } from "../../core/database/table.js";
import { AUDIT_ENTRY } from "../../core/mutation/audit.row.js";
import type { Changes } from "../../core/mutation/audit-entry.js";
import type { Traced } from "../../core/mutation/trail.js";
import type { Kind } from "./traced-kind.js";

/** The act of a person that an import would undo. */
export interface Undone {
  act: string;
  /** The day of the act. */
  on: string;
}

const ENTRIES = pick(AUDIT_ENTRY, "objectId", "act", "actedAt", "changes");
type Entry = RowOf<typeof ENTRIES>;

/** Imports say what files say; whatever else is in the trail people have done by an act. */
const IMPORT = "fileImport";
const AT_ONCE = 500;

/**
 * Which acts would be undone by these changes, by object: a value would go that an act has set last, or come back that
 * an act has taken away last. What came into the trail by files is theirs to change, and work on a draft of an
 * assessment, which is traced in another part of the data, has changed nothing that is published. Only objects that
 * change are asked about.
 */
export async function undoneBy(
  tx: Transaction,
  { type, scope, moves = [] }: Pick<Kind, "type" | "scope" | "moves">,
  traced: readonly Pick<Traced, "id" | "before" | "after">[],
): Promise<ReadonlyMap<number, Undone>> {
  const undone = new Map<number, Undone>();
  const changed = traced.filter(({ before }) => before !== null);
  const ofPublished = scope === "DATA" ? "1 = 1" : "scope <> 'DATA'";
  for (let start = 0; start < changed.length; start += AT_ONCE) {
    const some = changed.slice(start, start + AT_ONCE);
    const wanted = isOneOf(
      "object_id",
      some.map(({ id }) => id),
    );
    const entries = await tx.query<Entry>(
      `SELECT ${selectList(ENTRIES)} FROM audit_entry ` +
        `WHERE object_type = ? AND ${ofPublished} AND ${wanted.sql} ORDER BY object_id, version DESC${sharing(tx)}`,
      [type, ...wanted.params],
    );
    const byObject = groupBy(entries, ({ objectId }) => objectId);
    for (const { id, before, after } of some) {
      const act = actUndone(byObject.get(id) ?? [], fieldsOf(before), fieldsOf(after), moves);
      if (act) undone.set(id, act);
    }
  }
  return undone;
}

type Fields = Readonly<Record<string, unknown>>;
const fieldsOf = (state: object | null): Fields => (state ?? {}) as Fields;

/** `entries` are those of one object, the last one first. */
function actUndone(
  entries: readonly Entry[],
  before: Fields,
  after: Fields,
  moves: readonly string[],
): Undone | undefined {
  if (entries.length === 0) return undefined;
  const history = entries.map((entry) => ({ ...entry, changes: JSON.parse(entry.changes) as Changes }));
  for (const field of Object.keys(before)) {
    if (NO_CONTENT.has(field) || moves.includes(field)) continue;
    const [old, now] = [partsOf(before[field]), partsOf(after[field])];
    const gone = [...old].filter((part) => !now.has(part));
    // Of a single value what comes back is what it was before: that which goes tells.
    const back = Array.isArray(before[field]) ? [...now].filter((part) => !old.has(part)) : [];
    for (const part of [...gone, ...back]) {
      const last = history.find(({ changes }) => {
        const [was, is] = changes[field] ?? [null, null];
        return changes[field] !== undefined && partsOf(was).has(part) !== partsOf(is).has(part);
      });
      if (last && last.act !== IMPORT) return { act: last.act, on: last.actedAt.slice(0, 10) };
    }
  }
  return undefined;
}

/** Says how often something was changed, and where it comes from. */
const NO_CONTENT = new Set(["id", "version", "sectionId"]);

/** The parts of which a field consists. Of what has dates the end says only that something else came after it. */
function partsOf(value: unknown): ReadonlySet<string> {
  if (!Array.isArray(value)) return new Set([JSON.stringify(value ?? null)]);
  return new Set(
    value.map((part: unknown) => {
      if (typeof part !== "object" || part === null || !("to" in part)) return JSON.stringify(part);
      const { to: _, ...rest } = part;
      return JSON.stringify(rest);
    }),
  );
}
