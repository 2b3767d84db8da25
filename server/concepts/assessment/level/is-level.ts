import { Fits, type Given, IsBetween } from "../../../core/schema/checks.js";
import type { LocalizedMessage } from "../../../core/text/localized-message.js";
import { noSuchLevel } from "../assessment.messages.js";
import { HIGHEST_LEVEL } from "./level-rule.js";

const refused = ({ property, value }: Given): LocalizedMessage => noSuchLevel(property, value, HIGHEST_LEVEL);

/** A level that a facility, or a component of it, can have reached. */
export const IsLevel = (sentence: (given: Given) => LocalizedMessage = refused): PropertyDecorator =>
  IsBetween(1, HIGHEST_LEVEL, sentence);

/** A list of levels, and of null for a blank one. */
export const AreLevels = (): PropertyDecorator =>
  Fits("areLevels", (levels: readonly (number | null)[]) => {
    const wrong = levels.find((level) => level !== null && (level < 1 || level > HIGHEST_LEVEL));
    return wrong == null ? undefined : noSuchLevel("reportedLevel", wrong, HIGHEST_LEVEL);
  });
