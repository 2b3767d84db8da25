import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { FOR_EVER } from "../../server/core/time/point-in-time.js";
import { ImportRefused } from "../../server/files/reading/problems.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { loadedDatabase } from "../support/database.js";
import { importLines, problemsOf } from "../support/importing.js";
import { newSeed, randomOf, stepsOf } from "../support/random.js";
import { dataOf } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";

const HEADERS = {
  "facility-names": "facility,name,valid_from,valid_to,legal_document,note_vi",
  "facility-ownership": "facility,ownership,facility_type,valid_from,valid_to,basis_vi",
  "facility-places": "facility,area_key,valid_from,valid_to,stated,basis_vi",
  "facility-relations": "facility,kind,related,valid_from,valid_to,legal_document,basis_vi",
};
type Format = keyof typeof HEADERS;

let server: TestServer;
beforeAll(async () => {
  server = await serve(await loadedDatabase());
  await addTestAccount(server.db, "sở", "ADMIN");
});
afterAll(() => server.close());

let made = 0;
const write = (format: Format, ...lines: string[]) => {
  made += 1;
  return importLines(server.db, format, `own-${made}.csv`, [HEADERS[format], ...lines]);
};
const refused = async (format: Format, ...lines: string[]) =>
  (await problemsOf(write(format, ...lines))).map(({ line, column, code, message }) => [line, column, code, message]);

async function act(field: string, code: string, values: object) {
  const { headers } = await signedIn(server, "sở");
  const { facility } = await dataOf(server, `{ facility(code: "${code}") { id version } }`);
  const input = { id: facility.id, expectedVersion: facility.version, ...values };
  return new Acting(server, headers, { facility: "code" }).ask(field, input);
}

const heldOf = (table: string, code: string, what: string, and = "") =>
  server.db.query<{ what: string; begins: string; ends: string; latest: number }>(
    `SELECT ${what} AS what, valid_from AS begins, valid_to AS ends, latest FROM ${table} ` +
      `WHERE facility_id = (SELECT id FROM facility WHERE code = ?) ${and} ORDER BY valid_from`,
    [code],
  );
const namesOf = (code: string) => heldOf("facility_name", code, "name");

const another = (begins: string, ends: string) =>
  `From ${begins} on another one holds; this one cannot hold until ${ends}.`;
const nothing = (ends: string) =>
  `From ${ends} on nothing would be on record, where something is now; write what holds from then on.`;

describe("A file of former names", () => {
  it("lets the name now begin where a former one ends", async () => {
    await write("facility-names", "BV-TAMTHAN,Tên trước,,2005-03-07,,");
    const now = { what: "Bệnh viện Tâm thần Huế", begins: "2005-03-07", ends: FOR_EVER, latest: 1 };
    expect(await namesOf("BV-TAMTHAN")).toEqual([
      { what: "Tên trước", begins: "1000-01-01", ends: "2005-03-07", latest: 0 },
      now,
    ]);
    await write("facility-names", "BV-TAMTHAN,Tên trước nữa,,2001-03-07,,");
    expect(await namesOf("BV-TAMTHAN")).toEqual([
      { what: "Tên trước nữa", begins: "1000-01-01", ends: "2001-03-07", latest: 0 },
      { what: "Tên trước", begins: "2001-03-07", ends: "2005-03-07", latest: 0 },
      now,
    ]);
  });

  it("is refused where another name is on record before the former one ends", async () => {
    const before = await namesOf("BV-TAMTHAN");
    expect(await refused("facility-names", "BV-TAMTHAN,Tên khác,,2008-03-07,,")).toEqual([
      [2, "valid_to", "INCONSISTENT", another("2001-03-07", "2008-03-07")],
    ]);
    expect(await namesOf("BV-TAMTHAN")).toEqual(before);
  });

  it("corrects the name until the day on which it ended, or for as long as it holds", async () => {
    await write("facility-names", "BV-TAMTHAN,Tên đúng,,2001-03-07,,");
    await write("facility-names", "BV-MAT,Bệnh viện Mắt Cố đô,,,,");
    expect((await namesOf("BV-TAMTHAN"))[0]).toMatchObject({ what: "Tên đúng", ends: "2001-03-07" });
    expect(await namesOf("BV-MAT")).toEqual([
      { what: "Bệnh viện Mắt Cố đô", begins: "1000-01-01", ends: FOR_EVER, latest: 1 },
    ]);
  });

  it("writes several of one facility in the order of their days, however they are listed", async () => {
    await write("facility-names", "BV-DALIEU,Tên hai,2001-01-01,2002-01-01,,", "BV-DALIEU,Tên một,,2001-01-01,,");
    expect((await namesOf("BV-DALIEU")).map((each) => [each.begins, each.ends, each.latest])).toEqual([
      ["1000-01-01", "2001-01-01", 0],
      ["2001-01-01", "2002-01-01", 0],
      ["2002-01-01", FOR_EVER, 1],
    ]);
  });

  it("leaves no facility without a name", async () => {
    expect(await refused("facility-names", "BV-RHM,Tên khác,2001-01-01,2002-01-01,,")).toEqual([
      [2, "valid_to", "INCONSISTENT", nothing("2002-01-01")],
    ]);
    expect(
      await refused("facility-names", "BV-RHM,Tên một,,2001-01-01,,", "BV-RHM,Tên hai,2001-06-01,2002-01-01,,"),
    ).toEqual([[3, "valid_to", "INCONSISTENT", nothing("2002-01-01")]]);
    const [now] = await namesOf("BV-RHM");
    expect(await refused("facility-names", `BV-RHM,${now?.what},,2002-01-01,,`)).toEqual([
      [2, "valid_to", "INCONSISTENT", nothing("2002-01-01")],
    ]);
  });

  it("is refused where its own rows overlap, begin on one day, or end before they begin", async () => {
    expect(
      await refused(
        "facility-names",
        ...["BV-PHCN,Tên một,,2003-01-01,,", "BV-PHCN,Tên hai,2001-01-01,2004-01-01,,"],
        ...["BV-YHCT,Tên một,,2001-01-01,,", "BV-YHCT,Tên hai,,2002-01-01,,"],
        ...["BV-GTVT,Tên một,2002-01-01,2001-01-01,,", "BV-GTVT,Tên hai,2002-01-01,2002-01-01,,"],
      ),
    ).toEqual([
      [2, "valid_to", "INCONSISTENT", another("2001-01-01", "2003-01-01")],
      [3, "valid_to", "INCONSISTENT", another("2003-01-01", "2004-01-01")],
      [5, "valid_from", "DUPLICATE", "Line 4 is about the same."],
      [6, "valid_to", "INCONSISTENT", "It ends before, or on, 2002-01-01, when it begins."],
      [7, "valid_to", "INCONSISTENT", "It ends before, or on, 2002-01-01, when it begins."],
    ]);
  });
});

describe("A file of what else has dates", () => {
  it("leaves no facility without an owner", async () => {
    expect(await refused("facility-ownership", "BV-RHM,PUBLIC,SPECIALISED_HOSPITAL,,2010-01-01,")).toEqual([
      [2, "valid_to", "INCONSISTENT", nothing("2010-01-01")],
    ]);
  });

  it("keeps where it stands and who manages it beyond the end of a row about something else", async () => {
    expect(await refused("facility-places", "BV-RHM,474,2001-01-01,2010-01-01,1,")).toEqual([
      [2, "valid_to", "INCONSISTENT", nothing("2010-01-01")],
    ]);
    expect(await refused("facility-relations", "BV-RHM,MANAGES,BV-MAT,,2010-01-01,,")).toEqual([
      [2, "valid_to", "INCONSISTENT", nothing("2010-01-01")],
    ]);
  });

  it("is refused where an end of its own leaves what it says holds until further notice nowhere", async () => {
    expect(
      await refused(
        "facility-relations",
        ...["BV-RHM,GUIDES,BV-MAT,,,,", "BV-RHM,GUIDES,BV-DALIEU,2001-01-01,2002-01-01,,"],
        "BV-RHM,GUIDES,BV-YHCT,2002-01-01,2003-01-01,,",
      ),
    ).toEqual([[4, "valid_to", "INCONSISTENT", nothing("2003-01-01")]]);
  });

  it("makes nobody guide it now whose guidance another one has followed that is over", async () => {
    const [before] = await heldOf("facility_relation", "BV-GTVT", "kind", "AND kind = 'GUIDES'");
    expect(before).toMatchObject({ begins: "2019-08-08", ends: "2022-09-16", latest: 0 });
    await write("facility-relations", "BV-GTVT,GUIDES,BV-DALIEU,2013-08-01,,,");
    expect(await heldOf("facility_relation", "BV-GTVT", "kind", "AND kind = 'GUIDES'")).toEqual([
      { what: "GUIDES", begins: "2013-08-01", ends: "2019-08-08", latest: 0 },
      before,
    ]);
  });

  it("ends a relation that is on record", async () => {
    await write("facility-relations", "BV-RHM,MANAGES,SYT,,2020-01-01,,");
    expect(await heldOf("facility_relation", "BV-RHM", "kind")).toEqual([
      { what: "MANAGES", begins: "1000-01-01", ends: "2020-01-01", latest: 0 },
    ]);
  });
});

const SEED = newSeed("order of what has dates");
const STEPS = stepsOf(150);

interface Held {
  own: string;
  begins: string;
  ends: string;
  latest: number;
  mayBeLatest: number;
}

const ENDED =
  "CASE WHEN valid_to = '9999-12-31' OR EXISTS (SELECT 1 FROM facility f WHERE f.id = facility_id AND f.closed_on = valid_to)";
const ASPECTS = [
  { table: "facility_name", isAlways: true },
  { table: "facility_profile", isAlways: true },
  { table: "facility_place", may: "stated" },
  { table: "facility_relation", kind: "kind", may: `${ENDED} THEN 1 ELSE 0 END` },
];

describe("Files and acts at random", () => {
  const random = randomOf(SEED);
  const pick = <T>(all: readonly T[]): T => all[random(all.length)] as T;
  const UNITS = ["BV-PHOI", "BV-YHCT", "BV-GTVT", "TTYT-PHUVANG"];
  const day = () => `20${10 + random(16)}-0${1 + random(9)}-01`;
  const blankOr = (some: () => string) => (random(3) === 0 ? "" : some());
  const days = () => `${random(2) ? "" : day()},${blankOr(day)}`;
  const fileOf: Readonly<Record<Format, (unit: string) => string>> = {
    "facility-names": (unit) => `${unit},Tên ${made}-${random(1e6)},${days()},,`,
    "facility-ownership": (unit) => `${unit},${pick(["PUBLIC", "PRIVATE"])},GENERAL_HOSPITAL,${days()},`,
    "facility-places": (unit) => `${unit},${pick(["46", "474", "478"])},${days()},${random(2)},`,
    "facility-relations": (unit) =>
      `${unit},${pick(["MANAGES", "GUIDES"])},${pick(["SYT", "BV-MAT", "BV-DALIEU"])},${days()},,`,
  };

  /** Whether it was done. */
  const importSome = () => {
    const format = pick(Object.keys(HEADERS) as Format[]);
    const lines = Array.from({ length: 1 + random(3) }, () => fileOf[format](pick(UNITS)));
    return write(format, ...lines).then(
      () => "file",
      (error: unknown) => {
        if (!(error instanceof ImportRefused)) throw error;
        return "refused file";
      },
    );
  };
  const ACTS: readonly (() => [string, object])[] = [
    () => ["facilityRename", { on: day(), name: `Tên mới ${made}` }],
    () => ["facilityCorrect", { name: `Tên sửa ${made}`, reason: "Thử." }],
    () => ["facilityMove", { on: day(), area: pick(["46", "474"]) }],
    () => ["facilityReassign", { on: day(), managedBy: pick(["SYT", "BV-MAT", null]) }],
    () => ["facilityProfileChange", { on: day(), actualBeds: random(500) }],
    () => ["facilityClose", { on: day(), reason: "Thử." }],
    () => ["facilityReopen", { reason: "Thử." }],
    () => ["facilityWithdrawChange", { aspect: pick(["NAME", "PLACE", "PROFILE", "MANAGEMENT"]), reason: "Thử." }],
  ];
  const actSome = async () => {
    made += 1;
    const [field, values] = pick(ACTS)();
    const answer = await act(field, pick(UNITS), values);
    return JSON.stringify(answer).includes('"userErrors":[]') ? "act" : "refused act";
  };

  /** What is out of order in one aspect of all facilities. */
  async function disorder({ table, isAlways, kind = "''", may = "1" }: (typeof ASPECTS)[number]): Promise<unknown[]> {
    const rows = await server.db.query<Held>(
      `SELECT CONCAT(facility_id, '/', ${kind}) AS own, valid_from AS begins, valid_to AS ends, latest, ${may} AS mayBeLatest ` +
        `FROM ${table} ORDER BY facility_id, ${kind}, valid_from`,
    );
    const wrong: unknown[] = [];
    for (const [i, row] of rows.entries()) {
      const next = rows[i + 1]?.own === row.own ? rows[i + 1] : undefined;
      if (row.ends <= row.begins) wrong.push(["empty or backward", row]);
      if (next && next.begins < row.ends) wrong.push(["overlap", row, next]);
      if (isAlways && row.ends !== (next?.begins ?? FOR_EVER)) wrong.push(["nothing follows", row]);
      const later = rows.slice(i + 1).some((each) => each.own === row.own && Number(each.mayBeLatest) === 1);
      if (row.latest !== (Number(row.mayBeLatest) === 1 && !later ? 1 : 0)) wrong.push(["latest", row]);
    }
    return wrong;
  }

  it(`leave what has dates in order: ${STEPS} times`, async () => {
    const done = new Map<string, number>();
    for (let step = 0; step < STEPS; step += 1) {
      const outcome = random(3) ? await importSome() : await actSome();
      done.set(outcome, (done.get(outcome) ?? 0) + 1);
      for (const aspect of ASPECTS)
        expect([step, outcome, aspect.table, await disorder(aspect)]).toEqual([step, outcome, aspect.table, []]);
    }
    for (const outcome of ["file", "refused file", "act", "refused act"]) expect(done.get(outcome)).toBeGreaterThan(0);
  }, 300_000);
});
