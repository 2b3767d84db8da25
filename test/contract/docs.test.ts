import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { DEFAULT_LIMITS, readLimits } from "../../server/core/limits/limits.js";
import { linksIn, quotedIn, rowsOf } from "../support/markdown.js";

const read = (file: string): string => readFileSync(file, "utf8");
const filesIn = (...folders: string[]): string[] =>
  folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
  );

const decisions = filesIn("docs/decisions");
const pages = [
  ...[
    "README.md",
    "README.vi.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "client-sdk/README.md",
    "client-sdk/docs/README.md",
    "client-sdk/moving-to-0.3.md",
    "client-sdk/moving-to-0.3.vi.md",
  ],
  ...["docs/fhir.md", "docs/dhis2.md", "docs/glossary.md", "docs/security.md", "docs/operations.md", ...decisions],
];

describe.each(pages)("%s", (page) => {
  it("links to files that exist", () => {
    expect(linksIn(read(page)).filter((path) => !existsSync(join(dirname(page), path)))).toEqual([]);
  });

  it("names source files, tables and folders that exist", () => {
    const sources = filesIn("server", "data", "test").map((file) => `/${file}`);
    const files = quotedIn(read(page)).filter((quoted) =>
      /^[\w/-][\w./-]*\.ts$|^(server|test|data|docs)\/[\w./-]*$/.test(quoted),
    );

    expect(files.filter((file) => !existsSync(file) && !sources.some((source) => source.endsWith(`/${file}`)))).toEqual(
      [],
    );
  });
});

/** How a decision promises something, and how it names the test that holds it. */
const PROMISE = /\b(?:always|never|at (?:the )?most|refuse[sd]?|stays?)\b/i;
const TEST = /`(test\/[\w./-]+\.test\.ts)`/g;

describe.each(decisions)("%s", (page) => {
  const text = read(page);
  const [, decided = ""] = /^## Decision$([\s\S]*?)(?=^## |(?![\s\S]))/m.exec(text) ?? [];

  it("says why, what was decided, what was rejected and what would change it, in at most 600 words", () => {
    const headings = [...text.matchAll(/^## (.*)$/gm)].map(([, heading = ""]) => heading);
    const [why, decision, ...rest] = headings;

    expect([why, decision]).toEqual(["Context", "Decision"]);
    expect(rest).toEqual(["Rejected", "What would change it"].filter((heading) => rest.includes(heading)));
    expect(text.split(/\s+/).length).toBeLessThanOrEqual(600);
  });

  it("names a test that there is for what it decides, and for each promise in the same place", () => {
    const tests = [...decided.matchAll(TEST)].map(([, test = ""]) => test);
    const places = decided.split(/\n(?=- )|\n\n/);

    expect(tests.length).toBeGreaterThan(0);
    expect([...text.matchAll(TEST)].filter(([, test = ""]) => !existsSync(test))).toEqual([]);
    expect(places.filter((place) => PROMISE.test(place) && !place.match(TEST))).toEqual([]);
  });
});

it("the names in code of the glossary are names in the schema, the register, the tables, or files of the SDK", () => {
  const known = [
    "schema.graphql",
    ...filesIn("data/register", "server/core/database", "server/core/time").filter((file) => /\.(csv|ts)$/.test(file)),
  ];
  const text = known.map(read).join();
  const quoted = rowsOf(read("docs/glossary.md")).flatMap(([, inCode = ""]) => quotedIn(inCode));
  const names = quoted.filter((name) => !existsSync(join("client-sdk", name)));

  expect(names.length).toBeGreaterThan(80);
  expect(names.flatMap((name) => name.split(/[.…]/)).filter((name) => !text.includes(name))).toEqual([]);
});

it("the page on security lists each limit with what it is, and the setting that changes it", () => {
  const rows = new Map(
    rowsOf(read("docs/security.md")).map(([name = "", most, setting]) => [
      quotedIn(name)[0],
      { most, setting: quotedIn(setting ?? "")[0] },
    ]),
  );
  for (const [name, most] of Object.entries(DEFAULT_LIMITS)) {
    expect([name, rows.get(name)?.most]).toEqual([name, most.toLocaleString("en")]);
    expect(readLimits({ [rows.get(name)?.setting ?? ""]: "7" }, [])).toEqual({ ...DEFAULT_LIMITS, [name]: 7 });
  }
});

it("the code's own words in the glossary are names in the code, a line each", () => {
  const part = read("docs/glossary.md").split("## The code's own words")[1] ?? "";
  const lines = part.split("\n").filter((line) => line.startsWith("- "));
  const code = filesIn("server")
    .filter((file) => file.endsWith(".ts"))
    .map(read)
    .join();
  const names = lines.flatMap((line) => quotedIn(line.split(": ")[0] ?? ""));

  expect(names.length).toBeGreaterThan(25);
  expect(names.filter((name) => !new RegExp(`^export .*\\b${name}\\b`, "m").test(code))).toEqual([]);
  expect(lines.filter((line) => line.length > 140)).toEqual([]);
});

it("a file beside the server begins with what it is for", () => {
  const files = filesIn("bench", "scripts", "playground/src", "client-sdk")
    .filter((file) => /\.(?:[cm]js|tsx?)$/.test(file))
    .filter((file) => !/(?:^|\/)(?:node_modules|dist|generated|releases)\//.test(file));

  expect(files.length).toBeGreaterThan(80);
  expect(files.filter((file) => !/^(?:#!.*\n)?\/\/ \S/.test(read(file)))).toEqual([]);
});
