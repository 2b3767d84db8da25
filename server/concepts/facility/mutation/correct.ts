import type { Context } from "../../../core/context.js";
import type { Value } from "../../../core/database/database.js";
import { tidyNote, tidyReason } from "../../../core/mutation/note.js";
import { throwUserErrors, type UserError, userError } from "../../../core/schema/user-errors.js";
import { sortKey } from "../../../core/text/sort-key.js";
import { nothingToCorrect } from "../../shared.messages.js";
import * as messages from "../facility.messages.js";
import { FACILITY_NAME, FACILITY_PROFILE } from "../register/facility.row.js";
import { addSpellings, correctLatest, removeSpellings } from "../register/facility-dated.store.js";
import { actOnFacility, type FacilityAnswer, HIERARCHY, nameLock, type OnFacility } from "./facility-act.js";
import type { FacilityCorrectInput } from "./facility-record.input.js";
import { firstChangeOf, problemOfName } from "./facility-rules.js";
import { tidyName, tidySpellings } from "./facility-shapes.js";
import { writeChange } from "./facility-trace.js";
import { profileOf, readProfile, saysSo } from "./profile.js";

/** Corrects what was recorded wrongly of the latest known state: no change in time, so every day has it right. */
export const correct = (context: Context, input: FacilityCorrectInput): Promise<FacilityAnswer> => {
  const names = [...tidySpellings(input.addSpellings), ...(input.name == null ? [] : [tidyName(input.name)])];
  return actOnFacility(context, "facilityCorrect", input, [HIERARCHY, ...names.map(nameLock)], async (found) => {
    const { tx, register, unit, record, snapshot } = found;
    const reason = tidyReason(input.reason);
    const profile = readProfile(snapshot.terms, input);
    const name = input.name == null ? unit.name : tidyName(input.name);
    const known = record.spellings.map(({ spelling }) => spelling);
    const removed = tidySpellings(input.removeSpellings);
    const added = tidySpellings(input.addSpellings);
    // Documents may be written with the wrong name: it goes on naming the facility.
    const wrongName = name === unit.name ? [] : [unit.name];
    const values: Record<string, Value> = {};
    if (input.openedOn !== undefined) values.openedOn = input.openedOn;
    if (input.noteVi !== undefined) values.noteVi = tidyNote(input.noteVi);
    const before = { openedOn: unit.openedOn, noteVi: unit.noteVi, ...profileOf(unit) };
    const isNamedSo = added.every((spelling) => known.includes(spelling)) && [...removed, ...wrongName].length === 0;
    const isNothing = isNamedSo && saysSo(before, { ...values, ...profile.values });
    throwUserErrors([
      problemOfName(name, ["name"], register, unit.id),
      ...profile.mistakes,
      problemOfOpening(found, input.openedOn ?? null),
      ...added.map((spelling) => problemOfName(spelling, ["addSpellings"], register, unit.id)),
      ...removed.map((spelling) => (known.includes(spelling) ? undefined : notOnRecord(spelling))),
      isNothing ? userError("INVALID", [], nothingToCorrect) : undefined,
    ]);
    return writeChange(found, unit.id, {
      values,
      async write() {
        if (name !== unit.name) await correctLatest(tx, FACILITY_NAME, unit.id, { name, sortKey: sortKey(name) });
        if (Object.keys(profile.values).length > 0) {
          const { ownership = unit.ownership } = profile.values;
          const ofOwner = ownership === unit.ownership ? {} : { basisVi: null };
          await correctLatest(tx, FACILITY_PROFILE, unit.id, { ...profile.values, ...ofOwner });
        }
        await removeSpellings(tx, unit.id, removed);
        const left = known.filter((spelling) => !removed.includes(spelling));
        await addSpellings(
          tx,
          unit.id,
          [...wrongName, ...added].filter((spelling) => !left.includes(spelling)),
        );
      },
      reason,
    });
  });
};

function problemOfOpening({ run, unit, record }: OnFacility, openedOn: string | null): UserError | undefined {
  if (openedOn === null) return undefined;
  const before = firstChangeOf(record, unit.id) ?? run.today;
  if (unit.closedOn !== null && openedOn >= unit.closedOn)
    return userError("INVALID", ["openedOn"], messages.openedBeforeItsEnd(openedOn, unit.closedOn));
  return openedOn <= before ? undefined : userError("INVALID", ["openedOn"], messages.opensTooLate(openedOn, before));
}

const notOnRecord = (spelling: string): UserError =>
  userError("NOT_FOUND", ["removeSpellings"], messages.notItsSpelling(spelling));
