import "reflect-metadata";
import { once } from "node:events";
import type { Server } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { problemsOf } from "./commands/places.js";
import { sentencesOf } from "./commands/problems.js";
import { summaryOf } from "./commands/startup-summary.js";
import { invitation, invitationFile } from "./concepts/access/account/first-admin.js";
import { datasetLoadedBefore, loadDataset } from "./concepts/import/dataset.js";
import { readAhead, sharedOver } from "./concepts/shared.js";
import { type Config, readConfig } from "./config.js";
import { OWN_SECRET, secretsOf } from "./core/access/kept-secret.js";
import { ConfigError } from "./core/database/address.js";
import { openDatabase } from "./core/database/data-source.js";
import type { Connections } from "./core/database/database.js";
import { withPatience } from "./core/database/patience.js";
import { alone } from "./core/database/start-lease.js";
import { isAway } from "./core/database/unavailable.js";
import { Rates } from "./core/limits/rates.js";
import { errorFields } from "./core/log/error-fields.js";
import { openLog } from "./core/log/pino-log.js";
import { forgetSeeds } from "./core/mutation/act-key.store.js";
import { keepHeads } from "./core/mutation/kept-heads.js";
import { requestIdOf } from "./core/request-id.js";
import { counted } from "./core/text/counted.js";
import { instant } from "./core/time/clock.js";
import { readCodeMap } from "./exchange/dhis2/code-map.js";
import type { Report } from "./graphql/apollo.js";
import { createSchema } from "./graphql/schema.js";
import { accessLog } from "./http/access-log.js";
import { keepServing } from "./http/last-resort.js";
import { serveMetrics } from "./http/metrics-address.js";
import { createHttp } from "./http/server.js";
import { Stop } from "./http/stop.js";
import { endBeforeServing, Signals } from "./workers/signals.js";
import { findParent, type Parent } from "./workers/worker.js";

const FIRST_ANSWERS_MS = 200;
/** What has to be done again and again is done every minute. */
const EVERY_MS = 60_000;
const AGAIN_MS = 1000;
/** A database that is away is not waited for any longer. */
const LONGEST_CLOSE_MS = 1000;

/** As one of several workers, what is done once for all of them is done by the first. */
async function start(parent: Parent | undefined): Promise<void> {
  // Whoever reads what is said here, or the log, may go.
  for (const output of [process.stdout, process.stderr]) output.on("error", () => undefined);
  const say = (sentence: string) => console.log(sentence);
  const signals = new Signals({ ofWorker: parent !== undefined });
  if (!parent) signals.meet(endBeforeServing);
  const config = readConfig(process.env, problemsOf);
  const codes = config.dhis2Codes === null ? [] : await readCodeMap(config.dhis2Codes);
  const log = openLog(config.logLevel, { worker: parent?.workerId });
  const traces = config.traces ? await (await import("./http/traces.js")).openTraces() : undefined;
  const patiently = <T>(work: () => Promise<T>) => withPatience(work, config.databaseWaitSeconds, say);
  const open = () =>
    patiently(() =>
      openDatabase(config.database, {
        ...{ seconds: config.statementSeconds, together: parent !== undefined },
        ...{ log, watch: traces?.watch, say },
      }),
    );
  const opening = parent ? parent.mayOpen.then(open) : open();
  // Made while the database is being reached.
  const schema = createSchema();
  const db = await opening;
  const isFirst = parent === undefined || (await parent.mayOpen).isFirst;
  const [secret, ...olderSecrets] = secretsOf(config);
  const redis =
    config.redis === null ? undefined : (await import("./core/limits/redis.js")).openRedis(config.redis, log);
  const rates = new Rates(config.limits, redis, (sentence) => log.warn({}, sentence), parent !== undefined);
  const shared = sharedOver(
    db,
    { ...config.auth, secret, olderSecrets, invitation: invitationFile(config.database) },
    config.limits,
    rates,
    log,
  );
  // The database can be at it meanwhile. What changes while the files are loaded is read again.
  const ready = readAhead(shared);
  if (isFirst) await patiently(() => load(db, config.dataDir));
  parent?.tell({ kind: "opened" });
  const looked = shared.neighbours.watch();
  const report: Report = (error, request) =>
    log.error({ ...(request && { requestId: requestIdOf(request) }), ...errorFields(error) }, "Something went wrong.");
  const witnesses = [accessLog(log)];
  const metrics = config.metrics && (await import("./http/metrics.js")).collectMetrics(shared, log);
  if (metrics) witnesses.push(metrics.witness);
  const stop = new Stop();
  const http = await createHttp(shared, report, {
    ...{ schema, witnesses, stop, trace: traces?.trace, placesOf: parent?.placesOf },
    ...{ publicUrl: config.publicUrl, codes },
  });
  if (metrics) parent?.measuredBy(() => metrics.registry.getMetricsAsJSON());
  const served =
    parent || !(config.metrics && metrics)
      ? undefined
      : await serveMetrics(config.metrics, () => metrics.registry.metrics());
  await looked;
  await listen(http, config, await portOf(config, parent, ready));
  // A connection that cannot be taken, as where too many are open, is no reason to leave the others.
  http.on("error", report);
  keepServing(report);
  const { database } = config;
  const keep = async () => {
    if (db.headsFile !== null) await keepHeads(db, db.headsFile, log);
  };
  const close = async () => {
    await Promise.allSettled([traces?.close(), shared.neighbours.leave(), keep()]);
    await db.close().catch(report);
  };
  const end = async () => {
    const cut = await stop.finish(config.stopSeconds * 1000);
    if (cut > 0) log.warn({ cut }, `What took longer than STOP_SECONDS (${config.stopSeconds}) was cut.`);
    served?.close();
    // A file that is closed is all of the data: that is waited for.
    await Promise.race([close(), ...(database.kind === "embedded" ? [] : [wait(LONGEST_CLOSE_MS)])]);
    log.flush();
    if (!parent) console.log("Stopped.");
    process.exit(0);
  };
  if (parent) void parent.mustStop.then(() => signals.met());
  signals.meet(() => void end());
  doOnTime(db, keep);
  if (isFirst) {
    await parent?.allListen;
    printAddresses(http, config);
    if (served) console.log(`Metrics     ${served.url}`);
    // Counting millions of figures can wait until those are answered who ask already.
    await ready;
    await wait(FIRST_ANSWERS_MS);
    await sayOnceThere(() => summaryOf(db), report);
    if (config.auth.secrets === null && config.database.kind !== "embedded") console.log(OWN_SECRET);
    await sayOnceThere(() => invitation(db, config.database), report);
  }
  // Until they are held, who asks for results has them read from the database, and meets what goes wrong.
  await shared.snapshots.holdLate().catch(() => undefined);
}

/** Says something of the database. Where it is away just now, others are served as soon as it is back, and so is this. */
async function sayOnceThere(read: () => Promise<string | undefined>, report: Report): Promise<void> {
  for (;;) {
    try {
      const sentence = await read();
      if (sentence) console.log(sentence);
      return;
    } catch (error) {
      if (!isAway(error)) return report(error);
    }
    await wait(AGAIN_MS);
  }
}

async function listen(http: Server, { host }: Config, port: number): Promise<void> {
  try {
    http.listen(port, host);
    await once(http, "listening");
  } catch (error) {
    const problem = problemOfListening(error as NodeJS.ErrnoException & { port?: number; address?: string }, host);
    throw problem === undefined ? error : new ConfigError([problem]);
  }
}

function problemOfListening(
  { code, port, address }: { code?: string; port?: number; address?: string },
  host: string,
): string | undefined {
  if (code === "EADDRINUSE")
    return `Port ${port} on ${address} is taken by another program; stop it, or set PORT to another one.`;
  if (code === "EACCES") return `This account may not listen on port ${port}; set PORT to 1024 or higher.`;
  if (code === "EADDRNOTAVAIL" || code === "EINVAL") return `HOST is "${host}", which is no address of this machine.`;
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return `HOST is "${host}", which no name server knows.`;
  return undefined;
}

/** A worker listens when it can answer at once, and all others can. */
async function portOf({ port }: Config, parent: Parent | undefined, ready: Promise<unknown>): Promise<number> {
  if (!parent) return port;
  await ready;
  parent.tell({ kind: "ready" });
  return (await parent.mayListen).port;
}

/**
 * What must not stay longer than it is good for goes now, and every minute; where the trail ends is kept as often. Where
 * the database is away, the next time.
 */
function doOnTime(db: Connections, keep: () => Promise<void>): void {
  const work = () => void Promise.all([forgetSeeds(db, instant(Date.now())), keep()]).catch(() => undefined);
  work();
  setInterval(work, EVERY_MS).unref();
}

async function load(db: Connections, dir: string): Promise<void> {
  // Whoever has nothing to load does not wait for those who have.
  const files =
    (await datasetLoadedBefore(db, dir)) ?? (await alone(db, (still) => loadDataset(db, dir, still), db.say));
  const loaded = files.filter(({ loadedBefore }) => !loadedBefore);
  const rows = loaded.reduce((sum, file) => sum + file.rows, 0);
  console.log(
    loaded.length > 0
      ? `Loaded ${counted(loaded.length, "data file")}, ${counted(rows, "row")}.`
      : "The data files were loaded before; nothing new.",
  );
}

function printAddresses(http: Server, { host }: Config): void {
  const address = http.address();
  const port = typeof address === "object" && address ? address.port : "";
  const shown = host === "0.0.0.0" || host === "::" ? "localhost" : host.includes(":") ? `[${host}]` : host;
  console.log(`Portal      http://${shown}:${port}/`);
  console.log(`API         http://${shown}:${port}/graphql`);
  console.log(`Playground  http://${shown}:${port}/playground/`);
}

const parent = findParent();

start(parent).catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  const sentences = sentencesOf(error) ?? `The server could not start: ${message}`;
  // It is the parent's to say so, once for all, and to end this process.
  if (parent) return parent.tell({ kind: "failed", sentences });
  console.error(sentences);
  process.exit(1);
});
