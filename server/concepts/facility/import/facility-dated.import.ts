import { upsert } from "../../../core/database/upsert.js";
import { sortKey } from "../../../core/text/sort-key.js";
import { type DatedEdge, firstAbove, withRows } from "../../../core/time/circle.js";
import { intervalOf, type Reader } from "../../import/reader.js";
import { indexForSearch } from "../list/facility-search.store.js";
import { FACILITY_KIND } from "../register/facility.kind.js";
import { settleNames, settlePlaces, settleRelations } from "../register/facility-dated.store.js";
import { notKept } from "./facility.import.js";
import { inACircle } from "./facility-list-whole.js";

/** A former name, until the day from which another is documented. */
export const facilityNames: Reader = {
  name: "facility-names",
  writes: "FACILITY",
  traces: FACILITY_KIND,
  columns: ["facility", "name", "valid_from", "valid_to", "legal_document", "note_vi"],
  async read(rows, into) {
    const [known, documents] = [await into.coded("facility"), await into.legalDocuments()];
    const names = rows.map((row) => ({
      facility_id: row.requiredNamed("facility", "facility", known),
      name: row.required("name"),
      sort_key: sortKey(row.required("name")),
      ...intervalOf(row),
      latest: 0,
      legal_document_id: row.named("legal_document", "legal document", documents),
      note_vi: row.text("note_vi"),
    }));
    return async () => {
      const written = await notKept(into, names);
      for (const { facility_id, name, valid_from, valid_to } of written) {
        // The name on record begins where the former one ends.
        await into.tx.query(
          "UPDATE facility_name SET valid_from = ? WHERE facility_id = ? AND valid_from = ? AND name <> ?",
          [valid_to, facility_id, valid_from, name],
        );
      }
      await upsert(into.tx, "facility_name", ["facility_id", "valid_from"], written);
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
  async read(rows, into) {
    const [known, documents] = [await into.coded("facility"), await into.legalDocuments()];
    const onRecord = await into.tx.query<DatedEdge<number> & { kind: string }>(
      "SELECT facility_id AS below, related_id AS above, kind, valid_from AS validFrom, valid_to AS validTo FROM facility_relation",
    );
    const relations = rows.map((row) => {
      const facility_id = row.requiredNamed("facility", "facility", known);
      const related_id = row.requiredNamed("related", "facility", known);
      if (facility_id !== null && facility_id === related_id) {
        row.problem("related", "INCONSISTENT", {
          en: "A facility cannot stand in this relation to itself.",
          vi: "Cơ sở không thể có quan hệ này với chính mình.",
        });
      }
      return {
        facility_id,
        related_id,
        kind: row.choice("kind", ["MANAGES", "GUIDES", "MERGED_INTO"]),
        ...intervalOf(row),
        latest: 0,
        legal_document_id: row.named("legal_document", "legal document", documents),
        basis_vi: row.text("basis_vi"),
      };
    });
    for (const kind of ["MANAGES", "MERGED_INTO"]) {
      const placed = relations.map((each) => ({
        ...{ below: each.facility_id ?? 0, above: each.related_id ?? 0 },
        ...{ validFrom: each.valid_from, validTo: each.valid_to, isOfKind: each.kind === kind },
      }));
      const own = onRecord.filter((each) => each.kind === kind);
      const aboveOf = withRows(
        own,
        placed.filter(({ isOfKind }) => isOfKind),
      );
      for (const [i, { below, above, validFrom, validTo, isOfKind }] of placed.entries()) {
        if (!isOfKind || below === above) continue;
        const on = firstAbove(aboveOf, above, below, validFrom, validTo);
        const row = rows[i];
        if (on !== null && row) {
          row.problem("related", "INCONSISTENT", inACircle(row.required("related"), row.required("facility"), on));
        }
      }
    }
    return async () => {
      await upsert(into.tx, "facility_relation", ["facility_id", "kind", "valid_from"], await notKept(into, relations));
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
      const area_id = areaKeys.get(key) ?? null;
      if (key !== "" && area_id === null) row.unknown("area_key", "area", key, [...areaKeys.keys(), ...keys.all()]);
      return {
        facility_id: row.requiredNamed("facility", "facility", known),
        area_id,
        ...intervalOf(row),
        latest: 0,
        stated: Number(row.choice("stated", ["0", "1"])),
        basis_vi: row.text("basis_vi"),
      };
    });
    return async () => {
      await upsert(into.tx, "facility_place", ["facility_id", "valid_from"], await notKept(into, places));
      await settlePlaces(into.tx);
    };
  },
};
