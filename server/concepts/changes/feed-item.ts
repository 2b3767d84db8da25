import type { Database } from "../../core/database/database.js";
import type { Scope } from "../../core/snapshot/revision.js";
import { type EntryRow, observationsOfImport } from "./change.store.js";
import type { FeedCursor } from "./feed-cursor.js";
import type { LastRead } from "./feed-stretch.js";

/** What acts change and anybody can ask for by its id. An entry about anything else is not told. */
const OBJECTS = new Set([
  "Area",
  "Assessment",
  "AssessmentRound",
  "Facility",
  "FormAnswer",
  "LegalDocument",
  "Metric",
  "Milestone",
  "MilestoneProgress",
  "Observation",
  "ReportingCampaign",
  "Target",
]);

/** Which part of the data a table that was imported is of. */
type Tables = { find(format: string): { writes: Scope } | undefined };

/** Objects that are asked for with others only, and the type of what has to be loaded again then. */
const PARTS: Readonly<Record<string, string>> = { DiscrepancyNote: "Discrepancy", StatedNeed: "StatedNeed" };

/** What an entry tells a copy: of one object, or that objects of a type (null: of all) have to be loaded again. */
export type FeedItem = { type: string; id: number; hidden: boolean } | { reload: string | null };

/** Reads entries up to the size of a page; an import of figures counts as many as it brought. */
export async function readEntries(
  db: Database,
  entries: readonly EntryRow[],
  size: number,
  { at }: FeedCursor,
  tables: Tables,
): Promise<{ told: FeedItem[]; last: LastRead | null }> {
  const told: FeedItem[] = [];
  for (const [i, entry] of entries.entries()) {
    const { objectType: type, objectId: id } = entry;
    const before = entries[i - 1];
    if (told.length === size && before) return { told, last: endOf(before) };
    if (OBJECTS.has(type) && !isDraft(entry)) told.push({ type, id, hidden: entry.hidden === 1 });
    const part = PARTS[type];
    if (part !== undefined) told.push({ reload: part });
    if (type !== "Import") continue;
    if (entry.followed === 0) {
      told.push({ reload: typeBehind(entry.format, tables) });
      continue;
    }
    const room = size - told.length;
    const figures = await observationsOfImport(db, id, i === 0 ? at.object : 0, room + 1);
    told.push(...figures.slice(0, room).map((figure) => ({ type: "Observation", id: figure, hidden: false })));
    // One such import for each page: a page costs the same whatever it is about.
    return { told, last: { ...endOf(entry), object: figures.length > room ? (figures[room - 1] ?? 0) : 0 } };
  }
  // There may be more than were read.
  const end = entries.at(-1);
  return { told, last: end && entries.length > size ? endOf(end) : null };
}

/** Work on an assessment is on no copy: what is published moves the revision of assessments. */
const isDraft = ({ objectType, scope }: EntryRow): boolean => objectType === "Assessment" && scope === "DATA";

/** What an import has changed that is not told one by one; null: everything may be another. */
function typeBehind(format: string | null, tables: Tables): string | null {
  const writes = format === null ? undefined : tables.find(format)?.writes;
  if (writes === "FACILITY") return "Facility";
  if (writes === "ASSESSMENT") return "Assessment";
  return format === "observations" ? "Observation" : null;
}

const endOf = ({ stretch, revision, id }: EntryRow): LastRead => ({ stretch, revision, entry: id, object: 0 });
