// `npm run release`: makes the present state a version, once all generated files are up to date.
import { ensureInstalled, run } from "./ensure.mjs";

ensureInstalled();
run("node", ["scripts/generate.mjs", "--check"]);
run("npx", ["--no-install", "tsx", "scripts/release.ts", ...process.argv.slice(2)]);
