import type { PointInTime } from "../time/point-in-time.js";

/**
 * Rows that one statement found. What is asked of one of them is loaded for all of them at once: a nested query costs
 * statements by its depth, never by how many rows it finds. See docs/decisions/05-few-statements.md.
 */
interface Found {
  rows: object[];
  related: Map<string, Answers | Promise<Answers>>;
}

/** Those of them that stand at one point in time; most that were found together stand at the same. */
interface Batch {
  type: string;
  pointInTime: PointInTime;
  found: Found;
}

/** In the order of the rows. */
type Answers = readonly unknown[];

/** Where a row says which batch it stands in; a WeakMap beside would cost a tenth of a nested query. */
const BATCH = Symbol("batch");
/** Which of the rows of its batch it is. */
const PLACE = Symbol("place");

type Row = { [BATCH]?: Batch; [PLACE]?: number };

/** Makes one batch of the rows that were found together. Whatever has fields that load something stands in one. */
export function createBatch(type: string, pointInTime: PointInTime, rows: readonly (object | null)[]): void {
  const batch: Batch = { type, pointInTime, found: { rows: [], related: new Map() } };
  for (const row of rows) if (row !== null) standIn(batch, row);
}

/** Tells the point in time of each of several rows. */
type When<P> = (row: P) => PointInTime;

/**
 * The same for what was found for each of these rows, one, several or none: each as of the point in time of the row that
 * it was found for. What was found for rows of several days is handed out as a copy for each day.
 */
export function createBatchBelow<P extends object, F extends object | null | readonly object[]>(
  type: string,
  parents: readonly P[],
  results: readonly F[],
  when: When<P> = pointInTimeOf,
): F[] {
  const found: Found = { rows: [], related: new Map() };
  const batches = new Map<string | null, Batch>();
  const batchFor = (pointInTime: PointInTime): Batch => {
    const batch = batches.get(pointInTime.asOf) ?? { type, pointInTime, found };
    batches.set(pointInTime.asOf, batch);
    return batch;
  };
  const placed = (batch: Batch, _parent: P, i: number) => {
    const result = results[i] ?? null;
    if (Array.isArray(result)) return result.map((row: object) => standIn(batch, row));
    return result && standIn(batch, result as object);
  };
  return findEach(parents, batchFor, placed, when) as F[];
}

/** Puts a row into a batch, or a copy where it was found for another day too. */
function standIn(batch: Batch, given: object): object {
  const found: Row = given;
  if (Object.isFrozen(found))
    throw new Error(`A ${batch.type} that all requests share was handed out: use cloneIntoBatch().`);
  const before = found[BATCH];
  if (before === batch) return found;
  const row = before?.found === batch.found ? { ...found } : found;
  row[BATCH] = batch;
  row[PLACE] = batch.found.rows.push(row) - 1;
  return row;
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

/**
 * A copy of a shared row, not yet in a batch. What says in which it stands comes first: V8 makes a shape of its own for
 * each object that is begun as a copy and gets more fields afterwards, which takes longer than the copy.
 */
export const own = <T extends object | null>(shared: T): T =>
  shared === null ? shared : { [BATCH]: undefined, [PLACE]: undefined, ...shared };

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

/** The point in time of a field of a row: its own `asOf`, or that of the row. */
export const pointInTimeFor = (row: object, asOf: string | null | undefined): PointInTime =>
  asOf ? { asOf } : pointInTimeOf(row);

/** The same of each of several rows. */
export const asAsked =
  (asOf: string | null | undefined): When<object> =>
  (row) =>
    pointInTimeFor(row, asOf);

/**
 * What `find` finds for each row in what `at` makes of its point in time: made once for rows of one day that follow each
 * other.
 */
export function findEach<P extends object, At, R>(
  rows: readonly P[],
  at: (pointInTime: PointInTime) => At,
  find: (made: At, row: P, i: number) => R,
  when: When<P> = pointInTimeOf,
): R[] {
  let [then, made]: [PointInTime | null, At | null] = [null, null];
  return rows.map((row, i) => {
    const pointInTime = when(row);
    if (pointInTime.asOf !== then?.asOf) [then, made] = [pointInTime, at(pointInTime)];
    return find(made as At, row, i);
  });
}

/**
 * What `parent` relates to under `key` (the field and its arguments). `load` gets all parents that were found together,
 * each with a point in time of its own, and answers one result for each, in their order; it is called once, whoever asks
 * first.
 */
export function loadForBatch<P extends object, R>(
  parent: P,
  key: string,
  load: (parents: readonly P[]) => readonly R[] | Promise<readonly R[]>,
): R | Promise<R> {
  const { rows, related } = batchOf(parent).found;
  const place = (parent as Row)[PLACE] as number;
  let answers = related.get(key);
  if (answers === undefined) {
    const loaded = load(rows as P[]);
    answers =
      loaded instanceof Promise
        ? loaded.then((ready) => {
            related.set(key, ready);
            return ready;
          })
        : loaded;
    related.set(key, answers);
  }
  // Once loaded, every other row of the batch is answered at once, without another promise.
  return answers instanceof Promise ? answers.then((ready) => ready[place] as R) : (answers[place] as R);
}

/** The key of a field that may have an `asOf` of its own; most have none, and no text is put together for each row. */
export const keyAsOf = (field: string, asOf: string | null | undefined): string =>
  asOf == null ? field : `${field} ${asOf}`;

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
