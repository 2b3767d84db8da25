import type { Context } from "../../../core/context.js";
import { throwUserErrors, userError } from "../../../core/schema/user-errors.js";
import { tidyName } from "../../facility/mutation/facility-shapes.js";
import { problemOfOrder } from "../../order-of-changes.js";
import * as messages from "../area.messages.js";
import type { AreaRenameInput } from "./area-act.input.js";
import { type AreaOutcome, actOnArea, noteChange, problemOfDay, readBasis, writeChange } from "./area-act.js";
import { beginName } from "./area-dated.store.js";

/** Gives an area a new name from a day on; the former one stays with its days. */
export const rename = (context: Context, input: AreaRenameInput): Promise<AreaOutcome> =>
  actOnArea(context, "areaRename", input, async (found) => {
    const { tx, tree, area, snapshot } = found;
    const { on } = input;
    const name = tidyName(input.name);
    const basis = readBasis(snapshot, input);
    throwUserErrors([
      problemOfDay(found, area, on) ?? problemOfOrder(tree.namesOf(area.id), on, null, messages.itsName),
      tree.view(area.id, { asOf: on })?.name === name
        ? userError("INVALID", ["name"], messages.namedSoAlready(name))
        : undefined,
      basis.mistake,
    ]);
    const { legalDocumentId } = basis.values;
    return writeChange(found, {
      async write() {
        await beginName(tx, { areaId: area.id, name, validFrom: on, legalDocumentId });
        await noteChange(found, area.id, on, { kind: "RENAMED", ...basis.values });
      },
      reason: basis.values.noteVi,
    });
  });
