import { idsByKey } from "../../../core/database/keyed-rows.js";
import { upsert } from "../../../core/database/upsert.js";
import { nameKey } from "../../../core/text/fold.js";
import { sortKey } from "../../../core/text/sort-key.js";
import { FOR_EVER, LATEST } from "../../../core/time/point-in-time.js";
import { columnsIn } from "../../../files/format.js";
import { onceEach } from "../../../files/reading/cells.js";
import type { ImportContext } from "../../import/import-context.js";
import type { Reader } from "../../import/reader.js";
import { FACILITIES_LIST } from "../facility.format.js";
import { FACILITY_KIND } from "../register/facility.kind.js";
import {
  FACILITY,
  FACILITY_NAME,
  FACILITY_PLACE,
  FACILITY_PROFILE,
  FACILITY_RELATION,
} from "../register/facility.row.js";
import { endRelations, settleFacilities } from "../register/facility-dated.store.js";
import { type Dated, isDifferent, type Listed, listedOf, type Register, registerOf } from "./facility-list-rules.js";
import { refuseAbandoned, refuseCircles } from "./facility-list-whole.js";
import type { KnownFacility } from "./known-facility.js";

/**
 * Facilities as they are known last, a row each. A blank cell leaves what is on record; what differs and has dates
 * needs the day from which it holds; a code that is not on record is a new facility.
 */
export const facilitiesList: Reader = {
  ...columnsIn(FACILITIES_LIST),
  writes: "FACILITY",
  tracesItself: true,
  async read(rows, into) {
    const register = await registerOf(into, rows);
    const [codeOnce, nameOnce] = [onceEach(), onceEach()];
    const listed = rows.map((row) => {
      const code = row.short("code", 60);
      const name = row.text("name");
      row.required("code");
      codeOnce(row, "code", code);
      nameOnce(row, "name", name && nameKey(name));
      return listedOf(row, code ?? "", register);
    });
    refuseCircles(listed, register);
    refuseAbandoned(listed, register);
    const different = listed.filter(isDifferent);
    if (different.length === 0) return async () => {};
    const ids = different.flatMap(({ known }) => known?.unit.id ?? []);
    const sectionId = different.some(({ profile }) => profile) ? await into.sectionId() : null;
    const rowOf = new Map(different.flatMap(({ known, row }) => (known ? [[known.unit.id, row] as const] : [])));
    return () => into.tracing(FACILITY_KIND, ids, () => write(into, different, sectionId, ids, register), rowOf);
  },
};

/** What was said of the owner holds as long as the owner does. */
const basisLeft = (known: KnownFacility | null, ownership: string | null): string | null =>
  known?.profile?.ownership === ownership ? known.profile.basisVi : null;

/** Writes what differs; `ids` are those of the facilities, to which it adds those of the new ones. */
async function write(
  into: ImportContext,
  different: readonly Listed[],
  sectionId: number | null,
  ids: number[],
  { register }: Register,
): Promise<void> {
  const { tx } = into;
  const fresh = different.filter(({ known }) => known === null);
  const units = fresh.map(({ code, openedOn, closedOn }) => ({ code, openedOn, closedOn, searchText: "" }));
  await upsert(tx, FACILITY, ["code"], units);
  for (const { known, openedOn, closedOn } of different) {
    if (!known || (known.unit.openedOn === openedOn && known.unit.closedOn === closedOn)) continue;
    const { id } = known.unit;
    await tx.change("UPDATE facility SET opened_on = ?, closed_on = ? WHERE id = ?", [openedOn, closedOn, id]);
    if (closedOn !== null) await endRelations(tx, id, ["MANAGES", "GUIDES"], closedOn);
  }
  const codes = fresh.map(({ code }) => code);
  const added = await idsByKey(tx, FACILITY, "code", codes);
  ids.push(...added.values());
  const idOf = (code: string) => added.get(code) ?? register.idOf(code) ?? 0;
  const rowsOf = <Values extends object>(pick: (listed: Listed) => Dated<Values> | null) =>
    different.flatMap((listed) => {
      const values = pick(listed);
      if (!values) return [];
      return [{ facilityId: idOf(listed.code), validTo: FOR_EVER, latest: 0, ...values }];
    });
  const key = ["facilityId", "validFrom"] as const;
  const names = rowsOf(({ name }) => name).map((each) => ({ ...each, sortKey: sortKey(each.name) }));
  await upsert(tx, FACILITY_NAME, key, names);
  await upsert(
    tx,
    FACILITY_PROFILE,
    key,
    rowsOf(({ known, profile }) => profile && { ...profile, basisVi: basisLeft(known, profile.ownership) }).map(
      (each) => ({ ...each, sectionId }),
    ),
  );
  await upsert(
    tx,
    FACILITY_PLACE,
    key,
    rowsOf(({ place }) => place).map((each) => ({ ...each, stated: 1 })),
  );
  const managers = rowsOf(({ manager }) => manager).map(({ code, ...each }) => ({
    ...each,
    relatedId: idOf(code),
    kind: "MANAGES" as const,
  }));
  await upsert(tx, FACILITY_RELATION, ["facilityId", "kind", "validFrom"], managers);
  // Who manages it from then on guides it no longer: guidance is without management.
  for (const { manager, known } of different) {
    if (manager && known && register.above(known.unit.id, "GUIDES", LATEST).includes(idOf(manager.code)))
      await endRelations(tx, known.unit.id, ["GUIDES"], manager.validFrom);
  }
  await settleFacilities(tx, ids);
}
