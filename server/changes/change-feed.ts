import type { Context } from "../context.js";
import type { Database } from "../database/database.js";
import type { Revision, Scope } from "../database/revision.js";
import { globalId } from "../graphql/global-id.js";
import { findNodes } from "../graphql/node.resolver.js";
import { type EntryRow, entriesIn, figuresOfImport, formatOfImport, readSlots, SLOT_KEYS } from "./change.store.js";
import type { ChangeFeed, ChangeRow } from "./change.type.js";
import { BEGIN, type FeedCursor, readFeedCursor, writeFeedCursor } from "./feed-cursor.js";
import { countToFill, cursorAfter, type LastRead, stretchesBehind } from "./feed-stretch.js";

/** What acts change and anybody can ask for by its id. An entry about anything else is not told. */
const OBJECTS = new Set([
  "Area",
  "Assessment",
  "AssessmentRound",
  "Facility",
  "LegalDocument",
  "Milestone",
  "Observation",
  "Target",
]);

/** What a copy has to load again after a file of another kind than figures; null: everything. */
const RELOADED: Readonly<Partial<Record<Scope, string>>> = {
  FACILITY: "Facility",
  ASSESSMENT: "Assessment",
  DATA: "Observation",
};
const FIGURES = "observations";

/** What has changed behind a cursor, at most so many at once; without a cursor nothing, and where everything stands now. */
export async function changesSince(context: Context, since: string | null, size: number): Promise<ChangeFeed> {
  const { db, progress } = context;
  const now = await readSlots(db);
  const all: FeedCursor = { slots: now, at: BEGIN };
  if (since === null) return feed([], all, false);
  const cursor = readFeedCursor(since, now.length);
  // The database was put back to an older state: nobody knows what the copy has of what went.
  if (cursor.slots.some((revision, i) => revision > (now[i] ?? 0))) return feed([reload(null)], all, false);
  // What this request is answered from was read before the last change: the next one has it.
  if (!isHeldAt(progress.revision, now)) return feed([], cursor, true);
  const stretches = stretchesBehind(cursor, now);
  const count = countToFill(stretches, size);
  const entries = count === 0 ? [] : await entriesIn(db, stretches.slice(0, count), size + 1);
  const { told, last } = await readEntries(db, entries, size, cursor);
  const hasMore = last !== null || count < stretches.length;
  return feed(await changesOf(context, told), cursorAfter(cursor, stretches, count, last), hasMore);
}

const feed = (nodes: readonly ChangeRow[], cursor: FeedCursor, hasMore: boolean): ChangeFeed => ({
  nodes,
  cursor: writeFeedCursor(cursor),
  hasMore,
});

/** What is held in memory; figures are read after the slots anyway. */
const HELD: readonly Scope[] = ["REFERENCE", "FACILITY", "ASSESSMENT"];

function isHeldAt(revision: Revision | undefined, now: readonly number[]): boolean {
  const sums = new Map<Scope, number>();
  for (const [i, { scope }] of SLOT_KEYS.entries()) sums.set(scope, (sums.get(scope) ?? 0) + (now[i] ?? 0));
  return HELD.every((scope) => sums.get(scope) === Number(revision?.[scope]));
}

/** What an entry tells a copy: of one object, or that objects of a type (null: of all) have to be loaded again. */
type Told = { type: string; id: number; hidden: boolean } | { reload: string | null };

/** Reads entries up to the size of a page; an import of figures counts as many as it brought. */
async function readEntries(
  db: Database,
  entries: readonly EntryRow[],
  size: number,
  { at }: FeedCursor,
): Promise<{ told: Told[]; last: LastRead | null }> {
  const told: Told[] = [];
  for (const [i, entry] of entries.entries()) {
    const { objectType: type, objectId: id } = entry;
    const before = entries[i - 1];
    if (told.length === size && before) return { told, last: endOf(before) };
    if (OBJECTS.has(type)) told.push({ type, id, hidden: entry.hidden === 1 });
    if (type !== "Import") continue;
    if ((await formatOfImport(db, id)) !== FIGURES) {
      told.push({ reload: RELOADED[entry.scope] ?? null });
      continue;
    }
    const room = size - told.length;
    const figures = await figuresOfImport(db, id, i === 0 ? at.object : 0, room + 1);
    told.push(...figures.slice(0, room).map((figure) => ({ type: "Observation", id: figure, hidden: false })));
    // One such import for each page: a page costs the same whatever it is about.
    return { told, last: { ...endOf(entry), object: figures.length > room ? (figures[room - 1] ?? 0) : 0 } };
  }
  // There may be more than were read.
  const end = entries.at(-1);
  return { told, last: end && entries.length > size ? endOf(end) : null };
}

const endOf = ({ stretch, revision, id }: EntryRow): LastRead => ({ stretch, revision, entry: id, object: 0 });

/** Each object once, as it is now. What whoever asks may not see is told only if it was to be seen before. */
async function changesOf(context: Context, told: readonly Told[]): Promise<ChangeRow[]> {
  const byKey = new Map<string, Told>();
  for (const each of told) {
    const key = "reload" in each ? `reload ${each.reload}` : globalId(each.type, each.id);
    const known = byKey.get(key);
    const hidden = known && "id" in known && known.hidden;
    byKey.set(key, "id" in each ? { ...each, hidden: each.hidden || hidden === true } : each);
  }
  const ids = [...byKey].flatMap(([key, each]) => ("id" in each ? key : []));
  const nodes = await findNodes(ids, context);
  const found = new Map(ids.map((id, i) => [id, nodes[i] ?? null]));
  return [...byKey].flatMap(([id, each]): ChangeRow[] => {
    if ("reload" in each) return [reload(each.reload)];
    const { type, hidden } = each;
    const node = found.get(id);
    if (node) return [{ kind: "CHANGED", type, globalId: id, node }];
    return type === "Assessment" && !hidden ? [] : [{ kind: "REMOVED", type, globalId: id, node: null }];
  });
}

const reload = (type: string | null): ChangeRow => ({ kind: "RELOAD", type, globalId: null, node: null });
