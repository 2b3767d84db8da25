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
    const changes = await rowsOf<Own>(
      "SELECT area_id AS areaId, changed_on AS `on`, kind, (SELECT a.code FROM area a WHERE a.id = successor_id) AS successor, " +
        "(SELECT d.number FROM legal_document d WHERE d.id = legal_document_id) AS legalDocument, " +
        "note_vi AS noteVi, note_en AS noteEn FROM area_change",
      "area_id",
    );
    const spellings = await rowsOf<Own>("SELECT area_id AS areaId, spelling FROM area_spelling", "area_id");
    const [named, placed, changed, spelled] = [partsOf(names), partsOf(parents), ownOf(changes), ownOf(spellings)];
    return new Map(
      areas.map(({ id, version, validFrom, validTo, ...area }) => {
        const days = { validFrom: knownFrom(validFrom), validTo: knownTo(validTo) };
        const own = { names: named(id), parents: placed(id), changes: changed(id), spellings: spelled(id) };
        return [id, { version, fields: { ...area, ...days, ...own } }];
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

type Own = Readonly<Record<string, string | number | null>>;

/** What else there is of an area, in an order of its own. */
function ownOf(rows: readonly Own[]): (id: number) => object[] {
  const byArea = groupBy(rows, ({ areaId }) => Number(areaId));
  const byText = (one: object, other: object) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1);
  return (id) => (byArea.get(id) ?? []).map(({ areaId: _, ...told }) => told).sort(byText);
}
