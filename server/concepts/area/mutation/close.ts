import type { Context } from "../../../core/context.js";
import { throwUserErrors, userError } from "../../../core/schema/user-errors.js";
import { takeWholeScope } from "../../../core/snapshot/revision.js";
import { areaLock, HIERARCHY } from "../../facility/mutation/facility-act.js";
import { problemOfOrder } from "../../order-of-changes.js";
import * as messages from "../area.messages.js";
import { problemsOfEnd } from "../area-end.js";
import type { AreaView } from "../area-tree.js";
import type { AreaCloseInput } from "./area-act.input.js";
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
import { endParts } from "./area-dated.store.js";

/** Ends an area from a day on, or merges it into another one, once nothing is in it any more. */
export const close = (context: Context, input: AreaCloseInput): Promise<AreaOutcome> =>
  actOnArea(context, "areaClose", input, (found) => ended(found, input), whoMovesThere);

/** Of two nodes of a cluster that do not know of each other one begins anew. */
const whoMovesThere = ({ code }: AreaView): string[] => [HIERARCHY, areaLock(code)];

const ended = async (found: OnArea, input: AreaCloseInput): Promise<AreaView> => {
  const { tx, tree, area, snapshot } = found;
  const { on } = input;
  const into = input.into == null ? { found: null, mistake: undefined } : chooseAreaThen(found, "into", input.into, on);
  const basis = readBasis(snapshot, input);
  const parts = [...tree.namesOf(area.id), ...tree.parentsOf(area.id)];
  throwUserErrors([
    area.validTo === null
      ? (problemOfDay(found, area, on) ?? problemOfOrder(parts, on, null, messages.whatLiesInIt))
      : userError("ILLEGAL_STATE", ["id"], messages.areaHasEnded(area.code, area.validTo)),
    into.mistake,
    into.found?.id === area.id ? userError("INVALID", ["into"], messages.wentIntoItself) : undefined,
    basis.mistake,
  ]);
  return writeChange(found, {
    values: { validTo: on },
    async write() {
      // Whoever puts a facility or a figure there holds the area: those who came before are seen here.
      const { left, figures } = await problemsOfEnd(tx, area, on);
      throwUserErrors([
        left ? userError("ILLEGAL_STATE", ["id"], left) : undefined,
        figures ? userError("ILLEGAL_STATE", ["on"], figures) : undefined,
      ]);
      // Of two nodes of a cluster that do not know of each other one begins anew.
      for (const scope of ["FACILITY", "DATA"] as const) await takeWholeScope(tx, scope);
      await endParts(tx, area.id, on);
      const successor = into.found ? { successorId: into.found.id } : {};
      const kind = into.found ? "MERGED" : "ABOLISHED";
      await noteChange(found, area.id, on, { kind, ...successor, ...basis.values });
    },
    reason: basis.values.noteVi,
  });
};
