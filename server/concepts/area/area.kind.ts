import { groupBy } from "../../core/collections/groups.js";
import { isOneOf, locking } from "../../core/database/sql.js";
import { knownFrom, knownTo } from "../../core/time/point-in-time.js";
import type { Kind } from "../import/traced-kind.js";

interface Part {
  area_id: number;
  valid_from: string;
  valid_to: string;
}

/** An area with its names and the areas above it, as its trail shows it. */
export const AREA_KIND: Kind = {
  type: "Area",
  scope: "REFERENCE",
  async read(tx, ids) {
    const rowsOf = <Row>(sql: string, column: string): Promise<Row[]> => {
      const wanted = ids === null ? { sql: "1 = 1", params: [] } : isOneOf(column, ids);
      return tx.query(`${sql} WHERE ${wanted.sql}${locking(tx)}`, wanted.params);
    };
    const areas = await rowsOf<{ id: number; version: number; valid_from: string; valid_to: string }>(
      "SELECT id, version, code, area_type AS areaType, valid_from, valid_to FROM area",
      "id",
    );
    const names = await rowsOf<Part>("SELECT area_id, name, valid_from, valid_to FROM area_name", "area_id");
    const parents = await rowsOf<Part>(
      "SELECT area_id, (SELECT a.code FROM area a WHERE a.id = parent_id) AS area, valid_from, valid_to FROM area_parent",
      "area_id",
    );
    const [named, placed] = [partsOf(names), partsOf(parents)];
    return new Map(
      areas.map(({ id, version, valid_from, valid_to, ...area }) => {
        const days = { validFrom: knownFrom(valid_from), validTo: knownTo(valid_to) };
        return [id, { version, fields: { ...area, ...days, names: named(id), parents: placed(id) } }];
      }),
    );
  },
};

/** The dated parts of an area, in the order of their days. */
function partsOf(rows: readonly Part[]): (id: number) => object[] {
  const sorted = [...rows].sort((a, b) => (a.valid_from < b.valid_from ? -1 : a.valid_from > b.valid_from ? 1 : 0));
  const byArea = groupBy(sorted, ({ area_id }) => area_id);
  return (id) =>
    (byArea.get(id) ?? []).map(({ area_id: _, valid_from, valid_to, ...told }) => ({
      ...told,
      from: knownFrom(valid_from),
      to: knownTo(valid_to),
    }));
}
