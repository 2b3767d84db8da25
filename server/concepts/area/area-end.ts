import type { Database } from "../../core/database/database.js";
import { sharing } from "../../core/database/sql.js";
import type { LocalizedMessage } from "../../core/text/localized-message.js";
import * as messages from "./area.messages.js";

/** So many are named; where there are more, "…" says so. */
const MOST_NAMED = 5;
const LIMIT = `LIMIT ${MOST_NAMED + 1}`;

const named = (rows: readonly { name: string }[]): string =>
  rows
    .slice(0, MOST_NAMED)
    .map(({ name }) => name)
    .join(", ") + (rows.length > MOST_NAMED ? ", …" : "");

/** What keeps an area from ending on a day. */
interface ProblemsOfEnd {
  /** Areas and facilities would be in one that is not there. */
  left: LocalizedMessage | undefined;
  /** Figures would be of one that is not there. */
  figures: LocalizedMessage | undefined;
}

/** As it is now, by acts and files alike. `endsToo` tells which areas end by then with it. */
export async function problemsOfEnd(
  db: Database,
  { id, code }: { id: number; code: string },
  on: string,
  endsToo: (areaId: number) => boolean = () => false,
): Promise<ProblemsOfEnd> {
  const children = await db.query<{ id: number; name: string }>(
    "SELECT a.id, a.code AS name FROM area_parent p JOIN area a ON a.id = p.area_id " +
      `WHERE p.parent_id = ? AND p.valid_to > ? ORDER BY a.code${sharing(db)}`,
    [id, on],
  );
  const areas = named(children.filter((child) => !endsToo(child.id)));
  const facilities = named(
    await db.query<{ name: string }>(
      "SELECT f.code AS name FROM facility_place p JOIN facility f ON f.id = p.facility_id WHERE p.area_id = ? " +
        `AND p.valid_to > ? AND (f.closed_on IS NULL OR f.closed_on > ?) ORDER BY f.code ${LIMIT}${sharing(db)}`,
      [id, on, on],
    ),
  );
  const figures = await figuresFrom(db, id, on);
  return {
    left: areas || facilities ? messages.stillWithin(code, on, areas, facilities) : undefined,
    figures: figures ? messages.figuresFrom(code, on, figures) : undefined,
  };
}

/** The last figures of an area of a day or later: metric and day; empty: there are none. */
export const figuresFrom = async (db: Database, areaId: number, on: string): Promise<string> =>
  named(
    await db.query<{ name: string }>(
      "SELECT CONCAT(m.code, ' ', o.on_date) AS name FROM observation o JOIN metric m ON m.id = o.metric_id " +
        `WHERE o.area_id = ? AND o.on_date >= ? ORDER BY o.on_date DESC, o.id ${LIMIT}${sharing(db)}`,
      [areaId, on],
    ),
  );
