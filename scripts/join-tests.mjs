// Joins test files, so that the server is loaded once for several of them: that takes longer than most of their tests.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/** Where the joined files lie. */
export const JOINED = "test/.joined";
/** With more of them one of two processes would wait long for the other in the end. */
const MOST_JOINED = 8;

/** Writes files each of which runs several of the test files that jest lists, all of one folder. */
export function joinTests(listing) {
  rmSync(JOINED, { recursive: true, force: true });
  mkdirSync(JOINED, { recursive: true });
  const files = filesListed(listing);
  for (const folder of new Set(files.map(dirname))) {
    const name = relative("test", folder).replaceAll("/", "-");
    inParts(files.filter((file) => dirname(file) === folder)).forEach((part, i) => {
      writeFileSync(join(JOINED, `${name}-${i + 1}.test.ts`), part.map(described).join(""));
    });
  }
}

function filesListed(listing) {
  const { status, stdout, stderr } = spawnSync("npx", ["--no-install", "jest", "--listTests", ...listing], {
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new Error(`The tests could not be listed: ${stderr}`);
  const files = stdout.split("\n").filter((line) => line.endsWith(".test.ts"));
  return files.map((file) => relative(".", file)).sort();
}

/** What replaces modules, or adds to what all schemas are made of, is done for one file alone. */
const ALONE = /jest\.mock\(|from "type-graphql"/;

/** Parts of about the same size. */
function inParts(files) {
  const alone = files.filter((file) => ALONE.test(readFileSync(file, "utf8")));
  const others = files.filter((file) => !alone.includes(file));
  const parts = Math.ceil(others.length / MOST_JOINED);
  const joined = Array.from({ length: parts }, (_, part) => others.filter((_, i) => i % parts === part));
  return [...alone.map((file) => [file]), ...joined];
}

const described = (file) =>
  `describe("${file}", () => {\n  require("${relative(JOINED, file).replace(/\.ts$/, "")}");\n});\n`;
