import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addTestAccount, issuedKey, signedIn } from "../support/accounts.js";
import type { Acting } from "../support/acting.js";
import { assessing, DRAFT, openRound } from "../support/assessments.js";
import { loadedDatabase } from "../support/database.js";
import { type Data, runQuery } from "../support/run-query.js";
import { serve, startTestServer, type TestServer } from "../support/server.js";

/** Editors by their facility, and whose drafts each of them sees. */
const SEES: Record<string, readonly string[]> = {
  "BV-MAT": ["BV-MAT"],
  SYT: ["SYT", "BV-MAT", "BV-TAMTHAN"],
  "BV-TAMTHAN": ["BV-TAMTHAN"],
  "PK-MEDIC-69NH": ["PK-MEDIC-69NH"],
};
const FACILITIES = ["SYT", "BV-MAT", "BV-TAMTHAN", "PK-MEDIC-69NH"];
const DRAFTS = `{ facilities(first: 100) { nodes { code assessmentDraft(round: "2026") { id status }
  assessmentDrafts { ${DRAFT} published { version reportedLevel components { component level } } } } } }`;
const PUBLISHED = `{ facilities(first: 100) { nodes { code latestAssessment { id version } assessment(round: "2022") { reportedLevel version }
  assessments { id version reportedLevel components { component level grade } previous { id } } statedNeeds { needed system { code } } } }
  assessmentRounds { code state levelDistribution { level count } systemDemand { needed } } }`;

describe("A draft", () => {
  let server: TestServer;
  const headers: Record<string, Record<string, string>> = { PUBLIC: {} };
  const drafts: Record<string, Data> = {};
  let department: Acting;

  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    headers.ADMIN = (await signedIn(server, "sở")).headers;
    department = assessing(server, headers.ADMIN);
    for (const facility of Object.keys(SEES)) {
      await addTestAccount(server.db, facility, "FACILITY_EDITOR", facility);
      headers[facility] = (await signedIn(server, facility)).headers;
    }
    headers.INTEGRATOR = (await issuedKey(server, headers.ADMIN)).headers;
    await openRound(department, "2026");
    for (const facility of FACILITIES) {
      drafts[facility] = await department.done("assessmentStart", { facility, round: "2026" });
    }
  });
  afterAll(() => server.close());

  const ask = async (who: string, query: string, variables = {}): Promise<Data> => {
    const { data, errors } = await runQuery(server, query, variables, headers[who]);
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };

  const seenBy: Record<string, readonly string[]> = { ADMIN: FACILITIES, PUBLIC: [], INTEGRATOR: [], ...SEES };
  it.each(Object.entries(seenBy))(
    "is seen by %s of %j only; the others are answered as where there is none",
    async (who, seen) => {
      const { facilities } = await ask(who, DRAFTS);
      for (const { code, assessmentDraft, assessmentDrafts } of facilities.nodes) {
        const draft = seen.includes(code) ? drafts[code] : undefined;
        expect([code, assessmentDraft, assessmentDrafts]).toEqual([
          code,
          draft ? { id: draft.id, status: "DRAFT" } : null,
          draft ? [draft] : [],
        ]);
      }
      const ids = [...FACILITIES.map((code) => drafts[code].id), "QXNzZXNzbWVudERyYWZ0Ojk5OTk5OQ"];
      const { nodes } = await ask(
        who,
        `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on AssessmentDraft { ${DRAFT} } } }`,
        { ids },
      );
      expect(nodes).toEqual([...FACILITIES.map((code) => (seen.includes(code) ? drafts[code] : null)), null]);
      // Nor is the assessment found by an id of its own before it is published, by anybody.
      const assessments = ids.map((id) =>
        Buffer.from(Buffer.from(id, "base64url").toString().replace("AssessmentDraft", "Assessment")).toString(
          "base64url",
        ),
      );
      const found = await ask(who, "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", { ids: assessments });
      expect(found.nodes).toEqual(assessments.map(() => null));
    },
  );

  it("is in no answer about what is published, whoever asks: they are the same for all", async () => {
    const { facility } = await ask("PUBLIC", '{ facility(code: "BV-MAT") { assessment(round: "2022") { id } } }');
    const before = await ask("PUBLIC", PUBLISHED);
    const reopening = { id: facility.assessment.id, expectedVersion: 1, reason: "Kiểm tra lại." };
    const { draft } = await department.did("assessmentReopen", reopening);
    const entry = { components: [{ component: "HIS", level: 7 }], statedNeeds: [{ system: "HIS", needed: null }] };
    await department.did("assessmentSave", {
      id: draft.id,
      expectedVersion: 2,
      reportedLevel: 7,
      ...entry,
    });
    for (const who of Object.keys(headers)) expect([who, await ask(who, PUBLISHED)]).toEqual([who, before]);
    const own = await ask(
      "BV-MAT",
      '{ facility(code: "BV-MAT") { assessmentDraft(round: "2022") { reportedLevel published { reportedLevel version } } } }',
    );
    expect(own.facility.assessmentDraft).toEqual({ reportedLevel: 7, published: { reportedLevel: 2, version: 1 } });
  });

  it("is never shown as it was before a change, in an answer that is kept", async () => {
    const query = '{ facility(code: "BV-TAMTHAN") { assessmentDraft(round: "2026") { version reportedLevel } } }';
    const { id } = drafts["BV-TAMTHAN"];
    for (let version = 1; version < 4; version += 1) {
      for (let time = 0; time < 3; time += 1) await ask("BV-TAMTHAN", query);
      await department.did("assessmentSave", {
        id,
        expectedVersion: version,
        reportedLevel: version,
      });
      const { facility } = await ask("BV-TAMTHAN", query);
      expect(facility.assessmentDraft).toEqual({ version: version + 1, reportedLevel: version });
      expect((await ask("SYT", query)).facility.assessmentDraft).toEqual(facility.assessmentDraft);
      expect((await ask("PUBLIC", query)).facility.assessmentDraft).toBeNull();
    }
  });

  it("costs the same statements however many there are, and none for the public", async () => {
    const query = `{ facilities(first: 100) { nodes { assessmentDraft(round: "2022") { id } assessmentDrafts { ${DRAFT}
      published { reportedLevel components { component level } answers { answer } } } } } }`;
    const statementsOf = async (who: string) => {
      await ask(who, '{ terms(vocabulary: "UNIT") { code } }');
      const before = server.db.statements;
      await ask(who, query);
      return server.db.statements - before - 1;
    };
    // One of the drafts, three of what is on record beneath those that were reopened, two of what `published` says.
    const few = [await statementsOf("ADMIN"), await statementsOf("SYT"), await statementsOf("PUBLIC")];
    const { facilities } = await ask(
      "PUBLIC",
      "{ facilities(first: 100) { nodes { code assessments { id version } } } }",
    );
    for (const { code, assessments } of facilities.nodes) {
      if (!FACILITIES.includes(code) && assessments.length > 0) {
        const [{ id, version }] = assessments;
        const reopening = { id, expectedVersion: version, reason: "Kiểm tra lại." };
        await department.did("assessmentReopen", reopening);
      }
    }
    const many = [await statementsOf("ADMIN"), await statementsOf("SYT"), await statementsOf("PUBLIC")];
    expect([few, many]).toEqual([
      [6, 6, 0],
      [6, 6, 0],
    ]);
  });

  it("is seen by who manages the facility on the day of the question, in kept answers too", async () => {
    let day = "2022-09-15";
    const then = await serve(await loadedDatabase(), { now: () => Date.parse(`${day}T08:00:00+07:00`) });
    await addTestAccount(then.db, "sở", "ADMIN");
    await addTestAccount(then.db, "SYT", "FACILITY_EDITOR", "SYT");
    const byDepartment = assessing(then, (await signedIn(then, "sở")).headers);
    await byDepartment.did("assessmentRoundOpen", { code: "2022-B", year: 2022, openedOn: "2022-09-01" });
    await byDepartment.did("assessmentStart", { facility: "BV-GTVT", round: "2022-B" });
    const query = '{ facility(code: "BV-GTVT") { assessmentDraft(round: "2022-B") { status } } }';
    for (const [today, seen] of [
      ["2022-09-15", null],
      ["2022-09-16", { status: "DRAFT" }],
    ] as const) {
      day = today;
      const editor = (await signedIn(then, "SYT")).headers;
      for (let time = 0; time < 3; time += 1) {
        const { data } = await runQuery(then, query, {}, editor);
        expect([today, data.facility.assessmentDraft]).toEqual([today, seen]);
      }
    }
    await then.close();
  });

  it("says what is missing of what is entered, as of what is published", async () => {
    const begun = await department.done("assessmentStart", { facility: "BV-PHOI", round: "2026" });
    await department.done("assessmentSave", {
      ...{ id: begun.id, expectedVersion: begun.version },
      components: [
        { component: "HIS", level: 2 },
        { component: "INFRASTRUCTURE", level: 3 },
      ],
    });
    const query = `{ facility(code: "BV-PHOI") { assessmentDraft(round: "2026") {
      computedLevel { level } gap(to: 3) { to met unmet { requirement } } } } }`;
    const { data } = await runQuery(server, query, {}, department.headers);
    const { gap } = data.facility.assessmentDraft;
    expect([gap.to, gap.met]).toEqual([3, false]);
    expect(gap.unmet.map(({ requirement }: Data) => requirement)).toContainEqual(expect.stringMatching(/HIS/));
  });

  it("says to the unit why it came back, until it is handed in again; to nobody else", async () => {
    const editor = assessing(server, headers["PK-MEDIC-69NH"] ?? {});
    const reasonSeenBy = async (who: string) => {
      const query = '{ facility(code: "PK-MEDIC-69NH") { assessmentDraft(round: "2026") { version reason } } }';
      return (await ask(who, query)).facility.assessmentDraft;
    };
    const { id } = drafts["PK-MEDIC-69NH"];
    let { version, reason } = await reasonSeenBy("PK-MEDIC-69NH");
    expect(reason).toBeNull();
    for (const why of ["Thiếu minh chứng LIS.", "Chưa đúng mức HIS."]) {
      ({ version } = await editor.done("assessmentSubmit", { id, expectedVersion: version }));
      expect(await reasonSeenBy("PK-MEDIC-69NH")).toEqual({ version, reason: null });
      ({ version } = await department.done("assessmentReturn", { id, expectedVersion: version, reason: why }));
      expect(await reasonSeenBy("PK-MEDIC-69NH")).toEqual({ version, reason: why });
    }
    expect(await reasonSeenBy("BV-MAT")).toBeNull();
    expect(await reasonSeenBy("PUBLIC")).toBeNull();
  });
});
