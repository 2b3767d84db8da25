import type { Context } from "../../../core/context.js";
import { tidyReason } from "../../../core/mutation/note.js";
import { throwUserErrors, type UserError, userError } from "../../../core/schema/user-errors.js";
import { type Dated, FOR_EVER, LATEST, SINCE_EVER } from "../../../core/time/point-in-time.js";
import * as messages from "../facility.messages.js";
import { FACILITY_NAME, FACILITY_PLACE, FACILITY_PROFILE, FACILITY_RELATION } from "../register/facility.row.js";
import type { FacilityRelationRow } from "../register/facility.store.js";
import { type DatedTable, goOn, takeBack } from "../register/facility-dated.store.js";
import type { FacilityWithdrawChangeInput } from "./facility-act.input.js";
import { actOnFacility, type FacilityAnswer, HIERARCHY, type OnFacility } from "./facility-act.js";
import { ownRelations, problemOfBody } from "./facility-rules.js";
import { writeChange } from "./facility-trace.js";

/** The last change of one aspect, and what would hold again without it. */
interface LastChange {
  table: DatedTable;
  kind?: FacilityRelationRow["kind"];
  /** The row that began with it; null: it was an end. */
  begun: Dated | null;
  /** The row that it ended, which goes on; null: nothing held before. */
  ended: Dated | null;
  /** Why that cannot be. */
  mistake?: UserError | undefined;
}

/** Takes back the last change of one aspect, one that should not be on record: what held before it goes on. */
export const withdrawChange = (context: Context, input: FacilityWithdrawChangeInput): Promise<FacilityAnswer> =>
  actOnFacility(context, "facilityWithdrawChange", input, [HIERARCHY], async (found) => {
    const { tx, unit } = found;
    const reason = tidyReason(input.reason);
    const last = lastChangeOf(found, input.aspect);
    throwUserErrors([last ? last.mistake : userError("ILLEGAL_STATE", ["aspect"], messages.nothingToWithdraw)]);
    const { table, kind, begun, ended } = last as LastChange; // else it was refused
    return writeChange(found, unit.id, {
      async write() {
        if (begun) await takeBack(tx, table, unit.id, kind, begun.validFrom);
        const until = begun?.validTo ?? unit.closedOn ?? FOR_EVER;
        if (ended) await goOn(tx, table, unit.id, kind, ended.validFrom, until);
      },
      reason,
    });
  });

function lastChangeOf(found: OnFacility, aspect: FacilityWithdrawChangeInput["aspect"]): LastChange | null {
  const { names, profiles, places } = found.record;
  if (aspect === "NAME") return beginOf(FACILITY_NAME, names);
  if (aspect === "PROFILE") return beginOf(FACILITY_PROFILE, profiles);
  if (aspect === "PLACE") {
    const last = beginOf(FACILITY_PLACE, places);
    return last && { ...last, mistake: problemOfPlace(found, last.ended) };
  }
  return lastOfRelation(found, aspect === "MANAGEMENT" ? "MANAGES" : "GUIDES");
}

const inOrder = <T extends Dated>(rows: readonly T[]): T[] =>
  [...rows].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));

/** Of what a facility always has: the last row, if it follows another one. */
function beginOf(table: DatedTable, rows: readonly Dated[]): LastChange | null {
  const [ended, begun] = inOrder(rows).slice(-2);
  return ended && begun && ended.validTo === begun.validFrom ? { table, begun, ended } : null;
}

/** Of what a facility may have: its last begin or its last end, but for that of the facility itself. */
function lastOfRelation(found: OnFacility, kind: "MANAGES" | "GUIDES"): LastChange | null {
  const { record, unit } = found;
  const table = FACILITY_RELATION;
  const [before, last] = [undefined, ...inOrder(ownRelations(record, unit.id, kind))].slice(-2);
  if (!last) return null;
  if (last.validTo !== FOR_EVER && last.validTo !== unit.closedOn) {
    return { table, kind, begun: null, ended: last, mistake: problemOfHolding(found, last, last.validTo) };
  }
  if (last.validFrom === SINCE_EVER) return null;
  const ended = before?.validTo === last.validFrom ? before : null;
  return {
    table,
    kind,
    begun: last,
    ended,
    mistake: ended ? problemOfHolding(found, ended, last.validFrom) : undefined,
  };
}

/** Whoever managed or guided before does so again from the day on, if the register allows it. */
function problemOfHolding(
  { register, unit, record }: OnFacility,
  { kind, relatedId }: FacilityRelationRow,
  on: string,
): UserError | undefined {
  const body = register.in(LATEST).find(relatedId);
  const isManagement = kind === "MANAGES";
  const other = ownRelations(record, unit.id, isManagement ? "GUIDES" : "MANAGES");
  return other.some((row) => row.relatedId === relatedId && row.validTo > on)
    ? userError("ILLEGAL_STATE", ["aspect"], messages.wouldManageAndGuide(body?.code, unit.code))
    : body
      ? problemOfBody(register, unit, body, isManagement ? "managedBy" : "guidedBy", on)
      : undefined;
}

/** A place in an area that has ended meanwhile would be nowhere. */
function problemOfPlace({ record, snapshot }: OnFacility, ended: Dated | null): UserError | undefined {
  const before = record.places.find((place) => place === ended);
  const area = before && snapshot.areas.view(before.areaId, LATEST);
  return area?.validTo
    ? userError("ILLEGAL_STATE", ["aspect"], messages.stoodInEndedArea(area.code, area.validTo))
    : undefined;
}
