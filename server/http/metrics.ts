import { readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Shared } from "../core/context.js";
import type { OpenLog } from "../core/log/pino-log.js";
import type { Answered, Witness } from "./witness.js";

interface Metrics {
  registry: Registry;
  witness: Witness;
}

/** In seconds: what is kept takes a part of the first, what is ended for taking too long the last. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
/** What has to be read for a scrape is left out of it where the database has not answered by then. */
const PATIENCE_MS = 2000;

/** What this process does as numbers, in the words of Prometheus. */
export function collectMetrics(shared: Shared, log: OpenLog): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  // Of several workers the slowest is told: the others do not make up for whoever waits for it.
  Object.assign(registry.getSingleMetric("nodejs_eventloop_lag_p99_seconds") ?? {}, { aggregator: "max" });
  const witness = requestsIn(registry);
  tellOf(registry, shared, log);
  return { registry, witness };
}

/**
 * How many requests, how they were answered and how long it took. Operations have the names that clients give them: only
 * those of our own documents are told apart, so that nobody can make as many series as he likes.
 */
function requestsIn(registry: Registry): Witness {
  const registers = [registry];
  const requests = new Counter({
    ...{ name: "hue_requests_total", help: "Requests that were answered.", registers },
    labelNames: ["operation", "code"],
  });
  const seconds = new Histogram({
    ...{ name: "hue_request_seconds", help: "How long requests took, from their head to the end of the answer." },
    ...{ labelNames: ["operation"], buckets: BUCKETS, registers },
  });
  const kept = new Counter({
    ...{ name: "hue_answers_total", help: "Whole answers of queries: kept from before, or made.", registers },
    labelNames: ["from"],
  });
  for (const from of ["kept", "made"]) kept.inc({ from }, 0);
  const open = new Gauge({
    name: "hue_requests_open",
    help: "Requests that are being answered, or listen.",
    registers,
  });
  return {
    began: () => open.inc(),
    answered(answered) {
      open.dec();
      const operation = operationOf(answered);
      requests.inc({ operation, code: codeOf(answered) });
      // How long somebody listens says nothing of how long he was kept waiting.
      if (answered.route !== "changes") seconds.observe({ operation }, answered.seconds);
      if (answered.seen.isKept !== undefined) kept.inc({ from: answered.seen.isKept ? "kept" : "made" });
    },
  };
}

function operationOf({ route, seen: { asked } }: Answered): string {
  if (route === "graphql") return asked?.isKnown ? asked.operation : "other";
  return asked?.isKnown ? `${route}/${asked.operation}` : route;
}

/** The code of what went wrong; of anything else the status. */
const codeOf = ({ seen: { code }, status, hasGone }: Answered): string => code ?? (hasGone ? "GONE" : String(status));

/** What is read when it is asked for. */
function tellOf(registry: Registry, shared: Shared, log: OpenLog): void {
  const registers = [registry];
  const { db, snapshots, passwords, importedFiles } = shared;

  /** A number that stands somewhere already, and which one is told of those that workers have. */
  const gauge = (name: string, help: string, read: () => number, aggregator: "min" | "max") =>
    new Gauge({
      ...{ name, help, registers, aggregator },
      collect() {
        this.set(read());
      },
    });
  /** The same of one that only grows, by labels. */
  const counter = <L extends string>(
    name: string,
    help: string,
    labelNames: readonly L[],
    read: () => Iterable<readonly [Partial<Record<L, string>>, number]>,
  ) =>
    new Counter({
      ...{ name, help, labelNames, registers },
      collect() {
        this.reset();
        for (const [labels, value] of read()) this.inc(labels, value);
      },
    });

  new Gauge({
    name: "hue_info",
    help: "Which version serves.",
    labelNames: ["version"],
    registers,
    aggregator: "max",
  }).set({ version: (JSON.parse(readFileSync("package.json", "utf8")) as { version: string }).version }, 1);
  gauge("hue_database_up", "1: the database can be reached.", () => (db.outages.isAway ? 0 : 1), "min");
  counter("hue_database_failures_total", "What was asked while it could not be reached.", [], () => [
    [{}, db.outages.failures],
  ]);
  counter("hue_database_statements_total", "Statements outside of transactions.", [], () => [[{}, db.statements]]);
  new Gauge({
    ...{ name: "hue_database_connections", help: "Connections, by what they are for, and who uses or waits for them." },
    ...{ labelNames: ["pool", "state"], registers },
    collect() {
      for (const { pool, most, busy, waiting } of db.load())
        for (const [state, value] of Object.entries({ most, busy, waiting })) this.set({ pool, state }, value);
    },
  });

  gauge(
    "hue_snapshot_age_seconds",
    "Since when nothing has changed of what is held in memory.",
    () => snapshots.age,
    "max",
  );
  const made = new Histogram({
    ...{ name: "hue_snapshot_seconds", help: "How long it took to take over what has changed.", buckets: BUCKETS },
    ...{ labelNames: ["how"], registers },
  });
  for (const how of ["PATCHED", "LOADED"]) made.zero({ how });
  snapshots.onMade = (how, seconds) => made.observe({ how }, seconds);

  counter("hue_passwords_total", "Passwords that somebody gave, and how that was answered.", ["outcome"], () =>
    ["ACCEPTED", "REFUSED", "SLOWED"].map((outcome) => [{ outcome }, passwords.counts.get(outcome as "SLOWED") ?? 0]),
  );
  counter("hue_imported_files_total", "Files that were sent, and how that was answered.", ["format", "outcome"], () =>
    [...importedFiles.counts].map(([label, count]) => {
      const [format = "", outcome = ""] = label.split(" ");
      return [{ format, outcome }, count];
    }),
  );
  let reading: ReturnType<typeof headsIn> | undefined;
  counter("hue_log_lost_total", "Lines of the log that nobody has read in time.", [], () => [[{}, log.lost()]]);
  new Gauge({
    ...{ name: "hue_audit_head", help: "How many acts are sealed, by part of the data. It never goes back." },
    ...{ labelNames: ["scope"], registers, aggregator: "max" as const },
    async collect() {
      reading ??= headsIn(shared).finally(() => {
        reading = undefined;
      });
      const heads = await Promise.race([reading, wait(PATIENCE_MS, [], { ref: false })]);
      this.reset();
      for (const { scope, place } of heads) this.set({ scope }, Number(place));
    },
  });
}

const headsIn = ({ db }: Shared): Promise<{ scope: string; place: number | string }[]> =>
  db
    .query<{ scope: string; place: number }>("SELECT scope, SUM(place) AS place FROM audit_head GROUP BY scope")
    .catch(() => []);
