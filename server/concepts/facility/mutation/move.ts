import type { Context } from "../../../core/context.js";
import { holdVersions } from "../../../core/mutation/mutation-run.js";
import { tidyNote } from "../../../core/mutation/note.js";
import { throwUserErrors, userError } from "../../../core/schema/user-errors.js";
import { AREA } from "../../area/area.row.js";
import { problemOfOrder } from "../../order-of-changes.js";
import * as messages from "../facility.messages.js";
import { FACILITY_PLACE } from "../register/facility.row.js";
import { begin } from "../register/facility-dated.store.js";
import type { FacilityMoveInput } from "./facility-act.input.js";
import { actOnFacility, areaLock, type FacilityAnswer } from "./facility-act.js";
import { chooseArea, problemOfDay } from "./facility-rules.js";
import { writeChange } from "./facility-trace.js";

/** Says where a facility stands from a day on. */
export const move = (context: Context, input: FacilityMoveInput): Promise<FacilityAnswer> =>
  actOnFacility(context, "facilityMove", input, [areaLock(input.area)], async (found) => {
    const { run, tx, register, unit, record, snapshot } = found;
    const { on } = input;
    const area = chooseArea(snapshot, input.area, on);
    const here = register.areaOf(unit.id, { asOf: on });
    throwUserErrors([
      problemOfDay(unit, register, on, run.today) ?? problemOfOrder(record.places, on, null, messages.itsPlace),
      area.mistake,
      area.found && area.found.id === here
        ? userError("INVALID", ["area"], messages.standsThereAlready(input.area))
        : undefined,
    ]);
    await holdVersions(tx, AREA, area.found ? [area.found] : []);
    const basisVi = tidyNote(input.basisVi);
    const row = { areaId: area.found?.id ?? null, stated: 1, basisVi };
    return writeChange(found, unit.id, {
      write: () => begin(tx, FACILITY_PLACE, { facilityId: unit.id, validFrom: on, ...row }),
      basis: { basisVi },
    });
  });
