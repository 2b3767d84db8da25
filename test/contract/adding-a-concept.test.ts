import { execFile } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { blocksOf, quotedIn } from "../support/markdown.js";

const PAGE = readFileSync("docs/adding-a-concept.md", "utf8");
/** Beneath the project, so that packages are found. */
const PLACE = join(".cache", `adding-a-concept-${process.pid}`);

/** Asks as the page says one can, of a server with the concept in it; prints what came. */
const PROGRAM = `import "reflect-metadata";
import { mkdtempSync } from "node:fs";
import { once } from "node:events";
import { join } from "node:path";
import { tmpdir } from "node:os";
import { sharedOver } from "./server/concepts/shared.js";
import { loadDataset } from "./server/concepts/import/dataset.js";
import { addFirstAdmin } from "./ask-support.js";
import { openDatabase } from "./server/core/database/data-source.js";
import { createHttp } from "./server/http/server.js";

const db = await openDatabase({ kind: "embedded", file: join(mkdtempSync(join(tmpdir(), "adding-a-concept-")), "a.db") });
await loadDataset(db, "data");
const shared = sharedOver(db, { secret: "a secret of a test, known to everybody", oidc: null, proxies: 1 });
const http = await createHttp(shared, (error) => console.error(error));
http.listen(0, "127.0.0.1");
await once(http, "listening");
const url = "http://127.0.0.1:" + http.address().port;
const ask = async (query, variables = {}, headers = {}) =>
  (await fetch(url + "/graphql", { method: "POST", headers: { "content-type": "application/json", ...headers }, body: JSON.stringify({ query, variables }) })).json();
const headers = await addFirstAdmin(db, ask);
const text = "Mã,Nội dung\\nNGHI_TET,Nghỉ Tết từ 05/02\\n";
const imported = await ask("mutation ($input: FileImportInput!) { fileImport(input: $input) { report { imported rows problems { message } } userErrors { message } } }", { input: { format: "NOTICES", text } }, headers);
const { data } = await ask("{ notices { id code labelVi } }");
const node = await ask("query ($id: ID!) { node(id: $id) { id ... on Notice { code } } }", { id: data.notices[0].id });
const csv = await (await fetch(url + "/export/notices.csv")).text();
console.log(JSON.stringify({ imported: imported.data.fileImport, notices: data.notices, node: node.data.node, csv }));
process.exit(0);
`;
const SUPPORT = `import { hashOf } from "./server/concepts/access/account/password.js";
import { addAccount } from "./server/concepts/access/account/account.store.js";
import { bySystem, traced } from "./server/core/mutation/trail.js";

const PASSWORD = "a long password of a test, 2026";

export async function addFirstAdmin(db, ask) {
  const passwordHash = await hashOf(PASSWORD);
  await traced(db, bySystem("a test", "accountAdd", "2026-01-01T00:00:00.000Z"), (tx, trail) =>
    addAccount(tx, trail, "sở", { role: "ADMIN", facilityId: null, passwordHash, mustChange: false }));
  const { data } = await ask("mutation ($input: SessionStartInput!) { sessionStart(input: $input) { session { accessToken } } }", { input: { name: "sở", password: PASSWORD } });
  return { authorization: "Bearer " + data.sessionStart.session.accessToken };
}
`;

beforeAll(() => {
  mkdirSync(PLACE, { recursive: true });
  for (const part of ["server", "dist/server", "data", "client-sdk", "tsconfig.json", "package.json"]) {
    cpSync(part, join(PLACE, part), { recursive: true, filter: (path) => !path.includes("node_modules") });
  }
  const files = quotedIn(PAGE).filter((each) => each.startsWith("server/concepts/notice/"));
  const blocks = blocksOf(PAGE);
  const code = blocks.filter(({ lang }) => lang === "ts");
  for (const [i, { text }] of code.entries()) {
    const file = join(PLACE, files[i] ?? "");
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const [line = "", row = ""] = blocks.filter(({ lang }) => lang === "text").map(({ text }) => text);
  const change = (file: string, from: string, to: string) => {
    const before = readFileSync(join(PLACE, file), "utf8");
    expect(before).toContain(from);
    writeFileSync(join(PLACE, file), before.replace(from, to));
  };
  change("server/concepts/index.ts", "  termConcept,\n", `  termConcept,\n${line}`);
  change(
    "server/concepts/index.ts",
    "import { termConcept }",
    'import { noticeConcept } from "./notice/notice.concept.js";\nimport { termConcept }',
  );
  change("server/core/access/policy.ts", '  "Query.node"', `${row}  "Query.node"`);
  writeFileSync(join(PLACE, "ask.ts"), PROGRAM);
  writeFileSync(join(PLACE, "ask-support.ts"), SUPPORT);
});
afterAll(() => rmSync(PLACE, { recursive: true, force: true }));

it("a folder, a line and a row are enough: it is in the schema, found by id, imported and exported", async () => {
  const { stdout } = await promisify(execFile)("node", ["--import", "tsx", "ask.ts"], { cwd: PLACE });
  const { imported, notices, node, csv } = JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
  expect(imported).toEqual({ report: { imported: true, rows: 1, problems: [] }, userErrors: [] });
  expect(notices).toEqual([{ id: expect.any(String), code: "NGHI_TET", labelVi: "Nghỉ Tết từ 05/02" }]);
  expect(node).toEqual({ id: notices[0].id, code: "NGHI_TET" });
  expect(csv).toBe("Mã;Nội dung\r\nNGHI_TET;Nghỉ Tết từ 05/02\r\n");
}, 120_000);
