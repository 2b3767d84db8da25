import type { CodeableConcept, Extension, Location, Meta, Organization } from "@medplum/fhirtypes";
import * as systems from "../systems.js";
import type { Body } from "./body.js";

/** Names are Vietnamese. */
const LANGUAGE = "vi";

/** A facility or an area as an organisation. Nothing is in it that is not on record: no address, no telephone number. */
export const organizationOf = (body: Body, lastUpdated: string | null): Organization => ({
  resourceType: "Organization",
  id: body.id,
  meta: metaOf(body, "Organization", lastUpdated),
  language: LANGUAGE,
  ...extensionsOf(body, "Organization"),
  identifier: [body.identifier],
  active: body.isActive,
  type: conceptsOf(body, "Organization"),
  name: body.name,
  ...aliasesOf(body),
  ...(body.partOf !== null && { partOf: { reference: `Organization/${body.partOf}` } }),
});

/** The same as a place, which the organisation of the same id manages. */
export const locationOf = (body: Body, lastUpdated: string | null): Location => ({
  resourceType: "Location",
  id: body.id,
  meta: metaOf(body, "Location", lastUpdated),
  language: LANGUAGE,
  ...extensionsOf(body, "Location"),
  identifier: [body.identifier],
  status: statusOf(body),
  name: body.name,
  ...aliasesOf(body),
  mode: "instance",
  type: conceptsOf(body, "Location"),
  // Of a facility nothing tells whether it is a building or a site of several.
  ...(body.kind === "jurisdiction" && {
    physicalType: { coding: [{ system: systems.PHYSICAL_TYPE, code: "jdn", display: "Jurisdiction" }] },
  }),
  managingOrganization: { reference: `Organization/${body.id}` },
  ...(body.partOf !== null && { partOf: { reference: `Location/${body.partOf}` } }),
});

export const statusOf = ({ isActive }: Body): "active" | "inactive" => (isActive ? "active" : "inactive");

type Shown = "Organization" | "Location";

function metaOf({ kind }: Body, shown: Shown, lastUpdated: string | null): Meta {
  const profile = systems.mcsdProfile(`${kind === "facility" ? "Facility" : "Jurisdiction"}${shown}`);
  return { ...(lastUpdated !== null && { lastUpdated }), profile: [profile] };
}

function extensionsOf({ existence, successors }: Body, shown: Shown): { extension?: Extension[] } {
  const extension: Extension[] = [
    ...(existence ? [{ url: systems.EXISTENCE, valuePeriod: existence }] : []),
    ...successors.map((id) => ({ url: systems.SUCCEEDED_BY, valueReference: { reference: `${shown}/${id}` } })),
  ];
  return extension.length > 0 ? { extension } : {};
}

const conceptsOf = (body: Body, shown: Shown): CodeableConcept[] =>
  body.types(shown).map(({ codings, text }) => ({ coding: [...codings], ...(text !== undefined && { text }) }));

const aliasesOf = (body: Body): { alias?: string[] } => {
  const alias = body.aliases();
  return alias.length > 0 ? { alias: [...alias] } : {};
};
