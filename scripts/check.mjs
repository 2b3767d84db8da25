// `npm run check`: everything that can be checked without running the product.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { ensureInstalled } from "./ensure.mjs";

/** It writes what the others read. */
const FIRST = ["generated files (npm run generate mends them)", "node", ["scripts/generate.mjs", "--check"]];
/** All of them are run, then what failed is named. */
const CHECKS = [
  ["types of server and tests", "npx", ["--no-install", "tsc", "-p", "."]],
  ["types of the SDK", "npx", ["--no-install", "tsc", "-p", "client-sdk", "--noEmit"]],
  ["types of the portal", "npm", ["run", "typecheck", "--silent", "--workspace", "portal"]],
  ["types of the playground", "npm", ["run", "typecheck", "--silent", "--workspace", "playground"]],
  [
    "lint and format (npx biome check --write mends most)",
    "npx",
    ["--no-install", "biome", "ci", "--error-on-warnings", "--colors=off"],
  ],
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

/** More of them want more memory than a small machine has. */
const MOST_AT_ONCE = 2;

ensureInstalled();
const waiting = [...CHECKS];
const failed = [];
await check(FIRST);
await Promise.all(Array.from({ length: MOST_AT_ONCE }, checkTheNext));
for (const name of failed) console.error(`FAILED: ${name}`);
if (failed.length === 0) console.log("\nAll checks passed.");
process.exit(failed.length > 0 ? 1 : 0);

async function checkTheNext() {
  for (let next = waiting.shift(); next; next = waiting.shift()) await check(next);
}

async function check([name, command, args]) {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], shell: process.platform === "win32" });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => said.push(text));
  const [status] = await once(child, "close");
  console.log(`\n— ${name}\n${Buffer.concat(said)}`.trimEnd());
  if (status !== 0) failed.push(name);
}
