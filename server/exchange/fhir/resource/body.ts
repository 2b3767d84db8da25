import type { Coding, Identifier, Period } from "@medplum/fhirtypes";
import type { AreaTree, AreaView } from "../../../concepts/area/area-tree.js";
import { searched } from "../../../concepts/facility/list/facility-search.js";
import type { FacilityRow } from "../../../concepts/facility/register/facility-history.js";
import { lazily } from "../../../core/collections/groups.js";
import type { Snapshot } from "../../../core/context.js";
import { fold, searchWords } from "../../../core/text/fold.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import * as systems from "../systems.js";
import { periodOf } from "./period.js";
import { idOfArea, idOfFacility } from "./resource-id.js";

/** A code with what it is called. */
interface Typed {
  codings: readonly Coding[];
  text?: string;
}

/** What an object is in the trail. */
export interface TracedObject {
  type: "Facility" | "Area";
  id: number;
}

/**
 * What one Organization and one Location show together: a facility, or an area as a jurisdiction, in its latest known
 * state. What a resource shows and what a search compares are the same.
 */
export interface Body {
  /** Of both resources. */
  readonly id: string;
  readonly object: TracedObject;
  readonly kind: "facility" | "jurisdiction";
  readonly name: string;
  readonly isActive: boolean;
  readonly identifier: Identifier;
  /** From when until when it is there, as far as that is known. */
  readonly existence: Period | undefined;
  /** The id of the area that it lies in. */
  readonly partOf: string | null;
  /** The ids of what it was merged into, or divided into. */
  readonly successors: readonly string[];
  /** What it is called or was called besides. */
  aliases(): readonly string[];
  /** What kind of one it is; `of` says which resource shows it. */
  types(of: "Organization" | "Location"): readonly Typed[];
  /** The name and the aliases, folded. */
  folded(): readonly string[];
  /** What the search of facilities looks at. */
  searchText(): string;
}

/** Of mCSD, by both of its names. */
const mcsdType = (code: "facility" | "jurisdiction", display: string): Typed => ({
  codings: [
    { system: systems.MCSD_TYPE, code, display },
    { system: systems.MCSD_TYPE_BEFORE, code: systems.mcsdTypeBefore(code), display },
  ],
});
const FACILITY = mcsdType("facility", "Facility");
const JURISDICTION = mcsdType("jurisdiction", "Jurisdiction");

export function facilityBody(row: FacilityRow, { facilities, areas, terms }: Snapshot): Body {
  const { id, name, closedOn, openedOn } = row;
  const aliases = lazily(() => facilities.spellingsOf(id, LATEST).filter((spelling) => spelling !== name));
  const area = row.areaId === null ? null : areas.row(row.areaId);
  const termOf = (system: string, termId: number | null): Typed[] => {
    const term = terms.maybeById(termId);
    return term
      ? [
          {
            codings: [{ system, code: term.code, ...(term.labelEn !== null && { display: term.labelEn }) }],
            text: term.labelVi,
          },
        ]
      : [];
  };
  return {
    id: idOfFacility(row),
    object: { type: "Facility", id },
    kind: "facility",
    name,
    isActive: closedOn === null,
    identifier: { system: systems.FACILITY_CODE, value: row.code },
    existence: periodOf({ from: openedOn, to: closedOn }),
    partOf: area && idOfArea(area),
    successors: facilities.above(id, "MERGED_INTO", LATEST).flatMap((other) => {
      const unit = facilities.find(other, LATEST);
      return unit ? idOfFacility(unit) : [];
    }),
    aliases,
    types: (of) => [
      FACILITY,
      ...termOf(systems.FACILITY_TYPE, row.facilityTypeId),
      // Who owns it, and what it is ranked, is of the organisation and not of the place.
      ...(of === "Location"
        ? []
        : [
            { codings: [{ system: systems.OWNERSHIP, code: row.ownership }] },
            ...termOf(systems.SERVICE_LEVEL, row.serviceLevelId),
            ...termOf(systems.HOSPITAL_CLASS, row.hospitalClassId),
          ]),
    ],
    folded: lazily(() => [name, ...aliases()].map(fold)),
    searchText: () => row.searchText,
  };
}

export function areaBody(view: AreaView, areas: AreaTree): Body {
  const { id, code, name, validFrom, validTo, areaType } = view;
  const idOf = (other: number): string[] => {
    const row = areas.row(other);
    return row ? [idOfArea(row)] : [];
  };
  const parent = areas.parent(id, LATEST);
  const aliases = lazily(() => [...new Set(areas.namesOf(id).map((row) => row.name))].filter((each) => each !== name));
  const existence = periodOf({ from: validFrom, to: validTo });
  const successors = areas
    .changesOf(id, LATEST)
    .flatMap(({ successorId, changedOn }) => (successorId !== null && changedOn === validTo ? idOf(successorId) : []));
  return {
    id: idOf(id)[0] ?? "",
    object: { type: "Area", id },
    kind: "jurisdiction",
    name,
    isActive: validTo === null,
    // A code is given again to others: the days say whose it was when.
    identifier: { system: systems.AREA_CODE, value: code, ...(existence && { period: existence }) },
    existence,
    partOf: (parent && idOf(parent.id)[0]) ?? null,
    successors,
    aliases,
    types: () => [JURISDICTION, { codings: [{ system: systems.AREA_TYPE, code: areaType }] }],
    folded: lazily(() => [name, ...aliases()].map(fold)),
    searchText: lazily(() => ` ${[name, ...aliases()].flatMap(searchWords).join(" ")} `),
  };
}

/** As the search of facilities finds: each word begins a word of its names. */
export function foundBy(text: string): (body: Body) => boolean {
  const isFound = searched(text);
  return (body) => isFound({ searchText: body.searchText() });
}
