import type { GraphQLError } from "graphql";
import { Passing } from "../core/collections/passing.js";
import type { Run } from "./run.js";

/** How many times within the longest time it is looked who has exceeded it. */
const LOOKS = 20;

interface Watched {
  run: Run;
  endsAt: number;
  tooLate: () => GraphQLError;
}

/** Ends what takes too long: one clock for all who are waited for. */
export class Deadlines {
  readonly #running = new Passing<Watched>();
  #clock: NodeJS.Timeout | undefined;

  constructor(private readonly seconds: number) {}

  /** Watches a run until it is told that it has ended, by what this answers; ends it with what `tooLate` says. */
  watch(run: Run, tooLate: () => GraphQLError): number {
    this.#clock ??= setInterval(() => this.#look(), (this.seconds * 1000) / LOOKS).unref();
    return this.#running.enter({ run, endsAt: performance.now() + this.seconds * 1000, tooLate });
  }

  end(watched: number): void {
    this.#running.leave(watched);
  }

  #look(): void {
    const now = performance.now();
    for (const { run, endsAt, tooLate } of this.#running) {
      if (endsAt <= now) run.stop(tooLate());
    }
    if (this.#running.size > 0) return;
    clearInterval(this.#clock);
    this.#clock = undefined;
  }
}
