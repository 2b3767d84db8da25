import type { Context } from "../../../core/context.js";
import { tidyNote } from "../../../core/mutation/note.js";
import { throwUserErrors, userError } from "../../../core/schema/user-errors.js";
import { sortKey } from "../../../core/text/sort-key.js";
import { chooseLegalDocument } from "../../legal-basis/legal-document-choice.js";
import { problemOfOrder } from "../../order-of-changes.js";
import * as messages from "../facility.messages.js";
import { FACILITY_NAME } from "../register/facility.row.js";
import { begin } from "../register/facility-dated.store.js";
import type { FacilityRenameInput } from "./facility-act.input.js";
import { actOnFacility, type FacilityAnswer, nameLock } from "./facility-act.js";
import { problemOfDay, problemOfName } from "./facility-rules.js";
import { tidyName } from "./facility-shapes.js";
import { writeChange } from "./facility-trace.js";

/** Gives a facility a new name from a day on; the former one stays with its days. */
export const rename = (context: Context, input: FacilityRenameInput): Promise<FacilityAnswer> =>
  actOnFacility(context, "facilityRename", input, [nameLock(tidyName(input.name))], async (found) => {
    const { run, tx, register, unit, record, snapshot } = found;
    const { on } = input;
    const name = tidyName(input.name);
    const document = chooseLegalDocument(snapshot, "legalDocument", input.legalDocument);
    const now = register.in({ asOf: on }).find(unit.id)?.name;
    throwUserErrors([
      problemOfDay(unit, register, on, run.today) ?? problemOfOrder(record.names, on, null, messages.itsName),
      problemOfName(name, ["name"], register, unit.id),
      name === now ? userError("INVALID", ["name"], messages.nameAlready(name)) : undefined,
      document.mistake,
    ]);
    const basisVi = tidyNote(input.basisVi);
    const row = { name, sortKey: sortKey(name), legalDocumentId: document.found?.id ?? null, noteVi: basisVi };
    return writeChange(found, unit.id, {
      write: () => begin(tx, FACILITY_NAME, { facilityId: unit.id, validFrom: on, ...row }),
      basis: { basisVi, legalDocument: document.found?.number },
    });
  });
