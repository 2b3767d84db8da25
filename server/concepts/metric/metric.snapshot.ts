import { Rows } from "../../core/snapshot/rows.js";
import type { SnapshotParts } from "../../core/snapshot/snapshots.js";
import { allMetrics, type MetricRow } from "./definition/metric.store.js";

declare module "../../core/context.js" {
  interface Snapshot {
    readonly metrics: Rows<MetricRow>;
  }
}

export const metricSnapshot: SnapshotParts = {
  loaded: [
    {
      scope: "REFERENCE",
      tables: ["metric", "metric_meaning", "metric_rule", "metric_expectation"],
      load: async (db) => ({ metrics: new Rows(await allMetrics(db)) }),
    },
  ],
};
