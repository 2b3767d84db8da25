import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Whatever a command needs and does not find, it makes: a fresh clone needs no other step. */

const INSTALLED = "node_modules/.installed-from";

/** Installs the packages of package-lock.json, unless just these are installed already. */
export function ensureInstalled() {
  const lock = createHash("sha256").update(readFileSync("package-lock.json")).digest("hex");
  if (existsSync(INSTALLED) && readFileSync(INSTALLED, "utf8") === lock) return;
  console.log("Installing packages; the first time this takes a minute or two.");
  // Not `npm ci`: a lock written on one kind of machine may lack the optional binaries of another, and ci then refuses.
  run("npm", ["install", "--no-audit", "--no-fund", "--loglevel", "error"]);
  writeFileSync(INSTALLED, createHash("sha256").update(readFileSync("package-lock.json")).digest("hex"));
}

/** Compiles the server into dist/server if its sources are newer. */
export function ensureServerBuilt() {
  if (isFresh("dist/server/main.js", ["server", "tsconfig.json", "tsconfig.build.json"])) return;
  console.log("Building the server.");
  run("npx", ["--no-install", "tsc", "-p", "tsconfig.build.json"]);
  touch("dist/server/main.js");
}

/** Bundles the playground into playground/dist if its sources are newer. */
export function ensurePlaygroundBuilt() {
  const sources = ["src", "examples", "index.html", "vite.config.ts", "package.json"];
  if (
    isFresh(
      "playground/dist/index.html",
      sources.map((source) => join("playground", source)),
    )
  )
    return;
  console.log("Building the playground.");
  run("npm", ["run", "build", "--silent", "--workspace", "playground", "--", "--logLevel", "warn"]);
}

export function run(command, args, env = {}) {
  const { status } = spawnSync(command, args, {
    stdio: "inherit",
    env: { ...process.env, ...env },
    shell: process.platform === "win32",
  });
  if (status !== 0) {
    console.error(`"${command} ${args.join(" ")}" failed.`);
    process.exit(status ?? 1);
  }
}

const isFresh = (built, sources) => existsSync(built) && statSync(built).mtimeMs >= Math.max(...sources.map(newest));

function newest(path) {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

const touch = (file) => writeFileSync(file, readFileSync(file));
