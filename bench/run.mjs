// `npm run bench`: measures our server, its peers and the SDK; bench/README.md says how.
import { existsSync, mkdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values: options } = parseArgs({
  options: {
    quick: { type: "boolean" },
    motion: { type: "boolean" },
    long: { type: "boolean" },
    "ten-nations": { type: "boolean" },
    prepared: { type: "boolean" },
    only: { type: "string" },
  },
});

process.chdir(join(dirname(fileURLToPath(import.meta.url)), ".."));
const { ensureInstalled, ensureServerBuilt, run } = await import("../scripts/ensure.mjs");
ensureInstalled();
ensureServerBuilt();
if (!existsSync("bench/node_modules/@apollo/client"))
  run("npm", ["ci", "--no-audit", "--no-fund", "--prefix", "bench"]);
mkdirSync(".cache/bench", { recursive: true });

const { measure, progressOf } = await import("./measure.mjs");
const { measureMotion } = await import("./motion/measure.mjs");
const { motionTables } = await import("./motion/report.mjs");
const { commitOfNow, report } = await import("./report.mjs");
const { measureSdk } = await import("./sdk/measure.mjs");
const { sdkSection } = await import("./sdk/report.mjs");
const { stopAll } = await import("./servers.mjs");
const { measureTenfold } = await import("./tenfold/measure.mjs");
const { tenfoldTables } = await import("./tenfold/report.mjs");

process.on("exit", stopAll);
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => {
    console.error(`\nStopped by ${signal}; nothing was written, and nothing of it keeps running.`);
    process.exit(130);
  });
}

const SERVER = process.env.BENCH_MARIADB ?? "mysql://root@127.0.0.1:3306";
/** What the names of its databases begin with. */
const NAMED = process.env.BENCH_NAME ?? "hue_bench";

/** Both databases with the peers that can ask them. */
const DATABASES = [
  {
    name: "MariaDB",
    kinds: ["ours", "floor", "mercurius", "constant"],
    address: (scale) => ({ kind: "mysql", url: `${SERVER}/${NAMED}_${scale}`, name: `${NAMED}_${scale}` }),
  },
  {
    name: "embedded",
    kinds: ["ours", "floor", "constant"],
    address: (scale) => ({ kind: "embedded", file: resolve(`.cache/bench/${scale}.db`) }),
  },
];

const commit = commitOfNow();
const sdkCommit = commitOfNow("client-sdk");
const only = options.only?.toLowerCase();
const [results, motion, tenfold] = [[], [], []];
for (const database of DATABASES) {
  if (only && only !== database.name.toLowerCase()) continue;
  if (options["ten-nations"]) {
    const measured = await measureTenfold(database, options).catch(explain);
    tenfold.push({ ...measured, tables: tenfoldTables(measured) });
  } else if (options.motion) {
    const measured = await measureMotion(database, options).catch(explain);
    motion.push({ ...measured, tables: motionTables(measured) });
  } else results.push(await measure(database, options).catch(explain));
}
const isAtRest = !options.motion && !options["ten-nations"];
const sdk = isAtRest && (!only || only === "sdk") ? await measureSdk(progressOf("SDK")) : undefined;
report({ results, motion, tenfold, sdkSection: sdk && sdkSection(sdk, sdkCommit) }, commit, options);
process.exit(0);

function explain(error) {
  if (error.code !== "ECONNREFUSED" && error.code !== "ER_ACCESS_DENIED_ERROR") throw error;
  const shown = new URL(SERVER).host;
  console.error(
    `MariaDB at ${shown} does not let us in; set BENCH_MARIADB=mysql://USER:PASSWORD@127.0.0.1:PORT, ` +
      "or measure the embedded database alone with --only embedded.",
  );
  process.exit(1);
}
