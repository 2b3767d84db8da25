// `npm test`: jest, over a server and pages that are built. `npm test -- test/facility` runs some files, each by
// itself; without arguments it is all of them, and on MariaDB all that ask a database.
import { ensureInstalled, ensurePagesBuilt, ensureServerBuilt, run } from "./ensure.mjs";
import { JOINED, joinTests } from "./join-tests.mjs";

const asked = process.argv.slice(2);
ensureInstalled();
ensureServerBuilt();
ensurePagesBuilt();
if (asked.length > 0) run("npx", ["--no-install", "jest", ...asked]);
else {
  joinTests(process.env.TEST_DATABASE_URL === undefined ? [] : ["--findRelatedTests", "test/support/database.ts"]);
  const only = ["--testMatch", `<rootDir>/${JOINED}/*.test.ts`, "--testPathIgnorePatterns", "/node_modules/"];
  run("npx", ["--no-install", "jest", ...only]);
}
