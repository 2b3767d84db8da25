import { groupBy } from "../../core/collections/groups.js";
import { isOneOf, locking } from "../../core/database/sql.js";
import { omit, pick, type RowOf, selectList } from "../../core/database/table.js";
import { knownFrom, knownTo } from "../../core/time/point-in-time.js";
import type { Kind } from "../import/traced-kind.js";
import { AREA, AREA_NAME } from "./area.row.js";

const PART = pick(AREA_NAME, "areaId", "validFrom", "validTo");
type Part = RowOf<typeof PART>;
const DATED = selectList(PART);

const AREAS = omit(AREA, "areaKey");

/** An area with its names and the areas above it, as its trail shows it. */
export const AREA_KIND: Kind = {
  type: "Area",
  scope: "REFERENCE",
  async read(tx, ids) {
    const rowsOf = <Row>(sql: string, column: string): Promise<Row[]> => {
      const wanted = ids === null ? { sql: "1 = 1", params: [] } : isOneOf(column, ids);
      return tx.query(`${sql} WHERE ${wanted.sql}${locking(tx)}`, wanted.params);
    };
    const areas = await rowsOf<RowOf<typeof AREAS>>(`SELECT ${selectList(AREAS)} FROM area`, "id");
    const names = await rowsOf<Part>(`SELECT ${DATED}, name FROM area_name`, "area_id");
    const parents = await rowsOf<Part>(
      `SELECT ${DATED}, (SELECT a.code FROM area a WHERE a.id = parent_id) AS area FROM area_parent`,
      "area_id",
    );
    const [named, placed] = [partsOf(names), partsOf(parents)];
    return new Map(
      areas.map(({ id, version, validFrom, validTo, ...area }) => {
        const days = { validFrom: knownFrom(validFrom), validTo: knownTo(validTo) };
        return [id, { version, fields: { ...area, ...days, names: named(id), parents: placed(id) } }];
      }),
    );
  },
};

/** The dated parts of an area, in the order of their days. */
function partsOf(rows: readonly Part[]): (id: number) => object[] {
  const sorted = [...rows].sort((a, b) => (a.validFrom < b.validFrom ? -1 : a.validFrom > b.validFrom ? 1 : 0));
  const byArea = groupBy(sorted, ({ areaId }) => areaId);
  return (id) =>
    (byArea.get(id) ?? []).map(({ areaId: _, validFrom, validTo, ...told }) => ({
      ...told,
      from: knownFrom(validFrom),
      to: knownTo(validTo),
    }));
}
