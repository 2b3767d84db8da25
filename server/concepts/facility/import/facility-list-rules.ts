import { idsByKey } from "../../../core/database/keyed-rows.js";
import { locking } from "../../../core/database/sql.js";
import { daysAfter } from "../../../core/time/days.js";
import { FOR_EVER, knownTo, SINCE_EVER } from "../../../core/time/point-in-time.js";
import type { Names, Row } from "../../../files/reading/cells.js";
import type { ImportContext } from "../../import/import-context.js";
import { dayAfterToday } from "../../shared.messages.js";
import { OWNERSHIP_WORDS } from "../facility.format.js";
import * as messages from "../facility.messages.js";
import { problemOfCode, problemOfLetters, tidyName } from "../mutation/facility-shapes.js";
import { MOST_BEDS } from "../register/facilities-at.js";
import { FACILITY } from "../register/facility.row.js";
import type { FacilityProfileRow } from "../register/facility.store.js";
import { mindLife } from "./facility-lives.js";
import { type KnownFacility, knownFacility } from "./known-facility.js";

/** What differs of a facility, each with the rows of its table to write; the id is known once it is on record. */
export interface Listed {
  row: Row;
  code: string;
  known: KnownFacility | null;
  openedOn: string | null;
  closedOn: string | null;
  name: Dated<{ name: string }> | null;
  profile: Dated<Profile> | null;
  place: Dated<Place> | null;
  /** Whoever manages it may stand further down in the same list. */
  manager: Dated<{ code: string }> | null;
}

/** The whole profile, some of which may not be known. */
type Profile = { [P in (typeof PROFILE)[number]]: FacilityProfileRow[P] | null };
const PROFILE = ["facilityTypeId", "ownership", "serviceLevelId", "hospitalClassId", "actualBeds"] as const;

/** Where it stands, and until when that is known. */
interface Place {
  areaId: number;
  validTo: string;
}

export type Dated<Values> = Values & { validFrom: string };

export type Register = Awaited<ReturnType<typeof registerOf>>;

export async function registerOf(into: ImportContext, rows: readonly Row[]) {
  const inFile = new Set(rows.flatMap((row) => row.text("code") ?? []));
  // First: whoever changes one of them meanwhile is waited for, and what he has done is seen.
  await idsByKey(into.tx, FACILITY, "code", [...inFile], locking(into.tx));
  const register = await into.register();
  const tree = await into.areaTree();
  return {
    inFile,
    register,
    facilities: register.names(into.run.mayWrite),
    areas: await into.areas(),
    /** The day on which an area has ended; null: it goes on. */
    endOf: (areaId: number) => knownTo(tree.row(areaId)?.validTo ?? FOR_EVER),
    types: await into.termsByAnyName("FACILITY_TYPE"),
    levels: await into.termsByAnyName("SERVICE_LEVEL"),
    classes: await into.termsByAnyName("HOSPITAL_CLASS"),
    today: into.run.today,
  };
}

export function listedOf(row: Row, code: string, register: Register): Listed {
  const known = knownFacility(register.register, code);
  const unit = known?.unit;
  const [openedOn, closedOn, validFrom] = DAYS.map((column) => pastDay(row, column, register.today));
  const since = validFrom ?? (known ? null : (openedOn ?? SINCE_EVER));
  if (!known) checkNewCode(row, code, register);
  const listed = {
    ...{ row, code, known },
    openedOn: openedOn ?? unit?.openedOn ?? null,
    closedOn: closedOn ?? unit?.closedOn ?? null,
    name: dated(row, nameOf(row, known, register), since, known?.name),
    profile: dated(row, profileOf(row, known, register), since, known?.profile),
    place: dated(row, placeOf(row, known, register, since), since, known?.place),
    manager: dated(row, managerOf(row, code, known, register, since), since, known?.management),
  };
  checkOpening(row, listed, since, register);
  if (unit?.closedOn && closedOn !== null && closedOn !== unit.closedOn) {
    row.problem("closed_on", "INCONSISTENT", messages.closedAlready(unit.closedOn));
  }
  if (listed.openedOn !== null && listed.closedOn !== null && listed.closedOn <= listed.openedOn) {
    row.problem("closed_on", "INCONSISTENT", messages.closesBeforeOpening(listed.openedOn));
  }
  checkEnd(listed);
  return listed;
}

const DAYS = ["opened_on", "closed_on", "valid_from"];

/** A new facility has a code of the register, which denotes nothing else. */
function checkNewCode(row: Row, code: string, { facilities, areas }: Register): void {
  const wrong = code === "" ? undefined : problemOfCode(code);
  if (wrong) row.problem("code", "INCONSISTENT", wrong);
  else if (facilities.claims(code).length > 0) row.problem("code", "INCONSISTENT", messages.namesAnotherFacility(code));
  else if (areas.on(null).claims(code).length > 0) {
    row.problem("code", "INCONSISTENT", messages.codeOfAnArea(code));
  }
}

/** Nothing is known of a facility before it opens. */
function checkOpening(
  row: Row,
  { known, openedOn }: Pick<Listed, "known" | "openedOn">,
  since: string | null,
  { today }: Register,
): void {
  if (openedOn === null || openedOn === known?.unit.openedOn) return;
  const first = (known ? known.firstChange : since) ?? today;
  if (openedOn <= first) return;
  row.problem("opened_on", "INCONSISTENT", messages.opensTooLate(openedOn, first));
}

/** The register tells what has happened. */
function pastDay(row: Row, column: string, today: string): string | null {
  const day = row.day(column);
  if (day !== null && day > today) {
    row.problem(column, "INCONSISTENT", dayAfterToday(day));
  }
  return day;
}

/** Nothing of a facility changes on the day on which it closes, or later. */
function checkEnd({ row, known, closedOn, name, profile, place, manager }: Listed): void {
  const changes = [name, profile, place, manager].flatMap((each) => each?.validFrom ?? []);
  if (closedOn === null || (changes.length === 0 && closedOn === known?.unit.closedOn)) return;
  const before = [known?.name, known?.profile, known?.place, known?.management].flatMap(
    (each) => each?.validFrom ?? [],
  );
  const last = [...changes, ...before].sort().at(-1) ?? SINCE_EVER;
  if (last < closedOn || last === SINCE_EVER) return;
  row.problem("closed_on", "INCONSISTENT", messages.changesAfterClosing(closedOn, last));
}

export const isDifferent = ({ known, openedOn, closedOn, name, profile, place, manager }: Listed): boolean =>
  known === null ||
  known.unit.openedOn !== openedOn ||
  known.unit.closedOn !== closedOn ||
  [name, profile, place, manager].some((each) => each !== null);

/** What differs, with the day from which it holds: not before that of what is on record, which it follows or corrects. */
function dated<Values extends object>(
  row: Row,
  values: Values | null,
  since: string | null,
  onRecord: { validFrom: string } | undefined,
): Dated<Values> | null {
  // A day that is there and cannot be read has been told.
  if (values === null || (since === null && row.text("valid_from") !== null)) return null;
  if (since === null) {
    row.problem("valid_from", "MISSING_VALUE", messages.differsFromWhen);
    return null;
  }
  if (onRecord && since < onRecord.validFrom) {
    row.problem("valid_from", "INCONSISTENT", messages.onRecordFrom(onRecord.validFrom));
  }
  return { ...values, validFrom: since };
}

function nameOf(row: Row, known: KnownFacility | null, { facilities }: Register): { name: string } | null {
  const given = known ? row.text("name") : row.required("name");
  if (given === null || given === "" || given === known?.name?.name) return null;
  const name = tidyName(given);
  if (name === known?.name?.name) return null;
  const wrong = problemOfLetters(name);
  if (wrong) row.problem("name", /\p{L}/u.test(name) ? "TOO_LONG" : "INCONSISTENT", wrong);
  const others = facilities.claims(name).filter(([, id]) => id !== known?.unit.id);
  if (others.length > 0) row.problem("name", "INCONSISTENT", messages.namesAnotherFacility(name));
  return { name };
}

/** The whole profile, where a cell of it says another thing than is on record. */
function profileOf(row: Row, known: KnownFacility | null, { types, levels, classes }: Register): Profile | null {
  if (!known) for (const column of ["facility_type", "ownership"]) row.required(column);
  const given: Profile = {
    facilityTypeId: row.named("facility_type", "facility type", types),
    ownership: row.word("ownership", OWNERSHIP_WORDS),
    serviceLevelId: row.named("service_level", "service level", levels),
    hospitalClassId: row.named("hospital_class", "hospital class", classes),
    actualBeds: bedsOf(row),
  };
  const before: Partial<Profile> = known?.profile ?? {};
  if (known && PROFILE.every((column) => given[column] === null || given[column] === before[column])) return null;
  return {
    facilityTypeId: given.facilityTypeId ?? before.facilityTypeId ?? null,
    ownership: given.ownership ?? before.ownership ?? null,
    serviceLevelId: given.serviceLevelId ?? before.serviceLevelId ?? null,
    hospitalClassId: given.hospitalClassId ?? before.hospitalClassId ?? null,
    actualBeds: given.actualBeds ?? before.actualBeds ?? null,
  };
}

function bedsOf(row: Row): number | null {
  const beds = row.count("actual_beds");
  if (beds === null || beds <= MOST_BEDS) return beds;
  row.problem("actual_beds", "NOT_A_NUMBER", messages.tooManyBeds(beds, MOST_BEDS));
  return null;
}

function placeOf(
  row: Row,
  known: KnownFacility | null,
  { areas, today, endOf }: Register,
  since: string | null,
): Place | null {
  const text = known ? row.text("area") : row.required("area") || null;
  const until = row.day("area_until");
  if (text === null) return null;
  // Where it stands by what is known last may be an area that has ended since.
  const before = known?.place?.areaId;
  if (isCalled(areas.on(null), text, before)) {
    if (until !== null) checkUntil(row, text, until, endOf(before ?? 0));
    return null;
  }
  const day = since === null || since === SINCE_EVER ? today : since;
  const areaId = row.named("area", "area", areas.on(until === null ? day : daysAfter(until, -1)));
  if (areaId === null) return null;
  const endedOn = endOf(areaId);
  if (until !== null) checkUntil(row, text, until, endedOn);
  else if (endedOn !== null) row.problem("area", "INCONSISTENT", messages.areaEndedInList(text, endedOn));
  if (until !== null && since !== null && since >= until) {
    row.problem("area_until", "INCONSISTENT", messages.placedFromLater(until));
  }
  return { areaId, validTo: until ?? FOR_EVER };
}

/** Only of an area that has ended does anybody stop knowing that a facility stands there; others it leaves by a day. */
function checkUntil(row: Row, area: string, until: string, endedOn: string | null): void {
  if (until === endedOn) return;
  row.problem("area_until", "INCONSISTENT", messages.areaUntilOfAnEnd(area, endedOn));
}

function managerOf(
  row: Row,
  own: string,
  known: KnownFacility | null,
  { facilities, inFile, register, today }: Register,
  since: string | null,
): { code: string } | null {
  const text = row.text("managed_by");
  if (text === null || isCalled(facilities, text, known?.management?.relatedId)) return null;
  const id = inFile.has(text) ? null : row.named("managed_by", "facility", facilities);
  const manager = id === null ? null : register.unit(id);
  const code = inFile.has(text) ? text : manager?.code;
  if (code === own) {
    row.problem("managed_by", "INCONSISTENT", messages.relatedToItself);
  }
  if (manager?.closedOn) {
    row.problem("managed_by", "INCONSISTENT", messages.closedManager(code, manager.closedOn));
  } else if (id !== null)
    mindLife(register, row, "managed_by", id, since === null || since === SINCE_EVER ? today : since);
  return code === undefined ? null : { code };
}

/** Whether a text is a name of this one, whoever else it names. */
const isCalled = (names: Names<number>, text: string, id: number | null | undefined): boolean =>
  id != null && names.claims(text).some(([, claimed]) => claimed === id);
