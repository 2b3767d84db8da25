import "reflect-metadata";
import { once } from "node:events";
import type { Server } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { summaryOf } from "./commands/startup-summary.js";
import { invitation, invitationFile } from "./concepts/access/account/first-admin.js";
import { datasetLoadedBefore, loadDataset } from "./concepts/import/dataset.js";
import { readAhead, sharedOver } from "./concepts/shared.js";
import { type Config, readConfig } from "./config.js";
import { OWN_SECRET, secretsOf } from "./core/access/kept-secret.js";
import { ConfigError } from "./core/database/address.js";
import { openDatabase } from "./core/database/data-source.js";
import type { Connections } from "./core/database/database.js";
import { isUnavailable, NotSet } from "./core/database/unavailable.js";
import { Rates } from "./core/limits/rates.js";
import { errorFields } from "./core/log/error-fields.js";
import { openLog } from "./core/log/pino-log.js";
import { forgetSeeds } from "./core/mutation/act-key.store.js";
import { headsBeside, keepHeads } from "./core/mutation/kept-heads.js";
import { requestIdOf } from "./core/request-id.js";
import { counted } from "./core/text/counted.js";
import { instant } from "./core/time/clock.js";
import { ImportRefused } from "./files/reading/problems.js";
import type { Report } from "./graphql/apollo.js";
import { createSchema } from "./graphql/schema.js";
import { accessLog } from "./http/access-log.js";
import { keepServing } from "./http/last-resort.js";
import { serveMetrics } from "./http/metrics-address.js";
import { createHttp } from "./http/server.js";
import { findParent, type Parent } from "./workers/worker.js";

const FIRST_ANSWERS_MS = 200;
const EVERY_MS = 60_000;

/** As one of several workers, what is done once for all of them is done by the first. */
async function start(parent: Parent | undefined): Promise<void> {
  // Whoever reads what is said here, or the log, may go.
  for (const output of [process.stdout, process.stderr]) output.on("error", () => undefined);
  const config = readConfig(process.env);
  const log = openLog(config.logLevel, { worker: parent?.workerId });
  const traces = config.traces ? await (await import("./http/traces.js")).openTraces() : undefined;
  const open = () =>
    openDatabase(config.database, {
      ...{ seconds: config.statementSeconds, together: parent !== undefined },
      ...{ log, watch: traces?.watch },
    });
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
  if (isFirst) await load(db, config.dataDir);
  parent?.tell({ kind: "opened" });
  const looked = shared.neighbours.watch();
  const report: Report = (error, request) =>
    log.error({ ...(request && { requestId: requestIdOf(request) }), ...errorFields(error) }, "Something went wrong.");
  const witnesses = [accessLog(log)];
  const metrics = config.metrics && (await import("./http/metrics.js")).collectMetrics(shared, log);
  if (metrics) witnesses.push(metrics.witness);
  const http = await createHttp(shared, report, {
    ...{ schema, witnesses, trace: traces?.trace, placesOf: parent?.placesOf },
  });
  if (metrics) parent?.measuredBy(() => metrics.registry.getMetricsAsJSON());
  const served =
    parent || !(config.metrics && metrics)
      ? undefined
      : await serveMetrics(config.metrics, () => metrics.registry.metrics());
  await looked;
  http.listen(await portOf(config, parent, ready), config.host);
  await once(http, "listening");
  // A connection that cannot be taken, as where too many are open, is no reason to leave the others.
  http.on("error", report);
  keepServing(report);
  const keep = async () => {
    if (config.database.kind === "embedded") await keepHeads(db, headsBeside(config.database.file), log);
  };
  stopInTime(http, parent, async () => {
    served?.close();
    await traces?.close();
    await shared.neighbours.leave();
    await keep().catch(() => undefined);
    await db.close();
    log.flush();
  });
  doOnTime(db, keep);
  if (isFirst) {
    await parent?.allListen;
    printAddresses(http, config);
    if (served) console.log(`Metrics     ${served.url}`);
    // Counting millions of figures can wait until those are answered who ask already.
    await ready;
    await wait(FIRST_ANSWERS_MS);
    console.log(await summaryOf(db));
    if (config.auth.secrets === null && config.database.kind !== "embedded") console.log(OWN_SECRET);
    const invited = await invitation(db, config.database);
    if (invited) console.log(invited);
  }
  // Until they are held, who asks for results has them read from the database, and meets what goes wrong.
  await shared.snapshots.holdLate().catch(() => undefined);
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
  const files = (await datasetLoadedBefore(db, dir)) ?? (await db.alone(() => loadDataset(db, dir)));
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
  console.log(`API         http://${shown}:${port}/graphql`);
  console.log(`Playground  http://${shown}:${port}/playground/`);
}

/** Ctrl-C, and what a service manager sends: answers in progress are finished, the database is closed. */
function stopInTime(http: Server, parent: Parent | undefined, close: () => Promise<void>): void {
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), 10_000).unref();
    http.close();
    await once(http, "close");
    await close();
    if (!parent) console.log("Stopped.");
    process.exit(0);
  };
  if (parent) void parent.mustStop.then(stop);
  else process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}

/** What keeps the server from starting, in sentences for whoever starts it. */
function sentencesOf(error: unknown): string {
  if (error instanceof ConfigError || error instanceof ImportRefused || error instanceof NotSet) return error.message;
  const { code, port, address } = error as { code?: string; port?: number; address?: string };
  if (code === "EADDRINUSE")
    return `Port ${port} on ${address} is taken by another program; stop it, or set PORT to another one.`;
  if (code === "EACCES" && port !== undefined)
    return `This account may not listen on port ${port}; set PORT to 1024 or higher.`;
  if (code === "EADDRNOTAVAIL") return `HOST is "${address}", which is no address of this machine.`;
  if (code === "ER_ACCESS_DENIED_ERROR" || code === "ER_DBACCESS_DENIED_ERROR")
    return "The database refused the account in DATABASE_URL; check its name, password and rights.";
  if (code === "ER_BAD_DB_ERROR")
    return "The database that DATABASE_URL names does not exist, and this account may not create it.";
  if (isUnavailable(error))
    return "The database in DATABASE_URL cannot be reached; check that it runs, and the address, host and port.";
  return `The server could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

const parent = findParent();

start(parent).catch((error: unknown) => {
  const sentences = sentencesOf(error);
  // It is the parent's to say so, once for all, and to end this process.
  if (parent) return parent.tell({ kind: "failed", sentences });
  console.error(sentences);
  process.exit(1);
});
