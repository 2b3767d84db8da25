import type { Snapshot } from "../../core/context.js";
import type { Connections, Transaction } from "../../core/database/database.js";
import { Revisions } from "../../core/snapshot/revision.js";
import { Snapshots } from "../../core/snapshot/snapshots.js";
import { areaSnapshot } from "../area/area.snapshot.js";
import { facilitySnapshot } from "../facility/facility.snapshot.js";

/** Facilities and areas with all that names them, held in memory: how they are now, and as a transaction sees them. */
export interface NamesHeld {
  now(): Promise<Pick<Snapshot, "areas" | "facilities">>;
  within(tx: Transaction): Promise<Pick<Snapshot, "areas" | "facilities">>;
}

/** The same for one file, by whoever holds nothing: read once, and not again for the writing where it is the same. */
export function namesOver(db: Connections): NamesHeld {
  const revisions = new Revisions(db);
  const snapshots = new Snapshots<Pick<Snapshot, "areas" | "facilities">>(db, revisions, [
    areaSnapshot,
    facilitySnapshot,
  ]);
  return {
    now: async () => (await snapshots.at(await revisions.current())).snapshot,
    within: (tx) => snapshots.within(tx),
  };
}
