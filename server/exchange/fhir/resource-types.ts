import type { Directory } from "./directory.js";
import type { Affiliation } from "./resource/affiliation.js";
import type { Body } from "./resource/body.js";
import type { Parameter } from "./search/parameter.js";
import {
  affiliationParameters,
  type LastChangedOf,
  locationParameters,
  organizationParameters,
} from "./search/parameters.js";
import type { Found, Include } from "./search/search.js";
import { mcsdProfile } from "./systems.js";

/** A type of resources: how one is found, by what they are searched for, and what may come with them. */
export interface ResourceType<T extends { id: string }> {
  profiles: readonly string[];
  about: string;
  items(directory: Directory): readonly T[];
  byId(directory: Directory, id: string): T | undefined;
  found(item: T): Found;
  parameters(lastChanged: LastChangedOf): Readonly<Record<string, Parameter<T>>>;
  includes: Readonly<Record<string, Include>>;
  revIncludes: Readonly<Record<string, Include>>;
}

const bodyOf = (type: "Organization" | "Location") => ({
  profiles: [type, `Facility${type}`, `Jurisdiction${type}`].map(mcsdProfile),
  items: (directory: Directory) => directory.bodies,
  byId: (directory: Directory, id: string) => directory.body(id),
  found: (of: Body): Found => ({ type, of }),
});

/** The area that it lies in. */
const within: Include = ({ type, of }, directory) => {
  const above = "partOf" in of && of.partOf !== null ? directory.body(of.partOf) : undefined;
  return above && type !== "OrganizationAffiliation" ? [{ type, of: above }] : [];
};

/** The other resource of the same body. */
const asOther =
  (type: "Organization" | "Location"): Include =>
  ({ of }, directory) => {
    const body = directory.body(of.id);
    return body ? [{ type, of: body }] : [];
  };

const affiliations =
  (side: "primary" | "participating"): Include =>
  ({ of }, directory) =>
    directory.affiliationsOf(of.id, side).map((each) => ({ type: "OrganizationAffiliation", of: each }));

const organizations =
  (side: "primary" | "participating"): Include =>
  ({ of }, directory) => {
    const body = side in of ? directory.body((of as Affiliation)[side]) : undefined;
    return body ? [{ type: "Organization", of: body }] : [];
  };

/** mCSD asks for it; no endpoint is on record. */
const endpoints: Include = () => [];

const Organization: ResourceType<Body> = {
  ...bodyOf("Organization"),
  about: "Facilities, and areas as jurisdictions, each beside the Location of the same id.",
  parameters: organizationParameters,
  includes: { "Organization:partof": within, "Organization:endpoint": endpoints },
  revIncludes: {
    "Location:organization": asOther("Location"),
    "OrganizationAffiliation:participating-organization": affiliations("participating"),
    "OrganizationAffiliation:primary-organization": affiliations("primary"),
  },
};

const Location: ResourceType<Body> = {
  ...bodyOf("Location"),
  about: "Where facilities stand, and areas as jurisdictions, each beside the Organization of the same id.",
  parameters: locationParameters,
  includes: { "Location:organization": asOther("Organization"), "Location:partof": within },
  revIncludes: {},
};

const OrganizationAffiliation: ResourceType<Affiliation> = {
  profiles: [mcsdProfile("OrganizationAffiliation")],
  about: "Who manages and who guides a facility, now and before.",
  items: (directory) => directory.affiliations,
  byId: (directory, id) => directory.affiliation(id),
  found: (of) => ({ type: "OrganizationAffiliation", of }),
  parameters: affiliationParameters,
  includes: {
    "OrganizationAffiliation:participating-organization": organizations("participating"),
    "OrganizationAffiliation:primary-organization": organizations("primary"),
    "OrganizationAffiliation:endpoint": endpoints,
  },
  revIncludes: {},
};

export type TypeName = Found["type"];
/** What is asked of any type: what it hands out is given back to it alone. */
type AnyType = ResourceType<{ id: string }>;

export const RESOURCE_TYPES: Readonly<Record<TypeName, AnyType>> = {
  Organization: Organization as unknown as AnyType,
  Location: Location as unknown as AnyType,
  OrganizationAffiliation: OrganizationAffiliation as unknown as AnyType,
};

export const isTypeName = (name: string): name is TypeName => Object.hasOwn(RESOURCE_TYPES, name);
