import { locking } from "../../../core/database/sql.js";
import { pick, type RowOf, selectList } from "../../../core/database/table.js";
import { upsert } from "../../../core/database/upsert.js";
import { LONGEST_NOTE } from "../../../core/mutation/note.js";
import { FIRST_YEAR, LAST_YEAR } from "../../../core/schema/checks.js";
import { columnsIn } from "../../../files/format.js";
import { onceEach, type Row } from "../../../files/reading/cells.js";
import type { ImportContext } from "../../import/import-context.js";
import type { Reader } from "../../import/reader.js";
import { MILESTONE_KIND } from "../roadmap.kind.js";
import * as messages from "../roadmap.messages.js";
import { MILESTONE } from "../roadmap.row.js";
import { MILESTONE_STATUS_WORDS, MILESTONES_LIST } from "./milestone.format.js";
import { mayCancel, notPossible, progressMayLead, replanned } from "./milestone-steps.js";

const ITEMS = pick(MILESTONE, "id", "trackId", "titleVi", "year", "status", "noteVi", "sectionId", "position");
type KnownItem = RowOf<typeof ITEMS>;
type Item = Omit<KnownItem, "id" | "sectionId" | "position">;

const keyOf = ({ trackId, titleVi }: Pick<Item, "trackId" | "titleVi">): string => `${trackId} ${titleVi}`;

/**
 * Items of the roadmap, known by track and title. Where a title comes from stays as it is; year, status and remark are
 * the Department's to keep. A blank cell leaves what is on record.
 */
export const milestonesList: Reader = {
  ...columnsIn(MILESTONES_LIST),
  writes: "REFERENCE",
  tracesItself: true,
  async read(rows, into) {
    const tracks = await into.termsByAnyName("TRACK");
    const known = await itemsOf(into);
    const once = onceEach();
    const ids: number[] = [];
    const rowOf = new Map<number, Row>();
    const [fresh, changed]: [Item[], KnownItem[]] = [[], []];
    for (const row of rows) {
      const trackId = row.requiredNamed("track", "track", tracks);
      const titleVi = row.required("title");
      const given = {
        year: yearOf(row),
        status: row.word("status", MILESTONE_STATUS_WORDS),
        noteVi: row.short("note_vi", LONGEST_NOTE),
      };
      if (trackId === null || titleVi === "") continue;
      const key = keyOf({ trackId, titleVi });
      once(row, "title", key);
      const before = known.get(key);
      if (!before) fresh.push({ trackId, titleVi, ...given, status: given.status ?? "PLANNED" });
      else {
        const now = {
          ...before,
          year: given.year ?? before.year,
          status: given.status ?? before.status,
          noteVi: given.noteVi ?? before.noteVi,
        };
        if (now.year === before.year && now.status === before.status && now.noteVi === before.noteVi) continue;
        checkSteps(row, before, now);
        changed.push(now);
        ids.push(before.id);
        rowOf.set(before.id, row);
      }
    }
    const sectionId = fresh.length > 0 ? await into.sectionId() : 0;
    return () => into.tracing(MILESTONE_KIND, ids, () => write(into, fresh, changed, sectionId, ids), rowOf);
  },
};

/** What can become of a milestone in its state is the same for an act and for a file. */
function checkSteps(row: Row, before: KnownItem, now: KnownItem): void {
  const [from, to] = [before.status, now.status];
  if (now.year !== before.year && before.year !== null && replanned(from) === null)
    row.problem("year", "INCONSISTENT", notPossible(from, []).sentence);
  if (from === to) return;
  const isPossible = to === "CANCELLED" ? mayCancel(from) : progressMayLead(from, to) || replanned(from) === to;
  if (!isPossible) row.problem("status", "INCONSISTENT", notPossible(from, []).sentence);
}

/** All items; of two with the same track and title the one that came first. */
async function itemsOf({ tx }: ImportContext): Promise<ReadonlyMap<string, KnownItem>> {
  const rows = await tx.query<KnownItem>(`SELECT ${selectList(ITEMS)} FROM milestone ORDER BY id DESC${locking(tx)}`);
  return new Map(rows.map((row) => [keyOf(row), row] as const));
}

function yearOf(row: Row): number | null {
  const year = row.count("year");
  if (year === null || (year >= FIRST_YEAR && year <= LAST_YEAR)) return year;
  row.problem("year", "NOT_A_NUMBER", messages.notAYear(year, FIRST_YEAR, LAST_YEAR));
  return null;
}

async function write(
  into: ImportContext,
  fresh: readonly Item[],
  changed: readonly KnownItem[],
  sectionId: number,
  ids: number[],
): Promise<void> {
  const { tx } = into;
  for (const { id, year, status, noteVi } of changed) {
    await tx.change("UPDATE milestone SET year = ?, status = ?, note_vi = ? WHERE id = ?", [year, status, noteVi, id]);
  }
  if (fresh.length === 0) return;
  const places = [...(await itemsOf(into)).values()].filter((item) => item.sectionId === sectionId);
  const next = Math.max(-1, ...places.map(({ position }) => position)) + 1;
  // It stands in no box of a slide.
  const placed = fresh.map((item, i) => ({ sectionId, position: next + i, box: "", ...item }));
  await upsert(tx, MILESTONE, ["sectionId", "position"], placed);
  const now = await itemsOf(into);
  for (const item of fresh) ids.push(now.get(keyOf(item))?.id ?? 0);
}
