import type { Context } from "../../../core/context.js";
import { throwUserErrors, type UserError, userError } from "../../../core/schema/user-errors.js";
import { problemOfOrder } from "../../order-of-changes.js";
import * as messages from "../area.messages.js";
import { firstDayWithin } from "../area-rules.js";
import type { AreaView } from "../area-tree.js";
import type { AreaMoveInput } from "./area-act.input.js";
import {
  type AreaOutcome,
  actOnArea,
  chooseAreaThen,
  noteChange,
  type OnArea,
  problemOfDay,
  readBasis,
  writeChange,
} from "./area-act.js";
import { beginParent } from "./area-dated.store.js";

/** Says in which area an area lies from a day on. */
export const move = (context: Context, input: AreaMoveInput): Promise<AreaOutcome> =>
  actOnArea(context, "areaMove", input, async (found) => {
    const { tx, tree, area, snapshot } = found;
    const { on } = input;
    const parent = chooseAreaThen(found, "parent", input.parent, on);
    const basis = readBasis(snapshot, input);
    throwUserErrors([
      problemOfDay(found, area, on) ?? problemOfOrder(tree.parentsOf(area.id), on, null, messages.itsPlace),
      area.areaType === "COUNTRY" ? userError("INVALID", ["parent"], messages.countryLiesInNone) : parent.mistake,
      parent.found && area.areaType !== "COUNTRY" ? problemOfParent(found, parent.found, on) : undefined,
      basis.mistake,
    ]);
    const parentId = parent.found?.id ?? null;
    return writeChange(found, {
      async write() {
        await beginParent(tx, { areaId: area.id, parentId, validFrom: on });
        await noteChange(found, area.id, on, { kind: "MOVED", ...basis.values });
      },
      reason: basis.values.noteVi,
    });
  });

/** Another area than that of the day, and none that lies in this one on that day or later. */
function problemOfParent({ tree, area }: OnArea, parent: AreaView, on: string): UserError | undefined {
  if (tree.parent(area.id, { asOf: on })?.id === parent.id)
    return userError("INVALID", ["parent"], messages.liesThereAlready(parent.code));
  const circleOn = firstDayWithin(tree, parent.id, area.id, on);
  return circleOn === null
    ? undefined
    : userError("INVALID", ["parent"], messages.circleOfAreas(parent.code, area.code, circleOn));
}
