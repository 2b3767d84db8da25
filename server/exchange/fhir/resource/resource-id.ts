import type { AreaRow } from "../../../concepts/area/area.store.js";
import type { RelationKind } from "../../../concepts/facility/register/facility.row.js";
import type { UnitRow } from "../../../concepts/facility/register/facility.store.js";
import { knownFrom } from "../../../core/time/point-in-time.js";

/** What an id may be in FHIR. */
const ID = /^[A-Za-z0-9\-.]{1,64}$/;
/** What codes of the register are like; one of a list that is not has its number instead, behind a dot. */
const CODE = /^[A-Z0-9][A-Z0-9-]{0,39}$/;

const partOf = ({ id, code }: Pick<UnitRow, "id" | "code">): string => (CODE.test(code) ? code : `.${id}`);

/** Made of the code, which a facility keeps: the Organization and the Location of a facility share it. */
export const idOfFacility = (unit: Pick<UnitRow, "id" | "code">): string => `facility-${partOf(unit)}`;

/**
 * Made of the key, which no other area has or had, where a code is given again. No code has two signs in a row that are
 * no letters or digits.
 */
export function idOfArea({ id, areaKey }: Pick<AreaRow, "id" | "areaKey">): string {
  const written = `area-${areaKey.replaceAll("_", "..").replaceAll("@", "--")}`;
  return ID.test(written) ? written : `area-.${id}`;
}

/** Of one body for one facility from one day on; of no known first day it is the only one. */
export function idOfAffiliation(
  unit: Pick<UnitRow, "id" | "code">,
  { kind, validFrom }: { kind: RelationKind; validFrom: string },
): string {
  const from = knownFrom(validFrom);
  return [partOf(unit), kind.toLowerCase(), ...(from === null ? [] : [from])].join(".");
}
