import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { verifyTrail } from "../../server/core/mutation/verification.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import type { Acting } from "../support/acting.js";
import { assessing, openRound } from "../support/assessments.js";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const CHANGES = `query ($since: String) { changes(since: $since) {
  nodes { kind type id node { ... on Assessment { reportedLevel } ... on AssessmentRound { code } } } cursor hasMore } }`;

describe("changes of assessments", () => {
  let server: TestServer;
  let department: Acting;
  let since: string;

  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    department = assessing(server, (await signedIn(server, "sở")).headers);
    since = (await dataOf(server, CHANGES)).changes.cursor;
  });
  afterAll(() => server.close());

  /** What the public is told since it asked last; the Department is told the same. */
  async function told(): Promise<Data[]> {
    const { changes } = await dataOf(server, CHANGES, { since });
    expect((await runQuery(server, CHANGES, { since }, department.headers)).data.changes).toEqual(changes);
    expect(changes.hasMore).toBe(false);
    since = changes.cursor;
    return changes.nodes;
  }

  it("tell everybody what is published, and nobody what is worked on", async () => {
    await openRound(department, "2026");
    expect(await told()).toMatchObject([{ kind: "CHANGED", type: "AssessmentRound", node: { code: "2026" } }]);
    let draft = await department.done("assessmentStart", { facility: "BV-MAT", round: "2026" });
    expect(await told()).toEqual([]);
    const step = async (field: string, more: object = {}): Promise<Data> => {
      const payload = await department.did(field, { id: draft.id, expectedVersion: draft.version, ...more });
      draft = payload.draft ?? payload.assessment;
      return payload;
    };
    for (const level of [2, 3]) {
      await step("assessmentSave", { reportedLevel: level, components: [{ component: "HIS", level }] });
      await step("assessmentSubmit");
      await step("assessmentVerify");
      expect(await told()).toEqual([]);
      const { assessment } = await step("assessmentPublish");
      const { id } = assessment;
      expect(await told()).toEqual([{ kind: "CHANGED", type: "Assessment", id, node: { reportedLevel: level } }]);
      await step("assessmentReopen", { reason: "Bổ sung minh chứng." });
      expect(await told()).toEqual([]);
    }
  });

  it("tell that stated needs have to be loaded again where what is published says another thing of them", async () => {
    const needed = async () =>
      (await dataOf(server, '{ facility(code: "BV-PHOI") { statedNeeds(round: "2026") { system { code } needed } } }'))
        .facility.statedNeeds;
    let draft = await department.done("assessmentStart", { facility: "BV-PHOI", round: "2026" });
    const step = async (field: string, more: object = {}): Promise<void> => {
      const payload = await department.did(field, { id: draft.id, expectedVersion: draft.version, ...more });
      draft = payload.draft ?? payload.assessment;
    };
    const published = async (statedNeeds: object[], more: object = {}) => {
      await step("assessmentSave", { statedNeeds, ...more });
      for (const field of ["assessmentSubmit", "assessmentVerify", "assessmentPublish"]) await step(field);
      const kinds = (await told()).map(({ kind, type }) => `${kind} ${type}`);
      await step("assessmentReopen", { reason: "Bổ sung." });
      return kinds.sort();
    };
    const lis = { system: "LIS", needed: true };
    expect(await published([lis])).toEqual(["CHANGED Assessment", "RELOAD StatedNeed"]);
    expect(await needed()).toEqual([{ system: { code: "LIS" }, needed: true }]);
    expect(await published([lis], { reportedLevel: 2 })).toEqual(["CHANGED Assessment"]);
    expect(await published([{ ...lis, needed: false }])).toEqual(["CHANGED Assessment", "RELOAD StatedNeed"]);
    expect(await published([{ system: "LIS", needed: null }])).toEqual(["CHANGED Assessment", "RELOAD StatedNeed"]);
    expect(await needed()).toEqual([]);
    const trail = "SELECT version, act FROM audit_entry WHERE object_type = 'StatedNeed' ORDER BY version";
    expect(await server.db.query(trail)).toEqual([1, 2, 3].map((version) => ({ version, act: "assessmentPublish" })));
  });

  it("leave a trail that is whole", async () => {
    const found: string[] = [];
    await verifyTrail(server.db, "9999", { fault: (sentence) => found.push(sentence), progress: () => {} });
    expect(found).toEqual([]);
  });
});
