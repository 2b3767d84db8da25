import type { Context } from "../context.js";
import { placeholders, type Sql, sqlOf } from "../database/sql.js";
import type { World } from "../database/world.js";
import { badInput } from "../errors.js";
import {
  type Connection,
  connectionOf,
  type Page,
  type PageArgs,
  readPage,
  writeCursor,
} from "../graphql/pagination.js";
import { nearestNames } from "../importing/problems.js";
import { together } from "../loading/batch.js";
import type { Terms } from "../reference/reference.js";
import { searchWords } from "../text/fold.js";
import type { FacilityFilter, FacilityOrder } from "./facility.input.js";
import {
  countFacilities,
  countsWithin,
  type FacilityRow,
  facilitiesWithin,
  findFacilities,
  managedBy,
} from "./facility.store.js";

/** What each order sorts by: the SQL, and the same value of a row. */
const SORTED_BY = {
  NAME: { sql: "n.sort_key", of: (row: FacilityRow) => row.sortKey },
  CODE: { sql: "f.code", of: (row: FacilityRow) => row.code },
  ACTUAL_BEDS: { sql: "COALESCE(p.actual_beds, -1)", of: (row: FacilityRow) => row.actualBeds ?? -1 },
} as const;

export const BY_NAME: FacilityOrder = { field: "NAME", direction: "ASC" };

/** A filtered, sorted page of facilities in one world: one statement, and one more if the total is asked for. */
export async function facilityPage(
  { db, reference }: Context,
  world: World,
  filter: FacilityFilter,
  orderBy: FacilityOrder,
  args: PageArgs,
): Promise<Connection<FacilityRow>> {
  const order = `facilities ${orderBy.field} ${orderBy.direction}`;
  const page = readPage(args, order);
  const sorted = SORTED_BY[orderBy.field];
  const ascending = (orderBy.direction === "ASC") !== page.backward;
  const where = conditionsOf(filter, world, reference);
  const rows = await findFacilities(db, {
    world,
    where: [...where, ...seek(page, sorted.sql, ascending)],
    orderBy: `${sorted.sql} ${ascending ? "ASC" : "DESC"}, f.id ${ascending ? "ASC" : "DESC"}`,
    limit: page.size + 1,
  });
  const cursorOf = (row: FacilityRow) => writeCursor({ value: sorted.of(row), id: row.id }, order);
  const connection = connectionOf(rows, page, cursorOf, () => countFacilities(db, { world, where }));
  together("Facility", world, connection.nodes);
  return connection;
}

/** Rows after the cursor in the direction of reading; the id breaks a tie. */
function seek({ cursor }: Page, sql: string, ascending: boolean): Sql[] {
  if (cursor === null) return [];
  const beyond = ascending ? ">" : "<";
  return [sqlOf(`${sql} ${beyond} ? OR (${sql} = ? AND f.id ${beyond} ?)`, [cursor.value, cursor.value, cursor.id])];
}

function conditionsOf(filter: FacilityFilter, world: World, reference: Context["reference"]): Sql[] {
  const { search, areaCode, under, ownership } = filter;
  const where: Sql[] = [];
  if (search?.trim()) where.push(...searched(search));
  const oneOf = (column: string, vocabulary: string, codes: string[] | null | undefined) => {
    if (codes == null) return;
    where.push(
      within(
        column,
        codes.map((code) => termId(reference.terms, vocabulary, code)),
      ),
    );
  };
  oneOf("p.facility_type_id", "FACILITY_TYPE", filter.facilityType);
  oneOf("p.service_level_id", "SERVICE_LEVEL", filter.serviceLevel);
  oneOf("p.hospital_class_id", "HOSPITAL_CLASS", filter.hospitalClass);
  if (ownership != null) where.push(within("p.ownership", ownership));
  if (areaCode != null) {
    const area = reference.areas.holder(areaCode, world);
    where.push(within("pl.area_id", area ? reference.areas.within(area.id, world) : []));
  }
  if (under != null) {
    const managed = managedBy(under, world);
    where.push(sqlOf(`f.id IN (${managed.sql})`, managed.params));
  }
  return where;
}

const within = (column: string, values: readonly (string | number)[]): Sql =>
  values.length > 0 ? sqlOf(`${column} IN (${placeholders(values)})`, values) : sqlOf("1 = 0");

/** Each word must begin a word of the stored search text; signs alone find nothing. */
function searched(search: string): Sql[] {
  const words = searchWords(search);
  return words.length > 0 ? words.map((word) => sqlOf("f.search_text LIKE ?", [`% ${word}%`])) : [sqlOf("1 = 0")];
}

function termId(terms: Terms, vocabulary: string, code: string): number {
  const term = terms.find(vocabulary, code);
  if (term) return term.id;
  const known = terms.of(vocabulary).map((each) => each.code);
  const nearest = nearestNames(code, known)[0];
  throw badInput(
    `No ${vocabulary} has code "${code}"${nearest ? `. Did you mean "${nearest}"?` : "."} Known: ${known.join(", ")}.`,
    `Không có mã "${code}" trong ${vocabulary}${nearest ? `. Có phải ý bạn là "${nearest}"?` : "."} Các mã: ${known.join(", ")}.`,
  );
}

/** For several areas at once, the first facilities within each: one statement for all of them. */
export async function facilitiesOfAreas(
  { db, reference }: Context,
  areaIds: readonly number[],
  world: World,
  args: PageArgs,
): Promise<Connection<FacilityRow>[]> {
  const order = `area facilities ${BY_NAME.field} ${BY_NAME.direction}`;
  const page = readPage(args, order);
  const pairs = areaIds.flatMap((asked) => reference.areas.within(asked, world).map((area) => [asked, area] as const));
  const [after = null] = seek(page, SORTED_BY.NAME.sql, true);
  const rows = await facilitiesWithin(db, pairs, after, page.size + 1, world);
  let counted: Promise<ReadonlyMap<number, number>> | undefined;
  const countOf = async (area: number): Promise<number> => {
    counted ??= countsWithin(db, pairs, world).then((counts) => new Map(counts.map(({ askedId, n }) => [askedId, n])));
    return (await counted).get(area) ?? 0;
  };
  const cursorOf = (row: FacilityRow) => writeCursor({ value: row.sortKey, id: row.id }, order);
  const connections = areaIds.map((area) =>
    connectionOf<FacilityRow>(
      rows.filter(({ askedId }) => askedId === area),
      page,
      cursorOf,
      () => countOf(area),
    ),
  );
  together(
    "Facility",
    world,
    connections.flatMap(({ nodes }) => nodes),
  );
  return connections;
}
