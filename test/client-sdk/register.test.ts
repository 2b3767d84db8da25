import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Client, createClient } from "../../client-sdk/index.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { startTestServer, type TestServer } from "../support/server.js";

const REASON = { reason: "Thử." };

describe("The SDK of the Department", () => {
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

  it("leads a facility through its life: added, corrected, renamed, moved, reassigned, changed, withdrawn, closed, reopened, merged", async () => {
    const { facilityAdd } = await department.addFacility({
      input: {
        ...{ code: "PK-SYNTHETIC", name: "Phòng khám SYNTHETIC", facilityType: "POLYCLINIC", ownership: "PRIVATE" },
        ...{ area: "46", openedOn: "2026-01-01" },
      },
    });
    const id = facilityAdd?.facility?.id ?? "";
    expect(facilityAdd).toMatchObject({ facility: { code: "PK-SYNTHETIC", version: 1 }, userErrors: [] });
    const at = (expectedVersion: number) => ({ id, expectedVersion });
    const acts = [
      (await department.correctFacility({ input: { ...at(1), actualBeds: 5, ...REASON } })).facilityCorrect,
      (await department.renameFacility({ input: { ...at(2), name: "Phòng khám mới SYNTHETIC", on: "2026-01-02" } }))
        .facilityRename,
      (await department.moveFacility({ input: { ...at(3), area: "VN", on: "2026-01-02" } })).facilityMove,
      (await department.reassignFacility({ input: { ...at(4), managedBy: "SYT", on: "2026-01-02" } })).facilityReassign,
      (await department.changeFacilityProfile({ input: { ...at(5), actualBeds: 9, on: "2026-01-02" } }))
        .facilityProfileChange,
      (await department.withdrawFacilityChange({ input: { ...at(6), aspect: "PROFILE", ...REASON } }))
        .facilityWithdrawChange,
      (await department.closeFacility({ input: { ...at(7), on: "2026-01-03", ...REASON } })).facilityClose,
      (await department.reopenFacility({ input: { ...at(8), ...REASON } })).facilityReopen,
      (await department.mergeFacility({ input: { ...at(9), into: "BV-MAT", on: "2026-01-03", ...REASON } }))
        .facilityMerge,
    ];
    expect(acts.map((done) => done?.facility?.version)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(acts.at(-1)?.facility).toMatchObject({
      ...{ name: "Phòng khám mới SYNTHETIC", actualBeds: 5, closedOn: "2026-01-03" },
      ...{ area: { code: "VN" }, parent: { code: "SYT" }, successor: { code: "BV-MAT" } },
    });
    const { facilityClose } = await department.closeFacility({ input: { ...at(1), on: "2026-01-03", ...REASON } });
    expect(facilityClose?.userErrors).toMatchObject([{ path: ["expectedVersion"], code: "CONFLICT" }]);
  });

  it("adds and corrects a legal document and its target", async () => {
    const { legalDocumentAdd } = await department.addLegalDocument({
      input: { number: "1/2026/SYNTHETIC", kind: "PLAN", titleVi: "Kế hoạch SYNTHETIC" },
    });
    const { legalDocumentCorrect } = await department.correctLegalDocument({
      input: { id: legalDocumentAdd?.legalDocument?.id ?? "", expectedVersion: 1, issuedOn: "2026-01-05", ...REASON },
    });
    expect(legalDocumentCorrect?.legalDocument).toMatchObject({
      issuedOn: "2026-01-05",
      kind: { code: "PLAN" },
      version: 2,
    });
    const { targetAdd } = await department.addTarget({
      input: { legalDocument: "1/2026/SYNTHETIC", year: 2027, statementVi: "Mục tiêu SYNTHETIC" },
    });
    const { targetCorrect } = await department.correctTarget({
      input: { id: targetAdd?.target?.id ?? "", expectedVersion: 1, year: 2028, ...REASON },
    });
    expect(targetCorrect?.target).toMatchObject({
      year: 2028,
      legalDocument: { number: "1/2026/SYNTHETIC" },
      version: 2,
    });
  });

  it("records the progress of a facility, by its editor, and decides on the milestone", async () => {
    const { roadmap } = await editor.roadmapByYear({});
    const milestone = roadmap.milestones[0]?.id ?? "";
    const { milestoneRecordProgress } = await editor.recordMilestoneProgress({
      input: { milestone, facility: "BV-MAT", on: "2026-01-05", status: "DONE", evidenceUrl: "https://example.org/" },
    });
    const report = milestoneRecordProgress?.progress;
    const { milestoneCorrectProgress } = await editor.correctMilestoneProgress({
      input: { id: report?.id ?? "", expectedVersion: 1, status: "IN_PROGRESS", ...REASON },
    });
    expect(milestoneCorrectProgress?.progress).toMatchObject({ status: "IN_PROGRESS", version: 2 });
    const { node } = await editor.milestoneProgress({ id: milestone, facility: "BV-MAT" });
    expect(node).toMatchObject({
      progress: { totalCount: 1, nodes: [{ id: report?.id, facility: { code: "BV-MAT" } }] },
    });
    const { facility } = await editor.facilityMilestones({ code: "BV-MAT" });
    expect(facility?.milestoneProgress.nodes[0]?.milestone.id).toBe(milestone);
    const { milestoneReplan } = await department.replanMilestone({
      input: { id: milestone, expectedVersion: 1, year: 2027, ...REASON },
    });
    expect(milestoneReplan?.milestone).toMatchObject({ year: 2027, version: 2 });
    const { milestoneCancel } = await department.cancelMilestone({
      input: { id: milestone, expectedVersion: 2, ...REASON },
    });
    expect(milestoneCancel?.milestone).toMatchObject({ status: "CANCELLED", version: 3 });
    await expect(
      editor.cancelMilestone({ input: { id: milestone, expectedVersion: 3, ...REASON } }),
    ).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});
