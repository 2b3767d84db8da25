import type { Snapshot } from "../../core/context.js";
import type { LoadedPart, SnapshotParts } from "../../core/snapshot/snapshots.js";
import { facilityTables } from "./register/facility.store.js";
import { FacilityRegister } from "./register/facility-register.js";

declare module "../../core/context.js" {
  interface Snapshot {
    readonly facilities: FacilityRegister;
  }
}

const register: LoadedPart<Pick<Snapshot, "facilities">> = {
  scope: "FACILITY",
  tables: [
    ...["facility", "facility_name", "facility_profile"],
    ...["facility_place", "facility_relation", "facility_spelling"],
  ],
  load: async (db) => ({ facilities: FacilityRegister.of(await facilityTables(db)) }),
  async apply({ facilities }, changed, db) {
    const ids = changed.get("Facility") ?? [];
    if (ids.length === 0) return null;
    return { facilities: facilities.with(ids, await facilityTables(db, ids)) };
  },
};

export const facilitySnapshot: SnapshotParts = { loaded: [register] };
