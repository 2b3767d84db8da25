import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { buildSchema, type GraphQLInterfaceType } from "graphql";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { loadedDatabase } from "../support/database.js";
import { Figures, type Known } from "../support/figures.js";
import { type Data, runQuery } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";
import { trace } from "../support/traces.js";

const ENTRY = "version act actedAt actor role requestId reason changes { field before after } hash";
const TRAIL = `query ($id: ID!, $first: Int, $after: String) { node(id: $id) { id ... on Traced {
  auditTrail(first: $first, after: $after) { totalCount nodes { ${ENTRY} } pageInfo { hasNextPage endCursor } } } } }`;
const ENTRIES = `query ($filter: AuditEntryFilter, $first: Int, $after: String) {
  auditEntries(filter: $filter, first: $first, after: $after) { totalCount
    nodes { act actor objectType objectId object { id } version } pageInfo { hasNextPage endCursor } } }`;

describe("The audit trail", () => {
  let server: TestServer;
  let department: Record<string, string>;
  let editor: Record<string, string>;
  let corrected: Known;
  let withdrawn: Known;
  let now = Date.parse("2026-03-01T08:00:00+07:00");

  beforeAll(async () => {
    const database = await loadedDatabase();
    server = await serve(database, { now: () => now });
    await addTestAccount(server.db, "sở", "ADMIN");
    await addTestAccount(server.db, "mắt", "FACILITY_EDITOR", "BV-MAT");
    editor = (await signedIn(server, "mắt")).headers;
    const figures = new Figures(server, { ...editor, "x-request-id": "yeu-cau-1" });
    const first = await figures.record({ on: "2026-01-31", value: 5, noteVi: "Tháng 1." });
    now += 60_000;
    corrected = await figures.correct(first, 6, "Đếm thiếu một lượt.");
    now += 24 * 3_600_000;
    department = (await signedIn(server, "sở")).headers;
    editor = (await signedIn(server, "mắt")).headers;
    const second = await new Figures(server, editor).record({ on: "2026-02-28", value: 7 });
    withdrawn = await new Figures(server, editor).withdraw(second, "Ghi nhầm tháng.");
  });
  afterAll(() => server.close());

  const asked = async (query: string, variables: object, headers = department): Promise<Data> => {
    const { data, errors } = await runQuery(server, query, { ...variables }, headers);
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };

  it("tells the Department who did what when and why, field by field, newest first", async () => {
    const { node } = await asked(TRAIL, { id: corrected.id });
    expect(node.auditTrail).toEqual({
      totalCount: 2,
      nodes: [
        {
          version: 2,
          act: "observationCorrect",
          actedAt: "2026-03-01T01:01:00.000Z",
          actor: "mắt",
          role: "FACILITY_EDITOR",
          requestId: "yeu-cau-1",
          reason: "Đếm thiếu một lượt.",
          changes: [{ field: "value", before: 5, after: 6 }],
          hash: expect.stringMatching(/^[\w-]{43}$/),
        },
        {
          version: 1,
          act: "observationRecord",
          actedAt: "2026-03-01T01:00:00.000Z",
          actor: "mắt",
          role: "FACILITY_EDITOR",
          requestId: "yeu-cau-1",
          reason: null,
          changes: [
            { field: "approximate", before: null, after: false },
            { field: "subject", before: null, after: "BV-MAT" },
            { field: "metric", before: null, after: "LINKUPS" },
            { field: "noteVi", before: null, after: "Tháng 1." },
            { field: "on", before: null, after: "2026-01-31" },
            { field: "reported", before: null, after: true },
            {
              field: "source",
              before: null,
              after: { document: "REGISTER", section: "Dữ liệu do người dùng nhập trên hệ thống" },
            },
            { field: "value", before: null, after: 5 },
          ],
          hash: expect.stringMatching(/^[\w-]{43}$/),
        },
      ],
      pageInfo: { hasNextPage: false, endCursor: expect.any(String) },
    });
  });

  it("is read in pages", async () => {
    const first = (await asked(TRAIL, { id: corrected.id, first: 1 })).node.auditTrail;
    expect([first.nodes.map(({ version }: Data) => version), first.pageInfo.hasNextPage]).toEqual([[2], true]);
    const after = first.pageInfo.endCursor;
    const second = (await asked(TRAIL, { id: corrected.id, first: 1, after })).node.auditTrail;
    expect([second.nodes.map(({ version }: Data) => version), second.pageInfo.hasNextPage]).toEqual([[1], false]);
    const { errors } = await runQuery(server, TRAIL, { id: corrected.id, after: "x" }, department);
    expect(errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });

  it.each([
    "AssessmentRound: { assessmentRounds { auditTrail { totalCount nodes { act } } } }",
    'Assessment: { facility(code: "BV-MAT") { assessments { auditTrail { totalCount nodes { act } } } } }',
    "Facility: { facilities(first: 1) { nodes { auditTrail { totalCount nodes { act } } } } }",
    "LegalDocument: { legalDocuments { auditTrail { totalCount nodes { act } } } }",
    "Milestone: { roadmap { milestones { auditTrail { totalCount nodes { act } } } } }",
    "Observation: { metrics { latest { auditTrail { totalCount nodes { act } } } } }",
    "Target: { targets { auditTrail { totalCount nodes { act } } } }",
  ])("of what nobody has changed is empty. %s", async (titled) => {
    const data = await asked(titled.replace(/^\w+: /, ""), {});
    expect(JSON.stringify(data)).toContain('"auditTrail":{"totalCount":0,"nodes":[]}');
  });

  it("is refused to everybody else, who still read the object", async () => {
    for (const [headers, code] of [[{}, "UNAUTHENTICATED"] as const, [editor, "FORBIDDEN"] as const]) {
      const { status, data, errors } = await runQuery(server, TRAIL, { id: corrected.id }, headers);
      expect([status, data]).toEqual([200, { node: { id: corrected.id, auditTrail: null } }]);
      expect(errors).toMatchObject([{ path: ["node", "auditTrail"], extensions: { code } }]);
      expect((await runQuery(server, ENTRIES, {}, headers)).errors?.[0]?.extensions.code).toBe(code);
    }
  });

  it("of everything tells what was done to what is gone, too", async () => {
    const filter = { actor: ["mắt"] };
    const { auditEntries } = await asked(ENTRIES, { filter, first: 2 });
    const entry = { actor: "mắt", objectType: "Observation", objectId: withdrawn.id, object: null };
    expect(auditEntries).toMatchObject({
      totalCount: 5,
      nodes: [
        { ...entry, act: "observationWithdraw", version: 2 },
        { ...entry, act: "observationRecord", version: 1 },
      ],
      pageInfo: { hasNextPage: true },
    });
    const rest = await asked(ENTRIES, { filter, first: 2, after: auditEntries.pageInfo.endCursor });
    expect(rest.auditEntries).toMatchObject({
      nodes: [
        { objectId: corrected.id, object: { id: corrected.id }, version: 2 },
        { objectId: corrected.id, object: { id: corrected.id }, version: 1 },
      ],
      pageInfo: { hasNextPage: true },
    });
  });

  it.each([
    [{ act: ["observationCorrect", "observationWithdraw"] }, 2],
    [{ act: [] }, 0],
    // The first figure that is entered makes the section that it cites.
    [{ actor: ["mắt"] }, 5],
    [{ objectType: ["SourceSection"] }, 1],
    [{ actor: ["ai đó"] }, 0],
    [{ actor: ["mắt"], objectType: ["Observation"] }, 4],
    [{ actor: ["mắt"], objectType: ["Facility"] }, 0],
    [{ requestId: "yeu-cau-1" }, 3],
    [{ actor: ["mắt"], from: "2026-03-02" }, 2],
    [{ actor: ["mắt"], to: "2026-03-01" }, 3],
    [{ from: "2026-03-01", to: "2026-03-01", act: ["observationRecord"] }, 2],
    [{ actor: ["mắt"], from: "2026-03-03" }, 0],
  ])("of everything is filtered by %j", async (filter, count) => {
    const { auditEntries } = await asked(ENTRIES, { filter });
    expect([auditEntries.totalCount, auditEntries.nodes.length]).toEqual([count, count]);
  });

  it.each([
    [
      { act: ["observationCorect"] },
      '`act`: no act is called "observationCorect". Nearest known: "observationCorrect", "observationRecord", "observationWithdraw".',
    ],
    [
      { objectType: ["Facility", "Observations"] },
      '`objectType`: no type of objects with a trail is called "Observations". Nearest known: "Observation".',
    ],
  ])("of everything is not filtered by a word that there never was: %j", async (filter, message) => {
    const { errors } = await runQuery(server, ENTRIES, { filter }, { ...department, "accept-language": "en" });
    expect(errors?.map((error: Data) => [error.extensions.code, error.message])).toEqual([["BAD_USER_INPUT", message]]);
    expect((await runQuery(server, ENTRIES, { filter }, editor)).errors?.[0]?.extensions.code).toBe("FORBIDDEN");
  });

  it("of everything is filtered by every act and type of now, and by what an earlier release called otherwise", async () => {
    const schema = buildSchema(readFileSync("schema.graphql", "utf8"));
    const act = Object.keys(schema.getMutationType()?.getFields() ?? {});
    const objectType = schema
      .getPossibleTypes(schema.getType("Traced") as GraphQLInterfaceType)
      .map(({ name }) => name);
    const { auditEntries } = await asked(ENTRIES, { filter: { act, objectType } });
    expect(auditEntries.totalCount).toBeGreaterThan(0);
    const changes = JSON.stringify({ value: [1, 2] });
    await trace(server.db, "DATA", { objectType: "Former", objectId: 1, version: 1, changes });
    for (const filter of [{ act: ["test"] }, { objectType: ["Former"] }])
      expect((await asked(ENTRIES, { filter })).auditEntries.totalCount).toBe(1);
  });

  it("of everything is that of one object, also of one that is gone", async () => {
    for (const id of [corrected.id, withdrawn.id]) {
      const { auditEntries } = await asked(ENTRIES, { filter: { objectId: id } });
      expect(auditEntries.nodes.map(({ objectId, version }: Data) => [objectId, version])).toEqual([
        [id, 2],
        [id, 1],
      ]);
    }
    expect((await asked(ENTRIES, { filter: { objectId: "x" } })).auditEntries.totalCount).toBe(0);
  });

  it("of a list costs two statements, however long the list is", async () => {
    const list = "{ nodes(ids: $ids) { ... on Traced { auditTrail { totalCount nodes { act changes { field } } } } } }";
    const ids: string[] = [];
    const costs: number[] = [];
    for (const size of [3, 30]) {
      while (ids.length < size) {
        const known = await new Figures(server, editor).record({
          on: `2025-01-${String(ids.length + 1).padStart(2, "0")}`,
          value: 1,
        });
        ids.push((await new Figures(server, editor).correct(known, 2)).id);
      }
      const before = server.db.statements;
      const { nodes } = await asked(`query ($ids: [ID!]!) ${list}`, { ids });
      costs.push(server.db.statements - before);
      expect(nodes.map(({ auditTrail }: Data) => auditTrail.totalCount)).toEqual(ids.map(() => 2));
    }
    // The revision, the figures, the last entries, and how many there are.
    expect(costs).toEqual([4, 4]);
  });
});
