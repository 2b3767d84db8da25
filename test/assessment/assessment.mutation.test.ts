import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { type Acting, mistakesIn } from "../support/acting.js";
import { ASSESSMENT, assessing, openRound } from "../support/assessments.js";
import { type Data, dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const ENTERED = "Dữ liệu do người dùng nhập trên hệ thống";
const FIGURES = `{ assessmentRounds { code levelDistribution { level count } unknownLevelCount systemDemand { needed }
  assessments(first: 100) { totalCount nodes { id reportedLevel } } comparison(with: "2020") { up down same unknown } } facilities(first: 100) { nodes { code latestAssessment { id reportedLevel }
  assessments { id reportedLevel } statedNeeds { needed } } } discrepancies { code status } }`;

describe("An assessment", () => {
  let server: TestServer;
  let department: Acting;
  let eye: Acting;

  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    await addTestAccount(server.db, "mắt", "FACILITY_EDITOR", "BV-MAT");
    department = assessing(server, (await signedIn(server, "sở")).headers);
    eye = assessing(server, (await signedIn(server, "mắt")).headers);
    await openRound(department, "2026");
  });
  afterAll(() => server.close());

  const of = async (facility: string, round: string, fields: string): Promise<Data> => {
    const query = `query ($f: String!, $r: String!) { facility(code: $f) { assessment(round: $r) { ${fields} } } }`;
    return (await dataOf(server, query, { f: facility, r: round })).facility.assessment;
  };
  const start = async (facility: string, round = "2026", by = department): Promise<Data> =>
    by.done("assessmentStart", { facility, round });
  /** Goes on with a draft by these acts, each with the version that the one before it led to. */
  const goOn = async (draft: Data, acts: readonly (readonly [field: string, more?: object])[]): Promise<Data> => {
    let payload: Data = { draft };
    for (const [field, more] of acts) {
      const { id, version } = payload.draft ?? payload.assessment;
      payload = await department.did(field, { id, expectedVersion: version, ...more });
    }
    return payload;
  };
  const published = async (facility: string, round: string, entry: object): Promise<Data> =>
    (
      await goOn(await start(facility, round), [
        ["assessmentSave", entry],
        ["assessmentSubmit"],
        ["assessmentVerify"],
        ["assessmentPublish"],
      ])
    ).assessment;

  it("goes from the facility that enters it to the public, by those who do each step", async () => {
    const before = await dataOf(server, FIGURES);
    const { draft: begun, assessment } = await eye.did("assessmentStart", {
      facility: "BV-MAT",
      round: "2026",
    });
    expect([begun, assessment]).toEqual([
      {
        id: expect.any(String),
        version: 1,
        status: "DRAFT",
        reportedLevel: null,
        components: [],
        answers: [],
        statedNeeds: [],
        computedLevel: { level: null, ruleSet: "HUE-2022-OBSERVED" },
        facility: { code: "BV-MAT" },
        round: { code: "2026" },
        published: null,
      },
      null,
    ]);
    const { id } = begun;
    const entry = {
      reportedLevel: 3,
      components: [{ component: "HIS", level: 3 }, { component: "LIS", grade: "BASIC" }, { component: "EMR" }],
      answers: [
        { criterion: "LIS_81", answer: "NEEDS_UPGRADE" },
        { criterion: "LIS_80", answer: "MET" },
      ],
      statedNeeds: [
        { system: "EMR", needed: true },
        { system: "PORTAL", needed: false },
      ],
    };
    const saved = await eye.done("assessmentSave", { id, expectedVersion: 1, ...entry });
    expect(saved).toEqual({
      ...begun,
      version: 2,
      reportedLevel: 3,
      components: [
        { component: "HIS", level: 3, grade: null, labelVi: "HIS" },
        { component: "LIS", level: null, grade: "BASIC", labelVi: "LIS" },
        { component: "EMR", level: null, grade: null, labelVi: "EMR" },
      ],
      answers: [
        { criterion: { code: "LIS_80" }, answer: "MET" },
        { criterion: { code: "LIS_81" }, answer: "NEEDS_UPGRADE" },
      ],
      statedNeeds: [
        { system: { code: "EMR" }, needed: true },
        { system: { code: "PORTAL" }, needed: false },
      ],
      computedLevel: { level: 3, ruleSet: "HUE-2022-OBSERVED" },
    });
    // What is left out stays; null takes back what was entered.
    const more = {
      components: [{ component: "LIS", grade: "ADVANCED" }],
      answers: [{ criterion: "LIS_81", answer: null }],
      statedNeeds: [{ system: "PORTAL" }],
    };
    const again = await eye.done("assessmentSave", { id, expectedVersion: 2, ...more });
    expect(again).toMatchObject({
      version: 3,
      reportedLevel: 3,
      components: [{ level: 3 }, { grade: "ADVANCED" }, { component: "EMR" }],
      answers: [{ criterion: { code: "LIS_80" } }],
      statedNeeds: [{ system: { code: "EMR" } }],
    });
    expect(await eye.did("assessmentSubmit", { id, expectedVersion: 3 })).toMatchObject({
      draft: { version: 4, status: "SUBMITTED" },
      assessment: null,
    });
    const reason = "Thiếu minh chứng LIS nâng cao.";
    const back = { id, expectedVersion: 4, reason };
    expect(await department.done("assessmentReturn", back)).toEqual({ ...again, version: 5 });
    const corrected = { id, expectedVersion: 5, components: [{ component: "LIS", grade: "BASIC" }] };
    await eye.did("assessmentSave", corrected);
    await eye.did("assessmentSubmit", { id, expectedVersion: 6 });
    const verified = { id, expectedVersion: 7, reportedLevel: 2 };
    expect(await department.done("assessmentVerify", verified)).toMatchObject({
      version: 8,
      status: "VERIFIED",
      reportedLevel: 2,
      computedLevel: { level: 3 },
    });
    // Until here nobody else has noticed anything.
    expect(await dataOf(server, FIGURES)).toEqual(before);
    const publication = { id, expectedVersion: 8, clientMutationId: "publish-mat" };
    const answer = await department.did("assessmentPublish", publication);
    expect(answer).toMatchObject({ draft: null, userErrors: [] });
    expect(answer.assessment).toEqual({
      id: expect.any(String),
      version: 9,
      status: "PUBLISHED",
      reportedLevel: 2,
      components: [
        { component: "HIS", level: 3, grade: null, labelVi: "HIS" },
        { component: "LIS", level: null, grade: "BASIC", labelVi: "LIS" },
        { component: "EMR", level: null, grade: null, labelVi: "EMR" },
      ],
      answers: [{ criterion: { code: "LIS_80" }, answer: "MET" }],
      computedLevel: { level: 3 },
      facility: { code: "BV-MAT" },
      round: { code: "2026" },
      source: { section: ENTERED },
    });
    expect(await of("BV-MAT", "2026", ASSESSMENT)).toEqual(answer.assessment);
    const { facility, assessmentRound } = await dataOf(
      server,
      `{ facility(code: "BV-MAT") { latestAssessment { id reportedLevel answers { answer } discrepancies { stated status } }
          statedNeeds(round: "2026") { system { code } needed present situation source { section } } }
        assessmentRound(code: "2026") { levelDistribution { level count } comparison(with: "2022") { same unknown } } }`,
    );
    expect(facility).toEqual({
      latestAssessment: {
        id: answer.assessment.id,
        reportedLevel: 2,
        answers: [{ answer: "MET" }],
        discrepancies: [{ stated: "Mức 2", status: "CONFLICT" }],
      },
      statedNeeds: [
        {
          system: { code: "EMR" },
          needed: true,
          present: null,
          situation: "NEEDED_NOT_STATED",
          source: { section: ENTERED },
        },
      ],
    });
    expect(assessmentRound).toEqual({
      levelDistribution: [{ level: 2, count: 1 }],
      comparison: { same: 1, unknown: 18 },
    });
    // Asked again under its name it is answered as the first time, whatever has become of it since.
    await goOn(answer.assessment, [["assessmentReopen", { reason: "Đọc lại." }]]);
    expect(await department.did("assessmentPublish", publication)).toEqual(answer);
  });

  it("is reopened for a reason, also in a closed round; the public reads what was published until the next is", async () => {
    const fields = "id version reportedLevel components { component level grade } source { section }";
    const before = await of("BV-PHCN", "2022", fields);
    const figures = await dataOf(server, FIGURES);
    const reopened = await department.did("assessmentReopen", {
      id: before.id,
      expectedVersion: 1,
      reason: "Sở kiểm tra lại tại chỗ.",
    });
    expect(reopened).toMatchObject({
      draft: { version: 2, status: "DRAFT", reportedLevel: before.reportedLevel, published: { version: 1 } },
      assessment: null,
    });
    expect(reopened.draft.components.map(({ labelVi: _, ...each }: Data) => each)).toEqual(before.components);
    expect(reopened.draft.statedNeeds).toHaveLength(10);
    const entry = { components: [{ component: "HIS", level: 6 }], statedNeeds: [{ system: "PORTAL", needed: false }] };
    const { draft: verified } = await goOn(reopened.draft, [
      ["assessmentSave", entry],
      ["assessmentSubmit"],
      ["assessmentVerify", { reportedLevel: 6 }],
    ]);
    expect(verified).toMatchObject({ version: 5, status: "VERIFIED", reportedLevel: 6 });
    expect(await of("BV-PHCN", "2022", fields)).toEqual(before);
    expect(await dataOf(server, FIGURES)).toEqual(figures);
    const { assessment } = await goOn(verified, [["assessmentPublish"]]);
    expect(assessment).toMatchObject({ id: before.id, version: 6, reportedLevel: 6, source: { section: ENTERED } });
    const after = await of("BV-PHCN", "2022", fields);
    expect(after.components).toEqual(
      before.components.map((each: Data) => (each.component === "HIS" ? { ...each, level: 6 } : each)),
    );
    const { assessmentRound } = await dataOf(
      server,
      '{ assessmentRound(code: "2022") { state levelDistribution { level count } } }',
    );
    expect(assessmentRound).toEqual({
      state: "CLOSED",
      levelDistribution: [
        { level: 2, count: 13 },
        { level: 3, count: 5 },
        { level: 6, count: 1 },
      ],
    });
    // What the document prints of its table still holds.
    const { discrepancies } = await dataOf(server, "{ discrepancies { code status } }");
    const counts = discrepancies.filter(({ code }: Data) => /ASSESSED|NEEDS/.test(code));
    expect(counts.length).toBeGreaterThan(1);
    expect(counts).toEqual(counts.map(({ code }: Data) => ({ code, status: "MATCH" })));
    // The trail tells by which act, why, and what the public read before and after.
    const trail = await server.db.query<{ act: string; reason: string | null; changes: string }>(
      "SELECT act, reason, changes FROM audit_entry WHERE object_type = 'Assessment' AND object_id = ? ORDER BY version",
      [Number(Buffer.from(before.id, "base64url").toString().split(":")[1])],
    );
    expect(trail.map(({ act: name, reason }) => [name, reason])).toEqual([
      ["assessmentReopen", "Sở kiểm tra lại tại chỗ."],
      ["assessmentSave", null],
      ["assessmentSubmit", null],
      ["assessmentVerify", null],
      ["assessmentPublish", null],
    ]);
    const his = before.components.find(({ component }: Data) => component === "HIS").level;
    expect(JSON.parse(trail.at(-1)?.changes ?? "")).toMatchObject({
      "component HIS": [
        { level: his, grade: null },
        { level: 6, grade: null },
      ],
      reportedLevel: [before.reportedLevel, 6],
      version: [1, 6],
    });
  });

  it("that is published again without a change cites what it cited", async () => {
    const before = await of("BV-RHM", "2022", "id version reportedLevel source { section }");
    const { draft } = await department.did("assessmentReopen", {
      id: before.id,
      expectedVersion: 1,
      reason: "Xem lại.",
    });
    await goOn(draft, [["assessmentSubmit"], ["assessmentVerify"], ["assessmentPublish"]]);
    expect(await of("BV-RHM", "2022", "id version reportedLevel source { section }")).toEqual({
      ...before,
      version: 5,
    });
  });

  it("is begun once for a facility and a round, by many at the same time too", async () => {
    const input = { facility: "BV-TAMTHAN", round: "2026" };
    const payloads = await Promise.all(Array.from({ length: 10 }, () => department.payload("assessmentStart", input)));
    const accepted = payloads.filter(({ userErrors }) => userErrors.length === 0);
    expect(accepted).toHaveLength(1);
    for (const { draft, userErrors } of payloads.filter((each) => each !== accepted[0])) {
      expect([draft, userErrors]).toEqual([
        accepted[0].draft,
        [
          {
            path: [],
            code: "ILLEGAL_STATE",
            message: "The assessment is DRAFT; possible from there: assessmentSave, assessmentSubmit.",
          },
        ],
      ]);
    }
  });

  it("is done once by many who send the same act under the same name", async () => {
    const input = { facility: "BV-GTVT", round: "2026", clientMutationId: "begin" };
    const payloads = await Promise.all(Array.from({ length: 8 }, () => department.payload("assessmentStart", input)));
    for (const payload of payloads) expect(payload).toEqual(payloads[0]);
    const { id } = payloads[0].draft;
    const save = { id, expectedVersion: 1, reportedLevel: 1, clientMutationId: "save" };
    const first = await department.did("assessmentSave", save);
    await department.did("assessmentSave", { id, expectedVersion: 2, reportedLevel: 2 });
    expect(await department.did("assessmentSave", save)).toEqual(first);
    const other = await department.payload("assessmentSave", { ...save, reportedLevel: 5 });
    expect(mistakesIn(other)).toEqual([["clientMutationId", "IDEMPOTENCY_MISMATCH"]]);
  });

  it("is not changed by whoever has not seen it as it is, and is shown as it is now", async () => {
    const { id, ...begun } = await start("TTYT-PHUVANG");
    const save = (expectedVersion: number, reportedLevel: number) =>
      department.payload("assessmentSave", { id, expectedVersion, reportedLevel });
    const answers = await Promise.all([1, 2, 3, 4].map((level) => save(1, level)));
    const [accepted, ...others] = answers.filter(({ userErrors }) => userErrors.length === 0);
    expect(others).toEqual([]);
    for (const payload of answers.filter((each) => each !== accepted)) {
      expect(mistakesIn(payload)).toEqual([["expectedVersion", "CONFLICT"]]);
      expect(payload.draft).toEqual({ id, ...begun, version: 2, reportedLevel: accepted.draft.reportedLevel });
    }
    const assessment = await of("BV-MAT", "2022", "id version reportedLevel");
    const reopening = { id: assessment.id, expectedVersion: 7, reason: "Sai phiên bản." };
    const stale = await department.payload("assessmentReopen", reopening);
    expect([mistakesIn(stale), stale.draft]).toEqual([[["expectedVersion", "CONFLICT"]], null]);
    expect(stale.assessment).toMatchObject(assessment);
  });

  it("is refused in each state what is not possible from there, with what is, and stays as it was", async () => {
    const steps = ["assessmentSubmit", "assessmentVerify", "assessmentPublish"];
    const acts = ["Save", "Submit", "Return", "Verify", "Publish", "Reopen"].map((name) => `assessment${name}`);
    const facilities = ["BV-DALIEU", "BV-YHCT", "BV-PHOI", "BV-RHM"];
    for (const [i, [state, possible]] of [
      ["DRAFT", ["assessmentSave", "assessmentSubmit"]],
      ["SUBMITTED", ["assessmentReturn", "assessmentVerify"]],
      ["VERIFIED", ["assessmentReturn", "assessmentPublish"]],
      ["PUBLISHED", ["assessmentReopen"]],
    ].entries() as Iterable<[number, [string, string[]]]>) {
      const facility = facilities[i] ?? "";
      const begun = await start(facility);
      const payload = await goOn(
        begun,
        steps.slice(0, i).map((field) => [field] as const),
      );
      const { id, version } = payload.draft ?? payload.assessment;
      const message = `The assessment is ${state}; possible from there: ${possible.join(", ")}.`;
      const refusal = { assessment: null, ...payload, userErrors: [{ path: [], code: "ILLEGAL_STATE", message }] };
      for (const field of acts.filter((each) => !possible.includes(each))) {
        const reason = /Return|Reopen/.test(field) ? { reason: "Thử." } : {};
        const input = { id, expectedVersion: version, ...reason };
        expect([field, await department.payload(field, input)]).toEqual([field, refusal]);
      }
      expect(await department.payload("assessmentStart", { facility, round: "2026" })).toEqual(refusal);
    }
  });

  it("is refused with all that is wrong with it, and nothing is kept", async () => {
    const { id } = await start("BV-BINHDIEN");
    const entry = {
      reportedLevel: 7,
      components: [
        { component: "HIS", level: 1, grade: "BASIC" },
        { component: "LIS", level: 2 },
        { component: "LIS", grade: "BASIC" },
      ],
      answers: [
        { criterion: "LIS_8", answer: "MET" },
        { criterion: "LIS_80", answer: "MET" },
        { criterion: "LIS_80", answer: "NOT_NEEDED" },
      ],
      statedNeeds: [{ system: "EMRS", needed: true }],
    };
    const save = (given: object) => department.payload("assessmentSave", { id, expectedVersion: 1, ...given });
    const noLevels = { reportedLevel: 8, components: [{ component: "HIS", level: 0, grade: "BASIC" }] };
    expect(mistakesIn(await save({ ...entry, ...noLevels }))).toEqual([
      ["reportedLevel", "INVALID"],
      ["components.0.level", "INVALID"],
    ]);
    const wrong = await save(entry);
    expect(mistakesIn(wrong)).toEqual([
      ["components.0.grade", "INVALID"],
      ["components.1.level", "INVALID"],
      ["components.2.component", "INVALID"],
      ["answers.0.criterion", "NOT_FOUND"],
      ["answers.2.criterion", "INVALID"],
      ["statedNeeds.0.system", "NOT_FOUND"],
    ]);
    expect(wrong.userErrors[3].message).toMatch(/^No criterion has code "LIS_8". Nearest known: "LIS_8\d", /);
    const long = { answers: Array.from({ length: 501 }, () => ({ criterion: "LIS_80" })) };
    const tooMany = await save(long);
    expect(tooMany.userErrors).toEqual([
      { path: ["answers"], code: "INVALID", message: "501 answers are too many; at most 500 at once." },
    ]);
    await goOn({ id, version: 1 }, [["assessmentSubmit"]]);
    const back = await department.payload("assessmentReturn", { id, expectedVersion: 2, reason: " x " });
    const level = await department.payload("assessmentVerify", { id, expectedVersion: 2, reportedLevel: 9 });
    expect([back, level].map(mistakesIn)).toEqual([[["reason", "INVALID"]], [["reportedLevel", "INVALID"]]]);
  });

  it("is begun only for a facility that was there, in a round that is known", async () => {
    const begin = async (facility: string, round: string) =>
      (await department.payload("assessmentStart", { facility, round })).userErrors;
    expect(await begin("BV-MAT", "2027")).toEqual([
      {
        path: ["round"],
        code: "NOT_FOUND",
        message: 'No assessment round has code "2027"; known: "2020", "2022", "2026".',
      },
    ]);
    const [gone] = await begin("BV-CHANMAY", "2026"); // merged in 2021
    expect([gone.path, gone.code]).toEqual([["facility"], "NOT_FOUND"]);
    expect(gone.message).toMatch(
      /^On 20\d\d-\d\d-\d\d no facility whose assessment you may enter has code "BV-CHANMAY"\.$/,
    );
  });

  it("says what is wrong in the language of whoever asks", async () => {
    const input = { facility: "TTYT-PHUVANG", round: "2026" };
    const vi = await department.payload("assessmentStart", input, { ...department.headers, "accept-language": "vi" });
    expect(vi.userErrors[0].message).toBe(
      "Kết quả đánh giá đang nhập (DRAFT); từ đó có thể: assessmentSave, assessmentSubmit.",
    );
  });

  it("of one facility says nothing of another's: each published one has its own answers and needs", async () => {
    const entry = { answers: [{ criterion: "LIS_82", answer: "MET" }], statedNeeds: [{ system: "LIS", needed: true }] };
    await published("TTYT-PHULOC", "2026", { reportedLevel: 4, ...entry });
    expect(await of("TTYT-PHULOC", "2026", "reportedLevel answers { criterion { code } }")).toEqual({
      reportedLevel: 4,
      answers: [{ criterion: { code: "LIS_82" } }],
    });
    expect(await of("TTYT-PHULOC", "2022", "answers { answer }")).toEqual({ answers: [] });
  });
});
