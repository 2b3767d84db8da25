import { afterAll, beforeAll, expect } from "@jest/globals";
import type { Client } from "../../client-sdk/index.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { done } from "../support/done.js";
import { eachSdk } from "../support/sdks.js";
import { startTestServer, type TestServer } from "../support/server.js";

eachSdk("The SDK of those who enter, check and publish assessments", ({ createClient }, needing) => {
  let server: TestServer;
  let department: Client;
  let editor: Client;
  let stranger: Client;

  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    await addTestAccount(server.db, "mắt", "FACILITY_EDITOR", "BV-MAT");
    const clientOf = async (name: string): Promise<Client> =>
      createClient({ url: `${server.url}/graphql`, token: (await signedIn(server, name)).accessToken, language: "en" });
    [department, editor] = [await clientOf("sở"), await clientOf("mắt")];
    stranger = createClient({ url: `${server.url}/graphql`, language: "en" });
  });
  afterAll(() => server.close());

  needing("openAssessmentRound")(
    "opens a round, enters, submits, returns, verifies, publishes, reopens, and closes",
    async () => {
      const opened = await department.openAssessmentRound({
        input: { code: "2026", year: 2026, openedOn: "2026-01-05", clientMutationId: "open" },
      });
      expect(opened.ok).toBe(true);
      const begun = done(await editor.startAssessment({ input: { facility: "BV-MAT", round: "2026" } }));
      const { id } = begun.draft;
      const saved = await editor.saveAssessment({
        input: {
          id,
          expectedVersion: 1,
          reportedLevel: 2,
          components: [{ component: "HIS", level: 2 }],
          answers: [{ criterion: "LIS_80", answer: "MET" }],
          statedNeeds: [{ system: "EMR", needed: true }],
        },
      });
      expect(done(saved).draft).toMatchObject({ version: 2, computedLevel: { level: 2 } });
      await editor.submitAssessment({ input: { id, expectedVersion: 2 } });
      await department.returnAssessment({ input: { id, expectedVersion: 3, reason: "Bổ sung minh chứng." } });
      await editor.submitAssessment({ input: { id, expectedVersion: 4 } });
      const { facilities } = await department.assessmentsInProgress({});
      expect(facilities.nodes.flatMap(({ assessmentDrafts }) => assessmentDrafts)).toMatchObject([
        { id, status: "SUBMITTED", round: { code: "2026" }, reportedLevel: 2 },
      ]);
      const asked = { code: "BV-MAT", round: "2026" };
      expect((await editor.assessmentInProgress(asked)).facility).toMatchObject({
        assessmentDraft: { version: 5 },
        assessment: null,
      });
      expect((await stranger.assessmentInProgress(asked)).facility).toMatchObject({
        assessmentDraft: null,
        assessment: null,
      });
      await department.verifyAssessment({ input: { id, expectedVersion: 5, reportedLevel: 1 } });
      const { assessment } = done(await department.publishAssessment({ input: { id, expectedVersion: 6 } }));
      expect(assessment).toMatchObject({ version: 7, reportedLevel: 1 });
      const published = await stranger.facilityAssessment({ ...asked, gapTo: 2 });
      expect(published.facility?.assessment).toMatchObject({
        version: 7,
        answers: [{ criterion: { code: "LIS_80" }, answer: "MET" }],
      });
      const before = await stranger.facilityAssessment({ ...asked, gapTo: 2, recordedAsOf: "2022-12-31" });
      expect(before.facility?.assessment).toBeNull();
      const again = await department.submitAssessment({ input: { id, expectedVersion: 7 } });
      expect(again).toMatchObject({
        ok: false,
        current: { draft: null },
        userErrors: [
          { code: "ILLEGAL_STATE", message: "The assessment is PUBLISHED; possible from there: assessmentReopen." },
        ],
      });
      const { assessmentRounds } = await stranger.assessmentRounds();
      const { id: roundId = "", version = 0 } = assessmentRounds.find(({ code }) => code === "2026") ?? {};
      const closed = await department.closeAssessmentRound({ input: { id: roundId, expectedVersion: version } });
      expect(done(closed).round).toMatchObject({ state: "CLOSED", version: 2 });
      const reopened = await department.reopenAssessment({
        input: { id: assessment.id, expectedVersion: 7, reason: "Sai mức." },
      });
      expect(done(reopened).draft).toMatchObject({ id, version: 8, status: "DRAFT", reportedLevel: 1 });
      const openAgain = await department.reopenAssessmentRound({
        input: { id: roundId, expectedVersion: 2, reason: "Bổ sung đơn vị." },
      });
      expect(done(openAgain).round).toMatchObject({ state: "OPEN", version: 3 });
    },
  );
});
