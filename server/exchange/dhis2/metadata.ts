import type { Language, Snapshot } from "../../core/context.js";
import { LATEST, SINCE_EVER } from "../../core/time/point-in-time.js";
import * as messages from "./dhis2.messages.js";
import type { DataElement, Directory, OrgUnit } from "./directory.js";
import { uidOf } from "./uid.js";

/** What DHIS2 has no place of its own for, as attributes of organisation units: by the columns of our lists. */
export const ATTRIBUTES = {
  area_type: "Area type",
  facility_type: "Facility type",
  ownership: "Ownership",
  service_level: "Service level",
  hospital_class: "Hospital class",
  actual_beds: "Actual beds",
  managed_by: "Managed by",
} as const;
export type AttributeName = keyof typeof ATTRIBUTES;

/** As long as a short name may be. */
const SHORT = 50;

export const attributesOf = () =>
  (Object.keys(ATTRIBUTES) as AttributeName[]).map((code) => ({
    ...{ id: uidOf("ATTRIBUTE", code), code, name: ATTRIBUTES[code], shortName: ATTRIBUTES[code] },
    ...{ valueType: "TEXT", organisationUnitAttribute: true },
  }));

export function* orgUnitsOf({ orgUnits }: Directory, snapshot: Snapshot): Generator<object> {
  for (const unit of orgUnits) yield orgUnitOf(unit, snapshot);
}

/** DHIS2 wants a first day: where none is known it is the day that stands for ever since. */
function orgUnitOf(unit: OrgUnit, snapshot: Snapshot): object {
  const { uid: id, code, name, parent } = unit;
  const [openedOn, closedOn] =
    "area" in unit.is
      ? [unit.is.area.validFrom, unit.is.area.validTo]
      : [unit.is.facility.openedOn, unit.is.facility.closedOn];
  const above = ancestorsOf(unit);
  const values = Object.entries(valuesOf(unit, snapshot)).flatMap(([attribute, value]) =>
    value === null ? [] : [{ attribute: { id: uidOf("ATTRIBUTE", attribute), code: attribute }, value: String(value) }],
  );
  return {
    ...{ id, code, name, shortName: name.length > SHORT ? code.slice(0, SHORT) : name },
    ...{ openingDate: openedOn ?? SINCE_EVER, ...(closedOn !== null && { closedDate: closedOn }) },
    ...(parent && { parent: { id: parent.uid, code: parent.code } }),
    ...{ path: [...above, unit].map(({ uid }) => `/${uid}`).join(""), level: above.length + 1 },
    attributeValues: values,
  };
}

function ancestorsOf({ parent }: OrgUnit): OrgUnit[] {
  return parent ? [...ancestorsOf(parent), parent] : [];
}

function valuesOf(
  { is }: OrgUnit,
  { facilities, terms }: Snapshot,
): Partial<Record<AttributeName, string | number | null>> {
  if ("area" in is) return { area_type: is.area.areaType };
  const { facilityTypeId, ownership, serviceLevelId, hospitalClassId, actualBeds, id } = is.facility;
  const termOf = (term: number | null) => terms.maybeById(term)?.code ?? null;
  return {
    facility_type: termOf(facilityTypeId),
    ownership,
    service_level: termOf(serviceLevelId),
    hospital_class: termOf(hospitalClassId),
    actual_beds: actualBeds,
    managed_by: facilities.in(LATEST).above(id, "MANAGES")?.code ?? null,
  };
}

/** Those that a map takes for disaggregations of one are one. */
export const dataElementsOf = ({ dataElements }: Directory): object[] =>
  [...new Map(dataElements.map((each) => [each.uid, each])).values()].map(dataElementOf);

/**
 * Nothing on record says how figures of a metric add up over time, so that none are added (`NONE`). A percentage may be
 * above 100 here. A zero is a figure.
 */
function dataElementOf({ uid: id, code, metric, part }: DataElement): object {
  const { nameVi, nameEn, noteVi } = metric;
  const which = { value: null, numerator: messages.numerator, denominator: messages.denominator }[part];
  const nameIn = (language: Language, ofMetric: string) => (which ? `${ofMetric} – ${which[language]}` : ofMetric);
  const description = { value: noteVi, numerator: metric.numeratorVi, denominator: metric.denominatorVi }[part];
  return {
    ...{
      id,
      code,
      name: nameIn("vi", nameVi),
      shortName: code.slice(0, SHORT),
      ...(description !== null && { description }),
    },
    ...{ domainType: "AGGREGATE", valueType: valueTypeOf({ metric, part }), aggregationType: "NONE" },
    zeroIsSignificant: true,
    translations: [{ locale: "en", property: "NAME", value: nameIn("en", nameEn) }],
  };
}

export function valueTypeOf({ metric: { kind, counts, least }, part }: Pick<DataElement, "metric" | "part">): string {
  if (counts === "DECIMAL" || (kind === "RATIO" && part === "value")) return "NUMBER";
  if (counts === "YES_NO") return "BOOLEAN";
  return least === "NEGATIVE" ? "INTEGER" : "INTEGER_ZERO_OR_POSITIVE";
}
