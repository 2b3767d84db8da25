import type { Context } from "../../../core/context.js";
import { insertOne } from "../../../core/database/upsert.js";
import { throwUserErrors, UserErrors, userError } from "../../../core/schema/user-errors.js";
import { FOR_EVER, SINCE_EVER } from "../../../core/time/point-in-time.js";
import { nameLock } from "../../facility/mutation/facility-act.js";
import { tidyName, tidySpellings } from "../../facility/mutation/facility-shapes.js";
import { afterToday } from "../../shared.messages.js";
import * as messages from "../area.messages.js";
import { AREA } from "../area.row.js";
import { problemOfHolder } from "../area-rules.js";
import type { AreaAddInput } from "./area-act.input.js";
import { type AreaOutcome, actOnAreas, chooseAreaThen, noteChange, readBasis, traced } from "./area-act.js";
import { addSpellings, beginName, beginParent, settleAreas, spellingsOnRecord } from "./area-dated.store.js";

/** Adds an area. No day before its first one knows it. */
export const add = (context: Context, input: AreaAddInput): Promise<AreaOutcome> =>
  actOnAreas(context, "areaAdd", input, { asItIs: { area: null }, locks: [nameLock(input.code)] }, async (writing) => {
    const { run, tx, trail, snapshot, tree } = writing;
    const { code, areaType } = input;
    const on = input.on ?? null;
    const validFrom = on ?? SINCE_EVER;
    const days = { validFrom, validTo: FOR_EVER };
    const name = tidyName(input.name);
    const spellings = tidySpellings(input.spellings);
    const isCountry = areaType === "COUNTRY";
    const parent =
      input.parent == null
        ? {
            found: null,
            mistake: isCountry ? undefined : userError("INVALID", ["parent"], messages.parentNeeded(code)),
          }
        : chooseAreaThen(writing, "parent", input.parent, on);
    const holders = tree.daysOfHolders(code);
    const taken = problemOfHolder(code, days, holders, {
      has: (facility) => snapshot.facilities.claims(facility).length > 0,
    });
    const basis = readBasis(snapshot, input);
    const known = await spellingsOnRecord(tx, 0);
    throwUserErrors([
      taken ? userError("TAKEN", ["code"], taken) : undefined,
      on !== null && on > run.today ? userError("INVALID", ["on"], afterToday(on, run.today)) : undefined,
      parent.mistake,
      isCountry && input.parent != null ? userError("INVALID", ["parent"], messages.countryLiesInNone) : undefined,
      ...spellings.map((spelling) => {
        const other = known.find((each) => each.spelling === spelling);
        return other ? userError("TAKEN", ["spellings"], messages.spellingTaken(spelling, other.code)) : undefined;
      }),
      basis.mistake,
    ]);
    const areaKey = holders.length > 0 ? `${code}@${validFrom}` : code;
    const id = await insertOne(tx, AREA, ["areaKey"], { areaKey, code, areaType, ...days });
    if (id === null) {
      const sentence = messages.codeOfAnotherArea(code, on, null);
      throw new UserErrors([userError("TAKEN", ["code"], sentence)]);
    }
    await beginName(tx, { areaId: id, name, validFrom, legalDocumentId: basis.values.legalDocumentId });
    if (parent.found) await beginParent(tx, { areaId: id, parentId: parent.found.id, validFrom });
    if (on !== null) await noteChange(writing, id, on, { kind: "ESTABLISHED", ...basis.values });
    await addSpellings(tx, id, spellings);
    await settleAreas(tx, [id]);
    return traced(tx, trail, id, null, basis.values.noteVi);
  });
