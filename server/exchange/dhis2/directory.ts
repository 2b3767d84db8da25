import type { AreaView } from "../../concepts/area/area-tree.js";
import type { FacilityRow } from "../../concepts/facility/register/facility-history.js";
import type { MetricRow } from "../../concepts/metric/definition/metric.store.js";
import { areaSubject, facilitySubject } from "../../concepts/metric/observation/observation-values.js";
import { groupBy } from "../../core/collections/groups.js";
import type { Snapshot } from "../../core/context.js";
import type { LocalizedMessage } from "../../core/text/localized-message.js";
import { nearestNames } from "../../core/text/nearest-names.js";
import { LATEST } from "../../core/time/point-in-time.js";
import { mayGoOn } from "../../core/time/turn.js";
import type { CodeMap, MappedCode } from "./code-map.js";
import * as messages from "./dhis2.messages.js";
import { uidOf } from "./uid.js";

/** By which property something is called. */
export type Scheme = "uid" | "code";

/** What something of ours is called in DHIS2. */
interface Called {
  /** As the map and our own tables have it. */
  readonly ourCode: string;
  readonly uid: string;
  readonly code: string;
  readonly categoryOptionCombo: string | null;
}

export interface OrgUnit extends Called {
  readonly subjectKey: string;
  readonly is: { facility: FacilityRow } | { area: AreaView };
  readonly name: string;
  /** The id in DHIS2 of the area that it lies in. */
  readonly parent: OrgUnit | null;
}

/** Which of the numbers of a figure a data element holds. */
export const PARTS = ["value", "numerator", "denominator"] as const;
export type Part = (typeof PARTS)[number];

export interface DataElement extends Called {
  readonly metric: MetricRow;
  readonly part: Part;
}

/** Whether a combination of options is the one of what has none: by its code, and by the ids that DHIS2 gives it. */
export const isDefault = (combo: string): boolean => ["default", "HllvX50cXC0", "bRowv6yZOF2"].includes(combo);

/** Facilities and areas as one hierarchy, and metrics as data elements, by what DHIS2 calls them. */
export class Directory {
  readonly #orgUnits: Calls<OrgUnit>;
  readonly #elements: Calls<DataElement>;
  readonly #bySubject: ReadonlyMap<string, OrgUnit>;
  readonly #byMetric: ReadonlyMap<number, readonly DataElement[]>;

  private constructor(
    readonly orgUnits: readonly OrgUnit[],
    readonly dataElements: readonly DataElement[],
    /** What the map says of codes that nothing on record has. */
    readonly unmapped: readonly LocalizedMessage[],
  ) {
    this.#orgUnits = new Calls(orgUnits);
    this.#elements = new Calls(dataElements);
    this.#bySubject = new Map(orgUnits.map((unit) => [unit.subjectKey, unit]));
    this.#byMetric = groupBy(dataElements, ({ metric }) => metric.id);
  }

  static async of({ facilities, areas, metrics }: Snapshot, map: CodeMap): Promise<Directory> {
    const called = calling(map);
    const byArea = new Map<number, OrgUnit>();
    // Whatever lies in another area comes behind it.
    const place = (area: AreaView): OrgUnit => {
      const known = byArea.get(area.id);
      if (known) return known;
      const above = areas.parent(area.id, LATEST);
      const unit: OrgUnit = {
        ...called("ORG_UNIT", areas.row(area.id)?.areaKey ?? area.code),
        ...{ subjectKey: areaSubject(area.id).subjectKey, is: { area }, name: area.name },
        parent: above && place(above),
      };
      byArea.set(area.id, unit);
      return unit;
    };
    for (const area of areas.all(LATEST)) {
      place(area);
      await mayGoOn();
    }
    const units: OrgUnit[] = [...byArea.values()];
    for (const facility of facilities.in(LATEST).sorted("CODE")) {
      const { id, code, name, areaId } = facility;
      const parent = areaId === null ? null : (byArea.get(areaId) ?? null);
      const { subjectKey } = facilitySubject(id);
      units.push({ ...called("ORG_UNIT", code), subjectKey, is: { facility }, name, parent });
      await mayGoOn();
    }
    const elements = metrics.all().flatMap((metric) =>
      PARTS.filter((part) => part === "value" || metric.kind === "RATIO").map((part) => ({
        ...called("DATA_ELEMENT", part === "value" ? metric.code : `${metric.code}.${part.toUpperCase()}`),
        ...{ metric, part },
      })),
    );
    return new Directory(units, elements, unmappedIn(map, units, elements));
  }

  ofSubject = (subjectKey: string): OrgUnit | undefined => this.#bySubject.get(subjectKey);
  ofMetric = (id: number): readonly DataElement[] => this.#byMetric.get(id) ?? [];

  orgUnit = (scheme: Scheme, name: string): OrgUnit | LocalizedMessage =>
    this.#orgUnits.find(scheme, name) ?? messages.noOrgUnit(name, this.#orgUnits.nearest(scheme, name));

  /** A blank disaggregation, or the one that is none, is that of a data element that has none. */
  dataElement(scheme: Scheme, name: string, combo: string | null): DataElement | LocalizedMessage {
    const given = combo !== null && !isDefault(combo) ? combo : null;
    const found = this.#elements.find(scheme, name, given);
    if (found) return found;
    const named = this.dataElementNamed(scheme, name);
    return isSentence(named) ? named : messages.noDisaggregation(name, given ?? "default");
  }

  /** The same, whatever its disaggregation. */
  dataElementNamed = (scheme: Scheme, name: string): DataElement | LocalizedMessage =>
    this.#elements.findAny(scheme, name) ?? messages.noDataElement(name, this.#elements.nearest(scheme, name));
}

export const isSentence = (found: object): found is LocalizedMessage => "vi" in found;

/** By a name for each scheme, and the disaggregation. */
class Calls<T extends Called> {
  readonly #found = new Map<string, T>();

  constructor(private readonly all: readonly T[]) {
    for (const each of all) {
      for (const scheme of ["uid", "code"] as const) {
        const key = keyOf(scheme, each[scheme], each.categoryOptionCombo);
        // What a map calls like another one stands back.
        if (!this.#found.has(key) || each.code !== each.ourCode) this.#found.set(key, each);
      }
    }
  }

  findAny = (scheme: Scheme, name: string): T | undefined => this.all.find((each) => each[scheme] === name);

  find = (scheme: Scheme, name: string, combo: string | null = null): T | undefined =>
    this.#found.get(keyOf(scheme, name, combo));

  /** Ids are like each other for no reason. */
  nearest = (scheme: Scheme, name: string): readonly string[] =>
    scheme === "uid"
      ? []
      : nearestNames(
          name,
          this.all.map(({ code }) => code),
        );
}

const keyOf = (scheme: Scheme, name: string, combo: string | null): string => JSON.stringify([scheme, name, combo]);

function calling(map: CodeMap) {
  const mapped = new Map(map.map((each) => [`${each.type} ${each.code}`, each]));
  return (type: MappedCode["type"], ourCode: string): Called => {
    const known = mapped.get(`${type} ${ourCode}`);
    return {
      ...{ ourCode, code: known?.dhis2Code ?? ourCode, uid: known?.uid ?? uidOf(type, ourCode) },
      categoryOptionCombo: known?.categoryOptionCombo ?? null,
    };
  };
}

function unmappedIn(map: CodeMap, units: readonly Called[], elements: readonly Called[]): LocalizedMessage[] {
  const known = { ORG_UNIT: codesOf(units), DATA_ELEMENT: codesOf(elements) };
  return map.flatMap(({ type, code }) =>
    known[type].has(code) ? [] : messages.mapsUnknown(code, nearestNames(code, known[type])),
  );
}

const codesOf = (all: readonly Called[]): ReadonlySet<string> => new Set(all.map(({ ourCode }) => ourCode));
