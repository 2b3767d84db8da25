import type { Context } from "../../../core/context.js";
import type { Transaction } from "../../../core/database/database.js";
import type { ActInput, ChangeInput } from "../../../core/mutation/act.input.js";
import { type MutationRun, runMutation } from "../../../core/mutation/mutation-run.js";
import { readRowId } from "../../../core/schema/global-id.js";
import { refuseStale, UserErrors, userError } from "../../../core/schema/user-errors.js";
import { cloneAlone } from "../../../core/snapshot/batch.js";
import { lockScope } from "../../../core/snapshot/revision.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import * as messages from "../facility.messages.js";
import type { FacilityRow } from "../register/facilities-at.js";
import { type FacilityTables, facilityTables } from "../register/facility.store.js";
import { FacilityRegister } from "../register/facility-register.js";
import type { Writing } from "./facility-trace.js";

export interface FacilityAnswer {
  facility: FacilityRow;
}

export interface OnFacilities extends Writing {
  run: MutationRun;
}

/** An act on the register of facilities: one at a time, since its rules look at all of them. */
export const actOnRegister = (
  context: Context,
  name: string,
  input: ActInput,
  work: (writing: OnFacilities) => Promise<FacilityRow>,
): Promise<FacilityAnswer> =>
  runMutation(context, name, input, (run) =>
    run.write(async (tx, trail) => {
      const register = await takeFacilities(tx, context);
      return { facility: await work({ run, tx, trail, register, snapshot: context.snapshot }) };
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
  work: (found: OnFacility) => Promise<FacilityRow>,
): Promise<FacilityAnswer> =>
  actOnRegister(context, name, input, async (writing) => {
    const { register } = writing;
    const unit = register.in(LATEST).find(readRowId(input.id, "Facility") ?? 0);
    if (!unit) {
      throw new UserErrors([userError("NOT_FOUND", ["id"], messages.noSuchFacility)]);
    }
    const asItIs = { facility: cloneAlone("Facility", LATEST, unit) };
    refuseStale(messages.theFacility, unit.version, input.expectedVersion, asItIs);
    return work({ ...writing, unit, record: register.recordOf([unit.id]) });
  });

/**
 * The facilities of now, which nobody else changes until the transaction ends: whether a name is free, or management
 * goes in a circle, depends on all of them. What the server holds is read again only if it has changed meanwhile.
 */
async function takeFacilities(tx: Transaction, { snapshot, snapshots }: Context): Promise<FacilityRegister> {
  const changes = await lockScope(tx, "FACILITY");
  return changes === snapshots.heldAsOf?.FACILITY
    ? snapshot.facilities
    : new FacilityRegister(await facilityTables(tx));
}
