import { dayOf, type GivenTo, oneOf, readGiven, word, words } from "../../concepts/export/parameters.js";
import { badInput } from "../../core/schema/errors.js";
import { beginOf, instant } from "../../core/time/clock.js";
import { isCalendarDay } from "../../core/time/days.js";
import type { Schemes } from "./data-values.js";
import * as messages from "./dhis2.messages.js";
import type { Scheme } from "./directory.js";
import type { ImportTerms } from "./summary.js";

/** These stand in no sheet. */
const [one, many, day] = [word("", ""), words("", ""), dayOf("", "")];
const truth = oneOf("", "", ["true", "false"]);
const never = oneOf("", "", ["false"]);

const SCHEMES = { idScheme: one, dataElementIdScheme: one, orgUnitIdScheme: one };

const READING = {
  ...{ dataSet: many, dataElement: many, orgUnit: many, children: truth, period: many },
  ...{ startDate: day, endDate: day, lastUpdated: one, lastUpdatedDuration: one },
  ...SCHEMES,
};
export type Reading = GivenTo<typeof READING>;

export const readingOf = (search: URLSearchParams): Reading => readGiven(READING, search);

/** All of it is answered whatever fields are asked for, on one page. */
export const refuseOthers = (search: URLSearchParams): void => void readGiven({ fields: many, paging: truth }, search);

/** What speeds DHIS2 up changes nothing here. */
const IMPORTING = {
  ...{ dryRun: truth, importMode: one, importStrategy: one, mayUndoActs: truth, async: never },
  ...{ document: one, section: one, clientMutationId: one, preheatCache: truth, skipExistingCheck: truth },
  ...SCHEMES,
};

/** How something is imported, and by what things are called in it; what it says itself comes first. */
export function importingOf(
  search: URLSearchParams,
  own: Readonly<Record<string, string>>,
  scheme: Scheme,
): { terms: ImportTerms; schemes: Schemes } {
  const given = readGiven(IMPORTING, search);
  const strategy = own.importStrategy ?? given.importStrategy ?? "CREATE_AND_UPDATE";
  if (!["CREATE_AND_UPDATE", "NEW_AND_UPDATES"].includes(strategy)) throw badInput(messages.notAStrategy(strategy));
  const dryRun = own.dryRun ?? given.dryRun ?? "false";
  if (dryRun !== "true" && dryRun !== "false") throw badInput(messages.notTrueOrFalse(dryRun));
  const { clientMutationId, document, section } = given;
  if (clientMutationId !== null && !/^[\w-]{1,64}$/.test(clientMutationId)) throw badInput(messages.noNameOfImport);
  return {
    terms: {
      dryRun: dryRun === "true" || given.importMode === "VALIDATE",
      mayUndoActs: given.mayUndoActs === "true",
      ...{ document, section, clientMutationId },
    },
    schemes: schemesOf({ ...given, ...own }, scheme),
  };
}

export function schemesOf(
  given: Readonly<Partial<Record<keyof typeof SCHEMES, string | null>>>,
  usual: Scheme,
): Schemes {
  const schemeOf = (name: keyof typeof SCHEMES): Scheme | undefined => {
    const value = given[name]?.toLowerCase();
    if (value == null) return undefined;
    if (value === "uid" || value === "id") return "uid";
    if (value === "code") return "code";
    throw badInput(messages.notAScheme(name, value));
  };
  const general = schemeOf("idScheme") ?? usual;
  return { dataElement: schemeOf("dataElementIdScheme") ?? general, orgUnit: schemeOf("orgUnitIdScheme") ?? general };
}

const DURATION = /^(\d{1,6})([dhms])$/;
const MS = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000 } as const;

/** The instant since when what is asked for has changed; null: whenever that was. */
export function changedSince({ lastUpdated, lastUpdatedDuration }: Reading, now: number): string | null {
  const [, count, unit] = DURATION.exec(lastUpdatedDuration ?? "") ?? [];
  if (count !== undefined) return instant(now - Number(count) * MS[unit as keyof typeof MS]);
  const given = lastUpdated ?? lastUpdatedDuration;
  if (given === null) return null;
  const isInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?$/.test(given);
  const at = isCalendarDay(given) ? beginOf(given) : isInstant ? Date.parse(given) : Number.NaN;
  if (Number.isNaN(at)) throw badInput(messages.notAnInstant(given));
  return instant(at);
}
