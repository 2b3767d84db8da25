import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { parse } from "csv-parse/sync";
import { addTestAccount, signedIn } from "../support/accounts.js";
import type { Acting } from "../support/acting.js";
import { assessing, openRound } from "../support/assessments.js";
import { download } from "../support/downloads.js";
import { type Data, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const IMPORT = `mutation ($input: FileImportInput!) { fileImport(input: $input) {
  report { imported rows inserted changed unchanged problems { row column code value message } warnings { row message } }
  userErrors { path code message } } }`;

describe("The answers of an assessment as a table", () => {
  let server: TestServer;
  let department: Acting;
  let unit: Acting;
  let draft: Data;

  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    await addTestAccount(server.db, "mắt", "FACILITY_EDITOR", "BV-MAT");
    await addTestAccount(server.db, "phổi", "FACILITY_EDITOR", "BV-PHOI");
    department = assessing(server, (await signedIn(server, "sở")).headers);
    unit = assessing(server, (await signedIn(server, "mắt")).headers);
    await openRound(department, "2026");
  });
  afterAll(() => server.close());

  const imported = async (lines: string[], who: Record<string, string>, more = {}): Promise<Data> => {
    const text = `${["round,facility,criterion,answer", ...lines].join("\n")}\n`;
    const input = { format: "ASSESSMENT_ANSWERS", text, ...more };
    const { data, errors } = await runQuery(server, IMPORT, { input }, who);
    expect(errors).toBeUndefined();
    return data.fileImport;
  };
  const exported = async (search: string, headers: Record<string, string>): Promise<string[][]> => {
    const response = await download(server, `/export/assessment-answers.csv${search}`, headers);
    expect(response.status).toBe(200);
    return parse(Buffer.from(await response.arrayBuffer()), { bom: true, delimiter: ";" }).slice(1);
  };
  const answersIn = (rows: string[][]) => rows.flatMap(([, , code, answer]) => (answer ? [[code, answer]] : []));
  const draftNow = async (): Promise<Data> => {
    const query = `{ facility(code: "BV-MAT") { assessmentDraft(round: "2026") {
      id version status answers { criterion { code } answer } } } }`;
    return (await runQuery(server, query, {}, unit.headers)).data.facility.assessmentDraft;
  };

  it("has all 20 criteria of a unit that has not begun, blank, and takes no answer before it begins", async () => {
    const rows = await exported("?round=2026&facility=BV-MAT", unit.headers);
    expect(rows).toHaveLength(20);
    expect(rows[0]?.slice(0, 6)).toEqual([
      ...["2026", "BV-MAT", "MANAGEMENT_FINANCE", "", "Bệnh viện Mắt Huế", "Quản lý tài chính - kế toán"],
    ]);
    expect(answersIn(rows)).toEqual([]);
    const { report } = await imported(["2026,BV-MAT,LIS_80,Đã đáp ứng"], unit.headers);
    expect(report.problems).toMatchObject([{ row: 2, code: "LOCKED", column: "facility" }]);
  });

  it("is imported by the unit itself: what is new, what is changed, and what was entered otherwise", async () => {
    draft = await unit.done("assessmentStart", { facility: "BV-MAT", round: "2026" });
    draft = await unit.done("assessmentSave", {
      ...{ id: draft.id, expectedVersion: draft.version },
      answers: [
        { criterion: "LIS_80", answer: "NEEDS_UPGRADE" },
        { criterion: "LIS_81", answer: "MET" },
      ],
    });
    const lines = [
      ...["2026,BV-MAT,LIS_80,Đã đáp ứng", "2026,BV-MAT,LIS_81,MET", "2026,BV-MAT,LIS_82,Không cần"],
      "2026,BV-MAT,LIS_83,",
    ];
    const warnings = [{ row: 2, message: 'LIS_80: "Cần nâng cấp" was entered; the file says "Đã đáp ứng".' }];
    const counts = { rows: 4, inserted: 1, changed: 1, unchanged: 2, problems: [], warnings };
    expect((await imported(lines, unit.headers, { dryRun: true })).report).toEqual({ imported: false, ...counts });
    expect((await draftNow()).version).toBe(draft.version);
    expect((await imported(lines, unit.headers)).report).toEqual({ imported: true, ...counts });
    expect(await draftNow()).toEqual({
      ...{ id: draft.id, version: draft.version + 1, status: "DRAFT" },
      answers: [
        { criterion: { code: "LIS_80" }, answer: "MET" },
        { criterion: { code: "LIS_81" }, answer: "MET" },
        { criterion: { code: "LIS_82" }, answer: "NOT_NEEDED" },
      ],
    });
    expect((await imported(lines, unit.headers)).report).toMatchObject({ inserted: 0, changed: 0, unchanged: 4 });
    expect((await draftNow()).version).toBe(draft.version + 1);
  });

  it("leaves a trail of what was answered before and after", async () => {
    const query = `{ auditEntries(first: 1, filter: { act: ["fileImport"], objectType: ["Assessment"] }) { nodes {
      actor version changes { field before after } } } }`;
    const { data, errors } = await runQuery(server, query, {}, department.headers);
    expect(errors).toBeUndefined();
    expect(data.auditEntries.nodes).toEqual([
      {
        ...{ actor: "mắt", version: draft.version + 1 },
        changes: [
          { field: "answer LIS_80", before: "NEEDS_UPGRADE", after: "MET" },
          { field: "answer LIS_82", before: null, after: "NOT_NEEDED" },
        ],
      },
    ]);
  });

  it("has what is worked on for whoever may enter it, and for nobody else", async () => {
    const own = [
      ["LIS_80", "Đã đáp ứng"],
      ["LIS_81", "Đã đáp ứng"],
      ["LIS_82", "Không cần"],
    ];
    const search = "?round=2026&facility=BV-MAT";
    expect(answersIn(await exported(search, unit.headers))).toEqual(own);
    expect(answersIn(await exported(search, department.headers))).toEqual(own);
    const { headers } = await signedIn(server, "phổi");
    expect(answersIn(await exported(search, headers))).toEqual([]);
    expect(answersIn(await exported(search, {}))).toEqual([]);
    expect(answersIn(await exported("", {}))).toEqual([]);
    expect(await exported("?round=2026", {})).toEqual([]);
  });

  it("changes nothing of another unit, of what is handed in, of a closed round, and of what is published", async () => {
    const { headers } = await signedIn(server, "phổi");
    const strange = await imported(["2026,BV-MAT,LIS_80,Cần nâng cấp"], headers);
    expect(strange.report.problems).toMatchObject([{ row: 2, code: "UNKNOWN_NAME", value: "BV-MAT" }]);
    const closed = await imported(["2022,BV-MAT,LIS_80,Cần nâng cấp"], unit.headers);
    expect(closed.report.problems).toMatchObject([{ row: 2, code: "LOCKED" }]);
    const unknown = await imported(["2026,BV-MAT,LIS_8,Có"], unit.headers);
    expect(unknown.report.problems).toMatchObject([
      { row: 2, code: "UNKNOWN_NAME", value: "LIS_8" },
      { row: 2, code: "NOT_A_CHOICE", value: "Có" },
    ]);
    const { id, version } = await draftNow();
    const submitted = await unit.done("assessmentSubmit", { id, expectedVersion: version });
    const late = await imported(["2026,BV-MAT,LIS_80,Cần nâng cấp"], unit.headers);
    expect(late.report.problems).toMatchObject([{ row: 2, code: "LOCKED" }]);
    const verified = await department.done("assessmentVerify", { id, expectedVersion: submitted.version });
    await department.done("assessmentPublish", { id, expectedVersion: verified.version });
    const published = await imported(["2026,BV-MAT,LIS_80,Cần nâng cấp"], department.headers);
    expect(published.report.problems).toMatchObject([{ row: 2, code: "LOCKED" }]);
  });

  it("has what is published for everybody, and comes back as it went", async () => {
    const rows = await exported("?round=2026", {});
    expect(rows).toHaveLength(20);
    expect(answersIn(rows)).toHaveLength(3);
    const same = rows.map(([round, facility, criterion, answer]) => [round, facility, criterion, answer].join(","));
    expect((await imported(same, unit.headers)).report).toMatchObject({
      rows: 20,
      inserted: 0,
      changed: 0,
      problems: [],
    });
  });
});
