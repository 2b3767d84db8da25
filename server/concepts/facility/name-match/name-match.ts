import { lettersApart } from "../../../core/text/likeness.js";
import type { LocalizedMessage } from "../../../core/text/localized-message.js";
import { knownFrom, knownTo, LATEST, type PointInTime } from "../../../core/time/point-in-time.js";
import * as messages from "../facility.messages.js";
import { searched } from "../list/facility-search.js";
import type { FacilityRow } from "../register/facility-history.js";
import type { FacilityRegister } from "../register/facility-register.js";

/** A text that names a facility, and what kind of name it is. */
export interface AliasRow {
  text: string;
  kind: "CODE" | "NAME" | "SPELLING";
  validFrom: string | null;
  validTo: string | null;
}

export interface CandidateRow {
  facilityId: number;
  why: "SAME_NAME" | "ALL_WORDS" | "NEAR_SPELLING";
  alias: AliasRow;
  distance: number;
}

/** What became of one name. */
export interface NameMatchRow {
  name: string;
  status: "MATCHED" | "AMBIGUOUS" | "UNKNOWN";
  facilityId: number | null;
  matchedBy: AliasRow | null;
  candidates: readonly CandidateRow[];
  reason: LocalizedMessage | null;
}

const MOST_CANDIDATES = 3;
/** Words that more units have, such as "bệnh viện", say nothing. */
const MOST_WITH_WORDS = 20;
/** How many known texts one question compares with unknown names: all names of a province, some of a whole country. */
const MOST_COMPARED = 500_000;

/**
 * The unit that each name denotes, by the rule of the imports (`facility-names.ts`), among the units that there were then.
 * Likeness only suggests: a name that is not known stays unknown, however near it is to a known one. Pure.
 */
export function matchNames(
  names: readonly string[],
  register: FacilityRegister,
  pointInTime: PointInTime,
  mostCompared = MOST_COMPARED,
): NameMatchRow[] {
  const matches = new Map<string, NameMatchRow>();
  let compared = 0;
  for (const name of new Set(names)) {
    const decided = decide(name, register, pointInTime);
    if (!decided) compared += register.likeness().size;
    matches.set(name, decided ?? unknown(name, register, pointInTime, compared <= mostCompared));
  }
  return names.map((name) => ({ ...(matches.get(name) as NameMatchRow) }));
}

/** Found among the names as they are; null: not known. */
function decide(name: string, register: FacilityRegister, pointInTime: PointInTime): NameMatchRow | null {
  const claims = register.claims(name);
  const units = register.in(pointInTime).rowsOf(new Set(claims.map(([, id]) => id)));
  const [unit] = units;
  if (!unit) return null;
  const aliasIn = (row: FacilityRow): AliasRow => {
    const texts = claims.flatMap(([text, id]) => (id === row.id ? text : []));
    return aliasOf(
      texts.find((text) => text === name.normalize("NFC")) ?? texts[0] ?? name,
      row,
      register,
      pointInTime,
    );
  };
  if (units.length === 1) {
    const matchedBy = aliasIn(unit);
    return { name, status: "MATCHED", facilityId: unit.id, matchedBy, candidates: [], reason: null };
  }
  const candidates = units.map((row) => ({
    facilityId: row.id,
    why: "SAME_NAME" as const,
    alias: aliasIn(row),
    distance: 0,
  }));
  const codes = units.map(({ code }) => code).join(", ");
  return {
    ...{ name, status: "AMBIGUOUS", facilityId: null, matchedBy: null, candidates },
    reason: messages.nameOfMoreThanOne(name, codes),
  };
}

function unknown(
  name: string,
  register: FacilityRegister,
  pointInTime: PointInTime,
  mayCompare: boolean,
): NameMatchRow {
  const candidates = mayCompare ? candidatesFor(name, register, pointInTime) : [];
  const reason = reasonOf(name, candidates, pointInTime, mayCompare);
  return { name, status: "UNKNOWN", facilityId: null, matchedBy: null, candidates, reason };
}

/** Those whose names have all its words, the nearest first; then those that are spelled nearly so. */
function candidatesFor(name: string, register: FacilityRegister, pointInTime: PointInTime): CandidateRow[] {
  const all = register.in(pointInTime);
  const candidate = (row: FacilityRow, text: string, why: CandidateRow["why"], distance: number): CandidateRow => ({
    ...{ facilityId: row.id, why, distance, alias: aliasOf(text, row, register, pointInTime) },
  });
  const withWords = all.sorted("CODE").filter(searched(name));
  const byWords = withWords.length > MOST_WITH_WORDS ? [] : withWords;
  const known = new Set(byWords.map(({ id }) => id));
  const byLetters = register.likeness().nearest(name, MOST_CANDIDATES, (id) => !known.has(id) && all.find(id) !== null);
  const candidates = byWords.flatMap((row) => {
    const [nearest] = [row.code, ...register.spellingsOf(row.id, LATEST)]
      .map((text) => ({ text, distance: lettersApart(name, text) }))
      .sort((a, b) => a.distance - b.distance);
    return nearest ? candidate(row, nearest.text, "ALL_WORDS", nearest.distance) : [];
  });
  candidates.sort((a, b) => a.distance - b.distance);
  const others = byLetters.flatMap(({ of, text, away }) =>
    all.rowsOf([of]).map((row) => candidate(row, text, "NEAR_SPELLING", away)),
  );
  return [...candidates, ...others].slice(0, MOST_CANDIDATES);
}

function reasonOf(name: string, [nearest]: CandidateRow[], { asOf }: PointInTime, compared: boolean): LocalizedMessage {
  if (name.trim() === "") return messages.nameIsBlank;
  if (!compared) return messages.notCompared(name, asOf);
  if (!nearest) return messages.nothingLikeIt(name, asOf);
  return nearest.distance === 0
    ? messages.otherAccents(name, asOf, nearest.alias.text)
    : messages.candidatesOnlyLikeIt(name, asOf);
}

function aliasOf(text: string, { id, code }: FacilityRow, register: FacilityRegister, { asOf }: PointInTime): AliasRow {
  if (text === code) return { text, kind: "CODE", validFrom: null, validTo: null };
  const name = register
    .namesOf(id, LATEST)
    .filter((row) => row.name === text)
    .at(-1);
  if (!name) return { text, kind: "SPELLING", validFrom: null, validTo: null };
  // A day does not know what came after it.
  return { text, kind: "NAME", validFrom: knownFrom(name.validFrom), validTo: asOf ? null : knownTo(name.validTo) };
}
