/**
 * The names by which resources say what a code or an identifier is of. Ours belong to nobody and lead nowhere: `.invalid`
 * is kept free for that (RFC 6761). They never change; docs/fhir.md lists them.
 */
const OURS = "https://hue-health-graph.invalid/fhir";

export const FACILITY_CODE = `${OURS}/sid/facility-code`;
export const AREA_CODE = `${OURS}/sid/area-code`;

export const FACILITY_TYPE = `${OURS}/CodeSystem/facility-type`;
export const OWNERSHIP = `${OURS}/CodeSystem/ownership`;
export const SERVICE_LEVEL = `${OURS}/CodeSystem/service-level`;
export const HOSPITAL_CLASS = `${OURS}/CodeSystem/hospital-class`;
export const AREA_TYPE = `${OURS}/CodeSystem/area-type`;
export const AFFILIATION_ROLE = `${OURS}/CodeSystem/affiliation-role`;

/** R4 has no place for these. */
export const EXISTENCE = `${OURS}/StructureDefinition/existence`;
export const SUCCEEDED_BY = `${OURS}/StructureDefinition/succeeded-by`;
export const START_STANDS_IN = `${OURS}/StructureDefinition/start-stands-in`;

const MCSD = "https://profiles.ihe.net/ITI/mCSD";

/** A profile of mCSD, such as FacilityOrganization. */
export const mcsdProfile = (name: string): string => `${MCSD}/StructureDefinition/IHE.mCSD.${name}`;

/** Whether something is a facility or a jurisdiction, as mCSD says it, and as it said it until 2022. */
export const MCSD_TYPE = `${MCSD}/CodeSystem/IHE.mCSD.Organization.Location.Types`;
export const MCSD_TYPE_BEFORE = "urn:ietf:rfc:3986";
export const mcsdTypeBefore = (code: string): string => `urn:ihe:iti:mcsd:2019:${code}`;

export const PHYSICAL_TYPE = "http://terminology.hl7.org/CodeSystem/location-physical-type";
