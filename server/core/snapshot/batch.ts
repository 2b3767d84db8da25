import type { PointInTime } from "../time/point-in-time.js";

/**
 * Rows that one statement found, at one point in time. What is asked of one of them is loaded for all of them at once: a
 * nested query costs statements by its depth, never by how many rows it finds. See docs/decisions/05-few-statements.md.
 */
interface Batch {
  type: string;
  pointInTime: PointInTime;
  rows: object[];
  related: Map<string, Answers | Promise<Answers>>;
}

type Answers = Map<object, unknown>;

/** Where a row says which batch it stands in; a WeakMap beside would cost a tenth of a nested query. */
const BATCH = Symbol("batch");

type Row = { [BATCH]?: Batch };

/** Makes one batch of the rows that were found together. Whatever has fields that load something stands in one. */
export function createBatch(type: string, pointInTime: PointInTime, rows: readonly (object | null)[]): void {
  const batch: Batch = { type, pointInTime, rows: [], related: new Map() };
  for (const row of new Set(rows)) {
    if (row === null) continue;
    if (Object.isFrozen(row))
      throw new Error(`A ${type} that all requests share was handed out: use cloneIntoBatch().`);
    batch.rows.push(row);
    (row as Row)[BATCH] = batch;
  }
}

/**
 * The same for rows that the server keeps in memory: they are shared by all requests, so each hands out its own copies.
 */
export function cloneIntoBatch<T extends object | null>(
  type: string,
  pointInTime: PointInTime,
  shared: readonly T[],
): T[] {
  const rows = shared.map(own);
  createBatch(type, pointInTime, rows);
  return rows;
}

/** A copy of a shared row, not yet in a batch. */
export const own = <T extends object | null>(shared: T): T => (shared === null ? shared : { ...shared });

/** One such copy, in a batch of its own. */
export const cloneAlone = <T extends object>(type: string, pointInTime: PointInTime, shared: T): T => {
  const row = own(shared);
  createBatch(type, pointInTime, [row]);
  return row;
};

function batchOf(row: object): Batch {
  const batch = (row as Row)[BATCH];
  if (!batch) throw new Error("This object was handed out without createBatch().");
  return batch;
}

export const typeOf = (row: object): string => batchOf(row).type;

export const pointInTimeOf = (row: object): PointInTime => batchOf(row).pointInTime;

/** The point in time of a field: its own `asOf`, or the one it is asked in. */
export const pointInTimeFor = (row: object, asOf: string | null | undefined): PointInTime =>
  asOf ? { asOf } : pointInTimeOf(row);

/**
 * What `parent` relates to under `key` (the field and its arguments). `load` gets all parents of the batch and answers
 * one result for each, in their order; it is called once, whoever asks first.
 */
export function loadForBatch<P extends object, R>(
  parent: P,
  key: string,
  load: (parents: readonly P[]) => readonly R[] | Promise<readonly R[]>,
): R | Promise<R> {
  const batch = batchOf(parent);
  let answers = batch.related.get(key);
  if (answers === undefined) {
    const parents = batch.rows as P[];
    const loaded = load(parents);
    answers =
      loaded instanceof Promise
        ? loaded.then((results) => {
            const ready = pair(parents, results);
            batch.related.set(key, ready);
            return ready;
          })
        : pair(parents, loaded);
    batch.related.set(key, answers);
  }
  // Once loaded, every other row of the batch is answered at once, without another promise.
  return answers instanceof Promise ? answers.then((ready) => ready.get(parent) as R) : (answers.get(parent) as R);
}

const pair = (parents: readonly object[], results: readonly unknown[]): Answers =>
  new Map(parents.map((parent, i) => [parent, results[i]]));

/** Deals rows out to the parents that they belong to, in their order; a parent without any gets none. */
export function groupByParent<R>(
  parents: readonly { id: number }[],
  rows: readonly R[],
  parentIdOf: (row: R) => number | null,
): R[][] {
  const dealt = new Map<number | null, R[]>(parents.map(({ id }) => [id, []]));
  for (const row of rows) dealt.get(parentIdOf(row))?.push(row);
  return parents.map(({ id }) => dealt.get(id) ?? []);
}
