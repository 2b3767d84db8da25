// `npm run check`: everything that can be checked without running the product.
import { spawnSync } from "node:child_process";
import { ensureInstalled } from "./ensure.mjs";

/** All of them are run, then what failed is named. */
const CHECKS = [
  ["types of server and tests", "npx", ["--no-install", "tsc", "-p", "."]],
  ["types of the SDK", "npx", ["--no-install", "tsc", "-p", "client-sdk", "--noEmit"]],
  ["types of the playground", "npm", ["run", "typecheck", "--silent", "--workspace", "playground"]],
  [
    "lint and format (npx biome check --write mends most)",
    "npx",
    ["--no-install", "biome", "ci", "--error-on-warnings", "--colors=off"],
  ],
  ["generated files (npm run generate mends them)", "node", ["scripts/generate.mjs", "--check"]],
  [
    "what was released still works, and CHANGELOG.md says what has changed",
    "npx",
    ["--no-install", "tsx", "scripts/check-growth.ts"],
  ],
  [
    "imports go down the storeys of the server, and in no circle",
    "npx",
    ["--no-install", "depcruise", "server", "--config", ".dependency-cruiser.mjs"],
  ],
  ["unused files, exports and dependencies", "npx", ["--no-install", "knip"]],
];

ensureInstalled();
const failed = CHECKS.filter(([name, command, args]) => {
  console.log(`\n— ${name}`);
  return spawnSync(command, args, { stdio: "inherit", shell: process.platform === "win32" }).status !== 0;
});
for (const [name] of failed) console.error(`FAILED: ${name}`);
if (failed.length === 0) console.log("\nAll checks passed.");
process.exit(failed.length > 0 ? 1 : 0);
