import type { Context } from "../../../core/context.js";
import type { Written } from "../../../core/database/upsert.js";
import { tidyNote } from "../../../core/mutation/note.js";
import type { Choice } from "../../../core/schema/code-lookup.js";
import { throwUserErrors, type UserError, userError } from "../../../core/schema/user-errors.js";
import { problemOfOrder } from "../../order-of-changes.js";
import { enteredSectionId } from "../../provenance/source/entered.js";
import type { TermRow } from "../../term/term.store.js";
import { chooseTerm, type Terms } from "../../term/terms.js";
import * as messages from "../facility.messages.js";
import { FACILITY_PROFILE } from "../register/facility.row.js";
import { begin } from "../register/facility-dated.store.js";
import type { FacilityRow } from "../register/facility-history.js";
import { actOnFacility, type FacilityAnswer } from "./facility-act.js";
import type { FacilityProfileChangeInput } from "./facility-record.input.js";
import { problemOfDay } from "./facility-rules.js";
import { writeChange } from "./facility-trace.js";

interface GivenProfile {
  facilityType?: string | null;
  ownership?: string | null;
  serviceLevel?: string | null;
  hospitalClass?: string | null;
  actualBeds?: number | null;
}

/** What is written of type, owner, level, class and beds. */
type ProfileValues = {
  -readonly [P in "facilityTypeId" | "ownership" | "serviceLevelId" | "hospitalClassId" | "actualBeds"]?: Written<
    typeof FACILITY_PROFILE.columns
  >[P];
};

/** The columns that an input says anew of type, owner, level, class and beds; what it leaves out is not among them. */
export function readProfile(
  terms: Terms,
  input: GivenProfile,
): { values: ProfileValues; mistakes: (UserError | undefined)[] } {
  const { facilityType, ownership, serviceLevel, hospitalClass, actualBeds } = input;
  const values: ProfileValues = {};
  const put = (
    column: "facilityTypeId" | "serviceLevelId" | "hospitalClassId",
    given: unknown,
    choice: Choice<TermRow>,
  ) => {
    if (given !== undefined) values[column] = choice.found?.id ?? null;
    return choice.mistake;
  };
  const mistakes = [
    put("facilityTypeId", facilityType, chooseTerm(terms, "FACILITY_TYPE", "facilityType", facilityType)),
    put("serviceLevelId", serviceLevel, chooseTerm(terms, "SERVICE_LEVEL", "serviceLevel", serviceLevel)),
    put("hospitalClassId", hospitalClass, chooseTerm(terms, "HOSPITAL_CLASS", "hospitalClass", hospitalClass)),
  ];
  if (ownership !== undefined) values.ownership = ownership;
  if (actualBeds !== undefined) values.actualBeds = actualBeds;
  return { values, mistakes };
}

/** The same columns as they stand. */
export const profileOf = (row: FacilityRow): ProfileValues => ({
  facilityTypeId: row.facilityTypeId,
  ownership: row.ownership,
  serviceLevelId: row.serviceLevelId,
  hospitalClassId: row.hospitalClassId,
  actualBeds: row.actualBeds,
});

/** Whether what is on record says already what is to be written. */
export const saysSo = (before: ProfileValues, values: ProfileValues): boolean =>
  Object.entries(values).every(([column, value]) => before[column as keyof ProfileValues] === value);

/** Says what a facility is from a day on: type, owner, level, class, beds. */
export const changeProfile = (context: Context, input: FacilityProfileChangeInput): Promise<FacilityAnswer> =>
  actOnFacility(context, "facilityProfileChange", input, [], async (found) => {
    const { run, tx, trail, register, unit, record, snapshot } = found;
    const { on } = input;
    const profile = readProfile(snapshot.terms, input);
    const then = register.in({ asOf: on }).find(unit.id) ?? unit;
    const before = profileOf(then);
    const isSame = saysSo(before, profile.values);
    throwUserErrors([
      problemOfDay(unit, register, on, run.today) ?? problemOfOrder(record.profiles, on, null, messages.itsProfile),
      ...profile.mistakes,
      isSame ? userError("INVALID", [], messages.wouldNotChange) : undefined,
    ]);
    const changeRestsOn = tidyNote(input.basisVi);
    return writeChange(found, unit.id, {
      async write() {
        const sectionId = await enteredSectionId(tx, trail, snapshot);
        const now = { ...before, ...profile.values };
        // What was said of the owner holds as long as the owner does.
        const basisVi = now.ownership === then.ownership ? then.ownershipBasisVi : null;
        await begin(tx, FACILITY_PROFILE, { facilityId: unit.id, validFrom: on, sectionId, ...now, basisVi });
      },
      // What the change rests on; that of an owner is something else.
      basis: changeRestsOn === null ? {} : { basisVi: changeRestsOn },
    });
  });
