import { fold } from "../../../core/text/fold.js";
import { beginOf, endOf } from "../../../core/time/clock.js";
import type { Affiliation } from "../resource/affiliation.js";
import { type Body, foundBy, type TracedObject } from "../resource/body.js";
import { statusOf } from "../resource/body-resources.js";
import { AFFILIATION_ROLE } from "../systems.js";
import { dates, flag, type Parameter, reference, texts, tokens } from "./parameter.js";
import type { Range } from "./values.js";

type Parameters<T> = Readonly<Record<string, Parameter<T>>>;

/** When an object was changed last, which is not a part of it. */
export type LastChangedOf = (object: TracedObject) => string | null;

const common = <T extends { id: string; object: TracedObject }>(lastChanged: LastChangedOf): Parameters<T> => ({
  _id: tokens("The id.", ({ id }) => [{ code: id }]),
  _lastUpdated: dates("When it was changed last; prefixes eq, ne, gt, lt, ge, le, sa, eb.", ({ object }) => {
    const at = lastChanged(object);
    return at === null ? null : { from: Date.parse(at), to: Date.parse(at) + 1 };
  }),
});

const named: Parameters<Body> = {
  identifier: tokens("The code in the register, or of the area.", ({ identifier: { system, value } }) => [
    { system, code: value ?? "" },
  ]),
  name: texts("The name, earlier names and other spellings: each word begins a word of them, whatever the accents.", {
    "": foundBy,
    contains(value) {
      const wanted = fold(value);
      return (body) => wanted !== "" && body.folded().some((text) => text.includes(wanted));
    },
    exact(value) {
      const wanted = value.normalize("NFC");
      return (body) => body.name === wanted || body.aliases().includes(wanted);
    },
  }),
};

const typed = (of: "Organization" | "Location") =>
  tokens<Body>("Facility or jurisdiction, or a word of the vocabularies.", (body) =>
    body.types(of).flatMap(({ codings }) => codings),
  );

const lying = (type: "Organization" | "Location") =>
  reference<Body>("The jurisdiction that it lies in, directly.", type, ({ partOf }) => partOf);

export const organizationParameters = (lastChanged: LastChangedOf): Parameters<Body> => ({
  ...common(lastChanged),
  ...named,
  active: flag("Whether it is there still.", ({ isActive }) => isActive),
  partof: lying("Organization"),
  type: typed("Organization"),
});

export const locationParameters = (lastChanged: LastChangedOf): Parameters<Body> => ({
  ...common(lastChanged),
  ...named,
  organization: reference("The organisation at the place.", "Organization", ({ id }) => id),
  partof: lying("Location"),
  status: tokens("active or inactive.", (body) => [
    { system: "http://hl7.org/fhir/location-status", code: statusOf(body) },
  ]),
  type: typed("Location"),
});

export const affiliationParameters = (lastChanged: LastChangedOf): Parameters<Affiliation> => ({
  ...common(lastChanged),
  active: flag("Whether it holds still.", ({ isActive }) => isActive),
  date: dates("The days on which it holds.", ({ period }) => daysOf(period)),
  identifier: tokens("Affiliations have none.", () => []),
  "participating-organization": reference("The facility below.", "Organization", (each) => each.participating),
  "primary-organization": reference("The body above.", "Organization", ({ primary }) => primary),
  role: tokens("MANAGES or GUIDES.", ({ role }) => [{ system: AFFILIATION_ROLE, code: role }]),
});

/** What has no first or last day on record goes on without end. */
const daysOf = (period: Affiliation["period"]): Range => ({
  from: period?.start === undefined ? Number.NEGATIVE_INFINITY : beginOf(period.start),
  to: period?.end === undefined ? Number.POSITIVE_INFINITY : endOf(period.end),
});
