import { upsert } from "../../../core/database/upsert.js";
import { sortKey } from "../../../core/text/sort-key.js";
import { type DatedEdge, edgesOf, firstDayAbove, withRows } from "../../../core/time/circle.js";
import { SINCE_EVER } from "../../../core/time/point-in-time.js";
import { intervalOf, type Reader, standsIn } from "../../import/reader.js";
import * as messages from "../facility.messages.js";
import { indexForSearch } from "../list/facility-search.store.js";
import { FACILITY_KIND } from "../register/facility.kind.js";
import { FACILITY_NAME, FACILITY_PLACE, FACILITY_RELATION } from "../register/facility.row.js";
import { settleNames, settlePlaces, settleRelations } from "../register/facility-dated.store.js";
import { notKept } from "./facility.import.js";
import { byBegin, mindOrder, NAMES, PLACES, RELATIONS } from "./facility-order.js";

/**
 * A former name, until the day from which another is documented. What was its name on all these days and later begins
 * there; a name that is on record from an earlier day on is not moved.
 */
export const facilityNames: Reader = {
  name: "facility-names",
  writes: "FACILITY",
  traces: FACILITY_KIND,
  columns: ["facility", "name", "valid_from", "valid_to", "legal_document", "note_vi"],
  optional: ["to_stands_in"],
  async read(rows, into) {
    const [known, documents] = [await into.coded("facility"), await into.legalDocuments()];
    const names = rows.map((row) => ({
      facilityId: row.requiredNamed("facility", "facility", known),
      name: row.required("name"),
      sortKey: sortKey(row.required("name")),
      ...intervalOf(row),
      latest: 0,
      legalDocumentId: row.named("legal_document", "legal document", documents),
      noteVi: row.text("note_vi"),
      toStandsIn: standsIn(row, "to_stands_in"),
    }));
    await mindOrder(into, NAMES, rows, names);
    return async () => {
      const written = (await notKept(into, names)).sort(byBegin);
      for (const { facilityId, name, validFrom, validTo, toStandsIn } of written) {
        // The name on record begins where the former one ends.
        await into.tx.query(
          "UPDATE facility_name SET valid_from = ?, from_stands_in = ? " +
            "WHERE facility_id = ? AND valid_from IN (?, ?) AND name <> ? AND valid_to > ?",
          [validTo, toStandsIn, facilityId, validFrom, validTo, name, validTo],
        );
      }
      const former = written.map(({ toStandsIn: _, ...row }) => row);
      await upsert(into.tx, FACILITY_NAME, ["facilityId", "validFrom"], former);
      await settleNames(into.tx);
      await indexForSearch(into.tx);
    };
  },
};

/** Who manages, guides or absorbed whom, from when to when. */
export const facilityRelations: Reader = {
  name: "facility-relations",
  writes: "FACILITY",
  traces: FACILITY_KIND,
  columns: ["facility", "kind", "related", "valid_from", "valid_to", "legal_document", "basis_vi"],
  optional: ["from_stands_in"],
  async read(rows, into) {
    const [known, documents] = [await into.coded("facility"), await into.legalDocuments()];
    const onRecord = await into.tx.query<DatedEdge<number> & { kind: string }>(
      "SELECT facility_id AS below, related_id AS above, kind, valid_from AS validFrom, valid_to AS validTo FROM facility_relation",
    );
    const relations = rows.map((row) => {
      const facilityId = row.requiredNamed("facility", "facility", known);
      const relatedId = row.requiredNamed("related", "facility", known);
      if (facilityId !== null && facilityId === relatedId) {
        row.problem("related", "INCONSISTENT", messages.relatedToItself);
      }
      return {
        facilityId,
        relatedId,
        kind: row.choice("kind", ["MANAGES", "GUIDES", "MERGED_INTO"]),
        ...intervalOf(row),
        latest: 0,
        legalDocumentId: row.named("legal_document", "legal document", documents),
        basisVi: row.text("basis_vi"),
        fromStandsIn: standsIn(row),
      };
    });
    await mindOrder(into, RELATIONS, rows, relations);
    const inACircle = { MANAGES: messages.managedInACircle, MERGED_INTO: messages.mergedInACircle };
    for (const kind of ["MANAGES", "MERGED_INTO"] as const) {
      const placed = relations.map((each) => ({
        ...{ below: each.facilityId ?? 0, above: each.relatedId ?? 0 },
        ...{ validFrom: each.validFrom, validTo: each.validTo, isOfKind: each.kind === kind },
      }));
      const own = onRecord.filter((each) => each.kind === kind);
      const aboveOf = withRows(
        edgesOf(own),
        placed.filter(({ isOfKind }) => isOfKind),
      );
      for (const [i, { below, above, validFrom, validTo, isOfKind }] of placed.entries()) {
        if (!isOfKind || below === above) continue;
        const on = firstDayAbove(aboveOf, above, below, validFrom, validTo);
        const row = rows[i];
        if (on !== null && row) {
          row.problem(
            "related",
            "INCONSISTENT",
            inACircle[kind](row.required("related"), row.required("facility"), on === SINCE_EVER ? null : on),
          );
        }
      }
    }
    return async () => {
      await upsert(into.tx, FACILITY_RELATION, ["facilityId", "kind", "validFrom"], await notKept(into, relations));
      await settleRelations(into.tx);
    };
  },
};

/** Where a unit stands. `stated` 0: no document says more than that it lies within this area. */
export const facilityPlaces: Reader = {
  name: "facility-places",
  writes: "FACILITY",
  traces: FACILITY_KIND,
  columns: ["facility", "area_key", "valid_from", "valid_to", "stated", "basis_vi"],
  async read(rows, into) {
    const [known, keys] = [await into.coded("facility"), await into.coded("area")];
    const areaKeys = await into.ids("area", "area_key");
    const places = rows.map((row) => {
      const key = row.required("area_key");
      const areaId = areaKeys.get(key) ?? null;
      if (key !== "" && areaId === null) row.unknown("area_key", "area", key, [...areaKeys.keys(), ...keys.all()]);
      return {
        facilityId: row.requiredNamed("facility", "facility", known),
        areaId,
        ...intervalOf(row),
        latest: 0,
        stated: Number(row.choice("stated", ["0", "1"])),
        basisVi: row.text("basis_vi"),
      };
    });
    await mindOrder(into, PLACES, rows, places);
    return async () => {
      await upsert(into.tx, FACILITY_PLACE, ["facilityId", "validFrom"], await notKept(into, places));
      await settlePlaces(into.tx);
    };
  },
};
