import type { OrganizationAffiliation, Period } from "@medplum/fhirtypes";
import type { FacilityRelationRow } from "../../../concepts/facility/register/facility.store.js";
import type { FacilityRow } from "../../../concepts/facility/register/facility-history.js";
import { knownFrom, knownTo } from "../../../core/time/point-in-time.js";
import * as systems from "../systems.js";
import type { TracedObject } from "./body.js";
import { periodOf } from "./period.js";
import { idOfAffiliation, idOfFacility } from "./resource-id.js";

/** What a body is to a facility, in the words of the register. */
const ROLES = { MANAGES: "Manages", GUIDES: "Guides" } as const;
type Role = keyof typeof ROLES;

/** That one facility manages or guides another one, or did. */
export interface Affiliation {
  readonly id: string;
  readonly role: Role;
  /** The body above, and the facility below. */
  readonly primary: string;
  readonly participating: string;
  readonly period: Period | undefined;
  readonly isActive: boolean;
  /** The record that it is a part of. */
  readonly object: TracedObject;
}

export const isOfRole = (row: FacilityRelationRow): row is FacilityRelationRow & { kind: Role } => row.kind in ROLES;

export const affiliationOf = (
  below: FacilityRow,
  above: FacilityRow,
  row: FacilityRelationRow & { kind: Role },
): Affiliation => {
  const [from, to] = [knownFrom(row.validFrom), knownTo(row.validTo)];
  return {
    id: idOfAffiliation(below, row),
    role: row.kind,
    primary: idOfFacility(above),
    participating: idOfFacility(below),
    period: periodOf({ from, to, fromStandsIn: row.fromStandsIn }),
    isActive: to === null && below.closedOn === null && above.closedOn === null,
    object: { type: "Facility", id: below.id },
  };
};

export const affiliationResource = (
  { id, role, primary, participating, period, isActive }: Affiliation,
  lastUpdated: string | null,
): OrganizationAffiliation => ({
  resourceType: "OrganizationAffiliation",
  id,
  meta: {
    ...(lastUpdated !== null && { lastUpdated }),
    profile: [systems.mcsdProfile("OrganizationAffiliation")],
  },
  active: isActive,
  ...(period && { period }),
  organization: { reference: `Organization/${primary}` },
  participatingOrganization: { reference: `Organization/${participating}` },
  code: [{ coding: [{ system: systems.AFFILIATION_ROLE, code: role, display: ROLES[role] }] }],
});
