import { SINCE_EVER } from "../../../core/time/point-in-time.js";
import type { Names, Row } from "../../../files/reading/cells.js";
import type { ImportContext } from "../../import/reader.js";
import { OWNERSHIP_WORDS } from "../facility.format.js";
import { problemOfCode, problemOfLetters, tidyName } from "../mutation/facility-rules.js";
import { MOST_BEDS } from "../register/facilities-at.js";
import {
  endedAreas,
  firstChanges,
  guidedBy,
  type KnownFacility,
  knownFacilities,
  managementsOf,
} from "./facility-list.store.js";
import { FacilityLives } from "./facility-lives.js";

/** What differs of a facility, each with the rows of its table to write; the id is known once it is on record. */
export interface Listed {
  row: Row;
  code: string;
  known: KnownFacility | null;
  opened_on: string | null;
  closed_on: string | null;
  name: Dated<{ name: string }> | null;
  profile: Dated<Profile> | null;
  place: Dated<{ area_id: number }> | null;
  /** Whoever manages it may stand further down in the same list. */
  manager: Dated<{ code: string }> | null;
}

export type Dated<Values> = Values & { valid_from: string };
type Profile = Pick<
  KnownFacility,
  "facility_type_id" | "ownership" | "service_level_id" | "hospital_class_id" | "actual_beds"
>;

export type Register = Awaited<ReturnType<typeof registerOf>>;

export async function registerOf(into: ImportContext, rows: readonly Row[]) {
  const known = await knownFacilities(into.tx);
  return {
    known,
    byId: new Map([...known.values()].map((each) => [each.id, each] as const)),
    guided: await guidedBy(into.tx),
    managements: await managementsOf(into.tx),
    lives: await FacilityLives.of(into.tx),
    firstChanges: await firstChanges(into.tx),
    endedAreas: await endedAreas(into.tx),
    inFile: new Set(rows.map((row) => row.text("code"))),
    facilities: await into.facilities(),
    areas: await into.areas(),
    types: await into.termsByAnyName("FACILITY_TYPE"),
    levels: await into.termsByAnyName("SERVICE_LEVEL"),
    classes: await into.termsByAnyName("HOSPITAL_CLASS"),
    today: into.run.today,
  };
}

export function listedOf(row: Row, code: string, register: Register): Listed {
  const known = register.known.get(code) ?? null;
  const [opened_on, closed_on, valid_from] = DAYS.map((column) => pastDay(row, column, register.today));
  const since = valid_from ?? (known ? null : (opened_on ?? SINCE_EVER));
  if (!known) checkNewCode(row, code, register);
  const listed = {
    ...{ row, code, known },
    opened_on: opened_on ?? known?.opened_on ?? null,
    closed_on: closed_on ?? known?.closed_on ?? null,
    name: dated(row, nameOf(row, known, register), since, known?.name_from),
    profile: dated(row, profileOf(row, known, register), since, known?.profile_from),
    place: dated(row, placeOf(row, known, register, since), since, known?.place_from),
    manager: dated(row, managerOf(row, code, known, register, since), since, known?.managed_from),
  };
  checkOpening(row, listed, since, register);
  if (known?.closed_on && closed_on !== null && closed_on !== known.closed_on) {
    row.problem("closed_on", "INCONSISTENT", {
      en: `It closed on ${known.closed_on}; before it closes on another day it is reopened (facilityReopen).`,
      vi: `Cơ sở đã ngừng hoạt động từ ${known.closed_on}; muốn ghi ngày khác thì phải mở lại trước (facilityReopen).`,
    });
  }
  if (listed.opened_on !== null && listed.closed_on !== null && listed.closed_on <= listed.opened_on) {
    row.problem("closed_on", "INCONSISTENT", {
      en: `It closes before, or on, ${listed.opened_on}, when it was opened.`,
      vi: `Ngừng hoạt động trước hoặc đúng ngày thành lập ${listed.opened_on}.`,
    });
  }
  checkEnd(listed);
  return listed;
}

const DAYS = ["opened_on", "closed_on", "valid_from"];

/** A new facility has a code of the register, which denotes nothing else. */
function checkNewCode(row: Row, code: string, { facilities, areas }: Register): void {
  const wrong = code === "" ? undefined : problemOfCode(code);
  if (wrong) row.problem("code", "INCONSISTENT", wrong.sentence);
  else if (facilities.claims(code).length > 0) row.problem("code", "INCONSISTENT", alreadyNames(code));
  else if (areas.on(null).claims(code).length > 0) {
    row.problem("code", "INCONSISTENT", {
      en: `"${code}" denotes an area already; choose another code.`,
      vi: `"${code}" đã là mã hoặc tên của đơn vị hành chính; hãy chọn mã khác.`,
    });
  }
}

const alreadyNames = (name: string) => ({
  en: `"${name}" already names another facility.`,
  vi: `"${name}" đã là tên của cơ sở khác.`,
});

/** Nothing is known of a facility before it opens. */
function checkOpening(
  row: Row,
  { known, opened_on }: Pick<Listed, "known" | "opened_on">,
  since: string | null,
  { firstChanges: changes, today }: Register,
): void {
  if (opened_on === null || opened_on === known?.opened_on) return;
  const first = known ? (changes.get(known.id) ?? today) : (since ?? today);
  if (opened_on <= first) return;
  row.problem("opened_on", "INCONSISTENT", {
    en: `${opened_on} is too late: the facility is known on ${first} already.`,
    vi: `${opened_on} là quá muộn: cơ sở đã được biết vào ngày ${first}.`,
  });
}

/** The register tells what has happened. */
function pastDay(row: Row, column: string, today: string): string | null {
  const day = row.day(column);
  if (day !== null && day > today) {
    row.problem(column, "INCONSISTENT", { en: `${day} is after today.`, vi: `${day} là sau hôm nay.` });
  }
  return day;
}

/** Nothing of a facility changes on the day on which it closes, or later. */
function checkEnd({ row, known, closed_on, name, profile, place, manager }: Listed): void {
  const changes = [name, profile, place, manager].flatMap((each) => each?.valid_from ?? []);
  if (closed_on === null || (changes.length === 0 && closed_on === known?.closed_on)) return;
  const before = known ? [known.name_from, known.profile_from, known.place_from, known.managed_from] : [];
  const last = [...changes, ...before.flatMap((day) => day ?? [])].sort().at(-1) ?? SINCE_EVER;
  if (last < closed_on || last === SINCE_EVER) return;
  row.problem("closed_on", "INCONSISTENT", {
    en: `It closes on ${closed_on}, and something of it changes on ${last}.`,
    vi: `Ngừng hoạt động từ ${closed_on}, nhưng có thông tin thay đổi từ ${last}.`,
  });
}

export const isDifferent = ({ known, opened_on, closed_on, name, profile, place, manager }: Listed): boolean =>
  known === null ||
  known.opened_on !== opened_on ||
  known.closed_on !== closed_on ||
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
    row.problem("valid_from", "MISSING_VALUE", {
      en: "The row differs from what is on record; write from which day on it holds.",
      vi: "Dòng này khác với dữ liệu đã có; hãy ghi có hiệu lực từ ngày nào.",
    });
    return null;
  }
  if (onRecordFrom != null && since < onRecordFrom) {
    row.problem("valid_from", "INCONSISTENT", {
      en: `What is on record holds from ${onRecordFrom} on; a list says what came after it.`,
      vi: `Dữ liệu đã có có hiệu lực từ ${onRecordFrom}; danh sách chỉ ghi điều xảy ra sau đó.`,
    });
  }
  return { ...values, valid_from: since };
}

function nameOf(row: Row, known: KnownFacility | null, { facilities }: Register): { name: string } | null {
  const given = known ? row.text("name") : row.required("name");
  if (given === null || given === "" || given === known?.name) return null;
  const name = tidyName(given);
  if (name === known?.name) return null;
  const wrong = problemOfLetters(name, []);
  if (wrong) row.problem("name", /\p{L}/u.test(name) ? "TOO_LONG" : "INCONSISTENT", wrong.sentence);
  const others = facilities.claims(name).filter(([, id]) => id !== known?.id);
  if (others.length > 0) row.problem("name", "INCONSISTENT", alreadyNames(name));
  return { name };
}

/** The whole profile, where a cell of it says another thing than is on record. */
function profileOf(row: Row, known: KnownFacility | null, { types, levels, classes }: Register): Profile | null {
  if (!known) for (const column of ["facility_type", "ownership"]) row.required(column);
  const given = {
    facility_type_id: row.named("facility_type", "facility type", types),
    ownership: row.word("ownership", OWNERSHIP_WORDS),
    service_level_id: row.named("service_level", "service level", levels),
    hospital_class_id: row.named("hospital_class", "hospital class", classes),
    actual_beds: bedsOf(row),
  };
  const columns = Object.keys(given) as (keyof Profile)[];
  if (known && columns.every((column) => given[column] === null || given[column] === known[column])) return null;
  return {
    facility_type_id: given.facility_type_id ?? known?.facility_type_id ?? null,
    ownership: given.ownership ?? known?.ownership ?? null,
    service_level_id: given.service_level_id ?? known?.service_level_id ?? null,
    hospital_class_id: given.hospital_class_id ?? known?.hospital_class_id ?? null,
    actual_beds: given.actual_beds ?? known?.actual_beds ?? null,
  };
}

function bedsOf(row: Row): number | null {
  const beds = row.count("actual_beds");
  if (beds === null || beds <= MOST_BEDS) return beds;
  row.problem("actual_beds", "NOT_A_NUMBER", {
    en: `${beds} is more beds than any facility has; at most ${MOST_BEDS}.`,
    vi: `${beds} giường là quá nhiều; tối đa ${MOST_BEDS}.`,
  });
  return null;
}

function placeOf(
  row: Row,
  known: KnownFacility | null,
  { areas, today, endedAreas: ended }: Register,
  since: string | null,
): { area_id: number } | null {
  const text = known ? row.text("area") : row.required("area") || null;
  // Where it stands by what is known last may be an area that has ended since.
  if (text === null || isCalled(areas.on(null), text, known?.area_id)) return null;
  const day = since === null || since === SINCE_EVER ? today : since;
  const area_id = row.named("area", "area", areas.on(day));
  const endedOn = ended.get(area_id ?? 0);
  if (endedOn !== undefined) {
    row.problem("area", "INCONSISTENT", {
      en: `"${text}" ended on ${endedOn}; name the area where it stands since.`,
      vi: `"${text}" không còn từ ${endedOn}; hãy ghi đơn vị hành chính nơi cơ sở đặt trụ sở từ đó.`,
    });
  }
  return area_id === null ? null : { area_id };
}

function managerOf(
  row: Row,
  own: string,
  known: KnownFacility | null,
  { facilities, inFile, byId, lives, today }: Register,
  since: string | null,
): { code: string } | null {
  const text = row.text("managed_by");
  if (text === null || isCalled(facilities, text, known?.managed_by_id)) return null;
  const id = inFile.has(text) ? null : row.named("managed_by", "facility", facilities);
  const code = inFile.has(text) ? text : byId.get(id ?? 0)?.code;
  if (code === own) {
    row.problem("managed_by", "INCONSISTENT", {
      en: "A facility cannot stand in this relation to itself.",
      vi: "Cơ sở không thể có quan hệ này với chính mình.",
    });
  }
  const closedOn = byId.get(id ?? 0)?.closed_on;
  if (closedOn) {
    row.problem("managed_by", "INCONSISTENT", {
      en: `"${code}" closed on ${closedOn}; a closed facility manages nobody.`,
      vi: `"${code}" đã ngừng hoạt động từ ${closedOn}; cơ sở đã đóng không quản lý cơ sở nào.`,
    });
  } else if (id !== null) lives.mind(row, "managed_by", id, since === null || since === SINCE_EVER ? today : since);
  return code === undefined ? null : { code };
}

/** Whether a text is a name of this one, whoever else it names. */
const isCalled = (names: Names<number>, text: string, id: number | null | undefined): boolean =>
  id != null && names.claims(text).some(([, claimed]) => claimed === id);
