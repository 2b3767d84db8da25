import { describe, expect, it } from "@jest/globals";
import { matchNames } from "../../server/concepts/facility/name-match/name-match.js";
import { FacilityRegister } from "../../server/concepts/facility/register/facility-register.js";
import { searchWords } from "../../server/core/text/fold.js";
import { FOR_EVER, SINCE_EVER } from "../../server/core/time/point-in-time.js";

const ALWAYS = { validFrom: SINCE_EVER, validTo: FOR_EVER, latest: 1 };
const MOVED = "2020-01-01";

/** A made-up world: the name of a unit that closed was taken by another, and two units share a spelling. */
const UNITS = [
  { id: 1, code: "MADE-UP-OLD", openedOn: null, closedOn: MOVED },
  { id: 2, code: "MADE-UP-NEW", openedOn: MOVED, closedOn: null },
  { id: 3, code: "MADE-UP-NORTH", openedOn: null, closedOn: null },
  { id: 4, code: "MADE-UP-SOUTH", openedOn: null, closedOn: null },
];
const NAMES = [
  { facilityId: 1, name: "Phòng khám Sông Hương", ...ALWAYS },
  { facilityId: 2, name: "Phòng khám Sông Hương", ...ALWAYS },
  { facilityId: 3, name: "Phòng khám Bắc", ...ALWAYS, validTo: MOVED, latest: 0 },
  { facilityId: 3, name: "Phòng khám Bắc Hương", ...ALWAYS, validFrom: MOVED },
  { facilityId: 4, name: "Phòng khám Nam", ...ALWAYS },
];
const SPELLINGS = [
  { facilityId: 3, spelling: "PK Hương" },
  { facilityId: 4, spelling: "PK  HƯƠNG" },
  { facilityId: 4, spelling: "phòng khám NAM" },
];
const profile = { facilityTypeId: 1, ownership: "PRIVATE", serviceLevelId: null, hospitalClassId: null };
const UNSAID = { noteVi: null, basisVi: null, fromStandsIn: null };
const profileOf = (facilityId: number) => ({
  ...{ facilityId, ...profile, actualBeds: null, sectionId: 1, ...UNSAID, ...ALWAYS },
});
const book = FacilityRegister.of({
  units: UNITS.map((unit) => {
    const names = NAMES.flatMap(({ facilityId, name }) => (facilityId === unit.id ? name : []));
    return {
      ...unit,
      version: 1,
      noteVi: null,
      searchText: ` ${searchWords([unit.code, ...names].join(" ")).join(" ")} `,
    };
  }),
  names: NAMES.map((row) => ({ ...row, sortKey: row.name, legalDocumentId: null, ...UNSAID })),
  profiles: UNITS.map(({ id }) => profileOf(id)),
  places: [],
  relations: [],
  spellings: SPELLINGS,
});

const match = (name: string, asOf: string | null = null) => matchNames([name], book, { asOf })[0];

describe("A name that is on record", () => {
  it("of two units is not decided: both are named, and why", () => {
    expect(match("pk hương")).toEqual({
      ...{ name: "pk hương", status: "AMBIGUOUS", facilityId: null, matchedBy: null },
      candidates: [
        {
          ...{ facilityId: 3, why: "SAME_NAME", distance: 0 },
          alias: { text: "PK Hương", kind: "SPELLING", validFrom: null, validTo: null },
        },
        {
          ...{ facilityId: 4, why: "SAME_NAME", distance: 0 },
          alias: { text: "PK  HƯƠNG", kind: "SPELLING", validFrom: null, validTo: null },
        },
      ],
      reason: {
        en: '"pk hương" is the name of more than one unit: MADE-UP-NORTH, MADE-UP-SOUTH; write the code.',
        vi: '"pk hương" là tên của nhiều đơn vị: MADE-UP-NORTH, MADE-UP-SOUTH; hãy ghi mã.',
      },
    });
  });

  it("of a closed unit and of its follower is decided by a day, and not without one", () => {
    const name = "Phòng khám Sông Hương";
    expect(match(name)).toMatchObject({ status: "AMBIGUOUS", facilityId: null });
    expect(match(name, "2019-12-31")).toMatchObject({ status: "MATCHED", facilityId: 1 });
    expect(match(name, MOVED)).toMatchObject({ status: "MATCHED", facilityId: 2 });
  });

  it("is recognised whenever it was given, and its days are told as far as the day knows them", () => {
    const former = { text: "Phòng khám Bắc", kind: "NAME", validFrom: null, validTo: MOVED };
    expect(match("Phòng khám Bắc")?.matchedBy).toEqual(former);
    expect(match("Phòng khám Bắc", "2022-12-07")?.matchedBy).toEqual({ ...former, validTo: null });
    expect(match("Phòng khám Bắc Hương", "2019-08-08")?.matchedBy).toEqual({
      ...{ text: "Phòng khám Bắc Hương", kind: "NAME", validFrom: MOVED, validTo: null },
    });
  });
});

describe("A name that is not on record", () => {
  /** Whom it may mean, why, by which of its texts, and how many letters that is away; and the reason in English. */
  const suggested = (name: string, asOf: string | null = null) => {
    const found = match(name, asOf);
    const { status, facilityId, matchedBy, candidates = [], reason } = found ?? {};
    expect({ status, facilityId, matchedBy }).toEqual({ status: "UNKNOWN", facilityId: null, matchedBy: null });
    return [
      ...candidates.map(({ facilityId: id, why, alias, distance }) => [id, why, alias.text, alias.kind, distance]),
      reason?.en,
    ];
  };
  const ONLY_LIKE_IT = "the candidates are only like it, which decides nothing.";

  it("may mean the units whose names have all its words, the nearest first; three of them at the most", () => {
    expect(suggested("huong")).toEqual([
      [3, "ALL_WORDS", "PK Hương", "SPELLING", 3],
      [2, "ALL_WORDS", "MADE-UP-NEW", "CODE", 9],
      [1, "ALL_WORDS", "MADE-UP-OLD", "CODE", 9],
      `No unit is known as "huong"; ${ONLY_LIKE_IT}`,
    ]);
    expect(suggested("made-up")).toEqual([
      [2, "ALL_WORDS", "MADE-UP-NEW", "CODE", 4],
      [1, "ALL_WORDS", "MADE-UP-OLD", "CODE", 4],
      [3, "ALL_WORDS", "MADE-UP-NORTH", "CODE", 6],
      `No unit is known as "made-up"; ${ONLY_LIKE_IT}`,
    ]);
  });

  it("may mean units that are spelled nearly so, after those that have all its words, and none twice", () => {
    expect(suggested("Phòng khám Namm")).toEqual([
      [4, "NEAR_SPELLING", "Phòng khám Nam", "NAME", 1],
      [3, "NEAR_SPELLING", "Phòng khám Bắc", "NAME", 3],
      [1, "NEAR_SPELLING", "Phòng khám Sông Hương", "NAME", 9],
      `No unit is known as "Phòng khám Namm"; ${ONLY_LIKE_IT}`,
    ]);
    expect(suggested("MADE-UP-SOUT")).toEqual([
      [4, "ALL_WORDS", "MADE-UP-SOUTH", "CODE", 1],
      [3, "NEAR_SPELLING", "MADE-UP-NORTH", "CODE", 3],
      [1, "NEAR_SPELLING", "MADE-UP-OLD", "CODE", 3],
      `No unit is known as "MADE-UP-SOUT"; ${ONLY_LIKE_IT}`,
    ]);
  });

  it("that differs from a known one in accents alone is told which; it stays unknown", () => {
    expect(suggested("Phong kham Bac")).toEqual([
      [3, "ALL_WORDS", "Phòng khám Bắc", "NAME", 0],
      [4, "NEAR_SPELLING", "Phòng khám Nam", "NAME", 2],
      [1, "NEAR_SPELLING", "Phòng khám Sông Hương", "NAME", 10],
      'No unit is known as "Phong kham Bac". It differs from "Phòng khám Bắc" only in accents or signs; but so may two units.',
    ]);
  });

  it("may mean those units only that there were on the day", () => {
    expect(suggested("Phòng khám Sông Hươn", "2019-01-01")).toEqual([
      [1, "ALL_WORDS", "Phòng khám Sông Hương", "NAME", 1],
      [3, "NEAR_SPELLING", "Phòng khám Bắc Hương", "NAME", 5],
      [4, "NEAR_SPELLING", "Phòng khám Nam", "NAME", 8],
      `No unit that existed on 2019-01-01 is known as "Phòng khám Sông Hươn"; ${ONLY_LIKE_IT}`,
    ]);
    // Nor do others take the places of those.
    const known = match("Phòng khám Sông Hươngg", "2019-01-01")?.candidates;
    expect(known?.map(({ facilityId }) => facilityId)).toEqual([1, 3, 4]);
    expect(suggested("Phòng khám Sông Hươn", "2021-01-01")[0]).toEqual([
      ...[2, "ALL_WORDS", "Phòng khám Sông Hương", "NAME", 1],
    ]);
  });

  it("of which no known name is like, and one that is blank, say so and suggest nobody", () => {
    expect(suggested("zzzzzz")).toEqual(['No unit is known as "zzzzzz", and no known name is like it.']);
    expect(suggested("  ")).toEqual(["The name is blank."]);
  });

  it("with words that more than twenty units have may mean any of them: these words suggest nobody", () => {
    const numbers = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
    const many = (count: number) =>
      FacilityRegister.of({
        ...{ places: [], relations: [], spellings: [] },
        profiles: numbers(count).map(profileOf),
        names: numbers(count).map((id) => ({
          ...{ facilityId: id, name: `Clinic ${id}`, sortKey: `${id}`, legalDocumentId: null, ...UNSAID, ...ALWAYS },
        })),
        units: numbers(count).map((id) => ({
          ...{ id, code: `X-${id}`, openedOn: null, closedOn: null, version: 1, noteVi: null },
          searchText: ` x ${id} clinic `,
        })),
      });
    const firstOf = (count: number) => matchNames(["clinic"], many(count), { asOf: null })[0]?.candidates[0]?.why;
    expect([firstOf(20), firstOf(21)]).toEqual(["ALL_WORDS", "NEAR_SPELLING"]);
  });
});

describe("A code, and a spelling in other letters", () => {
  it("name a unit, and tell what kind of name they are", () => {
    expect(match("MADE-UP-SOUTH")).toMatchObject({
      ...{ status: "MATCHED", facilityId: 4 },
      matchedBy: { text: "MADE-UP-SOUTH", kind: "CODE", validFrom: null, validTo: null },
    });
    expect(match("phòng khám nam".normalize("NFD"))).toMatchObject({
      ...{ status: "MATCHED", facilityId: 4, candidates: [], reason: null },
      matchedBy: { text: "Phòng khám Nam", kind: "NAME" },
    });
  });

  it("are told in the very letters that were asked for, where they are on record", () => {
    const told = ["phòng khám NAM", "phòng khám NAM".normalize("NFD"), "Phòng khám Nam"].map(
      (name) => match(name)?.matchedBy,
    );
    expect(told.map((alias) => [alias?.text, alias?.kind])).toEqual([
      ["phòng khám NAM", "SPELLING"],
      ["phòng khám NAM", "SPELLING"],
      ["Phòng khám Nam", "NAME"],
    ]);
  });
});

it("Names beyond what one question may compare are unknown without candidates, and say so", () => {
  // Nine texts are known, that of the spelling which two units share taken once.
  const names = ["Phòng khám Nam 1", "Phòng khám Nam", "Phòng khám Nam 1", "Phòng khám Nam 2", "Phòng khám Nam 3"];
  const [first, known, again, second, third] = matchNames(names, book, { asOf: null }, 2 * 9);
  expect([first, second, third].map((each) => [each?.status, each?.candidates[0]?.facilityId])).toEqual([
    ["UNKNOWN", 4],
    ["UNKNOWN", 4],
    ["UNKNOWN", undefined],
  ]);
  expect(third?.candidates).toEqual([]);
  expect([known?.status, again]).toEqual(["MATCHED", first]);
  expect(third?.reason).toEqual({
    en: 'No unit is known as "Phòng khám Nam 3". Names like it were not looked for: too many names of this question are unknown. Ask for it again.',
    vi: 'Không có đơn vị nào được biết với tên "Phòng khám Nam 3". Chưa tìm tên gần giống: câu hỏi có quá nhiều tên chưa biết. Hãy hỏi lại riêng tên này.',
  });
});
