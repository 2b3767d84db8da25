import { type Choice, choose } from "../../../core/schema/code-lookup.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import { facilityHasCode } from "../../shared.messages.js";
import type { FacilityRow } from "./facility-history.js";
import type { FacilityRegister } from "./facility-register.js";

/** The facility that a field of the input names by its code. */
export const chooseFacility = (
  register: FacilityRegister,
  field: string,
  code: string | null | undefined,
): Choice<FacilityRow> => choose(field, facilityHasCode, code, register.in(LATEST).sorted("CODE"), (row) => row.code);
