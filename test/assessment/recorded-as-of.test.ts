import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { ASSESSMENT, assessing } from "../support/assessments.js";
import { loadedDatabase } from "../support/database.js";
import { type Data, dataOf } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";

describe("An assessment as it was on record", () => {
  let server: TestServer;
  let now = "2026-01-10T08:00:00+07:00";

  beforeAll(async () => {
    server = await serve(await loadedDatabase(), { now: () => Date.parse(now) });
    await addTestAccount(server.db, "sở", "ADMIN");
  });
  afterAll(() => server.close());

  /** Takes a draft, or a published assessment that is reopened, all the way at one moment. */
  const publishAt = async (moment: string, { id, version, status }: Data, entry: object): Promise<Data> => {
    now = moment;
    const { headers } = await signedIn(server, "sở");
    let payload: Data = { draft: { id, version } };
    const acts: [string, object][] = [
      ...(status === "PUBLISHED" ? [["assessmentReopen", { reason: "Bổ sung minh chứng." }] as [string, object]] : []),
      ["assessmentSave", entry],
      ["assessmentSubmit", {}],
      ["assessmentVerify", {}],
      ["assessmentPublish", {}],
    ];
    for (const [field, more] of acts) {
      const { draft } = payload;
      payload = await assessing(server, headers).did(field, { id: draft.id, expectedVersion: draft.version, ...more });
    }
    return payload.assessment;
  };
  const recorded = async (facility: string, round: string, day: string | null): Promise<Data> => {
    const query = `query ($f: String!, $r: String!, $d: LocalDate) { facility(code: $f) {
      assessment(round: $r, recordedAsOf: $d) { ${ASSESSMENT} } } }`;
    return (await dataOf(server, query, { f: facility, r: round, d: day })).facility.assessment;
  };
  const begin = async (facility: string, round: string): Promise<Data> => {
    const { headers } = await signedIn(server, "sở");
    return assessing(server, headers).done("assessmentStart", { facility, round });
  };

  it("is what was published by the end of that day in Vietnam; null before anything was", async () => {
    const { headers } = await signedIn(server, "sở");
    await assessing(server, headers).did("assessmentRoundOpen", { code: "2026", year: 2026, openedOn: "2026-01-05" });
    const draft = await begin("BV-MAT", "2026");
    const first = await publishAt("2026-02-10T23:30:00+07:00", draft, {
      reportedLevel: 2,
      components: [{ component: "HIS", level: 2 }],
      answers: [{ criterion: "LIS_80", answer: "NOT_EQUIPPED" }],
      statedNeeds: [{ system: "LIS", needed: true }],
    });
    const second = await publishAt("2026-03-01T00:30:00+07:00", first, {
      reportedLevel: 3,
      components: [
        { component: "HIS", level: 3 },
        { component: "LIS", grade: "BASIC" },
      ],
      answers: [
        { criterion: "LIS_80", answer: "MET" },
        { criterion: "LIS_81", answer: "MET" },
      ],
      statedNeeds: [{ system: "LIS", needed: null }],
    });
    const third = await publishAt("2026-03-01T09:00:00+07:00", second, {
      answers: [{ criterion: "LIS_81", answer: null }],
    });
    expect([first.reportedLevel, second.computedLevel.level, third.answers]).toEqual([
      2,
      3,
      [{ criterion: { code: "LIS_80" }, answer: "MET" }],
    ]);
    for (const [day, expected] of [
      ["2022-12-31", null],
      ["2026-02-09", null],
      ["2026-02-10", first],
      ["2026-02-28", first],
      ["2026-03-01", third],
      ["2026-03-02", third],
      [null, third],
    ] as const) {
      expect([day, await recorded("BV-MAT", "2026", day)]).toEqual([day, expected]);
    }
  });

  it("that a document brought is on record since ever, until something else is published", async () => {
    const before = await recorded("BV-PHCN", "2022", null);
    expect(await recorded("BV-PHCN", "2022", "2001-01-01")).toEqual(before);
    const after = await publishAt("2026-04-02T10:00:00+07:00", before, {
      reportedLevel: 6,
      components: [{ component: "HIS", level: 6 }],
    });
    expect(after).not.toEqual(before);
    for (const [day, expected] of [
      ["2001-01-01", before],
      ["2026-04-01", before],
      ["2026-04-02", after],
    ] as const) {
      expect([day, await recorded("BV-PHCN", "2022", day)]).toEqual([day, expected]);
    }
  });

  it("leaves out what was not published by then, and costs the same however many facilities are asked", async () => {
    const query = `query ($d: LocalDate!, $n: Int!) { facilities(first: $n) { nodes { code assessments(last: 1, recordedAsOf: $d) {
      round { code } reportedLevel components { component level } answers { answer } } } } }`;
    const statementsOf = async (n: number, d: string) => {
      await dataOf(server, '{ terms(vocabulary: "UNIT") { code } }');
      const before = server.db.statements;
      const { facilities } = await dataOf(server, query, { n, d });
      return [facilities.nodes, server.db.statements - before - 1] as const;
    };
    const [all, statements] = await statementsOf(100, "2026-02-09");
    const [, ofFew] = await statementsOf(42, "2026-02-09");
    // Entries of the trail; components, answers and needs of what has changed since; components and answers of the rest.
    expect([statements, ofFew]).toEqual([6, 6]);
    expect(all.find(({ code }: Data) => code === "BV-MAT").assessments).toMatchObject([{ round: { code: "2022" } }]);
    const [later] = await statementsOf(100, "2026-02-10");
    expect(later.find(({ code }: Data) => code === "BV-MAT").assessments).toMatchObject([{ round: { code: "2026" } }]);
  });

  it("is there once, also where its facility stands in an answer several times", async () => {
    const { facility } = await dataOf(
      server,
      `{ facility(code: "BV-PHOI") { assessments { round { code }
         facility { assessments(recordedAsOf: "2022-12-31") { round { code } } } } } }`,
    );
    expect(facility.assessments.length).toBeGreaterThan(1);
    for (const { facility: again } of facility.assessments) {
      expect(again.assessments.map(({ round }: Data) => round.code)).toEqual(["2022", "2020"]);
    }
  });
});
