import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { type Acting, mistakesIn } from "../support/acting.js";
import { assessing, openRound, ROUND } from "../support/assessments.js";
import { WHATEVER_ELSE, WORLD_OF_A_DAY } from "../support/everything.js";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

describe("A round", () => {
  let server: TestServer;
  let department: Acting;

  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    department = assessing(server, (await signedIn(server, "sở")).headers);
  });
  afterAll(() => server.close());

  const known = async (code: string): Promise<Data> =>
    (await dataOf(server, `{ assessmentRound(code: "${code}") { ${ROUND} } }`)).assessmentRound;

  it("that a document brought is closed", async () => {
    const { assessmentRounds } = await dataOf(server, "{ assessmentRounds { code state version } }");
    expect(assessmentRounds).toEqual([
      { code: "2020", state: "CLOSED", version: 1 },
      { code: "2022", state: "CLOSED", version: 1 },
    ]);
  });

  it("is opened by the Department, and changes nothing that was known before", async () => {
    const everything = async () => {
      const world = await dataOf(server, WORLD_OF_A_DAY);
      const { assessmentRounds, ...rest } = await dataOf(server, WHATEVER_ELSE);
      return { world, rest, rounds: assessmentRounds.filter(({ code }: Data) => code !== "2026") };
    };
    const before = await everything();
    const { round } = await department.did("assessmentRoundOpen", {
      code: "2026",
      year: 2026,
      openedOn: "2026-01-05",
      methodVi: " Đơn vị tự đánh giá trên hệ thống. ",
      legalDocument: "54/2017/TT-BYT",
    });
    expect(round).toEqual({
      id: expect.any(String),
      code: "2026",
      year: 2026,
      openedOn: "2026-01-05",
      closedOn: null,
      methodVi: "Đơn vị tự đánh giá trên hệ thống.",
      legalDocument: { number: "54/2017/TT-BYT" },
      state: "OPEN",
      version: 1,
    });
    expect(await known("2026")).toEqual(round);
    expect(await everything()).toEqual(before);
  });

  it("is closed on a day from its first one to today, and opened again for a reason", async () => {
    const { id } = await known("2026");
    const close = (closedOn: string) =>
      department.payload("assessmentRoundClose", { id, expectedVersion: 1, closedOn });
    expect(mistakesIn(await close("2026-01-04"))).toEqual([["closedOn", "INVALID"]]);
    expect((await close("2999-01-01")).userErrors[0].message).toMatch(
      /^2999-01-01 is not between the first day of the round, 2026-01-05, and today, 20\d\d-\d\d-\d\d\.$/,
    );
    const closed = (await close("2026-01-31")).round;
    expect(closed).toEqual(await known("2026"));
    expect(closed).toMatchObject({ closedOn: "2026-01-31", state: "CLOSED", version: 2 });
    const reason = "Đơn vị nộp muộn do mất mạng.";
    const reopening = { id, expectedVersion: 2, reason };
    const { round } = await department.did("assessmentRoundReopen", reopening);
    expect(round).toEqual({ ...closed, state: "OPEN", version: 3 });
    const again = await department.did("assessmentRoundClose", { id, expectedVersion: 3 });
    expect(again.round).toEqual({ ...closed, version: 4 }); // its last day stays
    const trail = await server.db.query<{ act: string; reason: string | null }>(
      "SELECT act, reason FROM audit_entry WHERE object_type = 'AssessmentRound' ORDER BY version",
    );
    expect(trail).toEqual([
      { act: "assessmentRoundOpen", reason: null },
      { act: "assessmentRoundClose", reason: null },
      { act: "assessmentRoundReopen", reason },
      { act: "assessmentRoundClose", reason: null },
    ]);
  });

  it("is refused with all that is wrong with it", async () => {
    const open = async (input: object) =>
      await department.payload("assessmentRoundOpen", {
        code: "2025",
        year: 2025,
        openedOn: "2025-01-05",
        ...input,
      });
    expect(mistakesIn(await open({ code: "đợt 2025", year: 25 }))).toEqual([
      ["code", "INVALID"],
      ["year", "INVALID"],
    ]);
    expect(mistakesIn(await open({ openedOn: "2999-01-05", legalDocument: "54/2017/TT-BTY" }))).toEqual([
      ["openedOn", "INVALID"],
      ["openedOn", "INVALID"],
      ["legalDocument", "NOT_FOUND"],
    ]);
    const taken = await open({ code: "2022" });
    expect([mistakesIn(taken), taken.round]).toEqual([[["code", "TAKEN"]], await known("2022")]);
    expect(await known("2025")).toBeNull();
  });

  it("is neither closed nor opened twice, nor by who has not seen it as it is", async () => {
    const { id, version } = await known("2022");
    const again = await department.payload("assessmentRoundClose", { id, expectedVersion: version });
    expect(again).toEqual({
      round: await known("2022"),
      userErrors: [
        {
          path: [],
          code: "ILLEGAL_STATE",
          message: 'Round "2022" is CLOSED; possible from there: assessmentRoundReopen.',
        },
      ],
    });
    const stale = { id, expectedVersion: version + 1, reason: "Sai phiên bản." };
    const refused = await department.payload("assessmentRoundReopen", stale);
    expect([mistakesIn(refused), refused.round]).toEqual([[["expectedVersion", "CONFLICT"]], await known("2022")]);
    const nothing = { id: "x", expectedVersion: 1, reason: "Không có." };
    expect(mistakesIn(await department.payload("assessmentRoundReopen", nothing))).toEqual([["id", "NOT_FOUND"]]);
  });

  it("is opened once by many who send the same act under the same name", async () => {
    const input = { code: "2026-B", year: 2026, openedOn: "2026-02-01", clientMutationId: "open-b" };
    const payloads = await Promise.all(
      Array.from({ length: 8 }, () => department.payload("assessmentRoundOpen", input)),
    );
    for (const payload of payloads) expect(payload).toEqual(payloads[0]);
    expect(payloads[0].userErrors).toEqual([]);
  });

  it("that is closed takes nothing more in: not begun, not gone on with, not published", async () => {
    const round = await openRound(department, "2026-C");
    const drafts: Data = {};
    for (const facility of ["BV-MAT", "BV-RHM", "BV-PHOI", "BV-PHCN"]) {
      drafts[facility] = await department.done("assessmentStart", { facility, round: "2026-C" });
    }
    const goOn = async (facility: string, field: string) => {
      const { id, version } = drafts[facility];
      drafts[facility] = await department.done(field, { id, expectedVersion: version });
    };
    for (const facility of ["BV-RHM", "BV-PHOI"]) await goOn(facility, "assessmentSubmit");
    await goOn("BV-PHOI", "assessmentVerify");
    await department.did("assessmentRoundClose", { id: round.id, expectedVersion: 1 });
    const refusal = async (field: string, input: object): Promise<string> => {
      const { userErrors } = await department.payload(field, input);
      expect(userErrors.map(({ code }: Data) => code)).toEqual(["ILLEGAL_STATE"]);
      return userErrors[0].message;
    };
    const locked = (state: string) =>
      `The assessment is ${state} in round "2026-C", which is CLOSED; possible from there: assessmentRoundReopen.`;
    expect(await refusal("assessmentStart", { facility: "BV-BINHDIEN", round: "2026-C" })).toBe(locked("NONE"));
    for (const [facility, field, state] of [
      ["BV-MAT", "assessmentSave", "DRAFT"],
      ["BV-MAT", "assessmentSubmit", "DRAFT"],
      ["BV-RHM", "assessmentVerify", "SUBMITTED"],
      ["BV-PHOI", "assessmentPublish", "VERIFIED"],
    ] as const) {
      const { id, version } = drafts[facility];
      expect(await refusal(field, { id, expectedVersion: version })).toBe(locked(state));
    }
    await department.did("assessmentRoundReopen", {
      id: round.id,
      expectedVersion: 2,
      reason: "Cho nộp bổ sung.",
    });
    await goOn("BV-PHOI", "assessmentPublish");
    await goOn("BV-MAT", "assessmentSubmit");
  });

  it("is closed while many save: whatever was kept was kept before it was closed", async () => {
    const round = await openRound(department, "2026-D");
    const facilities = ["BV-MAT", "BV-RHM", "BV-PHOI", "BV-PHCN", "BV-BINHDIEN", "TTYT-PHUVANG"];
    const drafts = await Promise.all(
      facilities.map((facility) => department.done("assessmentStart", { facility, round: "2026-D" })),
    );
    const saving = drafts.map(async ({ id }) => {
      for (let version = 1; ; version += 1) {
        const input = { id, expectedVersion: version, reportedLevel: 1 + (version % 7) };
        const { userErrors } = await department.payload("assessmentSave", input);
        if (userErrors.length > 0) return [version, userErrors[0].code];
      }
    });
    await department.did("assessmentRoundClose", { id: round.id, expectedVersion: 1 });
    const versions = () =>
      server.db.query<{ version: number }>(
        "SELECT a.version FROM assessment a JOIN assessment_round r ON r.id = a.round_id WHERE r.code = '2026-D' ORDER BY a.id",
      );
    const whenClosed = await versions();
    const ended = await Promise.all(saving);
    expect(ended.map(([, code]) => code)).toEqual(facilities.map(() => "ILLEGAL_STATE"));
    expect(await versions()).toEqual(whenClosed);
    expect(ended.map(([version]) => version).sort()).toEqual(whenClosed.map(({ version }) => version).sort());
  });

  it("that is closed between the look at an assessment and its change is closed for it", async () => {
    const round = await openRound(department, "2026-E");
    const { draft } = await department.did("assessmentStart", { facility: "BV-MAT", round: "2026-E" });
    const { db } = server;
    const { query } = db;
    let saving: Promise<Data> | undefined;
    await db.transaction(async (tx) => {
      await tx.query("UPDATE assessment_round SET state = 'CLOSED', version = version + 1 WHERE code = '2026-E'");
      const looked = new Promise<void>((resolve) => {
        db.query = async (sql, params) => {
          const rows = await query.call(db, sql, params);
          if (sql.includes("LEFT JOIN assessment_draft")) resolve();
          return rows as never;
        };
      });
      const input = { id: draft.id, expectedVersion: 1, reportedLevel: 3 };
      saving = department.payload("assessmentSave", input);
      await looked;
      db.query = query;
    });
    expect((await saving)?.userErrors).toEqual([
      {
        path: [],
        code: "ILLEGAL_STATE",
        message:
          'The assessment is DRAFT in round "2026-E", which is CLOSED; possible from there: assessmentRoundReopen.',
      },
    ]);
    expect(await known("2026-E")).toMatchObject({ id: round.id });
    const { node } = (
      await runQuery(
        server,
        `query ($id: ID!) { node(id: $id) { ... on AssessmentDraft { version } } }`,
        draft,
        department.headers,
      )
    ).data;
    expect(node).toEqual({ version: 1 });
  });
});
