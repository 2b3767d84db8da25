import { type Dated, holds, LATEST } from "../../../core/time/point-in-time.js";
import { firstChangeOf } from "../mutation/facility-rules.js";
import type {
  FacilityNameRow,
  FacilityPlaceRow,
  FacilityProfileRow,
  FacilityRelationRow,
  UnitRow,
} from "../register/facility.store.js";
import type { FacilityRegister } from "../register/facility-register.js";

/** What is known last of a facility, in each respect from its own day on. */
export interface KnownFacility {
  unit: UnitRow;
  name: FacilityNameRow | undefined;
  profile: FacilityProfileRow | undefined;
  place: FacilityPlaceRow | undefined;
  management: FacilityRelationRow | undefined;
  /** On which day anything of it changed first; null: nothing has a day. */
  firstChange: string | null;
}

/** The facility with this code; null: there is none. */
export function knownFacility(register: FacilityRegister, code: string): KnownFacility | null {
  const id = register.idOf(code);
  const unit = id === null ? null : register.unit(id);
  if (!unit) return null;
  const record = register.recordOf([unit.id]);
  const managements = record.relations.filter(({ facilityId, kind }) => facilityId === unit.id && kind === "MANAGES");
  return {
    unit,
    name: lastOf(record.names),
    profile: lastOf(record.profiles),
    place: lastOf(record.places),
    management: lastOf(managements),
    firstChange: firstChangeOf(record, unit.id),
  };
}

const lastOf = <T extends Dated>(rows: readonly T[]): T | undefined => rows.find((row) => holds(row, LATEST));
