import { groupBy } from "../../../core/collections/groups.js";
import type { Transaction } from "../../../core/database/database.js";
import { isOneOf, locking } from "../../../core/database/sql.js";
import { knownFrom, knownTo } from "../../../core/time/point-in-time.js";
import type { Kind } from "../../import/traced-kind.js";

const DATED = "valid_from, valid_to";

/** What is known of facilities by day, in codes; of a relation its kind is told apart. */
const LISTS = {
  names: `SELECT facility_id, ${DATED}, name FROM facility_name WHERE`,
  profiles:
    `SELECT facility_id, ${DATED}, (SELECT code FROM term WHERE id = facility_type_id) AS facilityType, ownership, ` +
    "(SELECT code FROM term WHERE id = service_level_id) AS serviceLevel, " +
    "(SELECT code FROM term WHERE id = hospital_class_id) AS hospitalClass, actual_beds AS actualBeds FROM facility_profile WHERE",
  places: `SELECT facility_id, ${DATED}, (SELECT code FROM area WHERE id = area_id) AS area FROM facility_place WHERE`,
  managedBy: relations("MANAGES"),
  guidedBy: relations("GUIDES"),
  mergedInto: relations("MERGED_INTO"),
};

function relations(kind: string): string {
  const related = "(SELECT f.code FROM facility f WHERE f.id = related_id) AS code";
  return `SELECT facility_id, ${DATED}, ${related} FROM facility_relation WHERE kind = '${kind}' AND`;
}

interface Dated {
  facility_id: number;
  valid_from: string;
  valid_to: string;
}

/** A facility with everything of it that has dates, as its trail shows it. */
export const FACILITY_KIND: Kind = {
  type: "Facility",
  scope: "FACILITY",
  async read(tx, ids) {
    const units = await rowsOf<{ id: number; version: number }>(
      tx,
      "SELECT id, version, code, opened_on AS openedOn, closed_on AS closedOn, note_vi AS noteVi FROM facility WHERE",
      "id",
      ids,
    );
    const lists = new Map<string, ReadonlyMap<number, object[]>>();
    for (const [name, sql] of Object.entries(LISTS)) {
      const rows = await rowsOf<Dated>(tx, sql, "facility_id", ids);
      rows.sort((a, b) => (a.valid_from < b.valid_from ? -1 : a.valid_from > b.valid_from ? 1 : 0));
      lists.set(name, dealt(rows.map(({ facility_id, ...row }) => [facility_id, withDays(row)] as const)));
    }
    const spellings = await rowsOf<{ facility_id: number; spelling: string }>(
      tx,
      "SELECT facility_id, spelling FROM facility_spelling WHERE",
      "facility_id",
      ids,
    );
    const spelled = groupBy(spellings, ({ facility_id }) => facility_id);
    return new Map(
      units.map(({ id, version, ...unit }) => {
        const dated = [...lists].map(([name, rows]) => [name, rows.get(id) ?? []] as const);
        const named = (spelled.get(id) ?? []).map(({ spelling }) => spelling).sort();
        return [id, { version, fields: { ...unit, ...Object.fromEntries(dated), spellings: named } }];
      }),
    );
  },
};

const withDays = ({ valid_from, valid_to, ...told }: Omit<Dated, "facility_id">): object => ({
  ...told,
  from: knownFrom(valid_from),
  to: knownTo(valid_to),
});

const dealt = (rows: readonly (readonly [id: number, row: object])[]): ReadonlyMap<number, object[]> =>
  new Map([...groupBy(rows, ([id]) => id)].map(([id, own]) => [id, own.map(([, row]) => row)]));

/** `sql` ends where a condition has to follow. */
function rowsOf<Row>(tx: Transaction, sql: string, column: string, ids: readonly number[] | null): Promise<Row[]> {
  const wanted = ids === null ? { sql: "1 = 1", params: [] } : isOneOf(column, ids);
  return tx.query(`${sql} ${wanted.sql}${locking(tx)}`, wanted.params);
}
