import { type Database, patiently, type Sql } from "../../../core/database/database.js";
import { allOf, isOneOf, placeholders, sqlOf } from "../../../core/database/sql.js";
import { OBSERVATION_LIST, type ObservationRow } from "../definition/metric.store.js";

/** Where a figure stands in the list of all, which is the order of an index. */
export interface FigureKey {
  metricId: number;
  subjectKey: string;
  on: string;
  fromKey: string;
}

/** Which figures. Null: all metrics, from the first day on, to the last, reported or not. */
export interface FigureCondition {
  metricIds: readonly number[] | null;
  /** Whose: of those who stand in each of these sets. */
  subjects: readonly ReadonlySet<string>[];
  from: string | null;
  to: string | null;
  reported: boolean | null;
}

/** The figures beyond a key, or from an end of the list on, either way: at most so many, found where they stand. */
export function figuresBeyond(
  db: Database,
  asked: FigureCondition,
  key: FigureKey | null,
  backward: boolean,
  most: number,
): Promise<ObservationRow[]> {
  const { sql, params } = allOf([...conditionsOf(asked), ...(key ? [beyond(key, backward ? "<" : ">")] : [])]);
  const order = KEY.map((column) => `o.${column}${backward ? " DESC" : ""}`).join(", ");
  return db.query(`SELECT ${OBSERVATION_LIST} FROM observation o WHERE ${sql} ORDER BY ${order} LIMIT ${most}`, params);
}

export async function countFigures(db: Database, asked: FigureCondition): Promise<number> {
  const { sql, params } = allOf(conditionsOf(asked));
  const [row] = await patiently(db).query<{ n: number }>(
    `SELECT COUNT(*) AS n FROM observation o WHERE ${sql}`,
    params,
  );
  return Number(row?.n);
}

const KEY = ["metric_id", "subject_key", "on_date", "from_key"] as const;

/** Compared column by column, since MariaDB finds no range of an index by a comparison of rows. */
function beyond({ metricId, subjectKey, on, fromKey }: FigureKey, sign: "<" | ">"): Sql {
  const values = [metricId, subjectKey, on, fromKey];
  return KEY.reduceRight<Sql>((rest, column, i) => {
    const value = values[i] ?? null;
    if (rest.sql === "") return sqlOf(`o.${column} ${sign} ?`, [value]);
    return sqlOf(`(o.${column} ${sign} ? OR (o.${column} = ? AND ${rest.sql}))`, [value, value, ...rest.params]);
  }, sqlOf(""));
}

function conditionsOf({ metricIds, subjects, from, to, reported }: FigureCondition): Sql[] {
  return [
    sqlOf("1 = 1"),
    ...(metricIds === null ? [] : [isOneOf("o.metric_id", metricIds)]),
    ...subjects.map(isAbout),
    ...(from === null ? [] : [sqlOf("o.on_date >= ?", [from])]),
    ...(to === null ? [] : [sqlOf("o.on_date <= ?", [to])]),
    ...(reported === null ? [] : [sqlOf("o.reported = ?", [reported ? 1 : 0])]),
  ];
}

/** Up to so many subjects are looked for by the index; of more, the figures are gone through in order. */
const MOST_KEYS = 256;

function isAbout(keys: ReadonlySet<string>): Sql {
  if (keys.size === 0) return sqlOf("1 = 0");
  if (keys.size <= MOST_KEYS) return sqlOf(`o.subject_key IN (${placeholders([...keys])})`, [...keys]);
  // Keys of subjects are made of a letter and an id. What is computed, no index is chosen for.
  return sqlOf(`COALESCE(o.subject_key, '') IN (${[...keys].map((key) => `'${key}'`).join(",")})`);
}
