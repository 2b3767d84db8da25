import { pick, selectList } from "../../../core/database/table.js";
import type { ImportContext } from "../../import/import-context.js";
import { STATED_NEED } from "../need/stated-need.row.js";
import { ASSESSMENT } from "./assessment.row.js";

interface Place {
  facilityId: number | null;
  roundId: number | null;
}

const keyOf = ({ facilityId, roundId }: Place): string => `${facilityId} ${roundId}`;

/** Leaves out what people have worked on by acts: a file that comes with the product does not take it back. */
export async function undecided<T extends Place>(into: ImportContext, found: readonly T[]): Promise<T[]> {
  const kept = await into.keptFromActs("Assessment");
  if (kept.size === 0) return [...found];
  const rows = await into.tx.query<Place & { id: number }>(
    `SELECT ${selectList(pick(ASSESSMENT, "id", "facilityId", "roundId"))} FROM assessment`,
  );
  const decided = new Set(rows.filter(({ id }) => kept.has(id)).map(keyOf));
  return found.filter((each) => !decided.has(keyOf(each)));
}

interface Need extends Place {
  systemId: number | null;
}

/** Leaves out what people have said of single needs, by acts or by a list of their own. */
export async function undecidedNeeds<T extends Need>(into: ImportContext, found: readonly T[]): Promise<T[]> {
  const [kept, undone] = [await into.keptFromActs("StatedNeed"), await undecided(into, found)];
  if (kept.size === 0) return undone;
  const rows = await into.tx.query<Need & { id: number }>(
    `SELECT ${selectList(pick(STATED_NEED, "id", "facilityId", "roundId", "systemId"))} FROM stated_need`,
  );
  const needOf = (need: Need) => `${keyOf(need)} ${need.systemId}`;
  const decided = new Set(rows.filter(({ id }) => kept.has(id)).map(needOf));
  return undone.filter((each) => !decided.has(needOf(each)));
}
