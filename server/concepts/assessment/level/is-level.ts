import { type Given, IsBetween } from "../../../core/schema/checks.js";
import type { LocalizedMessage } from "../../../core/schema/errors.js";
import { HIGHEST_LEVEL } from "./level-rule.js";

/** A level that a facility, or a component of it, can have reached; `whose` says of which one it is. */
export const IsLevel = (whose: (object: Given["object"]) => LocalizedMessage = () => ({ en: "", vi: "" })) =>
  IsBetween(1, HIGHEST_LEVEL, ({ property, value, object }) => ({
    en: `\`${property}\`${whose(object).en} is ${value}; a level is from 1 to ${HIGHEST_LEVEL}.`,
    vi: `\`${property}\`${whose(object).vi} là ${value}; mức phải từ 1 đến ${HIGHEST_LEVEL}.`,
  }));
