import { ensureInstalled, ensurePlaygroundBuilt, ensureServerBuilt, run } from "./ensure.mjs";

ensureInstalled();
ensureServerBuilt();
ensurePlaygroundBuilt();
run("npx", ["--no-install", "jest", ...process.argv.slice(2)]);
