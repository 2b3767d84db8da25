import type { Snapshot } from "../../../core/context.js";
import type { Transaction, Value } from "../../../core/database/database.js";
import { changeVersioned } from "../../../core/mutation/mutation-run.js";
import type { Trail } from "../../../core/mutation/trail.js";
import { knownFrom, knownTo, LATEST } from "../../../core/time/point-in-time.js";
import { FACILITY } from "../register/facility.row.js";
import { type FacilityTables, facilityTables } from "../register/facility.store.js";
import { settleFacilities } from "../register/facility-dated.store.js";
import type { FacilityRow } from "../register/facility-history.js";
import { FacilityRegister } from "../register/facility-register.js";

/** Where an act on facilities is written, and what the words and numbers in it mean. */
export interface Writing {
  tx: Transaction;
  trail: Trail;
  snapshot: Snapshot;
  /** All facilities as they are before the act. */
  register: FacilityRegister;
}

/** A change of what is on record of a facility, and of others that it touches. */
export interface FacilityChange {
  /** What changes of the unit itself. */
  values?: Readonly<Record<string, Value>>;
  /** Others whose record changes with it. */
  others?: readonly number[];
  /** What changes of what has dates, and of spellings. */
  write?: () => Promise<void>;
  reason?: string | null;
  /** On what it rests; kept in the trail. */
  basis?: object;
}

/**
 * Writes a change: each facility that it touches has one version more and an entry in the trail, what has dates is put
 * in order, and a search finds it as it is now. Answers the facility as it is then.
 */
export async function writeChange(writing: Writing, id: number, change: FacilityChange): Promise<FacilityRow> {
  const { tx, trail, register } = writing;
  const { values = {}, others = [], write, reason = null, basis = {} } = change;
  const ids = [id, ...others];
  const before = register.recordOf(ids);
  await Promise.all(before.units.map((unit) => changeVersioned(tx, FACILITY, unit, unit.id === id ? values : {})));
  await write?.();
  const after = await settled(tx, ids);
  for (const unit of after.units) {
    const traced = { type: "Facility", id: unit.id, version: unit.version, reason };
    const now = { ...stateOf(after, unit.id, writing), ...basis };
    trail.add("FACILITY", { ...traced, before: stateOf(before, unit.id, writing), after: now });
  }
  return latestOf(after, id);
}

/** The same of a facility that has just been added. */
export async function writeAdded(writing: Writing, id: number): Promise<FacilityRow> {
  const after = await settled(writing.tx, [id]);
  const state = stateOf(after, id, writing);
  writing.trail.add("FACILITY", { type: "Facility", id, version: 1, before: null, after: state });
  return latestOf(after, id);
}

async function settled(tx: Transaction, ids: readonly number[]): Promise<FacilityTables> {
  await settleFacilities(tx, ids);
  return facilityTables(tx, ids);
}

function latestOf(tables: FacilityTables, id: number): FacilityRow {
  const row = FacilityRegister.of(tables).in(LATEST).find(id);
  if (!row) throw new Error("A facility that was just written is not to be found.");
  return row;
}

/** What is on record of a facility, in codes, with all days: for the trail. */
function stateOf(tables: FacilityTables, id: number, { snapshot, register }: Writing): object {
  const unit = tables.units.find((each) => each.id === id);
  const own = <T extends { facilityId: number }>(rows: readonly T[]) => rows.filter((row) => row.facilityId === id);
  const dated = <T extends { validFrom: string; validTo: string }>(rows: readonly T[], told: (row: T) => object) =>
    [...rows]
      .sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
      .map((row) => ({ ...told(row), from: knownFrom(row.validFrom), to: knownTo(row.validTo) }));
  const { terms, areas } = snapshot;
  const codeOf = (other: number) => register.unit(other)?.code ?? tables.units.find((each) => each.id === other)?.code;
  const related = (kind: string) =>
    dated(
      own(tables.relations).filter((row) => row.kind === kind),
      ({ relatedId }) => ({ code: codeOf(relatedId) }),
    );
  const absorbed = tables.relations.filter((row) => row.kind === "MERGED_INTO" && row.relatedId === id);
  return {
    code: unit?.code,
    openedOn: unit?.openedOn,
    closedOn: unit?.closedOn,
    noteVi: unit?.noteVi,
    names: dated(own(tables.names), ({ name }) => ({ name })),
    profiles: dated(own(tables.profiles), (row) => ({
      facilityType: terms.maybeById(row.facilityTypeId)?.code,
      ownership: row.ownership,
      serviceLevel: terms.maybeById(row.serviceLevelId)?.code ?? null,
      hospitalClass: terms.maybeById(row.hospitalClassId)?.code ?? null,
      actualBeds: row.actualBeds,
    })),
    places: dated(own(tables.places), ({ areaId }) => ({ area: areas.view(areaId, LATEST)?.code })),
    managedBy: related("MANAGES"),
    guidedBy: related("GUIDES"),
    mergedInto: related("MERGED_INTO"),
    absorbed: dated(absorbed, ({ facilityId }) => ({ code: codeOf(facilityId) })),
    spellings: own(tables.spellings)
      .map(({ spelling }) => spelling)
      .sort(),
  };
}
