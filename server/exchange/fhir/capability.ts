import type { CapabilityStatement, CapabilityStatementRestResource } from "@medplum/fhirtypes";
import { RESOURCE_TYPES, type ResourceType, type TypeName } from "./resource-types.js";

/** The day on which what it says was changed last. */
const DATE = "2026-11-29";

/** What can be asked at this address. */
export const capabilityAt = (base: string): CapabilityStatement => ({
  resourceType: "CapabilityStatement",
  status: "active",
  date: DATE,
  kind: "instance",
  software: { name: "Hue Health Graph" },
  implementation: { description: "Health facilities of Hue, and who manages and guides whom.", url: base },
  fhirVersion: "4.0.1",
  format: ["application/fhir+json", "json"],
  rest: [
    {
      mode: "server",
      documentation: "Read only. Parameters that are not listed are ignored, or refused with Prefer: handling=strict.",
      security: { cors: true },
      resource: [...Object.entries(RESOURCE_TYPES).map(([name, type]) => resourceOf(name as TypeName, type))],
    },
  ],
});

const resourceOf = (
  type: TypeName,
  { profiles, about, parameters, includes, revIncludes }: ResourceType<{ id: string }>,
): CapabilityStatementRestResource => {
  const [profile] = profiles;
  const revIncluded = Object.keys(revIncludes);
  return {
    type,
    ...(profile !== undefined && { profile }),
    supportedProfile: [...profiles],
    documentation: about,
    interaction: [{ code: "read" }, { code: "search-type" }],
    versioning: "no-version",
    readHistory: false,
    searchInclude: Object.keys(includes),
    ...(revIncluded.length > 0 && { searchRevInclude: revIncluded }),
    searchParam: Object.entries(parameters(() => null)).map(([name, parameter]) => ({
      name,
      type: parameter.type,
      documentation: parameter.about,
    })),
  };
};
