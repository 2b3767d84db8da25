// Builds dist/esm and dist/cjs with the repository's TypeScript: the same sources for both kinds of importer. The types
// stand in dist/cjs alone, for modules of either kind may import those of CommonJS; what an ES module imports leads there.
// dist/vi has them with the words of both languages, for who asks by the condition of that name. The finished folder takes
// the place of the old one at once, so that nothing reads a half-written build. The schema goes into the package, for
// documents of one's own.
import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { compact, inBothLanguages, inEnglish } from "./declarations.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
const compile = (...options) =>
  execFileSync(process.execPath, [tsc, "-p", here("tsconfig.json"), ...options], { stdio: "inherit" });

const { exports } = JSON.parse(readFileSync(here("package.json"), "utf8"));

/** The declarations of a folder as they are now: those that are generated with their words in the languages wanted. */
function writeDeclarations(folder, withWords, from = folder) {
  for (const file of readdirSync(from, { recursive: true }).filter((name) => name.endsWith(".d.ts"))) {
    const text = readFileSync(`${from}/${file}`, "utf8");
    mkdirSync(dirname(`${folder}/${file}`), { recursive: true });
    writeFileSync(`${folder}/${file}`, compact(dirname(file) === "generated" ? withWords(text) : text));
  }
  writeFileSync(`${folder}/package.json`, '{ "type": "commonjs" }\n');
}

mkdirSync(here(".cache"), { recursive: true });
const fresh = mkdtempSync(here(".cache/dist-"));
try {
  compile("--outDir", `${fresh}/esm`, "--declaration", "false");
  compile("--outDir", `${fresh}/cjs`, "--module", "commonjs", "--moduleResolution", "bundler");
  for (const { import: entry } of Object.values(exports))
    if (entry)
      writeFileSync(entry.types.replace("./dist", fresh), `export * from "../cjs/${basename(entry.default)}";\n`);
  writeDeclarations(`${fresh}/vi`, inBothLanguages, `${fresh}/cjs`);
  writeDeclarations(`${fresh}/cjs`, inEnglish);
  rmSync(here("dist"), { recursive: true, force: true });
  renameSync(fresh, here("dist"));
  copyFileSync(here("../schema.graphql"), here("schema.graphql"));
} catch (error) {
  rmSync(fresh, { recursive: true, force: true });
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
