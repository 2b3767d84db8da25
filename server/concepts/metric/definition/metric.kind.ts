import { isOneOf, locking } from "../../../core/database/sql.js";
import type { Kind } from "../../import/traced-kind.js";
import { metricsWhere } from "./metric.store.js";

/** A metric with all that is said of it, as its trail shows it. */
export const METRIC_KIND: Kind = {
  type: "Metric",
  scope: "REFERENCE",
  async read(tx, ids) {
    const { sql, params } = ids === null ? { sql: "1 = 1", params: [] } : isOneOf("m.id", ids);
    const rows = await metricsWhere(tx, sql, params, locking(tx));
    return new Map(rows.map(({ id, version, ...fields }) => [id, { version, fields }]));
  },
};
