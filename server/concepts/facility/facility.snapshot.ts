import type { SnapshotParts } from "../../core/snapshot/snapshots.js";
import { facilityTables } from "./register/facility.store.js";
import { FacilityRegister } from "./register/facility-register.js";

declare module "../../core/context.js" {
  interface Snapshot {
    readonly facilities: FacilityRegister;
  }
}

export const facilitySnapshot: SnapshotParts = {
  loaded: [{ scope: "FACILITY", load: async (db) => ({ facilities: new FacilityRegister(await facilityTables(db)) }) }],
};
