import cluster, { type Worker } from "node:cluster";
import { setTimeout as wait } from "node:timers/promises";
import { RateLimiterClusterMaster } from "rate-limiter-flexible";
import { problemsOf } from "../commands/places.js";
import { type Config, readConfig } from "../config.js";
import { OWN_SECRET, secretsOf } from "../core/access/kept-secret.js";
import { ConfigError } from "../core/database/address.js";
import { errorFields } from "../core/log/error-fields.js";
import { type OpenLog, openLog } from "../core/log/pino-log.js";
import { ConcurrencyLimit } from "../http/concurrency-limit.js";
import { keepServing } from "../http/last-resort.js";
import { serveMetrics } from "../http/metrics-address.js";
import type { MetricsOfAll } from "./metrics-of-all.js";
import type { ToParent, ToWorker } from "./protocol.js";
import { endBeforeServing, Signals } from "./signals.js";

/** How long nobody takes the place of a worker that has ended; each time twice as long as before, */
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 30_000;
/** until one has served for so long. */
const STEADY_MS = 60_000;
/** How much longer than a worker gives itself it may take until it is gone. */
const LATE_MS = 2000;

interface Serving {
  since: number;
}

/**
 * The workers of one server: as many processes, each of which serves as a server alone does. Whatever they would
 * otherwise count apart is counted here: budgets, by `rate-limiter-flexible`, and places. The first worker does what is
 * done once, the others wait for it; none listens before all could.
 */
class Workers {
  readonly #workers = new Set<Worker>();
  readonly #ready = new Set<Worker>();
  readonly #serving = new Map<Worker, Serving>();
  readonly #sentences = new Map<Worker, string>();
  readonly #limits = new Map<string, ConcurrencyLimit>();
  /** How each worker gives back the places that it has, by its names for them. */
  readonly #places = new Map<Worker, Map<number, () => void>>();
  readonly #env: Readonly<Record<string, string>>;
  #state: "OPENING" | "STARTING" | "SERVING" | "STOPPING" = "OPENING";
  /** What workers are told to listen at; 0 is any port, the same for all as long as one of them has it. */
  #port: number;
  /** The port that it came to. */
  #shownPort: number;
  #pauseMs = FIRST_PAUSE_MS;
  #endsWell = true;

  constructor(
    private readonly config: Config,
    private readonly log: OpenLog,
    /** What all of them count; null: nobody asks for that. */
    private readonly metrics: MetricsOfAll | null,
    signals: Signals,
  ) {
    this.#port = config.port;
    this.#shownPort = config.port;
    signals.meet(() => this.#stop());
    // An embedded database keeps one beside its file, for all of them.
    this.#env = config.database.kind === "embedded" ? {} : { AUTH_SECRET: secretsOf(config).join(",") };
    for (let i = 0; i < config.workers; i += 1) this.#start();
    const [first] = this.#workers;
    if (first) tell(first, { kind: "open", isFirst: true });
  }

  #start(): void {
    const worker = cluster.fork(this.#env);
    this.#workers.add(worker);
    this.#places.set(worker, new Map());
    worker.on("message", (message: ToParent) => this.#hear(worker, message));
    worker.on("listening", ({ port }) => this.#listens(worker, port));
    worker.on("exit", (code, signal) => this.#ended(worker, code, signal));
    // That a message did not reach it: it has ended.
    worker.on("error", () => undefined);
    if (this.#state !== "OPENING") tell(worker, { kind: "open", isFirst: false });
  }

  #hear(worker: Worker, message: ToParent): void {
    if (message.kind === "opened" && this.#state === "OPENING") {
      this.#state = "STARTING";
      const [, ...others] = this.#workers;
      for (const other of others) tell(other, { kind: "open", isFirst: false });
    } else if (message.kind === "ready") {
      this.#ready.add(worker);
      if (this.#state === "SERVING") this.#letListen(worker);
      else if (this.#ready.size === this.config.workers) for (const each of this.#workers) this.#letListen(each);
    } else if (message.kind === "failed") {
      if (this.#state !== "SERVING") fail(message.sentences);
      this.#sentences.set(worker, message.sentences);
      worker.process.kill("SIGKILL");
    } else if (message.kind === "measured") this.metrics?.answered(worker, message.metrics);
    else if (message.kind === "take") this.#take(worker, message);
    else if (message.kind === "leave") this.#leave(worker, message.id);
  }

  #letListen(worker: Worker): void {
    tell(worker, { kind: "listen", port: this.#port });
  }

  #listens(worker: Worker, port: number): void {
    this.#shownPort = port;
    this.#serving.set(worker, { since: performance.now() });
    if (this.#state !== "STARTING" || this.#serving.size < this.config.workers) return;
    this.#state = "SERVING";
    keepServing((error) => this.log.error(errorFields(error), "Something went wrong."));
    if (this.config.auth.secrets === null && this.config.database.kind !== "embedded") console.log(OWN_SECRET);
    const [first] = this.#workers;
    if (first) tell(first, { kind: "served" });
  }

  #ended(worker: Worker, code: number, signal: string | null): void {
    const serving = this.#serving.get(worker);
    for (const leave of this.#places.get(worker)?.values() ?? []) leave();
    for (const each of [this.#workers, this.#ready, this.#serving, this.#places]) each.delete(worker);
    this.metrics?.ended(worker);
    if (this.#state === "STOPPING") {
      if (serving && code !== 0) this.#endsWell = false;
      if (this.#workers.size === 0) this.#end();
    } else if (this.#state !== "SERVING") {
      fail(`A worker ended before it could serve (${signal ?? `exit code ${code}`}).`);
    } else {
      if (this.#serving.size === 0) this.#port = this.#shownPort;
      if (serving && performance.now() - serving.since > STEADY_MS) this.#pauseMs = FIRST_PAUSE_MS;
      const sentences = this.#sentences.get(worker);
      this.#sentences.delete(worker);
      void this.#replace(sentences ? `could not start: ${sentences}` : `ended (${signal ?? `exit code ${code}`}).`);
    }
  }

  async #replace(what: string): Promise<void> {
    const pauseMs = this.#pauseMs;
    this.#pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
    this.log.warn({}, `A worker ${what} Another one takes its place in ${pauseMs / 1000} s.`);
    await wait(pauseMs);
    if (this.#state === "SERVING") this.#start();
  }

  #take(worker: Worker, { id, name, most, mostOfOwner, owner }: Extract<ToParent, { kind: "take" }>): void {
    const limit = this.#limits.get(name) ?? new ConcurrencyLimit(most, mostOfOwner);
    this.#limits.set(name, limit);
    const leave = limit.take(owner);
    if (leave) this.#places.get(worker)?.set(id, leave);
    tell(worker, { kind: "taken", id, isTaken: leave !== undefined });
  }

  #leave(worker: Worker, id: number): void {
    this.#places.get(worker)?.get(id)?.();
    this.#places.get(worker)?.delete(id);
  }

  get serving(): Iterable<Worker> {
    return this.#serving.keys();
  }

  /** Ctrl-C, and what a service manager sends: all finish their answers. */
  #stop(): void {
    if (this.#state !== "SERVING") endBeforeServing();
    this.#state = "STOPPING";
    setTimeout(() => process.exit(1), this.config.stopSeconds * 1000 + LATE_MS).unref();
    for (const worker of this.#workers) {
      if (this.#serving.has(worker)) tell(worker, { kind: "stop" });
      else worker.process.kill("SIGKILL");
    }
    if (this.#workers.size === 0) this.#end();
  }

  #end(): void {
    this.log.flush();
    if (this.#endsWell) console.log("Stopped.");
    process.exit(this.#endsWell ? 0 : 1);
  }
}

const tell = (worker: Worker, message: ToWorker): void => void worker.send(message);

/** Whoever has started ends with this process. */
function fail(sentences: string): never {
  console.error(sentences);
  process.exit(1);
}

async function start(): Promise<void> {
  // Whoever reads what is said here, or the log, may go.
  for (const output of [process.stdout, process.stderr]) output.on("error", () => undefined);
  const signals = new Signals({ ofWorker: false });
  const config = readConfig(process.env, problemsOf);
  const log = openLog(config.logLevel, { isOneOfMany: true });
  new RateLimiterClusterMaster();
  const metrics =
    config.metrics &&
    new (await import("./metrics-of-all.js")).MetricsOfAll((worker) => tell(worker, { kind: "measure" }));
  const workers = new Workers(config, log, metrics, signals);
  if (!config.metrics || !metrics) return;
  const { url } = await serveMetrics(config.metrics, () => metrics.textOf(workers.serving));
  console.log(`Metrics     ${url}`);
}

start().catch((error: unknown) => fail(error instanceof ConfigError ? error.message : String(error)));
