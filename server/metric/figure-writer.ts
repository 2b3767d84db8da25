import type { Transaction, Value } from "../database/database.js";
import { insertNew, upsert } from "../database/upsert.js";
import type { Row } from "../importing/cells.js";
import type { Problem } from "../importing/problems.js";
import type { Into } from "../importing/reader.js";

export type ObservationValues = Record<string, Value>;

/** What makes a figure one of its own. */
export const FIGURE_KEY = ["metric_id", "subject_key", "on_date"];

const keyOf = ({ metric_id, subject_key, on_date }: ObservationValues | OnRecord): string =>
  `${metric_id} ${subject_key} ${on_date}`;

/** A row of a file, and the values to write. */
interface Placed {
  row: Row;
  values: ObservationValues;
}

/**
 * Writes the figures of a file piece by piece. A figure on record from another section is never replaced: two sources
 * that differ are for people to settle. Nor does a file say the same thing twice, however far apart the rows are: what
 * it wrote before is recognised in the database, so that no row has to be kept in memory.
 */
export class FigureWriter {
  /** What the file says more than once: the key → the problems that do not tell yet which line says it first. */
  readonly repeats = new Map<string, Problem[]>();
  readonly #updated: Uint8Array;
  #last: number;

  private constructor(
    private readonly tx: Transaction,
    private readonly sectionId: number,
    /** The greatest id before the import: the rows behind it are the import's own. */
    private readonly first: number,
  ) {
    this.#last = first;
    this.#updated = new Uint8Array((first >> 3) + 1);
  }

  static async begin(tx: Transaction, sectionId: number): Promise<FigureWriter> {
    const [row] = await tx.query<{ id: number | null }>("SELECT MAX(id) AS id FROM observation");
    return new FigureWriter(tx, sectionId, row?.id ?? 0);
  }

  /** Most figures are new: only when fewer were inserted than given is it looked up which were on record. */
  async write(placed: readonly Placed[]): Promise<void> {
    const values = placed.map((each) => each.values);
    await insertNew(this.tx, "observation", FIGURE_KEY, values);
    const before = this.#last;
    const [inserted] = await this.tx.query<{ n: number; last: number | null }>(
      "SELECT COUNT(*) AS n, MAX(id) AS last FROM observation WHERE id > ?",
      [before],
    );
    this.#last = inserted?.last ?? before;
    if (Number(inserted?.n) < placed.length) await this.#settle(placed, await onRecord(this.tx, values), before);
  }

  /** Replaces what may be replaced and reports the rest; rows of this section behind `before` were inserted just now. */
  async #settle(placed: readonly Placed[], found: ReadonlyMap<string, OnRecord>, before: number): Promise<void> {
    const given = new Set<string>();
    const replaced: ObservationValues[] = [];
    for (const { row, values } of placed) {
      const key = keyOf(values);
      const known = found.get(key);
      if (known === undefined) continue;
      if (given.has(key)) this.#repeat(row, key);
      else if (known.section_id !== this.sectionId && known.reported === 1) {
        const source = `This figure is on record from another source, "${known.label}", and is not replaced.`;
        row.problem("subject", "OTHER_SOURCE", source);
      } else if (known.section_id !== this.sectionId || !this.#isOwn(known.id)) {
        this.#updated[known.id >> 3] = (this.#updated[known.id >> 3] ?? 0) | (1 << (known.id & 7));
        replaced.push(values);
      } else if (known.id <= before) {
        this.#repeat(row, key);
      }
      given.add(key);
    }
    await upsert(this.tx, "observation", FIGURE_KEY, replaced);
  }

  #repeat(row: Row, key: string): void {
    const problem = row.problem("subject", "DUPLICATE", "An earlier line is about the same.");
    if (problem) this.repeats.set(key, [...(this.repeats.get(key) ?? []), problem]);
  }

  /** Tells which line says it first: given the rows once more, since no line is kept for the case. */
  tellFirst(placed: readonly Placed[]): void {
    for (const { row, values } of placed) {
      const key = keyOf(values);
      for (const problem of this.repeats.get(key) ?? []) problem.message = `Line ${row.line} is about the same.`;
      this.repeats.delete(key);
    }
  }

  /** Whether this import has written the row. */
  #isOwn(id: number): boolean {
    return id > this.first || ((this.#updated[id >> 3] ?? 0) & (1 << (id & 7))) !== 0;
  }
}

/** Writes figures, and blank cells where no other source has a figure: asked again is not taken back. */
export async function writeObservations({ tx }: Into, found: readonly ObservationValues[]): Promise<void> {
  const known = await onRecord(tx, found);
  const written = found.filter((values) => {
    const { section_id = values.section_id, reported = 0 } = known.get(keyOf(values)) ?? {};
    return values.reported === 1 || reported === 0 || section_id === values.section_id;
  });
  await upsert(tx, "observation", FIGURE_KEY, written);
}

interface OnRecord {
  id: number;
  metric_id: number;
  subject_key: string;
  on_date: string;
  section_id: number;
  reported: number;
  label: string;
}

/** How many figures are looked for at once: MariaDB plans longer lists badly. */
const AT_ONCE = 500;

/** What is on record of what these rows are about, by key. MariaDB also shows what others wrote since the import began. */
async function onRecord(tx: Transaction, found: readonly ObservationValues[]): Promise<ReadonlyMap<string, OnRecord>> {
  const known = new Map<string, OnRecord>();
  const [values, lock] = tx.dialect === "mysql" ? ["", " FOR UPDATE"] : ["VALUES ", ""];
  for (let start = 0; start < found.length; start += AT_ONCE) {
    const some = found.slice(start, start + AT_ONCE);
    const rows = await tx.query<OnRecord>(
      `SELECT o.id, ${FIGURE_KEY.map((column) => `o.${column}`).join(", ")}, o.section_id, o.reported, ` +
        "(SELECT s.label FROM source_section s WHERE s.id = o.section_id) AS label FROM observation o " +
        `WHERE (${FIGURE_KEY.join(", ")}) IN (${values}${some.map(() => "(?, ?, ?)").join(", ")})${lock}`,
      some.flatMap((each) => FIGURE_KEY.map((column) => each[column] ?? null)),
    );
    for (const row of rows) known.set(keyOf(row), row);
  }
  return known;
}
