import type { Context } from "../context.js";
import { type FindNodes, type NodeRow } from "../context.js";
import { cloneIntoBatch, createBatch } from "../snapshot/batch.js";
import { LATEST, type PointInTime } from "../time/point-in-time.js";
import { readGlobalId } from "./global-id.js";

/** What stands on a day of its own is not known before it. */
export function storedNodes(
  type: string,
  find: (context: Context, wanted: readonly number[]) => Promise<readonly (NodeRow & { on: string })[]>,
): FindNodes {
  return async (keys, context, pointInTime) => {
    const wanted = idsIn(keys);
    if (wanted.length === 0) return [];
    const found = await find(context, wanted);
    return batched(
      type,
      pointInTime,
      found.filter(({ on }) => isKnownIn(pointInTime, on)),
    );
  };
}

/** Of a type that is held in memory as a whole, and of which all are known on every day. */
export const heldNodes =
  <T extends { id: number }>(
    type: string,
    rowsOf: (context: Context) => { all(): readonly T[] },
    isDated = false,
  ): FindNodes =>
  async (keys, context, pointInTime) => {
    const wanted = new Set(idsIn(keys));
    return cloneIntoBatch(
      type,
      isDated ? pointInTime : LATEST,
      rowsOf(context)
        .all()
        .filter(({ id }) => wanted.has(id)),
    );
  };

export const isKnownIn = ({ asOf }: PointInTime, day: string): boolean => asOf === null || day <= asOf;

export const idsIn = (keys: readonly string[]): number[] =>
  keys.filter((key) => /^[1-9]\d{0,8}$/.test(key)).map(Number);

export function batched<T extends object>(type: string, pointInTime: PointInTime, rows: readonly T[]): readonly T[] {
  createBatch(type, pointInTime, rows);
  return rows;
}

/** The objects of these ids, in their order; null where there is none, or none that the viewer may see. */
export async function findNodes(
  globalIds: readonly string[],
  context: Context,
  pointInTime = LATEST,
): Promise<(NodeRow | null)[]> {
  const { nodes } = context.shared;
  const read = globalIds.map(readGlobalId);
  const found = new Map<string, NodeRow>();
  const types = new Set(read.flatMap((id) => id?.type ?? []));
  for (const type of types) {
    const keys = [...new Set(read.flatMap((id) => (id?.type === type ? id.key : [])))];
    // Clients may put into an id what every object of JavaScript has.
    const find = Object.hasOwn(nodes, type) ? nodes[type] : undefined;
    const rows = (await find?.(keys, context, pointInTime)) ?? [];
    for (const row of rows) found.set(`${type}:${row.id}`, row);
  }
  return read.map((id) => (id ? (found.get(`${id.type}:${id.key}`) ?? null) : null));
}
