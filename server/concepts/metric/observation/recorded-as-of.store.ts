import { groupBy } from "../../../core/collections/groups.js";
import type { Database } from "../../../core/database/database.js";
import { type Sql } from "../../../core/database/database.js";
import { allOf, sqlOf } from "../../../core/database/sql.js";
import { undo } from "../../../core/mutation/state-before.js";
import { endOf, instant } from "../../../core/time/clock.js";
import { entriesSince } from "../../trail/trail.store.js";
import { NOW, OBSERVATION_LIST, type ObservationRow, type Reading } from "../definition/metric.store.js";

/**
 * Figures as they were on record at the end of a day. Most have not changed since and are read as those of now; what
 * was changed or withdrawn since is read after them and undone, in two statements more. What is changed between the two
 * is found by both, and is the same.
 */
export function recordedBy(day: string): Reading {
  const since = instant(endOf(day));
  const unchanged = allOf([
    sqlOf("(o.recorded_on IS NULL OR o.recorded_on <= ?)", [day]),
    sqlOf(`(o.version = 1 OR NOT ${CHANGED})`, [since]),
  ]);
  return {
    async latest(db, per, conditions) {
      const still = await NOW.latest(db, per, [...conditions, unchanged]);
      const undone = await undoneRows(db, conditions, day, since);
      const known = [...still, ...undone.filter(({ reported }) => reported === 1)].sort(latestFirst);
      return [...groupBy(known, subjectOf).values()]
        .flatMap(([last]) => (last ? { ...last, recordedAsOf: day } : []))
        .sort(latestFirst);
    },
    async all(db, conditions) {
      const still = await NOW.all(db, [...conditions, unchanged]);
      const undone = await undoneRows(db, conditions, day, since);
      const known = new Map([...still, ...undone].map((row) => [row.id, { ...row, recordedAsOf: day }]));
      return [...known.values()].sort(oldestFirst);
    },
  };
}

const CHANGED =
  "EXISTS (SELECT 1 FROM audit_entry e WHERE e.object_type = 'Observation' AND e.object_id = o.id AND e.acted_at >= ?)";

type Touched = ObservationRow & { recordedOn: string | null };

/** What has been changed or withdrawn since and was there on the day, as it was. */
async function undoneRows(
  db: Database,
  conditions: readonly Sql[],
  day: string,
  since: string,
): Promise<ObservationRow[]> {
  const { sql, params } = allOf(conditions);
  const touched = await db.query<Touched>(
    `SELECT ${OBSERVATION_LIST}, o.recorded_on AS recordedOn FROM observation o WHERE ${sql} AND o.version > 1 AND ${CHANGED} ` +
      `UNION ALL SELECT ${OBSERVATION_LIST}, o.recorded_on FROM withdrawn_observation o WHERE ${sql} AND o.withdrawn_at >= ?`,
    [...params, since, ...params, since],
  );
  const ids = touched.map(({ id }) => id);
  const entries = await entriesSince(db, "Observation", ids, since);
  return touched.flatMap(({ recordedOn, ...row }) => {
    const was = undo(row, entries.get(row.id) ?? []);
    // An import leaves no entry for what is new; what was asked for and left blank was there before it was filled.
    const isNew = recordedOn !== null && recordedOn > day && !(row.reported === 1 && was?.reported === 0);
    return was === null || isNew ? [] : [was];
  });
}

const subjectOf = ({ metricId, facilityId, areaId }: ObservationRow): string => `${metricId} ${facilityId} ${areaId}`;

const oldestFirst = (a: ObservationRow, b: ObservationRow): number =>
  a.metricId - b.metricId || compare(a.on, b.on) || shortestFirst(a, b) || a.id - b.id;

const latestFirst = (a: ObservationRow, b: ObservationRow): number =>
  a.metricId - b.metricId || compare(b.on, a.on) || shortestFirst(a, b) || b.id - a.id;

const shortestFirst = (a: ObservationRow, b: ObservationRow): number => compare(b.from ?? "", a.from ?? "");

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
