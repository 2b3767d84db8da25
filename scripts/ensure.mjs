// Whatever a command needs and does not find, it makes: a fresh clone needs no other step.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const INSTALLED = "node_modules/.installed-from";

/** Installs the packages of package-lock.json, unless just these are installed already. */
export const ensureInstalled = () => ensureInstalledIn(".");

/** The same in a folder that is a package of its own. */
export function ensureInstalledIn(folder) {
  const installed = join(folder, INSTALLED);
  const lock = createHash("sha256")
    .update(readFileSync(join(folder, "package-lock.json")))
    .digest("hex");
  if (existsSync(installed) && readFileSync(installed, "utf8") === lock) return;
  console.log("Installing packages; the first time this takes a minute or two.");
  // Just what the lock says; test/contract/lock.test.ts holds that it has the optional binaries of every machine.
  run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel", "error", "--prefix", folder]);
  writeFileSync(installed, lock);
}

const SERVER = "dist/server.cjs";

/** Bundles the server into the files that are started, and compiles it into dist/server, if its sources are newer. */
export function ensureServerBuilt() {
  if (isFresh(SERVER, ["server", "scripts/bundle.mjs", "tsconfig.json", "tsconfig.build.json", INSTALLED])) return;
  console.log("Building the server.");
  run("npx", ["--no-install", "tsc", "-p", "tsconfig.build.json"]);
  run(process.execPath, ["scripts/bundle.mjs"]);
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
