import { groupBy } from "../collections/groups.js";
import type { Database } from "../database/database.js";
import { pick, type RowOf, selectList } from "../database/table.js";
import { AUDIT_ENTRY } from "../mutation/audit.row.js";
import { OF_FILES, tablesOf } from "../mutation/traced-table.js";
import type { DataScope } from "./revision.js";
import { SLOT_KEYS, type Slots } from "./revision-slots.js";

/** By the type that clients know them by, the ids of what has changed. */
export type ChangedObjects = ReadonlyMap<string, readonly number[]>;

/** So many are brought up to date one by one; when more have changed, all are loaded anew. */
const MOST_ENTRIES = 500;

const ENTRIES = pick(AUDIT_ENTRY, "scope", "slot", "revision", "objectType", "objectId");
type EntryRow = RowOf<typeof ENTRIES>;
const WITH_CHANGES = pick(
  AUDIT_ENTRY,
  ...(["scope", "slot", "revision", "objectType", "objectId", "version", "changes"] as const),
);
/** An entry with where it stands, and what it says of its object. */
export type ChangeEntry = RowOf<typeof WITH_CHANGES>;

/**
 * What has changed of some parts of the data, by the entries of the trail. A part is left out of which that is not
 * known: too much has changed, or something of which the trail tells no objects, or the database was put back.
 */
export async function changesBetween(
  db: Database,
  from: Slots,
  to: Slots,
  scopes: readonly DataScope[],
): Promise<ReadonlyMap<DataScope, ChangedObjects>> {
  const told = await toldBetween<EntryRow>(db, from, to, scopes, ENTRIES);
  return new Map([...told].map(([scope, entries]) => [scope, byType(entries)]));
}

/** The entries themselves of one part; null: it is not known what has changed. */
export async function entriesBetween(
  db: Database,
  from: Slots,
  to: Slots,
  scope: DataScope,
): Promise<readonly ChangeEntry[] | null> {
  return (await toldBetween<ChangeEntry>(db, from, to, [scope], WITH_CHANGES)).get(scope) ?? null;
}

async function toldBetween<Row extends EntryRow>(
  db: Database,
  from: Slots,
  to: Slots,
  scopes: readonly DataScope[],
  columns: typeof ENTRIES,
): Promise<ReadonlyMap<DataScope, readonly Row[]>> {
  const moved = SLOT_KEYS.flatMap(({ scope, slot }, i) => {
    const [before, now] = [from[i] ?? 0, to[i] ?? 0];
    return scopes.includes(scope) && before !== now ? { scope, slot, before, now } : [];
  });
  if (moved.length === 0 || moved.some(({ before, now }) => before > now)) return new Map();
  const inSlot = "(scope = ? AND slot = ? AND revision > ? AND revision <= ?)";
  const entries = await db.query<Row>(
    `SELECT ${selectList(columns)} FROM audit_entry WHERE ${moved.map(() => inSlot).join(" OR ")} LIMIT ${MOST_ENTRIES + 1}`,
    moved.flatMap(({ scope, slot, before, now }) => [scope, slot, before, now]),
  );
  if (entries.length > MOST_ENTRIES) return new Map();
  const told = new Map<DataScope, readonly Row[]>();
  for (const scope of new Set(moved.map((each) => each.scope))) {
    const own = entries.filter((entry) => entry.scope === scope);
    const revisions = new Set(own.map(({ slot, revision }) => `${slot} ${revision}`));
    const moves = moved.reduce((sum, each) => (each.scope === scope ? sum + each.now - each.before : sum), 0);
    // Each time that it has moved, an entry says why; what several entries are about is read once.
    if (revisions.size === moves) told.set(scope, own);
  }
  return told;
}

/** Whether the trail leaves it open that something has changed in these tables. */
export const hasChanged = (changed: ChangedObjects, tables: readonly string[]): boolean =>
  changed.has(OF_FILES) || [...changed.keys()].some((type) => tablesOf(type).some((table) => tables.includes(table)));

const byType = (entries: readonly EntryRow[]): ChangedObjects =>
  new Map(
    [...groupBy(entries, ({ objectType }) => objectType)].map(([type, own]) => [
      type,
      [...new Set(own.map(({ objectId }) => objectId))],
    ]),
  );
