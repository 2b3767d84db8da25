import type { Context } from "../../../core/context.js";
import type { Value } from "../../../core/database/database.js";
import type { Choice } from "../../../core/schema/code-lookup.js";
import { throwUserErrors, type UserError, userError } from "../../../core/schema/user-errors.js";
import { enteredSectionId } from "../../provenance/source/entered.js";
import type { TermRow } from "../../term/term.store.js";
import { chooseTerm } from "../../term/term-choice.js";
import type { Terms } from "../../term/terms.js";
import type { FacilityRow } from "../register/facilities-at.js";
import { begin } from "../register/facility-dated.store.js";
import { actOnFacility, type FacilityAnswer } from "./facility-act.js";
import type { FacilityProfileChangeInput } from "./facility-record.input.js";
import { problemOfDay, problemOfOrder } from "./facility-rules.js";
import { writeChange } from "./facility-trace.js";

interface GivenProfile {
  facilityType?: string | null;
  ownership?: string | null;
  serviceLevel?: string | null;
  hospitalClass?: string | null;
  actualBeds?: number | null;
}

/** The columns that an input says anew of type, owner, level, class and beds; what it leaves out is not among them. */
export function readProfile(
  terms: Terms,
  input: GivenProfile,
): { values: Record<string, Value>; mistakes: (UserError | undefined)[] } {
  const { facilityType, ownership, serviceLevel, hospitalClass, actualBeds } = input;
  const values: Record<string, Value> = {};
  const put = (column: string, given: unknown, choice: Choice<TermRow>) => {
    if (given !== undefined) values[column] = choice.found?.id ?? null;
    return choice.mistake;
  };
  const mistakes = [
    put("facility_type_id", facilityType, chooseTerm(terms, "FACILITY_TYPE", "facilityType", facilityType)),
    put("service_level_id", serviceLevel, chooseTerm(terms, "SERVICE_LEVEL", "serviceLevel", serviceLevel)),
    put("hospital_class_id", hospitalClass, chooseTerm(terms, "HOSPITAL_CLASS", "hospitalClass", hospitalClass)),
  ];
  if (ownership !== undefined) values.ownership = ownership;
  if (actualBeds !== undefined) values.actual_beds = actualBeds;
  return { values, mistakes };
}

/** The same columns as they stand. */
export const profileOf = (row: FacilityRow): Record<string, Value> => ({
  facility_type_id: row.facilityTypeId,
  ownership: row.ownership,
  service_level_id: row.serviceLevelId,
  hospital_class_id: row.hospitalClassId,
  actual_beds: row.actualBeds,
});

/** Whether what is on record says already what is to be written. */
export const saysSo = (before: Readonly<Record<string, Value>>, values: Readonly<Record<string, Value>>): boolean =>
  Object.entries(values).every(([column, value]) => before[column] === value);

/** Says what a facility is from a day on: type, owner, level, class, beds. */
export const changeProfile = (context: Context, input: FacilityProfileChangeInput): Promise<FacilityAnswer> =>
  actOnFacility(context, "facilityProfileChange", input, async (found) => {
    const { run, tx, trail, register, unit, record, reference } = found;
    const { on } = input;
    const profile = readProfile(reference.terms, input);
    const before = profileOf(register.in({ asOf: on }).find(unit.id) ?? unit);
    const isSame = saysSo(before, profile.values);
    throwUserErrors([
      problemOfDay(unit, register, on, run.today) ??
        problemOfOrder(record.profiles, on, null, { en: "What it is", vi: "Thông tin của cơ sở" }),
      ...profile.mistakes,
      isSame
        ? userError(
            "INVALID",
            [],
            "It is so already: nothing would change.",
            "Thông tin đã như vậy: không có gì thay đổi.",
          )
        : undefined,
    ]);
    return writeChange(found, unit.id, {
      async write() {
        const section_id = await enteredSectionId(tx, trail, reference);
        const row = { facility_id: unit.id, valid_from: on, section_id, ...before, ...profile.values };
        await begin(tx, "facility_profile", row);
      },
    });
  });
