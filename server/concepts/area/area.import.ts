import { settleIntervals } from "../../core/database/intervals.js";
import { pick, type RowOf, selectList } from "../../core/database/table.js";
import { upsert } from "../../core/database/upsert.js";
import { nameKey } from "../../core/text/fold.js";
import { type DatedEdge, edgesOf, firstDayAbove, withRows } from "../../core/time/circle.js";
import { SINCE_EVER } from "../../core/time/point-in-time.js";
import { namesOf } from "../../files/reading/cells.js";
import { type ImportContext } from "../import/import-context.js";
import { intervalOf, type Reader } from "../import/reader.js";
import { AREA_KIND } from "./area.kind.js";
import * as messages from "./area.messages.js";
import { AREA, AREA_CHANGE, AREA_NAME, AREA_PARENT, AREA_SPELLING } from "./area.row.js";
import { AREA_CHANGE_KINDS, AREA_TYPES } from "./area.type.js";

const areaKeys = async (into: ImportContext) => namesOf(await into.ids("area", "area_key"));

/** Areas with the name and the parent of their first day. The key is the code, with a day for a later holder of it. */
export const areas: Reader = {
  name: "areas",
  writes: "REFERENCE",
  traces: AREA_KIND,
  columns: ["key", "code", "area_type", "valid_from", "valid_to", "name", "parent_key"],
  async read(rows, into) {
    const inFile = new Set(rows.map((row) => row.text("key")));
    const known = await into.ids("area", "area_key");
    const found = rows.map((row) => ({
      areaKey: row.required("key"),
      code: row.required("code"),
      areaType: row.choice("area_type", AREA_TYPES),
      ...intervalOf(row),
    }));
    for (const row of rows) {
      const parent = row.text("parent_key");
      if (parent && !inFile.has(parent) && !known.has(parent)) row.unknown("parent_key", "area", parent, known.keys());
      row.required("name");
    }
    const onRecord = await into.tx.query<DatedEdge<string>>(
      "SELECT a.area_key AS below, b.area_key AS above, p.valid_from AS validFrom, p.valid_to AS validTo FROM area_parent p " +
        "JOIN area a ON a.id = p.area_id JOIN area b ON b.id = p.parent_id",
    );
    const placed = found.map(({ areaKey: below, validFrom, validTo }, i) => ({
      ...{ below, above: rows[i]?.text("parent_key") ?? "" },
      ...{ validFrom, validTo },
    }));
    const aboveOf = withRows(
      edgesOf(onRecord),
      placed.filter(({ above }) => above !== ""),
    );
    for (const [i, { below, above, validFrom, validTo }] of placed.entries()) {
      if (above === "") continue;
      const on = above === below ? validFrom : firstDayAbove(aboveOf, above, below, validFrom, validTo);
      if (on !== null) rows[i]?.problem("parent_key", "INCONSISTENT", messages.withinItself(above, below));
    }
    return async () => {
      const kept = await into.keptFromActs("Area");
      const isWritten = (key: string) => !kept.has(known.get(key) ?? null);
      await upsert(
        into.tx,
        AREA,
        ["areaKey"],
        found.filter(({ areaKey }) => isWritten(areaKey)),
      );
      const ids = await into.ids("area", "area_key");
      const written = rows.filter((row) => isWritten(row.required("key")));
      const dated = written.map((row) => ({
        areaId: ids.get(row.required("key")) ?? null,
        ...intervalOf(row),
        latest: 0,
      }));
      await upsert(
        into.tx,
        AREA_NAME,
        ["areaId", "validFrom"],
        dated.map((each, i) => ({ ...each, name: written[i]?.text("name") ?? null })),
      );
      const parents = dated
        .map((each, i) => ({ ...each, parentId: ids.get(written[i]?.text("parent_key") ?? "") ?? null }))
        .filter(({ parentId }) => parentId !== null);
      await upsert(into.tx, AREA_PARENT, ["areaId", "validFrom"], parents);
      await settleIntervals(into.tx, "area_name", ["area_id"]);
      await settleIntervals(into.tx, "area_parent", ["area_id"]);
    };
  },
};

const ENDS = pick(AREA, "id", "validTo");

/** A later name of an area, from the day on which a legal document gives it. */
export const areaNames: Reader = {
  name: "area-names",
  writes: "REFERENCE",
  traces: AREA_KIND,
  columns: ["area_key", "name", "valid_from", "legal_document"],
  async read(rows, into) {
    const [keys, documents] = [await areaKeys(into), await into.legalDocuments()];
    const ends = await into.tx.query<RowOf<typeof ENDS>>(`SELECT ${selectList(ENDS)} FROM area`);
    const names = rows.map((row) => {
      const areaId = row.requiredNamed("area_key", "area", keys);
      return {
        areaId,
        name: row.required("name"),
        validFrom: row.requiredDay("valid_from"),
        validTo: ends.find(({ id }) => id === areaId)?.validTo ?? SINCE_EVER,
        latest: 0,
        legalDocumentId: row.named("legal_document", "legal document", documents),
      };
    });
    return async () => {
      const kept = await into.keptFromActs("Area");
      const written = names.filter(({ areaId }) => !kept.has(areaId));
      await upsert(into.tx, AREA_NAME, ["areaId", "validFrom"], written);
      await settleIntervals(into.tx, "area_name", ["area_id"]);
    };
  },
};

/** What the law did to an area, and into which one it went. */
export const areaChanges: Reader = {
  name: "area-changes",
  writes: "REFERENCE",
  columns: ["area_key", "changed_on", "kind", "successor_key", "legal_document", "note_vi", "note_en"],
  async read(rows, into) {
    const [keys, documents] = [await areaKeys(into), await into.legalDocuments()];
    const seen = new Map<string, number>();
    const changes = rows.map((row) => ({
      areaId: row.requiredNamed("area_key", "area", keys),
      changedOn: row.requiredDay("changed_on"),
      kind: row.choice("kind", AREA_CHANGE_KINDS),
      successorId: row.named("successor_key", "area", keys),
      legalDocumentId: row.named("legal_document", "legal document", documents),
      noteVi: row.text("note_vi"),
      noteEn: row.text("note_en"),
      // The first, second … change of this area on this day.
      position: countUp(seen, `${row.text("area_key")} ${row.text("changed_on")}`),
    }));
    return async () => {
      const kept = await into.keptFromActs("Area");
      const written = changes.filter(({ areaId }) => !kept.has(areaId));
      await into.tracing(AREA_KIND, null, () =>
        upsert(into.tx, AREA_CHANGE, ["areaId", "changedOn", "position"], written),
      );
    };
  },
};

function countUp(seen: Map<string, number>, key: string): number {
  const count = seen.get(key) ?? 0;
  seen.set(key, count + 1);
  return count;
}

/** Other ways in which a document writes an area. */
export const areaSpellings: Reader = {
  name: "area-spellings",
  writes: "REFERENCE",
  columns: ["spelling", "area_key"],
  async read(rows, into) {
    const keys = await areaKeys(into);
    const spellings = rows.map((row) => ({
      spelling: row.required("spelling"),
      nameKey: nameKey(row.required("spelling")),
      areaId: row.requiredNamed("area_key", "area", keys),
    }));
    return async () => {
      const kept = await into.keptFromActs("Area");
      const written = spellings.filter(({ areaId }) => !kept.has(areaId));
      await into.tracing(AREA_KIND, null, () => upsert(into.tx, AREA_SPELLING, ["spelling"], written));
    };
  },
};
