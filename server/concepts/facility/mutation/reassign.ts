import type { Context } from "../../../core/context.js";
import { tidyNote } from "../../../core/mutation/note.js";
import { throwUserErrors, type UserError, userError } from "../../../core/schema/user-errors.js";
import { FOR_EVER } from "../../../core/time/point-in-time.js";
import { chooseLegalDocument } from "../../legal-basis/legal-document-choice.js";
import { problemOfOrder } from "../../order-of-changes.js";
import * as messages from "../facility.messages.js";
import { FACILITY_RELATION } from "../register/facility.row.js";
import { chooseFacility } from "../register/facility-choice.js";
import { begin, endRelations } from "../register/facility-dated.store.js";
import type { FacilityReassignInput } from "./facility-act.input.js";
import { actOnFacility, type FacilityAnswer, HIERARCHY, type OnFacility } from "./facility-act.js";
import { ownRelations, problemOfBody, problemOfDay } from "./facility-rules.js";
import { writeChange } from "./facility-trace.js";

type Kind = "MANAGES" | "GUIDES";
const FIELD = { MANAGES: "managedBy", GUIDES: "guidedBy" } as const;
const WHAT = {
  MANAGES: messages.itsManagement,
  GUIDES: messages.itsGuidance,
};

/** What becomes of who manages it, or of who guides it: the code of somebody else, nobody, or nothing changes. */
interface Step {
  kind: Kind;
  before: number | null;
  after: number | null;
  changes: boolean;
  mistakes: (UserError | undefined)[];
}

/** Says who manages and who guides a facility from a day on. */
export const reassign = (context: Context, input: FacilityReassignInput): Promise<FacilityAnswer> =>
  actOnFacility(context, "facilityReassign", input, [HIERARCHY], async (found) => {
    const { run, tx, register, unit, record, snapshot } = found;
    const { on } = input;
    const document = chooseLegalDocument(snapshot, "legalDocument", input.legalDocument);
    const management = stepOf(found, "MANAGES", input.managedBy, on);
    const guidance = stepOf(found, "GUIDES", input.guidedBy, on);
    // Who manages it from then on guides it no longer: guidance is without management.
    const guides = ownRelations(record, unit.id, "GUIDES").filter(({ validTo }) => validTo > on);
    const ends = !guidance.changes && guides.some(({ relatedId }) => relatedId === management.after);
    const managesLater = ownRelations(record, unit.id, "MANAGES").filter(({ validFrom }) => validFrom > on);
    const managers = [management.after, ...managesLater.map(({ relatedId }) => relatedId)];
    throwUserErrors([
      problemOfDay(unit, register, on, run.today),
      ...management.mistakes,
      ...guidance.mistakes,
      ends ? orderOf(found, "GUIDES", on) : undefined,
      guidance.changes && guidance.after !== null && managers.includes(guidance.after)
        ? userError("INVALID", ["guidedBy"], messages.managesAlready(input.guidedBy))
        : undefined,
      management.changes || guidance.changes ? undefined : userError("INVALID", [], messages.nobodyNamed),
      document.mistake,
    ]);
    const basisVi = tidyNote(input.basisVi);
    const row = {
      facilityId: unit.id,
      validFrom: on,
      validTo: unit.closedOn ?? FOR_EVER,
      legalDocumentId: document.found?.id ?? null,
      basisVi,
    };
    return writeChange(found, unit.id, {
      async write() {
        for (const { kind, after } of [management, guidance].filter(({ changes }) => changes)) {
          if (after === null) await endRelations(tx, unit.id, [kind], on);
          else await begin(tx, FACILITY_RELATION, { ...row, kind, relatedId: after });
        }
        if (ends) await endRelations(tx, unit.id, ["GUIDES"], on);
      },
      basis: { basisVi, legalDocument: document.found?.number },
    });
  });

function stepOf(found: OnFacility, kind: Kind, given: string | null | undefined, on: string): Step {
  const { register, unit } = found;
  const before = register.above(unit.id, kind, { asOf: on })[0] ?? null;
  if (given === undefined) return { kind, before, after: before, changes: false, mistakes: [] };
  const field = FIELD[kind];
  const body = chooseFacility(register, field, given);
  const after = body.found?.id ?? null;
  const changes = after !== before;
  const order = changes ? orderOf(found, kind, on) : undefined;
  const mistakes = [body.mistake, order, body.found ? problemOfBody(register, unit, body.found, field, on) : undefined];
  return { kind, before, after, changes, mistakes };
}

const orderOf = ({ record, unit }: OnFacility, kind: Kind, on: string): UserError | undefined =>
  problemOfOrder(ownRelations(record, unit.id, kind), on, unit.closedOn, WHAT[kind]);
