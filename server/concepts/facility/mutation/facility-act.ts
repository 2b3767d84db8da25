import type { Context } from "../../../core/context.js";
import type { ActInput, ChangeInput } from "../../../core/mutation/act.input.js";
import { takeLocks } from "../../../core/mutation/act-lock.js";
import { type MutationRun, runMutation } from "../../../core/mutation/mutation-run.js";
import { readRowId } from "../../../core/schema/global-id.js";
import { refuseStale, UserErrors, userError } from "../../../core/schema/user-errors.js";
import { cloneAlone } from "../../../core/snapshot/batch.js";
import { nameKey } from "../../../core/text/fold.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import * as messages from "../facility.messages.js";
import type { FacilityTables } from "../register/facility.store.js";
import type { FacilityRow } from "../register/facility-history.js";
import type { Writing } from "./facility-trace.js";

export interface FacilityAnswer {
  facility: FacilityRow;
}

export interface OnFacilities extends Writing {
  run: MutationRun;
}

/** Who manages whom, and who is there for that: acts on it look at more facilities than they change. */
export const HIERARCHY = "facility hierarchy";

/** That a name, a spelling or a code names no other facility. */
export const nameLock = (name: string): string => `facility name ${nameKey(name)}`;

/** That an area is there as long as somebody stands in it. */
export const areaLock = (code: string): string => `area ${code}`;

/**
 * An act on the register of facilities. Those that take the same `locks` are done one after the other, each with all
 * facilities as they are after the one before; beside that a facility is changed at the version that was seen.
 */
export const actOnRegister = (
  context: Context,
  name: string,
  input: ActInput,
  locks: readonly string[],
  work: (writing: OnFacilities) => Promise<FacilityRow>,
): Promise<FacilityAnswer> =>
  runMutation(context, name, input, (run) =>
    run.write(async (tx, trail) => {
      // In one message, the locks first.
      const [, snapshot] = await Promise.all([takeLocks(tx, locks), context.shared.snapshots.within(tx)]);
      return { facility: await work({ run, tx, trail, register: snapshot.facilities, snapshot }) };
    }),
  );

export interface OnFacility extends OnFacilities {
  /** The facility in its latest known state. */
  unit: FacilityRow;
  /** Everything on record of it. */
  record: FacilityTables;
}

/** An act on a facility that is on record, at the version that was seen. */
export const actOnFacility = (
  context: Context,
  name: string,
  input: ChangeInput,
  locks: readonly string[],
  work: (found: OnFacility) => Promise<FacilityRow>,
): Promise<FacilityAnswer> =>
  actOnRegister(context, name, input, locks, async (writing) => {
    const { register } = writing;
    const unit = register.in(LATEST).find(readRowId(input.id, "Facility") ?? 0);
    if (!unit) {
      throw new UserErrors([userError("NOT_FOUND", ["id"], messages.noSuchFacility)]);
    }
    const asItIs = { facility: cloneAlone("Facility", LATEST, unit) };
    refuseStale(messages.theFacility, unit.version, input.expectedVersion, asItIs);
    return work({ ...writing, unit, record: register.recordOf([unit.id]) });
  });
