import { groupBy } from "../../../core/collections/groups.js";
import type { Transaction } from "../../../core/database/database.js";
import { isOneOf, locking } from "../../../core/database/sql.js";
import { omit, pick, type RowOf, selectList } from "../../../core/database/table.js";
import { knownFrom, knownTo } from "../../../core/time/point-in-time.js";
import type { Kind } from "../../import/traced-kind.js";
import { FACILITY, FACILITY_NAME, FACILITY_PROFILE, FACILITY_SPELLING } from "./facility.row.js";

const ROW = pick(FACILITY_NAME, "facilityId", "validFrom", "validTo");
type Dated = RowOf<typeof ROW>;
const DATED = selectList(ROW);
const UNIT = omit(FACILITY, "searchText");
const SPELLING = pick(FACILITY_SPELLING, "facilityId", "spelling");

/** What is known of facilities by day, in codes; of a relation its kind is told apart. */
const LISTS = {
  names: `SELECT ${DATED}, name FROM facility_name WHERE`,
  profiles:
    `SELECT ${DATED}, (SELECT code FROM term WHERE id = facility_type_id) AS facilityType, ownership, ` +
    "(SELECT code FROM term WHERE id = service_level_id) AS serviceLevel, " +
    "(SELECT code FROM term WHERE id = hospital_class_id) AS hospitalClass, " +
    `${selectList(pick(FACILITY_PROFILE, "actualBeds"))} FROM facility_profile WHERE`,
  places: `SELECT ${DATED}, (SELECT code FROM area WHERE id = area_id) AS area FROM facility_place WHERE`,
  managedBy: relations("MANAGES"),
  guidedBy: relations("GUIDES"),
  mergedInto: relations("MERGED_INTO"),
};

function relations(kind: string): string {
  const related = "(SELECT f.code FROM facility f WHERE f.id = related_id) AS code";
  return `SELECT ${DATED}, ${related} FROM facility_relation WHERE kind = '${kind}' AND`;
}

/** A facility with everything of it that has dates, as its trail shows it. */
export const FACILITY_KIND: Kind = {
  type: "Facility",
  scope: "FACILITY",
  async read(tx, ids) {
    const units = await rowsOf<RowOf<typeof UNIT>>(tx, `SELECT ${selectList(UNIT)} FROM facility WHERE`, "id", ids);
    const lists = new Map<string, ReadonlyMap<number, object[]>>();
    for (const [name, sql] of Object.entries(LISTS)) {
      const rows = await rowsOf<Dated>(tx, sql, "facility_id", ids);
      rows.sort((a, b) => (a.validFrom < b.validFrom ? -1 : a.validFrom > b.validFrom ? 1 : 0));
      lists.set(name, dealt(rows.map(({ facilityId, ...row }) => [facilityId, withDays(row)] as const)));
    }
    const spellings = await rowsOf<RowOf<typeof SPELLING>>(
      tx,
      `SELECT ${selectList(SPELLING)} FROM facility_spelling WHERE`,
      "facility_id",
      ids,
    );
    const spelled = groupBy(spellings, ({ facilityId }) => facilityId);
    return new Map(
      units.map(({ id, version, ...unit }) => {
        const dated = [...lists].map(([name, rows]) => [name, rows.get(id) ?? []] as const);
        const named = (spelled.get(id) ?? []).map(({ spelling }) => spelling).sort();
        return [id, { version, fields: { ...unit, ...Object.fromEntries(dated), spellings: named } }];
      }),
    );
  },
};

const withDays = ({ validFrom, validTo, ...told }: Omit<Dated, "facilityId">): object => ({
  ...told,
  from: knownFrom(validFrom),
  to: knownTo(validTo),
});

const dealt = (rows: readonly (readonly [id: number, row: object])[]): ReadonlyMap<number, object[]> =>
  new Map([...groupBy(rows, ([id]) => id)].map(([id, own]) => [id, own.map(([, row]) => row)]));

/** `sql` ends where a condition has to follow. */
function rowsOf<Row>(tx: Transaction, sql: string, column: string, ids: readonly number[] | null): Promise<Row[]> {
  const wanted = ids === null ? { sql: "1 = 1", params: [] } : isOneOf(column, ids);
  return tx.query(`${sql} ${wanted.sql}${locking(tx)}`, wanted.params);
}
