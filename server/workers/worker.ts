import cluster from "node:cluster";
import type { PlacesOf } from "../http/concurrency-limit.js";
import type { Measured, ToParent, ToWorker } from "./protocol.js";

type Told<Kind> = Extract<ToWorker, { kind: Kind }>;

/** What a worker hears of its parent (`parent.ts`), and tells it. Whose parent is gone ends by itself. */
export class Parent {
  /** Which of its workers this is; who takes the place of one that has ended has another number. */
  readonly workerId = cluster.worker?.id;
  readonly mayOpen = this.#next("open");
  readonly mayListen = this.#next("listen");
  readonly allListen = this.#next("served");
  readonly mustStop = this.#next("stop");
  readonly #asked = new Map<number, (isTaken: boolean) => void>();
  #count = 0;

  constructor() {
    process.on("message", (message: ToWorker) => {
      if (message.kind !== "taken") return;
      this.#asked.get(message.id)?.(message.isTaken);
      this.#asked.delete(message.id);
    });
    // Ctrl-C goes to all processes of a terminal; the parent says when to stop.
    process.on("SIGINT", () => undefined);
  }

  tell(message: ToParent): void {
    process.send?.(message);
  }

  /** Answers what is counted here, whenever the parent asks. */
  measuredBy(measure: () => Promise<Measured>): void {
    process.on("message", async ({ kind }: ToWorker) => {
      if (kind === "measure") this.tell({ kind: "measured", metrics: await measure() });
    });
  }

  /** Places that all workers share. */
  readonly placesOf: PlacesOf = (name, most, mostOfOwner) => ({
    take: async (owner) => {
      this.#count += 1;
      const id = this.#count;
      const isTaken = await new Promise<boolean>((resolve) => {
        this.#asked.set(id, resolve);
        this.tell({ kind: "take", id, name, most, mostOfOwner, owner });
      });
      return isTaken ? () => this.tell({ kind: "leave", id }) : undefined;
    },
  });

  #next<Kind extends ToWorker["kind"]>(kind: Kind): Promise<Told<Kind>> {
    return new Promise((resolve) => {
      process.on("message", (message: ToWorker) => {
        if (message.kind === kind) resolve(message as Told<Kind>);
      });
    });
  }
}

/** Undefined: this process serves alone. */
export const findParent = (): Parent | undefined => (cluster.isWorker ? new Parent() : undefined);
