import { ensureInstalled, ensurePlaygroundBuilt, run } from "./ensure.mjs";

ensureInstalled();
ensurePlaygroundBuilt();
run("npx", ["--no-install", "jest", ...process.argv.slice(2)]);
