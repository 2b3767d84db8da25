import type { Context } from "../../../core/context.js";
import { tidyReason } from "../../../core/mutation/note.js";
import { throwUserErrors, userError } from "../../../core/schema/user-errors.js";
import { SINCE_EVER } from "../../../core/time/point-in-time.js";
import { tidyName, tidySpellings } from "../../facility/mutation/facility-shapes.js";
import { nothingToCorrect } from "../../shared.messages.js";
import * as messages from "../area.messages.js";
import { figuresFrom } from "../area-end.js";
import type { AreaCorrectInput } from "./area-act.input.js";
import { type AreaOutcome, actOnArea, writeChange } from "./area-act.js";
import { addSpellings, correctName, removeSpellings, spellingsOnRecord } from "./area-dated.store.js";

/** Corrects what was recorded wrongly of the latest known state: no change in time, so every day has it right. */
export const correct = (context: Context, input: AreaCorrectInput): Promise<AreaOutcome> =>
  actOnArea(context, "areaCorrect", input, async (found) => {
    const { tx, area } = found;
    const reason = tidyReason(input.reason);
    const name = input.name == null ? area.name : tidyName(input.name);
    const areaType = input.areaType ?? area.areaType;
    const onRecord = await spellingsOnRecord(tx, area.id);
    const known = onRecord.flatMap(({ areaId, spelling }) => (areaId === area.id ? spelling : []));
    const removed = tidySpellings(input.removeSpellings);
    const added = tidySpellings(input.addSpellings).filter((spelling) => !known.includes(spelling));
    // Documents may be written with the wrong name: it goes on naming the area, unless it names another one.
    const isFree = !onRecord.some(({ spelling }) => spelling === area.name);
    const wrongName = name !== area.name && isFree ? [area.name] : [];
    const isSame = name === area.name && areaType === area.areaType && added.length === 0 && removed.length === 0;
    const countries = [areaType, area.areaType].filter((type) => type === "COUNTRY").length;
    const figures = areaType === area.areaType ? "" : await figuresFrom(tx, area.id, SINCE_EVER);
    throwUserErrors([
      countries === 1 ? userError("ILLEGAL_STATE", ["areaType"], messages.areaIsCountry(area.code)) : undefined,
      figures ? userError("ILLEGAL_STATE", ["areaType"], messages.figuresOfLevel(area.code, figures)) : undefined,
      ...added.map((spelling) => {
        const other = onRecord.find((each) => each.spelling === spelling);
        return other ? userError("TAKEN", ["addSpellings"], messages.spellingTaken(spelling, other.code)) : undefined;
      }),
      ...removed.map((spelling) =>
        known.includes(spelling)
          ? undefined
          : userError("NOT_FOUND", ["removeSpellings"], messages.notItsSpelling(spelling)),
      ),
      isSame ? userError("INVALID", [], nothingToCorrect) : undefined,
    ]);
    return writeChange(found, {
      values: { areaType },
      async write() {
        if (name !== area.name) await correctName(tx, area.id, name);
        await removeSpellings(tx, area.id, removed);
        await addSpellings(tx, area.id, [...wrongName, ...added]);
      },
      reason,
    });
  });
