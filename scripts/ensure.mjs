// Whatever a command needs and does not find, it makes: a fresh clone needs no other step.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmdirSync, statSync, writeFileSync } from "node:fs";
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
/** Where the bundles lie while they are being made: of the server, and of what starts several of it. */
const MADE = `dist/bundles.${process.pid}`;
const BUNDLES = ["parent.cjs", "server.cjs"];

/** Bundles the server into the files that are started, and compiles it into dist/server, if its sources are newer. */
export function ensureServerBuilt() {
  if (isFresh(SERVER, ["server", "tsconfig.json", "tsconfig.build.json", INSTALLED])) return;
  console.log("Building the server.");
  run("npx", ["--no-install", "tsc", "-p", "tsconfig.build.json"]);
  run("npx", ["--no-install", "esbuild", ...BUNDLE]);
  // esbuild writes all but regular expressions in ASCII; a text that is wholly so takes half the memory.
  for (const name of BUNDLES) {
    const file = join(MADE, name);
    writeFileSync(file, readFileSync(file, "utf8").replace(/[^\0-\x7f]/g, escaped));
    // Whoever starts meanwhile, or after a build that was broken off, never finds half of it.
    renameSync(file, join("dist", name));
  }
  rmdirSync(MADE);
}

const escaped = (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;

/**
 * Drivers of databases and the hash of passwords bring binaries, and typeorm finds its own files: they stay packages. The bundler renames
 * classes whose names meet, and type-graphql names types by classes: test/start compares what is served.
 */
const BUNDLE = [
  ...["server=server/main.ts", "parent=server/workers/parent.ts", `--outdir=${MADE}`, "--out-extension:.js=.cjs"],
  ...["--bundle", "--log-level=warning", "--legal-comments=none"],
  ...["--platform=node", "--format=cjs", "--target=node20"],
  ...["libsql", "typeorm", "@node-rs/argon2"].map((name) => `--external:${name}`),
  "--supported:dynamic-import=false",
];

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
