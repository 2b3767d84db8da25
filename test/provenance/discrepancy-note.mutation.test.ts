import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { type Data, dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const CODE = "TOTAL.LINKUP_CONNECTED.VALUE.2019-08-08";
const CHECK = "id code stated recomputed status note { textVi notedAt version }";

describe("A note on a check", () => {
  let server: TestServer;
  let department: Acting;
  let editor: Record<string, string>;
  let id: string;

  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    await addTestAccount(server.db, "mắt", "FACILITY_EDITOR", "BV-MAT");
    department = new Acting(server, (await signedIn(server, "sở")).headers, { discrepancy: CHECK });
    editor = (await signedIn(server, "mắt")).headers;
    id = (await check()).id;
  });
  afterAll(() => server.close());

  const check = async (): Promise<Data> =>
    (await dataOf(server, `{ discrepancies(filter: { code: ["${CODE}"] }) { ${CHECK} } }`)).discrepancies[0];
  const annotate = async (expectedVersion: number, textVi: string | null, headers = department.headers, of = id) =>
    department.ask("discrepancyAnnotate", { id: of, expectedVersion, textVi }, headers);
  const codesOf = (answer: Data) =>
    answer.data.discrepancyAnnotate.userErrors.map(({ path, code }: Data) => [path, code]);

  it("is written by the Department, read by everybody at once, and changes nothing of the check", async () => {
    const before = await check();
    expect(before).toMatchObject({ stated: "33", recomputed: "34", status: "CONFLICT", note: null });
    for (let times = 0; times < 3; times += 1) await check(); // from now on the answer is kept
    const { data } = await annotate(0, "  Đã hỏi lại đơn vị: chưa có số liệu.  ");
    expect(data.discrepancyAnnotate.userErrors).toEqual([]);
    const after = await check();
    expect(after).toEqual(data.discrepancyAnnotate.discrepancy);
    expect(after).toEqual({
      ...before,
      note: { textVi: "Đã hỏi lại đơn vị: chưa có số liệu.", notedAt: expect.any(String), version: 1 },
    });
  });

  it("is not changed by whoever has seen another version, who is shown the one of now", async () => {
    const stale = await annotate(0, "Ghi chú của người khác.");
    expect(codesOf(stale)).toEqual([[["expectedVersion"], "CONFLICT"]]);
    expect(stale.data.discrepancyAnnotate.discrepancy.note).toMatchObject({ version: 1 });
    expect((await check()).note).toMatchObject({ textVi: "Đã hỏi lại đơn vị: chưa có số liệu.", version: 1 });
  });

  it("is changed by one of those who write at once, and the others are told", async () => {
    const answers = await Promise.all(["một", "hai", "ba", "bốn"].map((text) => annotate(1, text)));
    expect(answers.map(codesOf).sort((a, b) => a.length - b.length)).toEqual([
      [],
      ...Array.from({ length: 3 }, () => [[["expectedVersion"], "CONFLICT"]]),
    ]);
    expect((await check()).note.version).toBe(2);
  });

  it("is withdrawn by a blank one, and can be written anew", async () => {
    expect(codesOf(await annotate(2, " "))).toEqual([]);
    expect((await check()).note).toMatchObject({ textVi: null, version: 3 });
    expect(codesOf(await annotate(3, "Ghi chú mới."))).toEqual([]);
    expect((await check()).note).toMatchObject({ textVi: "Ghi chú mới.", version: 4 });
  });

  it("is refused for a check that does not exist, and where it is too long", async () => {
    expect(codesOf(await annotate(0, "x", department.headers, "RGlzY3JlcGFuY3k6WA"))).toEqual([[["id"], "NOT_FOUND"]]);
    expect(codesOf(await annotate(4, "x".repeat(2001)))).toEqual([[["textVi"], "INVALID"]]);
    expect((await check()).note.version).toBe(4);
  });

  it("is refused to editors of facilities and to the public", async () => {
    expect((await annotate(4, "x", editor)).errors?.[0]?.extensions.code).toBe("FORBIDDEN");
    expect((await annotate(4, "x", {})).errors?.[0]?.extensions.code).toBe("UNAUTHENTICATED");
    expect((await check()).note.version).toBe(4);
  });

  it("costs one statement for all checks", async () => {
    const statementsOf = async (fields: string) => {
      await dataOf(server, "{ discrepancies { code } }"); // the checks are kept before counting
      const before = server.db.statements;
      await dataOf(server, `{ discrepancies { ${fields} } }`);
      return server.db.statements - before;
    };
    expect((await statementsOf("code note { version }")) - (await statementsOf("code"))).toBe(1);
  });
});
