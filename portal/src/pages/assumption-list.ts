// Assumptions as the address carries them, so that a view can be shared: "TTYT-ALUOI.LIS.BASIC *.HIS.6".
import type { AssumedResultInput } from "hue-health-sdk";

export interface Assumption {
  /** The code of a unit, or `EVERY`. */
  readonly facility: string;
  readonly component: string;
  /** A level, a grade, or `NONE`. */
  readonly result: string;
}

/** All units of the round. */
export const EVERY = "*";
/** The unit has nothing of the component. */
export const NONE = "NONE";
export const COMPONENTS = ["HIS", "INFRASTRUCTURE", "LIS", "RIS_PACS", "EMR", "MANAGEMENT"] as const;
const LEVELS = ["1", "2", "3", "4", "5", "6", "7"];
const GRADES = ["BASIC", "ADVANCED"];

/** What a component can have as its result, but for nothing at all. */
export const resultsOf = (component: string): readonly string[] =>
  component === "HIS" || component === "INFRASTRUCTURE" ? LEVELS : GRADES;

/** What stands in an address; whatever is no assumption is left out. */
export function readAssumptions(text: string): Assumption[] {
  const all = text.split(" ").flatMap((each) => {
    const [, facility, component, result] = /^(.+)\.([A-Z_]+)\.(\w+)$/.exec(each) ?? [];
    if (!facility || !component || !result) return [];
    const isKnown = COMPONENTS.some((name) => name === component);
    return isKnown && [...resultsOf(component), NONE].includes(result) ? [{ facility, component, result }] : [];
  });
  return all.reduce<Assumption[]>(withAssumption, []);
}

export const written = ({ facility, component, result }: Assumption): string => `${facility}.${component}.${result}`;

/** One more, in the place of what was assumed of the same. */
export const withAssumption = (all: readonly Assumption[], added: Assumption): Assumption[] => [
  ...all.filter(({ facility, component }) => facility !== added.facility || component !== added.component),
  added,
];

/** One for each unit and component: what is assumed of a unit by name goes before what is assumed of all. */
export function assumedResults(all: readonly Assumption[], facilities: readonly string[]): AssumedResultInput[] {
  const ofAll = all.filter(({ facility }) => facility === EVERY);
  const named = all.filter(({ facility }) => facility !== EVERY);
  const others = facilities.flatMap((facility) => ofAll.map((each) => ({ ...each, facility })));
  const isNamed = (one: Assumption) =>
    named.some(({ facility, component }) => facility === one.facility && component === one.component);
  return [...named, ...others.filter((each) => !isNamed(each))].map(({ facility, component, result }) => ({
    facility,
    component: component as AssumedResultInput["component"],
    ...(result === NONE
      ? { none: true }
      : GRADES.includes(result)
        ? { grade: result as NonNullable<AssumedResultInput["grade"]> }
        : { level: Number(result) }),
  }));
}
