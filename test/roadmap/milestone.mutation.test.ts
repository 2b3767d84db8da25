import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { loadedDatabase } from "../support/database.js";
import { type Data, dataOf } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";

const TODAY = "2026-06-15";
const PROGRESS = `id on status noteVi evidenceVi evidenceUrl evidenceDocument { number } facility { code } milestone { titleVi status }
  recordedOn version`;
const MILESTONE = "id titleVi year status version";
const REASON = { reason: "Thử." };

describe("A milestone", () => {
  let server: TestServer;
  let progress: Acting;
  let milestone: Acting;
  let eye: Record<string, string>;
  let mind: Record<string, string>;

  beforeAll(async () => {
    server = await serve(await loadedDatabase(), { now: () => Date.parse(`${TODAY}T08:00:00+07:00`) });
    await addTestAccount(server.db, "sở", "ADMIN");
    await addTestAccount(server.db, "mắt", "FACILITY_EDITOR", "BV-MAT");
    await addTestAccount(server.db, "tâm thần", "FACILITY_EDITOR", "BV-TAMTHAN");
    const { headers } = await signedIn(server, "sở");
    eye = (await signedIn(server, "mắt")).headers;
    mind = (await signedIn(server, "tâm thần")).headers;
    progress = new Acting(server, headers, { progress: PROGRESS });
    milestone = new Acting(server, headers, { milestone: MILESTONE });
  });
  afterAll(() => server.close());

  const all = async (): Promise<Data[]> =>
    (await dataOf(server, `{ roadmap { milestones { ${MILESTONE} } } }`)).roadmap.milestones;
  const nth = async (n: number): Promise<Data> => (await all())[n];
  const record = (input: object, headers = eye) =>
    progress.done(
      "milestoneRecordProgress",
      { facility: "BV-MAT", on: "2026-06-01", status: "IN_PROGRESS", ...input },
      headers,
    );
  const refused = (input: object, headers = eye) =>
    progress.refused(
      "milestoneRecordProgress",
      { facility: "BV-MAT", on: "2026-06-01", status: "IN_PROGRESS", ...input },
      headers,
    );
  const reportsOf = async (id: string, args = ""): Promise<Data> =>
    (
      await dataOf(
        server,
        `query ($id: ID!) { node(id: $id) { ... on Milestone { progress${args} { totalCount nodes { ${PROGRESS} } pageInfo { hasNextPage endCursor } } } } }`,
        { id },
      )
    ).node.progress;

  it("has the progress of each facility, with its evidence, and its own status stays", async () => {
    const { id, titleVi } = await nth(0);
    expect(await reportsOf(id)).toMatchObject({ totalCount: 0, nodes: [] });
    const first = await record({
      ...{
        milestone: id,
        noteVi: " Đã khảo sát. ",
        evidenceVi: "Biên bản khảo sát",
        evidenceUrl: "https://example.org/bien-ban",
      },
      evidenceDocument: "1999/syt-vp",
    });
    expect(first).toEqual({
      ...{ id: expect.any(String), on: "2026-06-01", status: "IN_PROGRESS", noteVi: "Đã khảo sát.", version: 1 },
      ...{ evidenceVi: "Biên bản khảo sát", evidenceUrl: "https://example.org/bien-ban", recordedOn: TODAY },
      ...{ evidenceDocument: { number: "1999/SYT-VP" }, facility: { code: "BV-MAT" } },
      milestone: { titleVi, status: "PLANNED" },
    });
    const done = await record({ milestone: id, on: "2026-06-10", status: "DONE" });
    const others = await record({ milestone: id, facility: "BV-TAMTHAN", on: "2026-06-05" }, mind);
    expect((await reportsOf(id)).nodes).toEqual([done, others, first]);
    expect((await reportsOf(id, '(facility: "BV-MAT")')).nodes).toEqual([done, first]);
    expect(await reportsOf(id, '(facility: "BV-TWHUE")')).toMatchObject({ totalCount: 0, nodes: [] });
    const page = await reportsOf(id, "(first: 2)");
    expect([page.totalCount, page.nodes, page.pageInfo.hasNextPage]).toEqual([3, [done, others], true]);
    const next = await reportsOf(id, `(first: 2, after: "${page.pageInfo.endCursor}")`);
    expect([next.totalCount, next.nodes, next.pageInfo.hasNextPage]).toEqual([3, [first], false]);
    const ofFacility = async (asOf: string) =>
      (
        await dataOf(
          server,
          `{ facility(code: "BV-MAT", asOf: "${asOf}") { milestoneProgress { totalCount nodes { on status } } } }`,
        )
      ).facility.milestoneProgress;
    expect(await ofFacility("2026-06-09")).toEqual({
      totalCount: 1,
      nodes: [{ on: "2026-06-01", status: "IN_PROGRESS" }],
    });
    expect((await ofFacility(TODAY)).totalCount).toBe(2);
    expect(await nth(0)).toMatchObject({ status: "PLANNED", version: 1 });
  });

  it("moves with the progress of the province as a whole, which the Department records", async () => {
    const { id, version } = await nth(1);
    const whole = { milestone: id, facility: null, status: "DELAYED", noteVi: "Chậm vốn." };
    expect(await refused({ ...whole, expectedVersion: version })).toEqual([["facility", "NOT_FOUND"]]);
    const late = await progress.done("milestoneRecordProgress", {
      ...whole,
      on: "2026-05-01",
      expectedVersion: version,
    });
    expect(late).toMatchObject({ facility: null, status: "DELAYED", milestone: { status: "DELAYED" } });
    expect(await nth(1)).toMatchObject({ status: "DELAYED", version: 2 });
    const again = { ...whole, on: "2026-05-02", expectedVersion: 1 };
    expect(await progress.refused("milestoneRecordProgress", again)).toEqual([["expectedVersion", "CONFLICT"]]);
    expect(await progress.refused("milestoneRecordProgress", { ...again, expectedVersion: undefined })).toEqual([
      ["expectedVersion", "INVALID"],
    ]);
    await progress.done("milestoneRecordProgress", { ...again, status: "DONE", expectedVersion: 2 });
    expect(await nth(1)).toMatchObject({ status: "DONE", version: 3 });
    const entries = await server.db.query<{ type: string; act: string }>(
      "SELECT object_type AS type, act FROM audit_entry WHERE object_type = 'Milestone' ORDER BY id",
    );
    expect(entries).toEqual(Array(2).fill({ type: "Milestone", act: "milestoneRecordProgress" }));
  });

  it("whose last progress was recorded wrongly is corrected, and follows it", async () => {
    const { id, version } = await nth(1);
    const [done, late] = (await reportsOf(id)).nodes;
    expect(
      await progress.refused("milestoneCorrectProgress", {
        id: late.id,
        expectedVersion: 1,
        status: "PLANNED",
        ...REASON,
      }),
    ).toEqual([["status", "ILLEGAL_STATE"]]);
    expect(
      await progress.refused("milestoneCorrectProgress", {
        id: late.id,
        expectedVersion: 1,
        on: "2026-05-03",
        ...REASON,
      }),
    ).toEqual([["on", "INVALID"]]);
    expect(
      await progress.refused("milestoneCorrectProgress", {
        id: done.id,
        expectedVersion: 1,
        status: "CANCELLED",
        ...REASON,
      }),
    ).toEqual([["status", "ILLEGAL_STATE"]]);
    const corrected = await progress.done("milestoneCorrectProgress", {
      ...{
        id: done.id,
        expectedVersion: 1,
        status: "IN_PROGRESS",
        on: "2026-05-04",
        evidenceUrl: null,
        reason: "Chưa xong.",
      },
    });
    expect(corrected).toEqual({
      ...done,
      status: "IN_PROGRESS",
      on: "2026-05-04",
      milestone: { ...done.milestone, status: "IN_PROGRESS" },
      version: 2,
    });
    expect(await nth(1)).toMatchObject({ status: "IN_PROGRESS", version: version + 1 });
    const text = await progress.done("milestoneCorrectProgress", {
      id: late.id,
      expectedVersion: 1,
      noteVi: "Chậm giải ngân.",
      ...REASON,
    });
    expect([text.status, text.noteVi, text.version]).toEqual(["DELAYED", "Chậm giải ngân.", 2]);
    expect(await progress.refused("milestoneCorrectProgress", { id: late.id, expectedVersion: 2, ...REASON })).toEqual([
      ["", "INVALID"],
    ]);
  });

  it("is planned for another year, given up, and planned anew", async () => {
    const { id } = await nth(2);
    const replanned = await milestone.done("milestoneReplan", {
      id,
      expectedVersion: 1,
      year: 2027,
      reason: "Chuyển năm.",
    });
    expect(replanned).toMatchObject({ year: 2027, status: "PLANNED", version: 2 });
    const again = { id, expectedVersion: 2, year: 2027, ...REASON };
    expect(await milestone.refused("milestoneReplan", again)).toEqual([["year", "INVALID"]]);
    expect(await milestone.refused("milestoneReplan", { ...again, year: 1999 })).toEqual([["year", "INVALID"]]);
    const cancelled = await milestone.done("milestoneCancel", { id, expectedVersion: 2, reason: "Không còn phù hợp." });
    expect(cancelled).toMatchObject({ status: "CANCELLED", year: 2027, version: 3 });
    expect(await refused({ milestone: id })).toEqual([["milestone", "ILLEGAL_STATE"]]);
    const twice = await milestone.payload("milestoneCancel", { id, expectedVersion: 3, ...REASON });
    expect(twice).toMatchObject({
      milestone: cancelled,
      userErrors: [{ path: ["id"], code: "ILLEGAL_STATE", message: expect.stringContaining("milestoneReplan") }],
    });
    const anew = await milestone.done("milestoneReplan", { id, expectedVersion: 3, year: 2028, reason: "Làm lại." });
    expect(anew).toMatchObject({ status: "PLANNED", year: 2028, version: 4 });
    const { roadmap } = await dataOf(server, "{ roadmap { milestones(year: 2028) { id } } }");
    expect(roadmap.milestones).toEqual([{ id }]);
    const reasons = await server.db.query<{ reason: string }>(
      "SELECT reason FROM audit_entry WHERE object_type = 'Milestone' AND act <> 'milestoneRecordProgress' AND act <> 'milestoneCorrectProgress' ORDER BY id",
    );
    expect(reasons.map(({ reason }) => reason)).toEqual(["Chuyển năm.", "Không còn phù hợp.", "Làm lại."]);
  });

  it("that is done is neither planned anew nor given up", async () => {
    const { id } = await nth(3);
    await progress.done("milestoneRecordProgress", {
      milestone: id,
      expectedVersion: 1,
      on: "2026-06-01",
      status: "DONE",
    });
    for (const [field, more] of [
      ["milestoneReplan", { year: 2030 }],
      ["milestoneCancel", {}],
    ] as const) {
      expect(await milestone.refused(field, { id, expectedVersion: 2, ...more, ...REASON })).toEqual([
        ["id", "ILLEGAL_STATE"],
      ]);
    }
  });

  it("has no progress that is wrong, and nothing is written of what is refused", async () => {
    const { id } = await nth(4);
    expect(await refused({ milestone: "x" })).toEqual([["milestone", "NOT_FOUND"]]);
    expect(await refused({ milestone: id, on: "2026-06-16" })).toEqual([["on", "INVALID"]]);
    expect(await refused({ milestone: id, status: "CANCELLED" })).toEqual([["status", "ILLEGAL_STATE"]]);
    for (const evidenceUrl of ["http://example.org", "javascript:alert(1)", "https://a:b@example.org", "biên bản"]) {
      expect(await refused({ milestone: id, evidenceUrl })).toEqual([["evidenceUrl", "INVALID"]]);
    }
    expect(
      await refused({ milestone: id, evidenceUrl: `https://example.org/${"x".repeat(400)}`, noteVi: "x".repeat(2001) }),
    ).toEqual([
      ["noteVi", "INVALID"],
      ["evidenceUrl", "INVALID"],
    ]);
    expect(await refused({ milestone: id, evidenceDocument: "1999" })).toEqual([["evidenceDocument", "NOT_FOUND"]]);
    expect((await reportsOf(id)).totalCount).toBe(0);
    await record({ milestone: id, on: "2026-06-05" });
    expect(await refused({ milestone: id, on: "2026-06-04" })).toEqual([["on", "INVALID"]]);
    expect(await refused({ milestone: id, status: "PLANNED", on: "2026-06-05" })).toEqual([
      ["status", "ILLEGAL_STATE"],
    ]);
  });

  it("has no progress of what is another's, refused alike where there is none", async () => {
    const { id } = await nth(4);
    const other = await progress.payload(
      "milestoneRecordProgress",
      { milestone: id, facility: "BV-TAMTHAN", on: "2026-06-01", status: "DONE" },
      eye,
    );
    const none = await progress.payload(
      "milestoneRecordProgress",
      { milestone: id, facility: "BV-KHONGCO", on: "2026-06-01", status: "DONE" },
      eye,
    );
    expect(JSON.stringify(other).replaceAll("BV-TAMTHAN", "BV-KHONGCO")).toBe(JSON.stringify(none));
    const [{ id: others }] = (await reportsOf((await nth(0)).id, '(facility: "BV-TAMTHAN")')).nodes;
    const missing = Buffer.from("MilestoneProgress:999999").toString("base64url");
    const [theirs, nobodys] = await Promise.all(
      [others, missing].map((report) =>
        progress.payload("milestoneCorrectProgress", { id: report, expectedVersion: 1, noteVi: "x", ...REASON }, eye),
      ),
    );
    expect(theirs).toEqual(nobodys);
    expect(theirs.userErrors).toMatchObject([{ path: ["id"], code: "NOT_FOUND" }]);
    const { errors } = await milestone.ask("milestoneCancel", { id, expectedVersion: 1, ...REASON }, eye);
    expect(errors?.[0]?.extensions.code).toBe("FORBIDDEN");
  });

  it("is moved on step by step, however many report at the same time", async () => {
    const { id, version } = await nth(5);
    const reports = await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        progress.payload(
          "milestoneRecordProgress",
          { milestone: id, facility: "BV-MAT", on: "2026-06-01", status: "IN_PROGRESS", noteVi: `Báo cáo ${i}` },
          eye,
        ),
      ),
    );
    const recorded = reports.filter(({ userErrors }) => userErrors.length === 0);
    expect(recorded.length).toBeGreaterThan(0);
    expect(reports.flatMap(({ userErrors }) => userErrors).every(({ code }: Data) => code === "CONFLICT")).toBe(true);
    const steps = await server.db.query<{ step: number; before: string }>(
      "SELECT p.step, p.status_before AS `before` FROM milestone_progress p JOIN facility f ON f.id = p.facility_id " +
        "WHERE f.code = 'BV-MAT' AND p.note_vi LIKE 'Báo cáo %' ORDER BY p.step",
    );
    expect(steps).toEqual(recorded.map((_, i) => ({ step: i + 1, before: i === 0 ? "PLANNED" : "IN_PROGRESS" })));
    const whole = { milestone: id, expectedVersion: version, on: TODAY, status: "IN_PROGRESS" };
    const payloads = await Promise.all(
      Array.from({ length: 10 }, () => progress.payload("milestoneRecordProgress", whole)),
    );
    expect(payloads.map(({ userErrors }) => userErrors[0]?.code ?? "").sort()).toEqual([
      "",
      ...Array(9).fill("CONFLICT"),
    ]);
    expect(server.reported).toEqual([]);
  });

  it("that is given up while a facility reports has no progress of it", async () => {
    const { id, version } = (await all()).at(-1) as Data;
    const { db } = server;
    const write = db.transaction.bind(db);
    const meanwhile = jest.spyOn(db, "transaction").mockImplementationOnce(async (work) => {
      await milestone.done("milestoneCancel", { id, expectedVersion: version, ...REASON });
      return write(work);
    });
    expect(await refused({ milestone: id })).toEqual([["milestone", "ILLEGAL_STATE"]]);
    meanwhile.mockRestore();
    expect(await reportsOf(id)).toMatchObject({ totalCount: 0, nodes: [] });
  });

  it("is reported on once by who sends the same report again", async () => {
    const { id } = await nth(6);
    const input = { milestone: id, facility: "BV-MAT", on: "2026-06-01", status: "DONE", clientMutationId: "report-1" };
    const first = await progress.done("milestoneRecordProgress", input, eye);
    expect(await progress.done("milestoneRecordProgress", input, eye)).toEqual(first);
    expect((await reportsOf(id)).totalCount).toBe(1);
  });
});
