import { groupBy } from "../../../core/collections/groups.js";
import { type Columns, columnName, pick, selectList } from "../../../core/database/table.js";
import { FOR_EVER } from "../../../core/time/point-in-time.js";
import { onceEach, type Row } from "../../../files/reading/cells.js";
import type { ImportContext } from "../../import/import-context.js";
import * as messages from "../facility.messages.js";
import { FACILITY_NAME, FACILITY_PLACE, FACILITY_PROFILE, FACILITY_RELATION } from "../register/facility.row.js";
import type { DatedTable } from "../register/facility-dated.store.js";

/** What of a facility has dates, and how the rows of a file about it stand beside those on record. */
interface Aspect {
  table: DatedTable;
  /** What the interval is about. */
  about: string;
  /** A facility has it on every day until it closes. */
  isAlways?: true;
  /** What is on record from the same day on begins where the row of the file ends. */
  makesRoom?: true;
}

export const NAMES: Aspect = { table: FACILITY_NAME, about: "name", isAlways: true, makesRoom: true };
export const PROFILES: Aspect = { table: FACILITY_PROFILE, about: "ownership", isAlways: true };
export const PLACES: Aspect = { table: FACILITY_PLACE, about: "areaId" };
export const RELATIONS: Aspect = { table: FACILITY_RELATION, about: "relatedId" };

/** What a row of a file would write, or is on record. */
interface Interval {
  facilityId: number | null;
  /** Of relations: those of each kind have an order of their own. */
  kind?: string;
  validFrom: string;
  validTo: string;
}
interface Held extends Interval {
  about: unknown;
}
interface Placed extends Held {
  row: Row;
}

/**
 * The rows of a file leave what is on record in order: an end that is written is kept, and nothing that holds beyond it
 * is lost. Where no end is written, a row holds until the next one begins. `dated` is what each of `rows` would write.
 */
export async function mindOrder(
  into: ImportContext,
  { table, about, ...rules }: Aspect,
  rows: readonly Row[],
  dated: readonly Interval[],
): Promise<void> {
  const columns = ["facilityId", "validFrom", "validTo", ...("kind" in table.columns ? ["kind"] : [])];
  const onRecord = groupBy(
    await into.tx.query<Held>(
      `SELECT ${selectList(pick<Columns, string>(table, ...columns))}, ${columnName(table, about)} AS about FROM ${table.name}`,
    ),
    groupOf,
  );
  const units = await into.tx.query<{ id: number; day: string }>(
    "SELECT id, closed_on AS day FROM facility WHERE closed_on IS NOT NULL",
  );
  const closed = new Map(units.map(({ id, day }) => [id, day] as const));
  const kept = await into.keptFromActs("Facility");
  const once = onceEach();
  const placed: Placed[] = [];
  for (const [i, row] of rows.entries()) {
    const each = dated[i] as Interval & Record<string, unknown>;
    if (each.facilityId === null || row.isWrong || kept.has(each.facilityId)) continue;
    once(row, "valid_from", `${groupOf(each)} ${each.validFrom}`);
    if (!row.isWrong) placed.push({ ...each, about: each[about], row });
  }
  for (const [group, own] of groupBy(placed, groupOf)) {
    const until = closed.get(own[0]?.facilityId ?? 0) ?? FOR_EVER;
    mindOne(rules, own.sort(byBegin), onRecord.get(group) ?? [], until);
  }
}

const groupOf = ({ facilityId, kind = "" }: Interval): string => `${facilityId} ${kind}`;

/** The order in which rows hold, and in which they are written. */
export const byBegin = (a: { validFrom: string }, b: { validFrom: string }): number =>
  a.validFrom < b.validFrom ? -1 : 1;

/** `rows` are those of one facility, in order; `until`: the day on which it closed. */
function mindOne(
  { isAlways, makesRoom }: Pick<Aspect, "isAlways" | "makesRoom">,
  rows: readonly Placed[],
  onRecord: readonly Held[],
  until: string,
): void {
  const others = new Map(onRecord.map((each) => [each.validFrom, each] as const));
  const lost = new Map<Placed, Held[]>();
  for (const placed of rows) {
    const { validFrom, validTo, about } = placed;
    const same = others.get(validFrom);
    if (!same) continue;
    others.delete(validFrom);
    if (same.validTo <= validTo || same.about === about) continue;
    if (makesRoom) others.set(validTo, { ...same, validFrom: validTo });
    else lost.set(placed, [same]);
  }
  const all = [...others.values(), ...rows].sort(byBegin);
  for (const placed of rows) {
    const { row, validTo } = placed;
    if (validTo === FOR_EVER) continue;
    const place = all.indexOf(placed);
    const next = all[place + 1];
    if (next && next.validFrom < validTo) {
      row.problem("valid_to", "INCONSISTENT", messages.anotherBegins(next.validFrom, validTo));
      continue;
    }
    if (next?.validFrom === validTo) continue;
    const isCut = [...all.slice(0, place), ...(lost.get(placed) ?? [])].some((each) => each.validTo > validTo);
    if (isCut || (isAlways && validTo < until)) {
      row.problem("valid_to", "INCONSISTENT", messages.nothingFollows(validTo));
    }
  }
}
