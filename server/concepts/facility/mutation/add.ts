import type { Context } from "../../../core/context.js";
import { holdVersions } from "../../../core/mutation/mutation-run.js";
import { tidyNote } from "../../../core/mutation/note.js";
import { throwUserErrors, type UserError, UserErrors, userError } from "../../../core/schema/user-errors.js";
import { sortKey } from "../../../core/text/sort-key.js";
import { AREA } from "../../area/area.row.js";
import { enteredSectionId } from "../../provenance/source/entered.js";
import { afterToday } from "../../shared.messages.js";
import * as messages from "../facility.messages.js";
import { FACILITY_NAME, FACILITY_PLACE, FACILITY_PROFILE, FACILITY_RELATION } from "../register/facility.row.js";
import { addUnit } from "../register/facility.store.js";
import { chooseFacility } from "../register/facility-choice.js";
import { addSpellings, begin } from "../register/facility-dated.store.js";
import {
  actOnRegister,
  areaLock,
  type FacilityAnswer,
  HIERARCHY,
  nameLock,
  type OnFacilities,
} from "./facility-act.js";
import type { FacilityAddInput } from "./facility-record.input.js";
import { chooseArea, problemOfBody, problemOfName } from "./facility-rules.js";
import { tidyName, tidySpellings } from "./facility-shapes.js";
import { writeAdded } from "./facility-trace.js";
import { readProfile } from "./profile.js";

/** Adds a facility to the register. No day before the first one that is known of it knows it. */
export const add = (context: Context, input: FacilityAddInput): Promise<FacilityAnswer> => {
  const names = [input.code, tidyName(input.name), ...tidySpellings(input.spellings)];
  return actOnRegister(
    context,
    "facilityAdd",
    input,
    [HIERARCHY, areaLock(input.area), ...names.map(nameLock)],
    async (writing) => {
      const { run, tx, trail, register, snapshot } = writing;
      const { code, openedOn = null } = input;
      const on = input.on ?? openedOn ?? run.today;
      const name = tidyName(input.name);
      const spellings = tidySpellings(input.spellings);
      const area = chooseArea(snapshot, input.area, on);
      const body = chooseFacility(register, "managedBy", input.managedBy);
      const profile = readProfile(snapshot.terms, input);
      throwUserErrors([
        problemOfTaken(writing, code),
        problemOfName(name, ["name"], register, null),
        ...spellings.map((spelling) => problemOfName(spelling, ["spellings"], register, null)),
        ...profile.mistakes,
        area.mistake,
        body.mistake,
        body.found ? problemOfBody(register, { id: 0, code, closedOn: null }, body.found, "managedBy", on) : undefined,
        ...problemsOfFirstDays(openedOn, on, run.today),
      ]);
      const noteVi = tidyNote(input.noteVi);
      await holdVersions(tx, AREA, area.found ? [area.found] : []);
      const id = await addUnit(tx, { code, openedOn, noteVi });
      if (id === null) throw new UserErrors([taken(code)]);
      const row = { facilityId: id, validFrom: on };
      const sectionId = await enteredSectionId(tx, trail, snapshot);
      await begin(tx, FACILITY_NAME, { ...row, name, sortKey: sortKey(name) });
      await begin(tx, FACILITY_PROFILE, { ...row, sectionId, ...profile.values });
      await begin(tx, FACILITY_PLACE, { ...row, areaId: area.found?.id ?? null, stated: 1 });
      if (body.found) await begin(tx, FACILITY_RELATION, { ...row, kind: "MANAGES", relatedId: body.found.id });
      await addSpellings(tx, id, spellings);
      return writeAdded(writing, id);
    },
  );
};

/** A code is found where a name is, and in `under`, where an area comes first. */
function problemOfTaken({ register, snapshot }: OnFacilities, code: string): UserError | undefined {
  const isTaken = register.claims(code).length > 0 || snapshot.areas.holders(code).length > 0;
  return isTaken ? taken(code) : undefined;
}

const taken = (code: string): UserError => userError("TAKEN", ["code"], messages.codeTaken(code));

const problemsOfFirstDays = (openedOn: string | null, on: string, today: string): (UserError | undefined)[] => [
  on > today ? userError("INVALID", ["on"], afterToday(on, today)) : undefined,
  openedOn !== null && openedOn > on
    ? userError("INVALID", ["openedOn"], messages.openedAfterKnown(openedOn, on))
    : undefined,
];
