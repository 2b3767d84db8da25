import type { Context } from "../../../core/context.js";
import { tidyNote, tidyReason } from "../../../core/mutation/note.js";
import { throwUserErrors, type UserError, userError } from "../../../core/schema/user-errors.js";
import { chooseLegalDocument } from "../../legal-basis/legal-document-choice.js";
import { notKnownToExist } from "../../shared.messages.js";
import * as messages from "../facility.messages.js";
import { FACILITY_RELATION } from "../register/facility.row.js";
import { chooseFacility } from "../register/facility-choice.js";
import { begin, endGuidanceBy, endRelations } from "../register/facility-dated.store.js";
import type { FacilityRow } from "../register/facility-history.js";
import { problemOfEnd } from "./close.js";
import type { FacilityMergeInput } from "./facility-act.input.js";
import { actOnFacility, type FacilityAnswer, HIERARCHY, type OnFacility } from "./facility-act.js";
import { firstDayManaging, heldFrom, problemOfHeld } from "./facility-rules.js";
import { writeChange } from "./facility-trace.js";

/**
 * Merges a facility into another one: it ends on the day, and what it manages and guides goes to the other. Guidance
 * ends where the other one manages, or would guide itself.
 */
export const merge = (context: Context, input: FacilityMergeInput): Promise<FacilityAnswer> =>
  actOnFacility(context, "facilityMerge", input, [HIERARCHY], async (found) => {
    const { tx, register, unit, snapshot } = found;
    const { on } = input;
    const into = chooseFacility(register, "into", input.into);
    const document = chooseLegalDocument(snapshot, "legalDocument", input.legalDocument);
    const reason = tidyReason(input.reason);
    const managed = heldFrom(register, unit.id, "MANAGES", on);
    const guided = heldFrom(register, unit.id, "GUIDES", on);
    // Guided by the other one until now, managed by it from then on.
    const regained = heldFrom(register, into.found?.id ?? 0, "GUIDES", on).filter((row) =>
      managed.some(({ facilityId }) => facilityId === row.facilityId),
    );
    throwUserErrors([
      problemOfEnd(found, on),
      into.mistake,
      into.found ? problemOfSuccessor(found, into.found, on) : undefined,
      problemOfHeld([...managed, ...guided, ...regained], on),
      document.mistake,
    ]);
    const successor = (into.found as FacilityRow).id; // else it was refused
    const isManaged = (id: number) => {
      const [body] = register.above(id, "MANAGES", { asOf: on });
      return body === unit.id || body === successor;
    };
    const passed = guided.filter(({ facilityId }) => facilityId !== successor && !isManaged(facilityId));
    const unguided = guided.filter((row) => !passed.includes(row)).map(({ facilityId }) => facilityId);
    const basisVi = tidyNote(input.basisVi);
    const said = { validFrom: on, legalDocumentId: document.found?.id ?? null, basisVi };
    const touched = new Set([successor, ...[...managed, ...guided].map(({ facilityId }) => facilityId)]);
    return writeChange(found, unit.id, {
      values: { closedOn: on },
      others: [...touched],
      async write() {
        await endRelations(tx, unit.id, ["MANAGES", "GUIDES"], on);
        const merger = { ...said, facilityId: unit.id, relatedId: successor, kind: "MERGED_INTO" as const };
        await begin(tx, FACILITY_RELATION, merger);
        for (const { kind, facilityId, validTo } of [...managed, ...passed]) {
          const relation = { ...said, facilityId, relatedId: successor, kind, validTo };
          await begin(tx, FACILITY_RELATION, relation);
        }
        await endGuidanceBy(tx, unit.id, unguided, on);
        const managedNow = regained.map(({ facilityId }) => facilityId);
        await endGuidanceBy(tx, successor, managedNow, on);
      },
      reason,
      basis: { basisVi, legalDocument: document.found?.number },
    });
  });

/** Another facility, open since the day, and not one that it manages: that would have to manage itself. */
function problemOfSuccessor({ register, unit }: OnFacility, into: FacilityRow, on: string): UserError | undefined {
  const path = ["into"];
  if (into.id === unit.id) {
    return userError("INVALID", path, messages.mergedIntoItself);
  }
  if (into.closedOn !== null) {
    return userError("ILLEGAL_STATE", path, messages.mergedIntoClosed(into.code, into.closedOn));
  }
  if (!register.in({ asOf: on }).find(into.id)) {
    return userError("INVALID", path, notKnownToExist(into.code, on));
  }
  const belowOn = firstDayManaging(register, unit.id, into.id, on);
  return belowOn === null
    ? undefined
    : userError("ILLEGAL_STATE", path, messages.mergedIntoManaged(unit.code, into.code, belowOn));
}
