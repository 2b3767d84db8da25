import type { Snapshot } from "../../../core/context.js";
import { type Choice, lookUpCode } from "../../../core/schema/code-lookup.js";
import { type UserError, userError } from "../../../core/schema/user-errors.js";
import { firstDayAbove } from "../../../core/time/circle.js";
import { type Dated, FOR_EVER, knownFrom, LATEST } from "../../../core/time/point-in-time.js";
import type { AreaView } from "../../area/area-tree.js";
import { problemOfOrder } from "../../order-of-changes.js";
import { afterToday, notKnownToExist } from "../../shared.messages.js";
import * as messages from "../facility.messages.js";
import type { FacilityRelationRow, FacilityTables } from "../register/facility.store.js";
import type { FacilityRow } from "../register/facility-history.js";
import type { FacilityRegister } from "../register/facility-register.js";

/** A name or a spelling does not name another facility already. */
export function problemOfName(
  name: string,
  path: readonly string[],
  register: FacilityRegister,
  ownId: number | null,
): UserError | undefined {
  const [other] = register.claims(name).filter(([, id]) => id !== ownId);
  if (!other) return undefined;
  const code = register.unit(other[1])?.code;
  return userError("TAKEN", path, messages.nameTaken(other[0], code));
}

/** A change is recorded when it has happened, of a facility that is there on the day. */
export function problemOfDay(
  { id, code }: { id: number; code: string },
  register: FacilityRegister,
  on: string,
  today: string,
): UserError | undefined {
  if (on > today) {
    return userError("INVALID", ["on"], afterToday(on, today));
  }
  if (register.in({ asOf: on }).find(id)) return undefined;
  const closedOn = register.unit(id)?.closedOn;
  return closedOn && closedOn <= on
    ? userError("ILLEGAL_STATE", ["on"], messages.closedSince(code, closedOn))
    : userError("INVALID", ["on"], notKnownToExist(code, on));
}

export const ownRelations = ({ relations }: FacilityTables, id: number, kind: string): FacilityRelationRow[] =>
  relations.filter((row) => row.facilityId === id && row.kind === kind);

/** The area that holds the code on the day, and is still there: what stands in one that ended stands nowhere. */
export function chooseArea({ areas }: Snapshot, code: string, on: string): Choice<AreaView> {
  const found = areas.holder(code, { asOf: on });
  const what = messages.areaHasCodeOn(on);
  const known = () => areas.all({ asOf: on }).map((area) => area.code);
  const endedOn = found && areas.view(found.id, LATEST)?.validTo;
  if (!endedOn) return lookUpCode(["area"], what, code, found, known);
  const ended = userError("INVALID", ["area"], messages.areaEnded(code, endedOn));
  return { found: null, mistake: ended };
}

/** A facility is managed or guided by another one, which is there as long as it is, and which it does not manage. */
export function problemOfBody(
  register: FacilityRegister,
  unit: Pick<FacilityRow, "id" | "code" | "closedOn">,
  body: FacilityRow,
  field: "managedBy" | "guidedBy",
  on: string,
): UserError | undefined {
  if (body.id === unit.id) {
    return userError("INVALID", [field], messages.managesItself(unit.code));
  }
  if (body.closedOn !== null && body.closedOn < (unit.closedOn ?? FOR_EVER)) {
    return userError("ILLEGAL_STATE", [field], messages.closedBody(body.code, body.closedOn));
  }
  if (!register.in({ asOf: on }).find(body.id)) {
    return userError("INVALID", [field], notKnownToExist(body.code, on));
  }
  const circleOn = field === "managedBy" ? firstDayManaging(register, unit.id, body.id, on) : null;
  return circleOn === null
    ? undefined
    : userError("INVALID", [field], messages.circleOfManagement(unit.code, body.code, circleOn));
}

/** The day, from `on` on, on which `above` manages `below`, directly or not; null: on none. */
export const firstDayManaging = (
  register: FacilityRegister,
  above: number,
  below: number,
  on: string,
): string | null =>
  above === below ? null : firstDayAbove((id) => register.managementsOf(id), below, above, on, FOR_EVER);

/** Whom it manages or guides on the day or later, and from when on. */
export const heldFrom = (
  register: FacilityRegister,
  id: number,
  kind: "MANAGES" | "GUIDES",
  on: string,
): FacilityRelationRow[] => register.relationsTo(id).filter((row) => row.kind === kind && row.validTo > on);

/** What others stand in ends or passes on a day only if it had begun before. */
export const problemOfHeld = (rows: readonly FacilityRelationRow[], on: string): UserError | undefined =>
  problemOfOrder(
    rows.map(({ validFrom }) => ({ validFrom, validTo: validFrom })),
    on,
    null,
    messages.whomItManages,
  );

/** The first day that a facility cannot have opened after: that of its first change; null: nothing is dated. */
export function firstChangeOf({ names, profiles, places, relations }: FacilityTables, id: number): string | null {
  const rows: readonly (Dated & { facilityId: number })[] = [...names, ...profiles, ...places, ...relations];
  const days = rows.flatMap(({ facilityId, validFrom }) => (facilityId === id ? (knownFrom(validFrom) ?? []) : []));
  return days.sort()[0] ?? null;
}
