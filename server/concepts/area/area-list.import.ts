import { settleIntervals } from "../../core/database/intervals.js";
import { locking } from "../../core/database/sql.js";
import { upsert } from "../../core/database/upsert.js";
import { firstAbove, withRows } from "../../core/time/circle.js";
import { FOR_EVER, SINCE_EVER } from "../../core/time/point-in-time.js";
import { columnsIn } from "../../files/format.js";
import { type Names, onceEach, type Row } from "../../files/reading/cells.js";
import type { ImportContext, Reader } from "../import/reader.js";
import { AREA_TYPE_WORDS, AREAS_LIST } from "./area.format.js";
import { withinItself } from "./area.import.js";
import { AREA_KIND } from "./area.kind.js";

interface KnownArea {
  id: number;
  area_key: string;
  code: string;
  area_type: string;
  valid_from: string;
  valid_to: string;
  parent_id: number | null;
}

/** An area that is not on record, or one that ends on another day. */
interface Listed {
  known: KnownArea | null;
  code: string;
  area_type: string | null;
  name: string | null;
  valid_from: string;
  valid_to: string;
  /** Where it lies: on record, or a code further down in the same list. */
  parent: number | string | null;
  row: Row;
}

/**
 * Areas, a row each: new ones, and the day on which one ends. An area is known by its code and its first day; what else
 * the row says of one that is on record has to be so, since a name or a place in the law changes on a day.
 */
export const areasList: Reader = {
  ...columnsIn(AREAS_LIST),
  writes: "REFERENCE",
  tracesItself: true,
  async read(rows, into) {
    const known = await knownAreas(into);
    const names = await into.areas();
    const inFile = new Set(rows.map((row) => row.text("code")));
    const once = onceEach();
    const listed = rows.flatMap((row) => {
      const code = row.short("code", 50);
      row.required("code");
      row.day("valid_from");
      // Which area is meant says its first day too.
      if (code === null || row.isWrong) return [];
      const holders = known.filter((area) => area.code === code);
      const found = holderOf(row, holders);
      once(row, "code", `${code} ${found?.valid_from ?? row.day("valid_from")}`);
      if (found) return endOf(row, found, names.on(null)) ?? [];
      return freshOf(row, code, holders, names, inFile) ?? [];
    });
    refuseCircles(listed);
    const ids = listed.flatMap((each) => each.known?.id ?? []);
    return () => into.tracing(AREA_KIND, ids, () => write(into, listed, ids));
  },
};

/** What is on record does not move by a list: only new areas could lie within each other. */
function refuseCircles(listed: readonly Listed[]): void {
  const written = listed.flatMap(({ code: below, parent: above, valid_from: validFrom, valid_to: validTo }) =>
    typeof above === "string" ? { below, above, validFrom, validTo } : [],
  );
  const aboveOf = withRows([], written);
  for (const { row, code, parent, valid_from, valid_to } of listed) {
    if (typeof parent !== "string") continue;
    const on = parent === code ? valid_from : firstAbove(aboveOf, parent, code, valid_from, valid_to);
    if (on !== null) row.problem("parent", "INCONSISTENT", withinItself(parent, code));
  }
}

const knownAreas = ({ tx }: ImportContext): Promise<KnownArea[]> =>
  tx.query<KnownArea>(
    "SELECT a.id, a.area_key, a.code, a.area_type, a.valid_from, a.valid_to, p.parent_id FROM area a " +
      `LEFT JOIN area_parent p ON p.area_id = a.id AND p.latest = 1${locking(tx)}`,
  );

/** The area of a row: that which began on its day, or without a day the first or only holder of the code. */
function holderOf(row: Row, holders: readonly KnownArea[]): KnownArea | undefined {
  const from = row.day("valid_from") ?? SINCE_EVER;
  const begun = holders.find(({ valid_from }) => valid_from === from);
  return begun ?? (from === SINCE_EVER && holders.length === 1 ? holders[0] : undefined);
}

/** Of an area on record only its end may be another; null: nothing is. */
function endOf(row: Row, known: KnownArea, names: Names<number>): Listed | null {
  const differs = (column: string, holds: boolean) => {
    if (holds) return;
    row.problem(column, "INCONSISTENT", {
      en: `Another is on record; a change of "${known.code}" since a day is imported by the tables area-names and area-changes.`,
      vi: `Khác với dữ liệu đã có; thay đổi của "${known.code}" từ một ngày được nhập bằng bảng area-names và area-changes.`,
    });
  };
  const isCalled = (text: string | null, id: number | null) =>
    text === null || names.claims(text).some(([, claimed]) => claimed === id);
  differs("name", isCalled(row.text("name"), known.id));
  differs("parent", isCalled(row.text("parent"), known.parent_id));
  const area_type = row.word("area_type", AREA_TYPE_WORDS);
  differs("area_type", area_type === null || area_type === known.area_type);
  const valid_to = row.day("valid_to") ?? known.valid_to;
  if (valid_to === known.valid_to) return null;
  checkDays(row, known.valid_from, valid_to);
  const { code, valid_from } = known;
  return { known, code, valid_from, valid_to, area_type: known.area_type, name: null, parent: null, row };
}

function freshOf(
  row: Row,
  code: string,
  holders: readonly KnownArea[],
  names: { on(day: string | null): Names<number> },
  inFile: ReadonlySet<string | null>,
): Listed | null {
  const [valid_from, valid_to] = [row.day("valid_from") ?? SINCE_EVER, row.day("valid_to") ?? FOR_EVER];
  checkDays(row, valid_from, valid_to);
  const other = holders.find((area) => area.valid_from < valid_to && valid_from < area.valid_to);
  if (other) {
    row.problem("valid_from", "INCONSISTENT", {
      en: `"${code}" denotes another area from ${other.valid_from} to ${other.valid_to}; a code has one holder at a time.`,
      vi: `"${code}" là mã của đơn vị khác từ ${other.valid_from} đến ${other.valid_to}; mỗi mã chỉ có một đơn vị tại một thời điểm.`,
    });
  }
  row.required("area_type");
  const area_type = row.word("area_type", AREA_TYPE_WORDS);
  const name = row.required("name") === "" ? null : row.short("name", 400);
  const above = area_type === "COUNTRY" ? row.text("parent") : row.required("parent");
  const isAfter = above !== null && inFile.has(above) && names.on(null).find(above) === undefined;
  const day = valid_from === SINCE_EVER ? null : valid_from;
  const parent = isAfter ? above : row.named("parent", "area", names.on(day));
  return { known: null, code, area_type, name, valid_from, valid_to, parent, row };
}

function checkDays(row: Row, valid_from: string, valid_to: string): void {
  if (valid_from < valid_to) return;
  row.problem("valid_to", "INCONSISTENT", {
    en: `It ends before ${valid_from}, when it begins.`,
    vi: `Hết hiệu lực trước ngày bắt đầu ${valid_from}.`,
  });
}

async function write(into: ImportContext, listed: readonly Listed[], ids: number[]): Promise<void> {
  const { tx } = into;
  const fresh = listed.filter(({ known }) => known === null);
  const keysOf = async () => new Map((await knownAreas(into)).map(({ area_key, id }) => [area_key, id] as const));
  const keys = await keysOf();
  const keyed = fresh.map((area) => ({
    ...area,
    area_key: keys.has(area.code) ? `${area.code}@${area.valid_from}` : area.code,
  }));
  await upsert(
    tx,
    "area",
    ["area_key"],
    keyed.map(({ area_key, code, area_type, valid_from, valid_to }) => ({
      ...{ area_key, code },
      ...{ area_type, valid_from, valid_to },
    })),
  );
  const known = await keysOf();
  const dated = keyed.map(({ area_key, valid_from, valid_to, name, parent }) => {
    const area_id = known.get(area_key) ?? 0;
    ids.push(area_id);
    const parent_id = typeof parent === "string" ? (known.get(parent) ?? null) : parent;
    return { row: { area_id, valid_from, valid_to, latest: 0 }, name, parent_id };
  });
  const named = dated.map(({ row, name }) => ({ ...row, name }));
  await upsert(tx, "area_name", ["area_id", "valid_from"], named);
  const placed = dated.flatMap(({ row, parent_id }) => (parent_id === null ? [] : [{ ...row, parent_id }]));
  await upsert(tx, "area_parent", ["area_id", "valid_from"], placed);
  for (const { known: before, valid_to } of listed) {
    if (!before) continue;
    await tx.change("UPDATE area SET valid_to = ? WHERE id = ?", [valid_to, before.id]);
    for (const table of ["area_name", "area_parent"]) {
      const last = `UPDATE ${table} SET valid_to = ? WHERE area_id = ? AND valid_to = ?`;
      await tx.change(last, [valid_to, before.id, before.valid_to]);
    }
  }
  await settleIntervals(tx, "area_name", ["area_id"]);
  await settleIntervals(tx, "area_parent", ["area_id"]);
}
