// Which tests of the SDK a release keeps, and what they may need.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const SDK = "../../client-sdk/index.js";
const SERVER = "../support/server.js";

/** All that a frozen test may need of the repository around it. Whoever changes these keeps what released tests use. */
const MAY_NEED = [
  "@jest/globals",
  SDK,
  SERVER,
  "../support/accounts.js",
  "../support/done.js",
  "../support/figures.js",
];

/** The tests of an SDK against a server: of the present server, by an SDK that stands beside them in one file. */
export interface FrozenTests {
  /** Their texts by the names of their files. */
  tests: ReadonlyMap<string, string>;
  /** Files that start a server as well, but need more than may be kept. */
  leftOut: readonly string[];
}

/** What in a folder of tests asks the real server, and nothing else, by the SDK. */
export function frozenTests(folder: string): FrozenTests {
  const tests = new Map<string, string>();
  const leftOut: string[] = [];
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".test.ts"))) {
    const text = readFileSync(join(folder, file), "utf8");
    const needed = [...text.matchAll(/(?:\bfrom |\bimport\()"([^"]+)"/g)].map(([, name = ""]) => name);
    if (!needed.includes(SERVER)) continue;
    if (needed.every((name) => MAY_NEED.includes(name))) tests.set(file, elsewhere(text));
    else leftOut.push(file);
  }
  return { tests, leftOut };
}

/** The same test where a release has it, three folders down. */
const elsewhere = (text: string): string =>
  text.replaceAll(`"${SDK}"`, '"./sdk.cjs"').replaceAll('"../support/', '"../../../test/support/');
