import type { Transaction } from "../../../core/database/database.js";
import { withKeys } from "../../../core/database/keyed-rows.js";
import { locking, sharing } from "../../../core/database/sql.js";
import { pick, type RowOf, selectList } from "../../../core/database/table.js";
import type { Written } from "../../../core/database/upsert.js";
import { OBSERVATION, WITHDRAWN_OBSERVATION } from "./observation.row.js";
import { samePlace } from "./printed-figure.store.js";

/** What is written of an observation. */
export type ObservationValues = {
  -readonly [P in keyof Written<typeof OBSERVATION.columns>]: Written<typeof OBSERVATION.columns>[P];
};

/** What makes a figure one of its own: of a month and of the year that ends with it there are two. */
export const OBSERVATION_KEY = ["metricId", "subjectKey", "on", "fromKey"] as const;

export const observationKeyOf = ({
  metricId,
  subjectKey,
  on,
  from,
}: Pick<ObservationValues, "metricId" | "subjectKey" | "on" | "from">): string =>
  `${metricId} ${subjectKey} ${on} ${from ?? ""}`;

/** An observation as it stands. */
export interface OnRecord extends RowOf<typeof OBSERVATION> {
  /** Of its section. */
  label: string;
  /** The section that prints another figure in its place, and what it prints. */
  printedIn: number | null;
  printedValue: number | null;
  printedNumerator: number | null;
  printedDenominator: number | null;
}

const WITHDRAWN = pick(WITHDRAWN_OBSERVATION, "metricId", "subjectKey", "on", "from", "withdrawnAt");

/** What was taken off the record last in its place. */
export type Withdrawn = RowOf<typeof WITHDRAWN>;

/**
 * What was taken off the record by the beginning of the transaction, by key: by hand, each for a reason, so never many.
 */
export async function withdrawnAtFirst(tx: Transaction, ending = ""): Promise<ReadonlyMap<string, Withdrawn>> {
  const rows = await tx.query<Withdrawn>(
    `SELECT ${selectList(WITHDRAWN)} FROM withdrawn_observation ORDER BY withdrawn_at${ending}`,
  );
  return new Map(rows.map((row) => [observationKeyOf(row), row] as const));
}

/** The same by now; nothing more is withdrawn until the transaction ends. */
export const withdrawnByNow = (tx: Transaction): Promise<ReadonlyMap<string, Withdrawn>> =>
  withdrawnAtFirst(tx, sharing(tx));

/** How many figures are looked for at once. */
const AT_ONCE = 500;

/** What is on record of what these rows are about, by key. MariaDB also shows what others wrote since the import began. */
export async function observationsOnRecord(
  tx: Transaction,
  found: readonly Pick<ObservationValues, (typeof OBSERVATION_KEY)[number]>[],
): Promise<ReadonlyMap<string, OnRecord>> {
  const known = new Map<string, OnRecord>();
  for (let start = 0; start < found.length; start += AT_ONCE) {
    const some = found.slice(start, start + AT_ONCE);
    const keys = some.map((each) => OBSERVATION_KEY.map((column) => each[column] ?? null));
    const wanted = withKeys(tx, OBSERVATION, "o", OBSERVATION_KEY, keys);
    const rows = await tx.query<OnRecord>(
      `SELECT ${selectList(OBSERVATION, "o")}, (SELECT s.label FROM source_section s WHERE s.id = o.section_id) AS label, ` +
        "p.section_id AS printedIn, p.`value` AS printedValue, p.numerator AS printedNumerator, p.denominator AS printedDenominator " +
        `FROM ${wanted.sql} LEFT JOIN printed_figure p ON ${samePlace("p")} AND p.section_id <> o.section_id ` +
        `AND p.beside IS NULL${locking(tx)}`,
      wanted.params,
    );
    for (const row of rows) known.set(observationKeyOf(row), row);
  }
  return known;
}

const DAY_KEY = ["metricId", "subjectKey", "on"] as const;
const DAY = pick(OBSERVATION, ...DAY_KEY, "from");

/**
 * The first days of the periods that end on the days of these rows, and are on record of the same metric and subject
 * without what an import has brought itself: no row of a file means another row of it.
 */
export async function periodsOnRecord(
  tx: Transaction,
  found: readonly ObservationValues[],
  importId: number,
): Promise<ReadonlyMap<string, readonly (string | null)[]>> {
  const known = new Map<string, (string | null)[]>();
  for (let start = 0; start < found.length; start += AT_ONCE) {
    const keys = found.slice(start, start + AT_ONCE).map((each) => DAY_KEY.map((property) => each[property] ?? null));
    const wanted = withKeys(tx, OBSERVATION, "o", DAY_KEY, keys);
    const rows = await tx.query<RowOf<typeof DAY>>(
      `SELECT ${selectList(DAY, "o")} FROM ${wanted.sql} WHERE COALESCE(o.import_id, 0) <> ? ORDER BY o.id${locking(tx)}`,
      [...wanted.params, importId],
    );
    for (const row of rows) {
      const key = observationKeyOf({ ...row, from: null });
      known.set(key, [...(known.get(key) ?? []), row.from]);
    }
  }
  return known;
}
