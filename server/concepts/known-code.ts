import type { Snapshot } from "../core/context.js";
import { badInput } from "../core/schema/errors.js";
import { cut, type LocalizedMessage } from "../core/text/localized-message.js";
import { isNumber, nearestNames } from "../core/text/nearest-names.js";
import { LATEST } from "../core/time/point-in-time.js";
import { allBodies } from "./facility/list/facilities-under.js";
import {
  areaHasOrHadCode,
  bodyHasOrHadCode,
  campaignHasCode,
  codeLikeNoOther,
  codeLikeOthers,
  facilityHasCode,
  metricHasCode,
  roundHasCode,
  vocabularyHasCode,
  wordHasCode,
} from "./shared.messages.js";

/** A list on record whose codes an argument names: how a sentence calls it, who is in it, and all of its codes. */
interface CodeList {
  what: LocalizedMessage;
  has(code: string, snapshot: Snapshot): boolean;
  all(snapshot: Snapshot): Iterable<string>;
  /** Those that are shown where none is like what was given; left out: the first of all. */
  examples?(given: string, snapshot: Snapshot): readonly string[];
}

const codesOf = (rows: readonly { code: string }[]): string[] => rows.map(({ code }) => code);
const among = (what: LocalizedMessage, rowsOf: (snapshot: Snapshot) => readonly { code: string }[]): CodeList => ({
  what,
  has: (code, snapshot) => rowsOf(snapshot).some((row) => row.code === code),
  all: (snapshot) => codesOf(rowsOf(snapshot)),
});

const isArea = (code: string, { areas }: Snapshot): boolean => areas.holders(code).length > 0;
/** Areas of the level whose codes are as long, else districts: of these are most figures. */
function areasOfItsLevel(given: string, { areas }: Snapshot): string[] {
  const all = areas.all(LATEST);
  const level = all.find(({ code }) => isNumber(given) && code.length === given.length)?.areaType ?? "DISTRICT";
  return codesOf(all.filter(({ areaType }) => areaType === level));
}
const isFacility = (code: string, { facilities }: Snapshot): boolean => facilities.in(LATEST).findByCode(code) !== null;

/** What was on record on any day is known: a question about a day on which it was not yet, or no more, is no mistake. */
export const CODES = {
  AREA: {
    what: areaHasOrHadCode,
    has: isArea,
    all: ({ areas }) => codesOf(areas.all(LATEST)),
    examples: areasOfItsLevel,
  },
  FACILITY: {
    what: facilityHasCode,
    has: isFacility,
    all: ({ facilities }) => codesOf(facilities.in(LATEST).sorted("CODE")),
  },
  BODY: {
    what: bodyHasOrHadCode,
    has: (code, snapshot) => isArea(code, snapshot) || isFacility(code, snapshot),
    all: (snapshot) => codesOf(allBodies(snapshot)),
    examples: areasOfItsLevel,
  },
  CAMPAIGN: among(campaignHasCode, ({ reportingCampaigns }) => reportingCampaigns.all()),
  METRIC: among(metricHasCode, ({ metrics }) => metrics.all()),
  ROUND: among(roundHasCode, ({ rounds }) => rounds.all()),
  VOCABULARY: among(vocabularyHasCode, ({ terms }) => [...terms.byVocabulary().keys()].map((code) => ({ code }))),
} satisfies Record<string, CodeList>;

/** How many known codes are shown where none is like what was given. */
const MOST_SHOWN = 3;

/** The terms of one vocabulary, as a list of codes. */
export const termsOf = (vocabulary: string): CodeList =>
  among(wordHasCode(vocabulary), ({ terms }) => terms.of(vocabulary));

/**
 * Refuses a code that nothing in the list has or ever had: an empty answer to a slip of the pen would be taken for one.
 * `argument` says where it was given.
 */
export function requireKnown(
  list: CodeList,
  argument: string,
  given: string | readonly string[] | null | undefined,
  snapshot: Snapshot,
): void {
  const unknown = [given ?? []].flat().find((code) => !list.has(code, snapshot));
  if (unknown === undefined) return;
  const alike = nearestNames(cut(unknown), new Set(list.all(snapshot)));
  const examples = list.examples?.(unknown, snapshot) ?? [...list.all(snapshot)];
  throw badInput(
    alike.length > 0
      ? codeLikeOthers(argument, list.what, unknown, quoted(alike))
      : codeLikeNoOther(argument, list.what, unknown, quoted([...new Set(examples)].slice(0, MOST_SHOWN))),
  );
}

const quoted = (codes: readonly string[]): string => codes.map((code) => `"${code}"`).join(", ");
