// The last change of each aspect of a facility: what can be withdrawn.
import type { Aspect, FacilityOnRecord } from "./register-fields.js";
import { nobody } from "./register-touched.js";

/** The last change of one aspect, with what would hold again without it. */
export interface LastChange {
  readonly aspect: Aspect;
  readonly on: string;
  readonly before: string;
  readonly after: string;
}

/** What can be withdrawn. Of the profile the register tells that of now; how it was before comes from another question. */
export function lastChanges(of: FacilityOnRecord, profiles?: readonly [before: string, after: string]): LastChange[] {
  const names = lastOf(of.names.map((each) => ({ ...each, said: each.name })));
  const places = lastOf(of.places.map((each) => ({ ...each, said: each.area?.name ?? "" })));
  const profile = profiles && of.profileFrom ? { on: of.profileFrom, before: profiles[0], after: profiles[1] } : null;
  return [
    names && ({ aspect: "NAME", ...names } as const),
    places && ({ aspect: "PLACE", ...places } as const),
    profile && ({ aspect: "PROFILE", ...profile } as const),
    lastRelation(of, "MANAGES", "MANAGEMENT"),
    lastRelation(of, "GUIDES", "GUIDANCE"),
  ].filter((each) => each !== null);
}

interface Dated {
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

const inTime = <Row extends Dated>(rows: readonly Row[]): Row[] =>
  [...rows].sort((a, b) => ((a.validFrom ?? "") < (b.validFrom ?? "") ? -1 : 1));

function lastOf(rows: readonly (Dated & { readonly said: string })[]) {
  const [ended, begun] = inTime(rows).slice(-2);
  return ended && begun?.validFrom && ended.validTo === begun.validFrom
    ? { on: begun.validFrom, before: ended.said, after: begun.said }
    : null;
}

function lastRelation(of: FacilityOnRecord, kind: string, aspect: Aspect): LastChange | null {
  const [before, last] = [undefined, ...inTime(of.relations.filter((each) => each.kind === kind))].slice(-2);
  if (!last) return null;
  const name = last.related?.name ?? "";
  if (last.validTo !== null && last.validTo !== of.closedOn)
    return { aspect, on: last.validTo, before: name, after: nobody() };
  if (last.validFrom === null) return null;
  const former = before?.validTo === last.validFrom ? (before.related?.name ?? "") : nobody();
  return { aspect, on: last.validFrom, before: former, after: name };
}
