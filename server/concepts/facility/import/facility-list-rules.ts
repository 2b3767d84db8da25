import { daysAfter } from "../../../core/time/days.js";
import { FOR_EVER, SINCE_EVER } from "../../../core/time/point-in-time.js";
import type { Names, Row } from "../../../files/reading/cells.js";
import type { ImportContext } from "../../import/import-context.js";
import { dayAfterToday } from "../../shared.messages.js";
import { OWNERSHIP_WORDS } from "../facility.format.js";
import * as messages from "../facility.messages.js";
import { problemOfCode, problemOfLetters, tidyName } from "../mutation/facility-shapes.js";
import { MOST_BEDS } from "../register/facilities-at.js";
import {
  endedAreas,
  firstChanges,
  guidedBy,
  type KnownFacility,
  type KnownProfile,
  knownFacilities,
  managementsOf,
} from "./facility-list.store.js";
import { mindLife } from "./facility-lives.js";

/** What differs of a facility, each with the rows of its table to write; the id is known once it is on record. */
export interface Listed {
  row: Row;
  code: string;
  known: KnownFacility | null;
  openedOn: string | null;
  closedOn: string | null;
  name: Dated<{ name: string }> | null;
  profile: Dated<KnownProfile> | null;
  place: Dated<Place> | null;
  /** Whoever manages it may stand further down in the same list. */
  manager: Dated<{ code: string }> | null;
}

/** Where it stands, and until when that is known. */
interface Place {
  areaId: number;
  validTo: string;
}

export type Dated<Values> = Values & { validFrom: string };

export type Register = Awaited<ReturnType<typeof registerOf>>;

export async function registerOf(into: ImportContext, rows: readonly Row[]) {
  const known = await knownFacilities(into.tx);
  const register = await into.register();
  return {
    known,
    byId: new Map([...known.values()].map((each) => [each.id, each] as const)),
    guided: await guidedBy(into.tx),
    managements: await managementsOf(into.tx),
    register,
    firstChanges: await firstChanges(into.tx),
    endedAreas: await endedAreas(into.tx),
    inFile: new Set(rows.map((row) => row.text("code"))),
    facilities: register.names(into.run.mayWrite),
    areas: await into.areas(),
    types: await into.termsByAnyName("FACILITY_TYPE"),
    levels: await into.termsByAnyName("SERVICE_LEVEL"),
    classes: await into.termsByAnyName("HOSPITAL_CLASS"),
    today: into.run.today,
  };
}

export function listedOf(row: Row, code: string, register: Register): Listed {
  const known = register.known.get(code) ?? null;
  const [openedOn, closedOn, validFrom] = DAYS.map((column) => pastDay(row, column, register.today));
  const since = validFrom ?? (known ? null : (openedOn ?? SINCE_EVER));
  if (!known) checkNewCode(row, code, register);
  const listed = {
    ...{ row, code, known },
    openedOn: openedOn ?? known?.openedOn ?? null,
    closedOn: closedOn ?? known?.closedOn ?? null,
    name: dated(row, nameOf(row, known, register), since, known?.nameFrom),
    profile: dated(row, profileOf(row, known, register), since, known?.profileFrom),
    place: dated(row, placeOf(row, known, register, since), since, known?.placeFrom),
    manager: dated(row, managerOf(row, code, known, register, since), since, known?.managedFrom),
  };
  checkOpening(row, listed, since, register);
  if (known?.closedOn && closedOn !== null && closedOn !== known.closedOn) {
    row.problem("closed_on", "INCONSISTENT", messages.closedAlready(known.closedOn));
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
  { firstChanges: changes, today }: Register,
): void {
  if (openedOn === null || openedOn === known?.openedOn) return;
  const first = known ? (changes.get(known.id) ?? today) : (since ?? today);
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
  if (closedOn === null || (changes.length === 0 && closedOn === known?.closedOn)) return;
  const before = known ? [known.nameFrom, known.profileFrom, known.placeFrom, known.managedFrom] : [];
  const last = [...changes, ...before.flatMap((day) => day ?? [])].sort().at(-1) ?? SINCE_EVER;
  if (last < closedOn || last === SINCE_EVER) return;
  row.problem("closed_on", "INCONSISTENT", messages.changesAfterClosing(closedOn, last));
}

export const isDifferent = ({ known, openedOn, closedOn, name, profile, place, manager }: Listed): boolean =>
  known === null ||
  known.openedOn !== openedOn ||
  known.closedOn !== closedOn ||
  [name, profile, place, manager].some((each) => each !== null);

/** What differs, with the day from which it holds: not before that of what is on record, which it follows or corrects. */
function dated<Values extends object>(
  row: Row,
  values: Values | null,
  since: string | null,
  onRecordFrom: string | null | undefined,
): Dated<Values> | null {
  // A day that is there and cannot be read has been told.
  if (values === null || (since === null && row.text("valid_from") !== null)) return null;
  if (since === null) {
    row.problem("valid_from", "MISSING_VALUE", messages.differsFromWhen);
    return null;
  }
  if (onRecordFrom != null && since < onRecordFrom) {
    row.problem("valid_from", "INCONSISTENT", messages.onRecordFrom(onRecordFrom));
  }
  return { ...values, validFrom: since };
}

function nameOf(row: Row, known: KnownFacility | null, { facilities }: Register): { name: string } | null {
  const given = known ? row.text("name") : row.required("name");
  if (given === null || given === "" || given === known?.name) return null;
  const name = tidyName(given);
  if (name === known?.name) return null;
  const wrong = problemOfLetters(name);
  if (wrong) row.problem("name", /\p{L}/u.test(name) ? "TOO_LONG" : "INCONSISTENT", wrong);
  const others = facilities.claims(name).filter(([, id]) => id !== known?.id);
  if (others.length > 0) row.problem("name", "INCONSISTENT", messages.namesAnotherFacility(name));
  return { name };
}

/** The whole profile, where a cell of it says another thing than is on record. */
function profileOf(row: Row, known: KnownFacility | null, { types, levels, classes }: Register): KnownProfile | null {
  if (!known) for (const column of ["facility_type", "ownership"]) row.required(column);
  const given = {
    facilityTypeId: row.named("facility_type", "facility type", types),
    ownership: row.word("ownership", OWNERSHIP_WORDS),
    serviceLevelId: row.named("service_level", "service level", levels),
    hospitalClassId: row.named("hospital_class", "hospital class", classes),
    actualBeds: bedsOf(row),
  };
  const columns = Object.keys(given) as (keyof KnownProfile)[];
  if (known && columns.every((column) => given[column] === null || given[column] === known[column])) return null;
  return {
    facilityTypeId: given.facilityTypeId ?? known?.facilityTypeId ?? null,
    ownership: given.ownership ?? known?.ownership ?? null,
    serviceLevelId: given.serviceLevelId ?? known?.serviceLevelId ?? null,
    hospitalClassId: given.hospitalClassId ?? known?.hospitalClassId ?? null,
    actualBeds: given.actualBeds ?? known?.actualBeds ?? null,
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
  { areas, today, endedAreas: ended }: Register,
  since: string | null,
): Place | null {
  const text = known ? row.text("area") : row.required("area") || null;
  const until = row.day("area_until");
  if (text === null) return null;
  // Where it stands by what is known last may be an area that has ended since.
  if (isCalled(areas.on(null), text, known?.areaId)) {
    if (until !== null) checkUntil(row, text, until, ended.get(known?.areaId ?? 0));
    return null;
  }
  const day = since === null || since === SINCE_EVER ? today : since;
  const areaId = row.named("area", "area", areas.on(until === null ? day : daysAfter(until, -1)));
  if (areaId === null) return null;
  const endedOn = ended.get(areaId);
  if (until !== null) checkUntil(row, text, until, endedOn);
  else if (endedOn !== undefined) row.problem("area", "INCONSISTENT", messages.areaEndedInList(text, endedOn));
  if (until !== null && since !== null && since >= until) {
    row.problem("area_until", "INCONSISTENT", messages.placedFromLater(until));
  }
  return { areaId, validTo: until ?? FOR_EVER };
}

/** Only of an area that has ended does anybody stop knowing that a facility stands there; others it leaves by a day. */
function checkUntil(row: Row, area: string, until: string, endedOn: string | undefined): void {
  if (until === endedOn) return;
  row.problem("area_until", "INCONSISTENT", messages.areaUntilOfAnEnd(area, endedOn ?? null));
}

function managerOf(
  row: Row,
  own: string,
  known: KnownFacility | null,
  { facilities, inFile, byId, register, today }: Register,
  since: string | null,
): { code: string } | null {
  const text = row.text("managed_by");
  if (text === null || isCalled(facilities, text, known?.managedById)) return null;
  const id = inFile.has(text) ? null : row.named("managed_by", "facility", facilities);
  const code = inFile.has(text) ? text : byId.get(id ?? 0)?.code;
  if (code === own) {
    row.problem("managed_by", "INCONSISTENT", messages.relatedToItself);
  }
  const closedOn = byId.get(id ?? 0)?.closedOn;
  if (closedOn) {
    row.problem("managed_by", "INCONSISTENT", messages.closedManager(code, closedOn));
  } else if (id !== null)
    mindLife(register, row, "managed_by", id, since === null || since === SINCE_EVER ? today : since);
  return code === undefined ? null : { code };
}

/** Whether a text is a name of this one, whoever else it names. */
const isCalled = (names: Names<number>, text: string, id: number | null | undefined): boolean =>
  id != null && names.claims(text).some(([, claimed]) => claimed === id);
