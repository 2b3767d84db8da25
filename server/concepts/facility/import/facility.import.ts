import type { Transaction } from "../../../core/database/database.js";
import { pick, type RowOf, selectList } from "../../../core/database/table.js";
import { upsert } from "../../../core/database/upsert.js";
import { nameKey } from "../../../core/text/fold.js";
import { sortKey } from "../../../core/text/sort-key.js";
import { FOR_EVER, SINCE_EVER } from "../../../core/time/point-in-time.js";
import { type Names, onceEach } from "../../../files/reading/cells.js";
import { type ImportContext } from "../../import/import-context.js";
import { intervalOf, type Reader, standsIn } from "../../import/reader.js";
import * as messages from "../facility.messages.js";
import { indexForSearch } from "../list/facility-search.store.js";
import { FACILITY_KIND } from "../register/facility.kind.js";
import { FACILITY, FACILITY_NAME, FACILITY_PROFILE, FACILITY_SPELLING } from "../register/facility.row.js";
import { OWNERSHIPS } from "../register/facility.type.js";
import { settleNames, settleProfiles } from "../register/facility-dated.store.js";
import { mindOrder, PROFILES } from "./facility-order.js";

/** The units of the register with their code and latest name. */
export const facilities: Reader = {
  name: "facilities",
  writes: "FACILITY",
  traces: FACILITY_KIND,
  columns: ["code", "name", "opened_on", "closed_on", "note_vi"],
  async read(rows, into) {
    const units = rows.map((row) => ({
      code: row.required("code"),
      openedOn: row.day("opened_on"),
      closedOn: row.day("closed_on"),
      noteVi: row.text("note_vi"),
      searchText: "",
    }));
    for (const row of rows) row.required("name");
    return async () => {
      const kept = await into.keptFromActs("Facility");
      const before = await into.ids("facility");
      const isWritten = (code: string) => !kept.has(before.get(code) ?? null);
      await upsert(
        into.tx,
        FACILITY,
        ["code"],
        units.filter(({ code }) => isWritten(code)),
      );
      const ids = await into.ids("facility");
      const since = await latestNamesSince(into.tx);
      const written = rows.filter((row) => isWritten(row.required("code")));
      const names = written.map((row) => {
        const name = row.required("name");
        const facilityId = ids.get(row.required("code")) ?? null;
        const validFrom = since.get(facilityId) ?? SINCE_EVER;
        return { facilityId, name, sortKey: sortKey(name), validFrom, validTo: FOR_EVER, latest: 0 };
      });
      await upsert(into.tx, FACILITY_NAME, ["facilityId", "validFrom"], names);
      await settleNames(into.tx);
      await indexForSearch(into.tx);
    };
  },
};

/** The rows about facilities that a file may write. */
export async function notKept<T extends { facilityId: number | null }>(
  into: ImportContext,
  rows: readonly T[],
): Promise<T[]> {
  const kept = await into.keptFromActs("Facility");
  return rows.filter(({ facilityId }) => !kept.has(facilityId));
}

const BEGUN = pick(FACILITY_NAME, "facilityId", "validFrom");

/** From when on each facility has its latest name. */
async function latestNamesSince(tx: Transaction): Promise<ReadonlyMap<number | null, string>> {
  const rows = await tx.query<RowOf<typeof BEGUN>>(`SELECT ${selectList(BEGUN)} FROM facility_name WHERE latest = 1`);
  return new Map(rows.map((row) => [row.facilityId, row.validFrom]));
}

/** Every other way in which a document writes a unit. A unit is recognised by this table, never by likeness. */
export const facilitySpellings: Reader = {
  name: "facility-spellings",
  writes: "FACILITY",
  traces: FACILITY_KIND,
  columns: ["spelling", "facility"],
  async read(rows, into) {
    const known = await into.coded("facility");
    const all = await into.facilities();
    const inFile = new Map<string, number | null>();
    const spellings = rows.map((row) => {
      const spelling = row.required("spelling");
      const facilityId = row.requiredNamed("facility", "facility", known);
      const taken = all.find(spelling) ?? inFile.get(nameKey(spelling)) ?? undefined;
      if (taken !== undefined && facilityId !== null && taken !== facilityId) {
        row.problem("spelling", "INCONSISTENT", messages.namesAnotherFacility(spelling));
      }
      inFile.set(nameKey(spelling), taken ?? facilityId);
      return { spelling, nameKey: nameKey(spelling), facilityId };
    });
    return async () => {
      await upsert(into.tx, FACILITY_SPELLING, ["spelling"], await notKept(into, spellings));
      await indexForSearch(into.tx);
    };
  },
};

const STATED = pick(FACILITY_PROFILE, "facilityId", "validFrom", "facilityTypeId", "sectionId");
const OWNERS = pick(FACILITY_PROFILE, "facilityId", "ownership", "basisVi");

/** Type and owner, with the reason why the register says so where no table of a document does. */
export const facilityOwnership: Reader = {
  name: "facility-ownership",
  writes: "FACILITY",
  traces: FACILITY_KIND,
  columns: ["facility", "ownership", "facility_type", "valid_from", "valid_to", "basis_vi"],
  optional: ["from_stands_in"],
  async read(rows, into) {
    const [known, types] = [await into.coded("facility"), await into.terms("FACILITY_TYPE")];
    const sectionId = await into.sectionId();
    // Where a table of a document states the profile of the same day, only the owner is taken from here.
    const stated = await into.tx.query<RowOf<typeof STATED>>(
      `SELECT ${selectList(STATED)} FROM facility_profile WHERE section_id <> ?`,
      [sectionId],
    );
    const profiles = rows.map((row) => {
      const facilityId = row.requiredNamed("facility", "facility", known);
      const type = row.requiredNamed("facility_type", "facility type", types);
      const interval = intervalOf(row);
      const own = stated.find((each) => each.facilityId === facilityId && each.validFrom === interval.validFrom);
      return {
        facilityId,
        ownership: row.choice("ownership", OWNERSHIPS),
        facilityTypeId: own?.facilityTypeId ?? type,
        ...interval,
        latest: 0,
        sectionId: own?.sectionId ?? sectionId,
        basisVi: row.text("basis_vi"),
        fromStandsIn: standsIn(row),
      };
    });
    await mindOrder(into, PROFILES, rows, profiles);
    return async () => {
      await upsert(into.tx, FACILITY_PROFILE, ["facilityId", "validFrom"], await notKept(into, profiles));
      await settleProfiles(into.tx);
    };
  },
};

/** The units surveyed in 2022, as printed: what the survey states holds from its first day on. */
export const surveyFacilities: Reader = {
  name: "survey-facilities",
  writes: "FACILITY",
  traces: FACILITY_KIND,
  columns: ["STT", "Tên đơn vị", "Hình thức tổ chức", "Tuyến kỹ thuật", "Xếp hạng", "Số giường thực kê"],
  async read(rows, into) {
    const known = await into.facilities();
    const vocabularies = {
      type: await into.termLabels("FACILITY_TYPE"),
      level: await into.termLabels("SERVICE_LEVEL"),
      hospitalClass: await into.termLabels("HOSPITAL_CLASS"),
    };
    const sectionId = await into.sectionId();
    const [round] = await into.tx.query<{ day: string }>(
      "SELECT opened_on AS day FROM assessment_round WHERE code = '2022'",
    );
    const validFrom = round?.day ?? (await into.issuedOn());
    const owners = await into.tx.query<RowOf<typeof OWNERS>>(
      `SELECT ${selectList(OWNERS)} FROM facility_profile WHERE valid_from <= ? ORDER BY valid_from DESC`,
      [validFrom],
    );
    const once = onceEach();
    const profiles = rows.map((row) => {
      const facilityId = row.requiredNamed("Tên đơn vị", "facility", known);
      once(row, "Tên đơn vị", facilityId);
      const own = owners.filter((each) => each.facilityId === facilityId);
      const [owner] = own;
      // A row that this table has made before has what was said of the owner from the one before it.
      const basis = own.find((each) => each.basisVi !== null && each.ownership === owner?.ownership);
      if (facilityId !== null && !owner) {
        row.problem("Tên đơn vị", "INCONSISTENT", messages.noOwnerOnRecord);
      }
      return {
        facilityId,
        ownership: owner?.ownership ?? null,
        basisVi: basis?.basisVi ?? null,
        facilityTypeId: row.requiredNamed("Hình thức tổ chức", "facility type", numbered(vocabularies.type)),
        serviceLevelId: row.named("Tuyến kỹ thuật", "service level", numbered(vocabularies.level)),
        hospitalClassId: row.named("Xếp hạng", "hospital class", numbered(vocabularies.hospitalClass)),
        actualBeds: row.count("Số giường thực kê"),
        validFrom,
        validTo: FOR_EVER,
        latest: 0,
        sectionId,
        // It says how a unit is, not since when.
        fromStandsIn: 1,
      };
    });
    return async () => {
      await upsert(into.tx, FACILITY_PROFILE, ["facilityId", "validFrom"], await notKept(into, profiles));
      await settleProfiles(into.tx);
    };
  },
};

/** The survey prints the number of the choice before its label: "2. Bệnh viện Đa khoa". */
const numbered = <T>(labels: Names<T>): Names<T> => ({
  ...labels,
  find: (text) => labels.find(text.replace(/^\d+\.\s*/, "")),
});
