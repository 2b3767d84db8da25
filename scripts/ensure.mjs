// Whatever a command needs and does not find, it makes: a fresh clone needs no other step. What is there is used.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  accessSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";

const INSTALLED = "node_modules/.installed-from";
const LOCK = "package-lock.json";

/** Installs the packages of package-lock.json, unless just these are installed already, by this or by hand. */
export const ensureInstalled = () => ensureInstalledIn(".");

/** The same in a folder that is a package of its own. `toRun`: without those that only build and test. */
export function ensureInstalledIn(folder, { toRun = false } = {}) {
  const marker = join(folder, INSTALLED);
  const lock = createHash("sha256")
    .update(readFileSync(join(folder, LOCK)))
    .digest("hex");
  const whole = toRun ? `${lock} to run` : lock;
  const found = existsSync(marker) ? readFileSync(marker, "utf8") : "";
  if (found === lock || found === whole) return;
  if (!isInstalled(folder, toRun)) install(folder);
  leave(marker, toRun && !isInstalled(folder, false) ? whole : lock);
}

/** Whether each package lies where package-lock.json has it. Those of other machines, and others optional, may be missing. */
function isInstalled(folder, toRun) {
  const { packages } = JSON.parse(readFileSync(join(folder, LOCK), "utf8"));
  return Object.entries(packages).every(([path, { version, link, optional, dev, devOptional }]) => {
    if (link || optional || devOptional || (toRun && dev) || !path.includes("node_modules/")) return true;
    const described = join(folder, path, "package.json");
    return existsSync(described) && JSON.parse(readFileSync(described, "utf8")).version === version;
  });
}

/** Packages are installed aside, and take the place of those that are there once all of them are. */
function install(folder) {
  const aside = join(folder, ".cache", `installing-${process.pid}`);
  if (!isWritable(folder)) {
    console.error(
      "Packages of package-lock.json are not installed here, and nothing can be written here: run npm ci first.",
    );
    process.exit(1);
  }
  console.log("Installing packages; the first time this takes a minute or two.");
  const { workspaces = [] } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  for (const each of ["", ...workspaces]) {
    mkdirSync(join(aside, each), { recursive: true });
    copyFileSync(join(folder, each, "package.json"), join(aside, each, "package.json"));
  }
  for (const each of [LOCK, ".npmrc"]) {
    if (existsSync(join(folder, each))) copyFileSync(join(folder, each), join(aside, each));
  }
  const forget = goesAtTheEnd(aside);
  // Just what the lock says; test/contract/lock.test.ts holds that it has the optional binaries of every machine.
  run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel", "error", "--prefix", aside]);
  for (const each of ["", ...workspaces]) {
    const [made, place] = [join(aside, each, "node_modules"), join(folder, each, "node_modules")];
    if (existsSync(place)) renameSync(place, join(aside, each, "replaced"));
    if (existsSync(made)) renameSync(made, place);
  }
  forget();
}

/** Takes these away when it is called, or when the process ends. */
function goesAtTheEnd(...paths) {
  const forget = () => {
    for (const each of paths) rmSync(each, { recursive: true, force: true });
  };
  process.once("exit", forget);
  return () => {
    process.off("exit", forget);
    forget();
  };
}

/** What is built: by which file it is known, out of what, and how. `made` of its sources stands beside it. */
const SERVER = {
  name: "server",
  built: "dist/server.cjs",
  made: "dist/.made-of",
  sources: ["server", "scripts/bundle.mjs", "tsconfig.json", "tsconfig.build.json", LOCK],
  build() {
    run("npx", ["--no-install", "tsc", "-p", "tsconfig.build.json"]);
    run(process.execPath, ["scripts/bundle.mjs"]);
  },
};

/** Pages that Vite builds, in the folder of that name; `uses`: sources beside it. */
const pagesIn = (name, uses = []) => ({
  name,
  built: `${name}/dist/index.html`,
  made: `${name}/dist/.made-of`,
  sources: [...["src", "index.html", "vite.config.ts", "package.json"].map((each) => join(name, each)), ...uses],
  build() {
    // Whoever serves the one that is there goes on with it until this one is whole.
    const aside = `dist.${process.pid}`;
    const arguments_ = ["--logLevel", "warn", "--outDir", aside, "--emptyOutDir"];
    const forget = goesAtTheEnd(`${name}/${aside}`, `${name}/${aside}.replaced`);
    run("npm", ["run", "build", "--silent", "--workspace", name, "--", ...arguments_]);
    if (existsSync(`${name}/dist`)) renameSync(`${name}/dist`, `${name}/${aside}.replaced`);
    renameSync(`${name}/${aside}`, `${name}/dist`);
    forget();
  },
});

const sdk = () =>
  existsSync("client-sdk")
    ? readdirSync("client-sdk").filter((name) => name.endsWith(".ts") || name === "generated")
    : [];
const SDK = sdk().map((name) => join("client-sdk", name));
/** What the playground has of others: the session and the language of the portal, and how the server writes files. */
const SHARED = ["portal/src/browser-session.ts", "portal/src/language.ts", "server/files/writing", "server/core/text"];
const PAGES = [
  pagesIn("portal", [...SDK, "portal/public"]),
  pagesIn("playground", ["playground/examples", "playground/graphiql-words.plugin.ts", ...SDK, ...SHARED]),
];

/** For whoever builds and tests: all packages, and what is not built yet. */
export const ensureServerBuilt = () => ensureBuilt(SERVER);
export const ensurePagesBuilt = () => PAGES.forEach(ensureBuilt);

/** For whoever runs what is built: then the packages that build it need not be there. */
export function ensureRunnable({ pages = false } = {}) {
  const stale = [SERVER, ...(pages ? PAGES : [])].filter((part) => !isBuilt(part));
  ensureInstalledIn(".", { toRun: stale.length === 0 });
  for (const part of stale) ensureBuilt(part);
}

function ensureBuilt(part) {
  if (isBuilt(part)) return;
  const { name, built, made, sources, build } = part;
  if (!isWritable(dirname(built))) {
    console.error(
      `The ${name} is not built out of what lies here, and nothing can be written here: run npm run build first.`,
    );
    process.exit(1);
  }
  console.log(`Building the ${name}.`);
  // Whoever changes a source meanwhile has it built again.
  const hash = hashOf(sources);
  build();
  leave(made, hash);
}

/** By times, or, where a copy or a checkout has given its files new ones, by what is in them. */
function isBuilt({ built, made, sources }) {
  if (!existsSync(built)) return false;
  if (statSync(built).mtimeMs >= Math.max(...sources.map(newest))) return true;
  if (!existsSync(made) || readFileSync(made, "utf8") !== hashOf(sources)) return false;
  try {
    utimesSync(built, new Date(), new Date());
  } catch {
    // Then it is compared again the next time.
  }
  return true;
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

function newest(path) {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/** Of files, and of all in folders, by their names. */
function hashOf(paths) {
  const hash = createHash("sha256");
  const add = (path) => {
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).sort()) add(join(path, name));
      return;
    }
    hash
      .update(`${path.replaceAll("\\", "/")}\0`)
      .update(readFileSync(path))
      .update("\0");
  };
  for (const path of paths) add(path);
  return hash.digest("hex");
}

/** For the next time; where nothing can be written it is found out anew. */
function leave(file, text) {
  try {
    // A copy of the folder may share its files with another one.
    writeFileSync(`${file}.${process.pid}`, text);
    renameSync(`${file}.${process.pid}`, file);
  } catch {
    // It only takes a little longer.
  }
}

/** The folder, or where it would be made. */
function isWritable(folder) {
  try {
    accessSync(existsSync(folder) ? folder : dirname(folder), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
