import { groupBy } from "../../../core/collections/groups.js";
import { firstDayAbove, withRows } from "../../../core/time/circle.js";
import { FOR_EVER, LATEST, SINCE_EVER } from "../../../core/time/point-in-time.js";
import * as messages from "../facility.messages.js";
import type { FacilityRegister } from "../register/facility-register.js";
import type { Listed, Register } from "./facility-list-rules.js";

/** So many of the units that stand in the way are named. */
const MOST_NAMED = 5;

/** Nobody may be managed by whom it manages, however far above, on any day. */
export function refuseCircles(listed: readonly Listed[], { register }: Register): void {
  const written = listed.flatMap(({ code, manager, closedOn }) =>
    manager ? { below: code, above: manager.code, validFrom: manager.validFrom, validTo: closedOn ?? FOR_EVER } : [],
  );
  const codeOf = (id: number) => register.unit(id)?.code ?? "";
  const onRecord = (code: string) =>
    register.managementsOf(register.idOf(code) ?? 0).map((edge) => ({ ...edge, above: codeOf(edge.above) }));
  const aboveOf = withRows(onRecord, written);
  for (const { row, code, manager, closedOn } of listed) {
    if (!manager || manager.code === code) continue;
    const on = firstDayAbove(aboveOf, manager.code, code, manager.validFrom, closedOn ?? FOR_EVER);
    if (on !== null)
      row.problem(
        "managed_by",
        "INCONSISTENT",
        messages.managedInACircle(manager.code, code, on === SINCE_EVER ? null : on),
      );
  }
}

/** Nobody is left to a body that has closed: they get another one first, or in the same list, or close with it. */
export function refuseAbandoned(listed: readonly Listed[], { register }: Register): void {
  const closing = listed.filter((each) => each.closedOn !== null && each.closedOn !== each.known?.unit.closedOn);
  if (closing.length === 0) return;
  const inList = new Map(listed.map((each) => [each.code, each] as const));
  const addedTo = groupBy(listed, ({ manager }) => manager?.code);
  for (const { row, code, known, closedOn } of closing) {
    const isLeft = (other: string) => {
      const { manager, closedOn: closes } = inList.get(other) ?? {};
      const passes = manager && manager.code !== code && manager.validFrom <= (closedOn ?? "");
      return !passes && (closes == null || closes > (closedOn ?? ""));
    };
    const added = (addedTo.get(code) ?? []).map((other) => other.code);
    const held = known
      ? [...heldBy(register, known.unit.id, "MANAGES"), ...heldBy(register, known.unit.id, "GUIDES")]
      : [];
    const left = [...new Set([...added, ...held])].filter(isLeft).sort();
    if (left.length === 0) continue;
    const named = left.slice(0, MOST_NAMED).join(", ") + (left.length > MOST_NAMED ? ", …" : "");
    row.problem("closed_on", "INCONSISTENT", messages.managesOthers(left.length, named));
  }
}

/** The codes of those that are open whom it manages or guides by what is known last. */
const heldBy = (register: FacilityRegister, id: number, kind: "MANAGES" | "GUIDES"): string[] =>
  register.below(id, kind, LATEST).flatMap((other) => {
    const unit = register.unit(other);
    return unit?.closedOn === null ? unit.code : [];
  });
