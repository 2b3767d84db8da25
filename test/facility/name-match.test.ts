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
];
const profile = { facilityTypeId: 1, ownership: "PRIVATE", serviceLevelId: null, hospitalClassId: null };
const UNSAID = { noteVi: null, basisVi: null, fromStandsIn: null };
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
  profiles: UNITS.map(({ id }) => ({
    facilityId: id,
    ...profile,
    actualBeds: null,
    sectionId: 1,
    ...UNSAID,
    ...ALWAYS,
  })),
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

it("Names beyond what one question may compare are unknown without candidates, and say so", () => {
  // Nine texts are known, that of the spelling which two units share taken once.
  const names = ["Phòng khám Nam 1", "Phòng khám Nam", "Phòng khám Nam 1", "Phòng khám Nam 2", "Phòng khám Nam 3"];
  const [first, known, again, second, third] = matchNames(names, book, { asOf: null }, 2 * 9);
  expect([first, second, third].map((each) => [each?.status, each?.candidates[0]?.facilityId])).toEqual([
    ["UNKNOWN", 4],
    ["UNKNOWN", 4],
    ["UNKNOWN", undefined],
  ]);
  expect([known?.status, again]).toEqual(["MATCHED", first]);
  expect(third?.reason).toEqual({
    en: 'No unit is known as "Phòng khám Nam 3". Names like it were not looked for: too many names of this question are unknown. Ask for it again.',
    vi: 'Không có đơn vị nào được biết với tên "Phòng khám Nam 3". Chưa tìm tên gần giống: câu hỏi có quá nhiều tên chưa biết. Hãy hỏi lại riêng tên này.',
  });
});
