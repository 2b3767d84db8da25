import "reflect-metadata";
import { execFile } from "node:child_process";
import { appendFileSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { loadDataset } from "../../server/concepts/import/dataset.js";
import { readConfig } from "../../server/config.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { AUDIT_SECRET, loadedDatabase, type TestDatabase } from "../support/database.js";
import { type Block, blocksOf, quotedIn, rowsOf } from "../support/markdown.js";
import { runQuery } from "../support/run-query.js";
import { SdkProject } from "../support/sdk-project.js";
import { serve, type TestServer } from "../support/server.js";
import { partsOf, sheetsOf } from "../support/workbook.js";

const read = (file: string): string => readFileSync(file, "utf8");
const MOVING = ["client-sdk/moving-to-0.3.md", "client-sdk/moving-to-0.3.vi.md"];
const FILES = ["README.md", "README.vi.md", "client-sdk/README.md", ...MOVING];

const sdk = SdkProject.compiled();
/** The name of each program by its text: the compiler takes its time, and so they are compiled together. */
const programs = new Map(
  FILES.flatMap((file) => blocksOf(read(file)))
    .filter(({ lang }) => lang === "ts")
    .map(({ text }, i) => [text, `program-${i}`] as const),
);
beforeAll(() => sdk.compile(new Map([...programs].map(([text, name]) => [name, text]))), 120_000);
afterAll(() => sdk.close());

/** Where the blocks of one README run, one after the other: a server, and a folder with a copy of data/. */
interface Session {
  database: TestDatabase;
  server: TestServer;
  dir: string;
  /** Of an editor of the eye hospital. */
  token: string;
}

/** How a block of each language is run. `answer` is the block after it, for a language that is answered. */
const RULES: Record<string, (session: Session, block: Block, answer: string) => Promise<void>> = {
  async graphql({ server }, { text }, answer) {
    const { data, errors } = await runQuery(server, text);

    expect({ data, ...(errors && { errors }) }).toEqual(JSON.parse(answer));
  },

  /** When something was changed last is another instant at each server. */
  async http({ server }, { text }, answer) {
    const [, path = ""] = /^GET (\/\S+)\n$/.exec(text) ?? [];
    const given = JSON.parse(answer);
    const asked = await (await fetch(`${server.url}${path}`)).json();

    if (given.meta === undefined) return expect(asked).toEqual(given);
    expect(Date.parse(asked.meta.lastUpdated)).toBeGreaterThan(Date.parse("2026-01-01"));
    expect({ ...asked, meta: { ...asked.meta, lastUpdated: given.meta.lastUpdated } }).toEqual(given);
  },

  async ts({ server, token }, { text }, answer) {
    const compiled = read(join(sdk.dir, `${programs.get(text)}.mjs`));
    // Two files may have the same program.
    const name = "asked.mjs";
    expect(compiled).toContain("http://127.0.0.1:4000");
    sdk.write(name, compiled.replaceAll("http://127.0.0.1:4000", server.url).replaceAll("ACCESS-TOKEN", token));

    expect(await sdk.run(name)).toBe(answer);
  },

  /** What other clients are given: `npm run test:clients` gives it to them. */
  async js(_session, { text }) {
    sdk.write("given.mjs", text);
    expect(await sdk.run("given.mjs")).toBe("");
  },

  /** A component: test/browser/packed-sdk.test.ts shows each in chromium. */
  async tsx(_session, { text }) {
    expect(text).toContain("export function ");
  },

  /** Rows for the file that is named last before them: added to it if it is one of data/, else a file of one's own. */
  async csv({ database, dir }, { text, before }) {
    const named =
      quotedIn(before)
        .filter((quoted) => quoted.endsWith(".csv"))
        .at(-1) ?? "";
    const file = join(dir, named);
    expect(named).not.toBe("");
    if (!named.startsWith("data/")) return writeFileSync(file, text);
    const [header = "", ...rows] = text.split("\n");
    expect(read(file).split(/\r?\n/)[0]).toBe(header);
    appendFileSync(file, rows.join("\n"));

    const loaded = await loadDataset(database.db, join(dir, "data"));

    expect(loaded.filter((each) => !each.loadedBefore).map((each) => join("data", each.file))).toEqual([named]);
  },

  /** What is printed is compared where `curl` asks for a file, or the SDK's command; of other commands nothing is shown. */
  async sh(session, { text }, answer) {
    const commands = text.replaceAll(/ +#.*$/gm, "").split(/\n|&&/);
    let printed = "";
    for (const command of commands.map((each) => each.trim()).filter(Boolean))
      if (command.startsWith("curl ")) printed += await downloaded(session, command);
      else if (command.startsWith("npx ")) printed += await saidBySdk(session, command);
      else if (command.startsWith("echo ")) writeLine(session, command);
      else await checkCommand(session, command);

    expect(printed).toBe(answer);
  },
};
const ANSWERED_BY: Record<string, string> = { graphql: "json", http: "json", ts: "text", sh: "text" };
/** Many commands say nothing. */
const MAY_BE_SILENT = ["sh"];

/** What `curl` prints of a file that is there; nothing with -O, by which it is kept. */
async function downloaded({ server, dir }: Session, command: string): Promise<string> {
  const [, keeps, address = ""] = /^curl (-O )?"?(http:\/\/127\.0\.0\.1:4000\/[^" ]+)"?$/.exec(command) ?? [];
  const path = address.replace("http://127.0.0.1:4000", "");
  const response = await fetch(`${server.url}${path}`);
  expect([command, response.status]).toEqual([command, 200]);
  if (!keeps) return (await response.text()).replaceAll("\r\n", "\n");
  writeFileSync(join(dir, path.split("/").at(-1) ?? ""), Buffer.from(await response.arrayBuffer()));
  return "";
}

/** What the command of the SDK prints. */
async function saidBySdk({ server, dir }: Session, command: string): Promise<string> {
  const [npx, name, ...args] = command.replace("http://127.0.0.1:4000", server.url).split(" ");
  expect([npx, name]).toEqual(["npx", "hue-health-sdk"]);
  const program = join(process.cwd(), "client-sdk/bin/hue-health-sdk.mjs");
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...args], { cwd: dir });
  return stdout;
}

function writeLine({ dir }: Session, command: string): void {
  const [, line = "", file = ""] = /^echo '(.*)' > (\S+)$/.exec(command) ?? [];
  expect([command, file]).not.toEqual([command, ""]);
  writeFileSync(join(dir, file), `${line}\n`);
}

/** Settings must be good ones, scripts must exist, an import is carried out, and a package is the one we pack. */
async function checkCommand({ database, dir }: Session, command: string): Promise<void> {
  const words = command.split(" ");
  const first = words.indexOf("npm");
  expect([first >= 0, command]).toEqual([true, command]);
  expect(() => readConfig(Object.fromEntries(words.slice(0, first).map((word) => word.split("="))))).not.toThrow();
  const [verb = "", ...rest] = words.slice(first + 1);
  const workspace = rest.includes("-w") ? `${rest[rest.indexOf("-w") + 1]}/` : "";
  const { scripts } = JSON.parse(read(`${workspace}package.json`));
  if (verb === "install") {
    const { name, version } = JSON.parse(read("client-sdk/package.json"));
    expect(rest).toEqual([`./${name}-${version}.tgz`]);
  } else if (verb !== "pack") {
    expect(Object.keys(scripts)).toContain(verb === "run" ? rest[0] : verb);
  }
  if (verb !== "run" || rest[0] !== "import") return;
  const args = rest.slice(rest.indexOf("--") + 1).map((word) => (word.endsWith(".csv") ? join(dir, word) : word));
  const { address } = database;
  const env = {
    ...process.env,
    AUDIT_SECRET,
    DATABASE_URL: address.kind === "mysql" ? address.url : `file:${address.file}`,
  };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--import", "tsx", "server/commands/import.ts", ...args],
    {
      env,
    },
  );
  expect(stdout).toMatch(
    args.includes("--dry-run") ? /^Nothing was imported; there would be \d+ rows? of / : /^Imported \d+ rows? of /,
  );
}

/** Each block that is no answer, with its answer. An answer without a question stands for itself, and has no rule. */
function stepsOf(blocks: readonly Block[]) {
  const answered = (block: Block | undefined, by: Block) => block !== undefined && ANSWERED_BY[block.lang] === by.lang;
  return blocks
    .map((block, i) => ({ ...block, block, answer: blocks[i + 1], before: blocks[i - 1] }))
    .filter(({ block, before }) => !answered(before, block))
    .map(({ block, answer }) => ({ ...block, block, answer: answer && answered(block, answer) ? answer.text : null }));
}

describe.each(FILES)("%s", (file) => {
  let session: Session;

  beforeAll(async () => {
    const database = await loadedDatabase();
    const dir = mkdtempSync(join(tmpdir(), "hue-health-readme-"));
    cpSync("data", join(dir, "data"), { recursive: true });
    const server = await serve(database);
    await addTestAccount(database.db, "mắt", "FACILITY_EDITOR", "BV-MAT");
    session = { database, server, dir, token: (await signedIn(server, "mắt")).accessToken };
  });
  afterAll(async () => {
    await session.server.close();
    rmSync(session.dir, { recursive: true, force: true });
  });

  it.each(stepsOf(blocksOf(read(file))))("holds in its $lang block of line $line", async ({ block, lang, answer }) => {
    const rule = RULES[lang];
    if (!rule) throw new Error(`No rule runs a block of "${lang}".`);
    if (lang in ANSWERED_BY && !MAY_BE_SILENT.includes(lang) && answer === null)
      throw new Error(`A block of ${ANSWERED_BY[lang]} must follow.`);
    await rule(session, block, answer ?? "");
  });
});

describe("the template of figures", () => {
  let bytes: Uint8Array;
  beforeAll(async () => {
    const server = await serve(await loadedDatabase());
    bytes = new Uint8Array(await (await fetch(`${server.url}/template/observations.xlsx`)).arrayBuffer());
    await server.close();
  });

  it.each(["README.md", "README.vi.md"])(
    "has the sheets that %s tells of, and drop-downs where it says so",
    async (file) => {
      const sheets = await sheetsOf(bytes);
      const titles = sheets.map(({ sheet }) => `\`${sheet}\``);
      const told = rowsOf(read(file)).filter(([title = ""]) => titles.includes(title));
      const xml = (await partsOf(bytes)).get("xl/worksheets/sheet1.xml") ?? "";
      const letters = [...xml.matchAll(/<dataValidation [^>]*sqref="([A-Z])2:/g)].map(([, letter = ""]) => letter);

      expect(told.map(([title]) => title)).toEqual(titles);
      expect(quotedIn(told[0]?.[1] ?? "")).toEqual(
        letters.map((letter) => sheets[0]?.data[0]?.[letter.charCodeAt(0) - "A".charCodeAt(0)]),
      );
    },
  );
});

describe.each(["README.md", "README.vi.md"])("the configuration table of %s", (file) => {
  it("names the variables that the server reads, with their defaults", () => {
    const table = rowsOf(read(file)).flatMap(([name = "", , value = ""]) =>
      /^`[A-Z\d_]+`$/.test(name) ? [[...quotedIn(name), ...quotedIn(value)]] : [],
    );
    const variables = [...read("server/config.ts").matchAll(/\benv\.([A-Z\d_]+)/g)].map(([, name]) => name);

    expect(table.map(([name]) => name).sort()).toEqual(variables.sort());
    expect(readConfig(Object.fromEntries(table))).toEqual(readConfig({}));
  });
});

it.each(["README.md", "README.vi.md"])(
  "%s opens with a picture of the portal, the two commands, and one question with its answer",
  (page) => {
    const [, picture = ""] = /^!\[.+\]\((.+\.png)\)$/m.exec(read(page).slice(0, 1000)) ?? [];
    expect([picture, existsSync(picture)]).toEqual([expect.stringMatching(/^docs\/portal/), true]);
    const [commands, ...questionAndAnswer] = blocksOf(read(page)).slice(0, 3);
    expect(commands?.text).toMatch(/^npm start .*\nnpm test/);
    expect(questionAndAnswer.map(({ text }) => text)).toEqual(
      blocksOf(read("README.md"))
        .slice(1, 3)
        .map(({ text }) => text),
    );
  },
);
