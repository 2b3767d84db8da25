/** Metrics of one worker, since it has started. */
export type Measured = readonly object[];

/** What a worker tells its parent. What packages send on the same channel has no `kind`. */
export type ToParent =
  /** The database is open, and what was new is loaded: the other workers may open it. */
  | { kind: "opened" }
  /** It could answer, and may listen. */
  | { kind: "ready" }
  | { kind: "failed"; sentences: string }
  /** It needs a place, of so many; `id` is its own name for it. */
  | { kind: "take"; id: number; name: string; most: number; mostOfOwner: number; owner: string }
  | { kind: "leave"; id: number }
  /** What it has counted, as `prom-client` writes it down. */
  | { kind: "measured"; metrics: Measured };

/** What a parent tells a worker. */
export type ToWorker =
  /** The first worker migrates, loads, and speaks for all. */
  | { kind: "open"; isFirst: boolean }
  | { kind: "listen"; port: number }
  /** All listen. */
  | { kind: "served" }
  | { kind: "taken"; id: number; isTaken: boolean }
  /** Somebody asks for metrics. */
  | { kind: "measure" }
  | { kind: "stop" };
