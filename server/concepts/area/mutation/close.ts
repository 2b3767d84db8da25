import type { Context } from "../../../core/context.js";
import { throwUserErrors, type UserError, userError } from "../../../core/schema/user-errors.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import { problemOfOrder } from "../../order-of-changes.js";
import * as messages from "../area.messages.js";
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
import { endParts, facilitiesFrom, figuresFrom } from "./area-dated.store.js";

/** Ends an area from a day on, or merges it into another one, once nothing is in it any more. */
export const close = (context: Context, input: AreaCloseInput): Promise<AreaOutcome> =>
  actOnArea(context, "areaClose", input, async (found) => {
    const { tx, tree, area, snapshot } = found;
    const { on } = input;
    const into =
      input.into == null ? { found: null, mistake: undefined } : chooseAreaThen(found, "into", input.into, on);
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
        throwUserErrors([await problemOfLeft(found, on), await problemOfFigures(found, on)]);
        await endParts(tx, area.id, on);
        const successor = into.found ? { successorId: into.found.id } : {};
        const kind = into.found ? "MERGED" : "ABOLISHED";
        await noteChange(found, area.id, on, { kind, ...successor, ...basis.values });
      },
      reason: basis.values.noteVi,
    });
  });

/** Areas and facilities that would be in an area that is not there. */
async function problemOfLeft({ tx, tree, area }: OnArea, on: string): Promise<UserError | undefined> {
  const children = tree.childrenOf(area.id).filter(({ validTo }) => validTo > on);
  const areas = [...new Set(children.flatMap(({ areaId }) => tree.view(areaId, LATEST)?.code ?? []))];
  const named = areas.slice(0, 5).join(", ") + (areas.length > 5 ? ", …" : "");
  const facilities = await facilitiesFrom(tx, area.id, on);
  return named || facilities
    ? userError("ILLEGAL_STATE", ["id"], messages.stillWithin(area.code, on, named, facilities))
    : undefined;
}

async function problemOfFigures({ tx, area }: OnArea, on: string): Promise<UserError | undefined> {
  const figures = await figuresFrom(tx, area.id, on);
  return figures ? userError("ILLEGAL_STATE", ["on"], messages.figuresFrom(area.code, on, figures)) : undefined;
}
