import { groupBy } from "../../core/collections/groups.js";
import { compare } from "../../core/collections/sorted.js";
import { idsByKey } from "../../core/database/keyed-rows.js";
import { upsert } from "../../core/database/upsert.js";
import { firstDayAbove, withRows } from "../../core/time/circle.js";
import { covers, FOR_EVER, holds, LATEST, SINCE_EVER } from "../../core/time/point-in-time.js";
import { columnsIn } from "../../files/format.js";
import { type Names, onceEach, type Row } from "../../files/reading/cells.js";
import type { ImportContext } from "../import/import-context.js";
import type { Reader } from "../import/reader.js";
import { dayAfterToday, endsBeforeItBegins } from "../shared.messages.js";
import { AREA_TYPE_WORDS, AREAS_LIST } from "./area.format.js";
import { AREA_KIND } from "./area.kind.js";
import * as messages from "./area.messages.js";
import { AREA, AREA_NAME, AREA_PARENT } from "./area.row.js";
import type { AreaRow } from "./area.store.js";
import { problemsOfEnd } from "./area-end.js";
import { problemOfAreaCode, problemOfAreaName, problemOfHolder } from "./area-rules.js";
import type { AreaTree } from "./area-tree.js";
import { settleAreas } from "./mutation/area-dated.store.js";

interface KnownArea extends AreaRow {
  parentId: number | null;
}

/** An area that is not on record, or one that ends on another day. */
interface Listed {
  known: KnownArea | null;
  code: string;
  areaType: string | null;
  name: string | null;
  validFrom: string;
  validTo: string;
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
    const tree = await into.areaTree();
    const names = await into.areas();
    const inFile = new Set(rows.map((row) => row.text("code")));
    const register = await into.register();
    const facilities = { has: (code: string) => register.claims(code).length > 0 };
    const once = onceEach();
    const freshBy = new Map<string, Listed[]>();
    const listed = rows.flatMap((row) => {
      const code = row.short("code", 50);
      row.required("code");
      row.day("valid_from");
      // Which area is meant says its first day too.
      if (code === null || row.isWrong) return [];
      const holders = holdersOf(tree, code);
      const found = holderOf(row, holders);
      once(row, "code", `${code} ${found?.validFrom ?? row.day("valid_from")}`);
      if (found) return endOf(row, found, names.on(null)) ?? [];
      const others = [...holders, ...(freshBy.get(code) ?? [])];
      const fresh = freshOf(row, code, { holders: others, facilities, names, inFile, today: into.run.today });
      if (fresh) freshBy.set(code, [...(freshBy.get(code) ?? []), fresh]);
      return fresh ?? [];
    });
    refuseCircles(listed);
    await refuseEnds(into, listed);
    const ids = listed.flatMap((each) => each.known?.id ?? []);
    return async () => {
      if (listed.length > 0) await into.tracing(AREA_KIND, ids, () => write(into, tree, listed, ids));
    };
  },
};

/** What is on record does not move by a list: only new areas could lie within each other. */
function refuseCircles(listed: readonly Listed[]): void {
  const written = listed.flatMap(({ code: below, parent: above, validFrom, validTo }) =>
    typeof above === "string" ? { below, above, validFrom, validTo } : [],
  );
  const aboveOf = withRows(() => [], written);
  for (const { row, code, parent, validFrom, validTo } of listed) {
    if (typeof parent !== "string") continue;
    const on = parent === code ? validFrom : firstDayAbove(aboveOf, parent, code, validFrom, validTo);
    if (on !== null) row.problem("parent", "INCONSISTENT", messages.withinItself(parent, code));
  }
}

/** What is still in an area moves before it ends, or ends with it. */
async function refuseEnds({ tx }: ImportContext, listed: readonly Listed[]): Promise<void> {
  const ends = new Map(listed.flatMap(({ known, validTo }) => (known ? [[known.id, validTo] as const] : [])));
  for (const { row, known, validTo } of listed) {
    if (!known || validTo >= known.validTo) continue;
    const endsToo = (id: number) => (ends.get(id) ?? FOR_EVER) <= validTo;
    const { left, figures } = await problemsOfEnd(tx, known, validTo, endsToo);
    if (left) row.problem("valid_to", "INCONSISTENT", left);
    if (figures) row.problem("valid_to", "INCONSISTENT", figures);
  }
}

/** Every area that has or had this code. */
const holdersOf = (tree: AreaTree, code: string): KnownArea[] =>
  tree.holders(code).flatMap((id) => {
    const area = tree.row(id);
    const parent = tree.parentsOf(id).find((each) => holds(each, LATEST));
    return area ? { ...area, parentId: parent?.parentId ?? null } : [];
  });

/** The area of a row: that which began on its day, or without a day the first or only holder of the code. */
function holderOf(row: Row, holders: readonly KnownArea[]): KnownArea | undefined {
  const from = row.day("valid_from") ?? SINCE_EVER;
  const begun = holders.find(({ validFrom }) => validFrom === from);
  return begun ?? (from === SINCE_EVER && holders.length === 1 ? holders[0] : undefined);
}

/** Of an area on record only its end may be another; null: nothing is. */
function endOf(row: Row, known: KnownArea, names: Names<number>): Listed | null {
  const differs = (column: string, holds: boolean) => {
    if (holds) return;
    row.problem(column, "INCONSISTENT", messages.otherAreaOnRecord(known.code));
  };
  const isCalled = (text: string | null, id: number | null) =>
    text === null || names.claims(text).some(([, claimed]) => claimed === id);
  differs("name", isCalled(row.text("name"), known.id));
  differs("parent", isCalled(row.text("parent"), known.parentId));
  const areaType = row.word("area_type", AREA_TYPE_WORDS);
  differs("area_type", areaType === null || areaType === known.areaType);
  const validTo = row.day("valid_to") ?? known.validTo;
  if (validTo === known.validTo) return null;
  checkDays(row, known.validFrom, validTo);
  const { code, validFrom } = known;
  return { known, code, validFrom, validTo, areaType: known.areaType, name: null, parent: null, row };
}

/** What a new area is held against. */
interface Around {
  holders: readonly Pick<KnownArea, "validFrom" | "validTo">[];
  facilities: { has(code: string): boolean };
  names: { on(day: string | null): Names<number> };
  inFile: ReadonlySet<string | null>;
  today: string;
}

function freshOf(row: Row, code: string, { holders, facilities, names, inFile, today }: Around): Listed | null {
  const [validFrom, validTo] = [row.day("valid_from") ?? SINCE_EVER, row.day("valid_to") ?? FOR_EVER];
  checkDays(row, validFrom, validTo);
  if (validFrom > today) row.problem("valid_from", "INCONSISTENT", dayAfterToday(validFrom));
  const noCode = problemOfAreaCode(code);
  if (noCode) row.problem("code", "INCONSISTENT", noCode);
  const taken = problemOfHolder(code, { validFrom, validTo }, holders, facilities);
  if (taken) row.problem(facilities.has(code) ? "code" : "valid_from", "INCONSISTENT", taken);
  row.required("area_type");
  const areaType = row.word("area_type", AREA_TYPE_WORDS);
  const name = row.required("name") === "" ? null : row.text("name");
  const noName = name === null ? undefined : problemOfAreaName(name);
  if (noName) row.problem("name", "INCONSISTENT", noName);
  const above = areaType === "COUNTRY" ? row.text("parent") : row.required("parent");
  const isAfter = above !== null && inFile.has(above) && names.on(null).find(above) === undefined;
  const day = validFrom === SINCE_EVER ? null : validFrom;
  const parent = isAfter ? above : row.named("parent", "area", names.on(day));
  return { known: null, code, areaType, name, validFrom, validTo, parent, row };
}

function checkDays(row: Row, validFrom: string, validTo: string): void {
  if (validFrom < validTo) return;
  row.problem("valid_to", "INCONSISTENT", endsBeforeItBegins(validFrom));
}

async function write(into: ImportContext, tree: AreaTree, listed: readonly Listed[], ids: number[]): Promise<void> {
  const { tx } = into;
  const onRecord = (areaKeys: readonly string[]) => idsByKey(tx, AREA, "areaKey", areaKeys);
  const fresh = listed
    .filter(({ known }) => known === null)
    .sort((one, other) => compare(one.validFrom, other.validFrom));
  const known = await onRecord(fresh.map(({ code }) => code));
  // Of several that have one code the first has it for its key.
  const taken = new Set(known.keys());
  const keyed = fresh.map((area) => {
    const areaKey = taken.has(area.code) ? `${area.code}@${area.validFrom}` : area.code;
    taken.add(areaKey);
    return { ...area, areaKey };
  });
  await upsert(
    tx,
    AREA,
    ["areaKey"],
    keyed.map(({ areaKey, code, areaType, validFrom, validTo }) => ({
      ...{ areaKey, code },
      ...{ areaType, validFrom, validTo },
    })),
  );
  const added = await onRecord(keyed.map(({ areaKey }) => areaKey));
  const idOf = (areaKey: string) => added.get(areaKey) ?? 0;
  const addedTo = groupBy(keyed, ({ code }) => code);
  const holderOn = (code: string, day: string): number | null => {
    const own = (addedTo.get(code) ?? []).map((area) => ({ ...area, id: idOf(area.areaKey) }));
    const holders = [...holdersOf(tree, code), ...own];
    return (holders.find((area) => covers(area.validFrom, area.validTo, day)) ?? holders[0])?.id ?? null;
  };
  const dated = keyed.map(({ areaKey, validFrom, validTo, name, parent }) => {
    const areaId = idOf(areaKey);
    ids.push(areaId);
    const parentId = typeof parent === "string" ? holderOn(parent, validFrom) : parent;
    return { row: { areaId, validFrom, validTo, latest: 0 }, name, parentId };
  });
  const named = dated.map(({ row, name }) => ({ ...row, name }));
  await upsert(tx, AREA_NAME, ["areaId", "validFrom"], named);
  const placed = dated.flatMap(({ row, parentId }) => (parentId === null ? [] : [{ ...row, parentId }]));
  await upsert(tx, AREA_PARENT, ["areaId", "validFrom"], placed);
  for (const { known: before, validTo } of listed) {
    if (!before) continue;
    await tx.change("UPDATE area SET valid_to = ? WHERE id = ?", [validTo, before.id]);
    for (const table of ["area_name", "area_parent"]) {
      const last = `UPDATE ${table} SET valid_to = ? WHERE area_id = ? AND valid_to = ?`;
      await tx.change(last, [validTo, before.id, before.validTo]);
    }
  }
  await settleAreas(tx, ids);
}
