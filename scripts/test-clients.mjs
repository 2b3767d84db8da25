// The clients that people know, asking the running server: their packages, what they generate, its types, and the tests.
import { mkdirSync } from "node:fs";
import { ensureInstalled, ensureInstalledIn, ensureServerBuilt, run } from "./ensure.mjs";

const CLIENTS = "test/clients";

ensureInstalled();
ensureInstalledIn(CLIENTS);
ensureServerBuilt();
mkdirSync(`${CLIENTS}/generated/relay`, { recursive: true });
run("npm", ["run", "generate", "--silent", "--prefix", CLIENTS]);
run("npx", ["--no-install", "tsc", "-p", CLIENTS]);
run("npx", ["--no-install", "jest", "--config", "jest.clients.config.mjs", ...process.argv.slice(2)]);
