import { type Choice, choose } from "../../../core/schema/code-lookup.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import type { FacilityRow } from "./facilities-at.js";
import type { FacilityRegister } from "./facility-register.js";

const WHAT = { en: "facility has code", vi: "cơ sở nào mang mã" };

/** The facility that a field of the input names by its code. */
export const chooseFacility = (
  register: FacilityRegister,
  field: string,
  code: string | null | undefined,
): Choice<FacilityRow> => choose(field, WHAT, code, register.in(LATEST).sorted("CODE"), (row) => row.code);
