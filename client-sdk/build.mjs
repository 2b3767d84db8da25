// Builds dist/esm and dist/cjs with the repository's TypeScript: the same sources and types for both kinds of importer.
// The finished folder takes the place of the old one at once, so that nothing reads a half-written build. The schema goes
// into the package, for documents of one's own.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
const compile = (...options) =>
  execFileSync(process.execPath, [tsc, "-p", here("tsconfig.json"), ...options], { stdio: "inherit" });

mkdirSync(here(".cache"), { recursive: true });
const fresh = mkdtempSync(here(".cache/dist-"));
try {
  compile("--outDir", `${fresh}/esm`);
  compile("--outDir", `${fresh}/cjs`, "--module", "commonjs", "--moduleResolution", "bundler");
  writeFileSync(`${fresh}/cjs/package.json`, '{ "type": "commonjs" }\n');
  rmSync(here("dist"), { recursive: true, force: true });
  renameSync(fresh, here("dist"));
  copyFileSync(here("../schema.graphql"), here("schema.graphql"));
} catch (error) {
  rmSync(fresh, { recursive: true, force: true });
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
