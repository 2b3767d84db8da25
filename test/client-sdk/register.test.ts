import { afterAll, beforeAll, expect } from "@jest/globals";
import type { Client } from "../../client-sdk/index.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { done } from "../support/done.js";
import { eachSdk } from "../support/sdks.js";
import { startTestServer, type TestServer } from "../support/server.js";

const REASON = { reason: "Thử." };

eachSdk("The SDK of the Department", ({ createClient }, needing) => {
  let server: TestServer;
  let department: Client;
  let editor: Client;

  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    await addTestAccount(server.db, "mắt", "FACILITY_EDITOR", "BV-MAT");
    const clientOf = async (name: string) =>
      createClient({ url: `${server.url}/graphql`, token: (await signedIn(server, name)).accessToken, language: "en" });
    department = await clientOf("sở");
    editor = await clientOf("mắt");
  });
  afterAll(() => server.close());

  needing("addFacility")(
    "leads a facility through its life: added, corrected, renamed, moved, reassigned, changed, withdrawn, closed, reopened, merged",
    async () => {
      const added = await department.addFacility({
        input: {
          ...{ code: "PK-SYNTHETIC", name: "Phòng khám SYNTHETIC", facilityType: "POLYCLINIC", ownership: "PRIVATE" },
          ...{ area: "46", openedOn: "2026-01-01" },
        },
      });
      const { id, ...facility } = done(added).facility;
      expect(facility).toMatchObject({ code: "PK-SYNTHETIC", version: 1 });
      const at = (expectedVersion: number) => ({ id, expectedVersion });
      const acts = [
        done(await department.correctFacility({ input: { ...at(1), actualBeds: 5, ...REASON } })),
        done(
          await department.renameFacility({ input: { ...at(2), name: "Phòng khám mới SYNTHETIC", on: "2026-01-02" } }),
        ),
        done(await department.moveFacility({ input: { ...at(3), area: "VN", on: "2026-01-02" } })),
        done(await department.reassignFacility({ input: { ...at(4), managedBy: "SYT", on: "2026-01-02" } })),
        done(await department.changeFacilityProfile({ input: { ...at(5), actualBeds: 9, on: "2026-01-02" } })),
        done(await department.withdrawFacilityChange({ input: { ...at(6), aspect: "PROFILE", ...REASON } })),
        done(await department.closeFacility({ input: { ...at(7), on: "2026-01-03", ...REASON } })),
        done(await department.reopenFacility({ input: { ...at(8), ...REASON } })),
        done(await department.mergeFacility({ input: { ...at(9), into: "BV-MAT", on: "2026-01-03", ...REASON } })),
      ];
      expect(acts.map((act) => act.facility.version)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10]);
      expect(acts.at(-1)?.facility).toMatchObject({
        ...{ name: "Phòng khám mới SYNTHETIC", actualBeds: 5, closedOn: "2026-01-03" },
        ...{ area: { code: "VN" }, parent: { code: "SYT" }, successor: { code: "BV-MAT" } },
      });
      const stale = await department.closeFacility({ input: { ...at(1), on: "2026-01-03", ...REASON } });
      expect(stale).toMatchObject({ ok: false, userErrors: [{ path: ["expectedVersion"], code: "CONFLICT" }] });
    },
  );

  needing("addLegalDocument", "addTarget")("adds and corrects a legal document and its target", async () => {
    const document = done(
      await department.addLegalDocument({
        input: { number: "1/2026/SYNTHETIC", kind: "PLAN", titleVi: "Kế hoạch SYNTHETIC" },
      }),
    );
    const correctedDocument = done(
      await department.correctLegalDocument({
        input: { id: document.legalDocument.id, expectedVersion: 1, issuedOn: "2026-01-05", ...REASON },
      }),
    );
    expect(correctedDocument.legalDocument).toMatchObject({
      issuedOn: "2026-01-05",
      kind: { code: "PLAN" },
      version: 2,
    });
    const target = done(
      await department.addTarget({
        input: { legalDocument: "1/2026/SYNTHETIC", year: 2027, statementVi: "Mục tiêu SYNTHETIC" },
      }),
    );
    const correctedTarget = done(
      await department.correctTarget({
        input: { id: target.target.id, expectedVersion: 1, year: 2028, ...REASON },
      }),
    );
    expect(correctedTarget.target).toMatchObject({
      year: 2028,
      legalDocument: { number: "1/2026/SYNTHETIC" },
      version: 2,
    });
  });

  needing("recordMilestoneProgress", "replanMilestone")(
    "records the progress of a facility, by its editor, and decides on the milestone",
    async () => {
      const { roadmap } = await editor.roadmapByYear({});
      const milestone = roadmap.milestones[0]?.id ?? "";
      const recorded = done(
        await editor.recordMilestoneProgress({
          input: {
            milestone,
            facility: "BV-MAT",
            on: "2026-01-05",
            status: "DONE",
            evidenceUrl: "https://example.org/",
          },
        }),
      );
      const report = recorded.progress;
      const correctedReport = done(
        await editor.correctMilestoneProgress({
          input: { id: report.id, expectedVersion: 1, status: "IN_PROGRESS", ...REASON },
        }),
      );
      expect(correctedReport.progress).toMatchObject({ status: "IN_PROGRESS", version: 2 });
      const { node } = await editor.milestoneProgress({ id: milestone, facility: "BV-MAT" });
      expect(node).toMatchObject({
        progress: { totalCount: 1, nodes: [{ id: report.id, facility: { code: "BV-MAT" } }] },
      });
      const { facility } = await editor.facilityMilestones({ code: "BV-MAT" });
      expect(facility?.milestoneProgress.nodes[0]?.milestone.id).toBe(milestone);
      const replanned = done(
        await department.replanMilestone({
          input: { id: milestone, expectedVersion: 1, year: 2027, ...REASON },
        }),
      );
      expect(replanned.milestone).toMatchObject({ year: 2027, version: 2 });
      const cancelled = done(
        await department.cancelMilestone({
          input: { id: milestone, expectedVersion: 2, ...REASON },
        }),
      );
      expect(cancelled.milestone).toMatchObject({ status: "CANCELLED", version: 3 });
      await expect(
        editor.cancelMilestone({ input: { id: milestone, expectedVersion: 3, ...REASON } }),
      ).rejects.toMatchObject({ code: "FORBIDDEN" });
    },
  );
});
