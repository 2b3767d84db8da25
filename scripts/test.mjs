// `npm test`: jest, over a server and a playground that are built.
import { ensureInstalled, ensurePlaygroundBuilt, ensureServerBuilt, run } from "./ensure.mjs";

ensureInstalled();
ensureServerBuilt();
ensurePlaygroundBuilt();
run("npx", ["--no-install", "jest", ...process.argv.slice(2)]);
