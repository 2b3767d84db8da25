import type { Context } from "../../../core/context.js";
import { tidyReason } from "../../../core/mutation/note.js";
import { throwUserErrors, type UserError, userError } from "../../../core/schema/user-errors.js";
import { FOR_EVER } from "../../../core/time/point-in-time.js";
import { problemOfOrder } from "../../order-of-changes.js";
import * as messages from "../facility.messages.js";
import { FACILITY_RELATION } from "../register/facility.row.js";
import { endGuidanceBy, endRelations, reopenRelations, takeBack } from "../register/facility-dated.store.js";
import type { FacilityCloseInput, FacilityReopenInput } from "./facility-act.input.js";
import { actOnFacility, type FacilityAnswer, HIERARCHY, type OnFacility } from "./facility-act.js";
import { heldFrom, ownRelations, problemOfDay, problemOfHeld } from "./facility-rules.js";
import { writeChange } from "./facility-trace.js";

const MOST_NAMED = 5;

/** Whether a facility can end on a day: it is still there, and nothing that is on record of it comes later. */
export function problemOfEnd({ run, register, unit, record }: OnFacility, on: string): UserError | undefined {
  const { names, profiles, places, relations } = record;
  return unit.closedOn === null
    ? (problemOfDay(unit, register, on, run.today) ??
        problemOfOrder([...names, ...profiles, ...places, ...relations], on, null, messages.it))
    : userError("ILLEGAL_STATE", ["id"], messages.closedAndEnded(unit.code, unit.closedOn));
}

/** Ends a facility that manages nobody; whom it guides is guided by nobody from then on. */
export const close = (context: Context, input: FacilityCloseInput): Promise<FacilityAnswer> =>
  actOnFacility(context, "facilityClose", input, [HIERARCHY], async (found) => {
    const { tx, register, unit } = found;
    const { on } = input;
    const reason = tidyReason(input.reason);
    const managed = heldFrom(register, unit.id, "MANAGES", on).map(({ facilityId }) => register.unit(facilityId)?.code);
    const named = managed.slice(0, MOST_NAMED).join(", ") + (managed.length > MOST_NAMED ? ", …" : "");
    const guided = heldFrom(register, unit.id, "GUIDES", on);
    throwUserErrors([
      problemOfEnd(found, on),
      problemOfHeld(guided, on),
      managed.length > 0
        ? userError("ILLEGAL_STATE", ["id"], messages.managesUntilLater(unit.code, managed.length, on, named))
        : undefined,
    ]);
    return writeChange(found, unit.id, {
      values: { closedOn: on },
      others: guided.map(({ facilityId }) => facilityId),
      async write() {
        await endRelations(tx, unit.id, ["MANAGES", "GUIDES"], on);
        const unguided = guided.map(({ facilityId }) => facilityId);
        await endGuidanceBy(tx, unit.id, unguided, on);
      },
      reason,
    });
  });

/** Takes back an end that should not be on record; what went to somebody else with it stays there. */
export const reopen = (context: Context, input: FacilityReopenInput): Promise<FacilityAnswer> =>
  actOnFacility(context, "facilityReopen", input, [HIERARCHY], async (found) => {
    const { tx, register, unit, record } = found;
    const { closedOn } = unit;
    const reason = tidyReason(input.reason);
    throwUserErrors([closedOn === null ? userError("ILLEGAL_STATE", ["id"], messages.isOpen(unit.code)) : undefined]);
    const mergers = ownRelations(record, unit.id, "MERGED_INTO");
    const ended = [...ownRelations(record, unit.id, "MANAGES"), ...ownRelations(record, unit.id, "GUIDES")];
    // Whoever has closed meanwhile manages and guides nobody any more.
    const bodies = ended.flatMap(({ relatedId }) => (register.unit(relatedId)?.closedOn === null ? relatedId : []));
    return writeChange(found, unit.id, {
      values: { closedOn: null },
      others: mergers.map(({ relatedId }) => relatedId),
      async write() {
        for (const { kind, validFrom } of mergers) await takeBack(tx, FACILITY_RELATION, unit.id, kind, validFrom);
        await reopenRelations(tx, unit.id, bodies, closedOn ?? FOR_EVER);
      },
      reason,
    });
  });
