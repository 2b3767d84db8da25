import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { blocksOf, quotedIn, rowsOf } from "../support/markdown.js";

const read = (file: string): string => readFileSync(file, "utf8");
const all = (text: string, what: RegExp): string[] => [...text.matchAll(what)].map(([, found = ""]) => found);

const page = read("CONTRIBUTING.md");
const workflow = read(".github/workflows/ci.yml");
const manifest = JSON.parse(read("package.json"));
const [nodeVersion = ""] = all(read(".nvmrc"), /^(\d+\.\d+)$/gm);

describe("CONTRIBUTING.md", () => {
  const commands = blocksOf(page)
    .filter(({ lang }) => lang === "sh")
    .map(({ text }) => text)
    .join("");

  it("is one page", () => {
    expect(page.split("\n").length).toBeLessThanOrEqual(61);
  });

  it("names commands that there are", () => {
    const scripts = all(commands, /npm run ([\w:]+)/g);
    const tools = [...new Set(all(commands, /npx ([\w-]+)/g))];
    expect(scripts.length).toBeGreaterThan(2);
    expect(scripts.filter((name) => !(name in manifest.scripts))).toEqual([]);
    expect(manifest.scripts).toMatchObject({ start: expect.any(String), test: expect.any(String) });
    expect(tools).toEqual(["jest", "biome"]);
    expect(tools.filter((tool) => !existsSync(`node_modules/.bin/${tool}`))).toEqual([]);
    expect(statSync(".ci/run").mode & 0o111).toBe(0o111);
  });

  it("is right that tests at random print their seed: they take it from test/support/random.ts alone", () => {
    const tests = readdirSync("test", { recursive: true, encoding: "utf8" }).filter(
      (file) => file.endsWith(".test.ts") && !file.includes("node_modules"),
    );
    const ofTheirOwn = /Math\.random\(|\brandomInt\b|RANDOM_SEED \?\?|randomOf\(\d|Date\.now\(\) %|function seeded\b/;
    expect(tests.length).toBeGreaterThan(100);
    expect(
      tests.filter((file) => file !== "contract/contributing.test.ts" && ofTheirOwn.test(read(`test/${file}`))),
    ).toEqual([]);
  });

  it("names ends of files that files of the server have", () => {
    const files = readdirSync("server", { recursive: true, encoding: "utf8" });
    const ends = rowsOf(page).flatMap(([file = ""]) => quotedIn(file).map((quoted) => quoted.replace("*", "")));
    expect(ends.length).toBeGreaterThan(4);
    expect(ends.filter((end) => !files.some((file) => file.endsWith(end)))).toEqual([]);
  });
});

describe("What a public forge runs", () => {
  it("is what decides everywhere, and nothing else", () => {
    expect(all(workflow, /run: (.*)/g)).toEqual([expect.stringMatching(/^git config .* safe\.directory/), ".ci/run"]);
  });

  it("runs with the Node that people use, which the packages allow", () => {
    expect(all(workflow, /container: node:([\d.]+)-/g)).toEqual([nodeVersion]);
    const [major = 0, minor = 0] = nodeVersion.split(".").map(Number);
    const [, least = "", leastMinor = ""] = /^>=(\d+)\.(\d+)$/.exec(manifest.engines.node) ?? [];
    expect(1000 * major + minor).toBeGreaterThanOrEqual(1000 * Number(least) + Number(leastMinor));
    expect(least).not.toBe("");
  });
});

it("editors write files as the formatter does", () => {
  const { formatter } = JSON.parse(read("biome.json"));
  const settings = Object.fromEntries(
    read(".editorconfig")
      .split(/^\[\*\.md\]$/m)[0]
      ?.split("\n")
      .flatMap((line) => (line.includes(" = ") ? [line.split(" = ")] : [])) ?? [],
  );
  expect(settings).toMatchObject({
    indent_style: formatter.indentStyle,
    indent_size: String(formatter.indentWidth),
    max_line_length: String(formatter.lineWidth),
    end_of_line: "lf", // the formatter's own, unless it is told otherwise
  });
});
