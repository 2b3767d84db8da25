import type { Worker } from "node:cluster";
import { AggregatorRegistry } from "prom-client";
import type { Measured } from "./protocol.js";

/** What was counted so goes on counting when a worker has ended; anything else is of the moment. */
const GROWING: readonly unknown[] = ["counter", "histogram"];

/**
 * The metrics of all workers, as those of one server. Of a worker that has ended what it has counted by the last time
 * that somebody asked is kept: a sum that falls would be taken for a server that has started anew, and all of the rest
 * for what has happened since.
 */
export class MetricsOfAll {
  readonly #last = new Map<Worker, Measured>();
  readonly #waiting = new Map<Worker, (() => void)[]>();
  #ended: Promise<Measured> = Promise.resolve([]);

  constructor(private readonly ask: (worker: Worker) => void) {}

  /** As Prometheus reads them, once each of these has answered or ended. */
  async textOf(workers: Iterable<Worker>): Promise<string> {
    await Promise.all([...workers].map((worker) => this.#asked(worker)));
    const [ended, last] = [this.#ended, [...this.#last.values()]];
    return sumOf([await ended, ...last]).metrics();
  }

  answered(worker: Worker, metrics: Measured): void {
    this.#last.set(worker, metrics);
    this.#waitNoMore(worker);
  }

  ended(worker: Worker): void {
    const last = this.#last.get(worker)?.filter((metric) => GROWING.includes((metric as { type?: unknown }).type));
    this.#last.delete(worker);
    this.#waitNoMore(worker);
    if (last) this.#ended = this.#ended.then((ended) => sumOf([ended, last]).getMetricsAsJSON());
  }

  #asked(worker: Worker): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.set(worker, [...(this.#waiting.get(worker) ?? []), resolve]);
      this.ask(worker);
    });
  }

  #waitNoMore(worker: Worker): void {
    for (const resolve of this.#waiting.get(worker) ?? []) resolve();
    this.#waiting.delete(worker);
  }
}

const sumOf = (measured: readonly Measured[]) => AggregatorRegistry.aggregate([...measured]);
