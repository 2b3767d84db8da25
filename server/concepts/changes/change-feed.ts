import type { Context } from "../../core/context.js";
import { globalId } from "../../core/schema/global-id.js";
import { findNodes } from "../../core/schema/node-finder.js";
import type { Revision, Scope } from "../../core/snapshot/revision.js";
import { readSlots, revisionIn, type Slots } from "../../core/snapshot/revision-slots.js";
import { entriesIn, isWorkedOn } from "./change.store.js";
import type { ChangeFeed, ChangeRow } from "./change.type.js";
import { BEGIN, type FeedCursor, readFeedCursor, writeFeedCursor } from "./feed-cursor.js";
import { type FeedItem, readEntries } from "./feed-item.js";
import { countToFill, cursorAfter, stretchesBehind } from "./feed-stretch.js";

/** What has changed behind a cursor, at most so many at once; without a cursor nothing, and where everything stands now. */
export async function changesSince(context: Context, since: string | null, size: number): Promise<ChangeFeed> {
  const { db, snapshots, shared } = context;
  const now = await readSlots(db);
  const all: FeedCursor = { slots: now, at: BEGIN };
  if (since === null) return feed([], all, false);
  const cursor = readFeedCursor(since, now.length);
  // The database was put back to an older state: nobody knows what the copy has of what went.
  if (cursor.slots.some((revision, i) => revision > (now[i] ?? 0))) return feed([reload(null)], all, false);
  // What this request is answered from was read before the last change: the next one has it.
  if (!isHeldAt(snapshots.revision, now)) return feed([], cursor, true);
  const stretches = stretchesBehind(cursor, now);
  const count = countToFill(stretches, size);
  const entries = count === 0 ? [] : await entriesIn(db, stretches.slice(0, count), size + 1);
  const { told, last } = await readEntries(db, entries, size, cursor, shared.tables);
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

const isHeldAt = (revision: Revision | undefined, now: Slots): boolean =>
  HELD.every((scope) => revisionIn(now, scope) === revision?.[scope]);

/** Each object once, as it is now. What whoever asks may not see is told only if it was to be seen before. */
async function changesOf(context: Context, told: readonly FeedItem[]): Promise<ChangeRow[]> {
  const byKey = new Map<string, FeedItem>();
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
    if (node && !isDraft(node)) return [{ kind: "CHANGED", type, globalId: id, node }];
    return isWorkedOn(type) && !hidden ? [] : [{ kind: "REMOVED", type, globalId: id, node: null }];
  });
}

/** Whoever may see a draft is told of it no more than everybody: copies are of what is published. */
const isDraft = (node: object): boolean => "status" in node && node.status === "DRAFT";

const reload = (type: string | null): ChangeRow => ({ kind: "RELOAD", type, globalId: null, node: null });
