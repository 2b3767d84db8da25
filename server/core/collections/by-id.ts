/** How many neighbours are copied with one that changes. */
const CHUNK = 256;

type Chunk<T> = readonly (T | undefined)[];

/**
 * Values by ids of rows. It never changes: with other values it is another one, which shares with it what has not changed,
 * so that a change costs the same however many there are.
 */
export class ById<T> {
  private constructor(
    private readonly chunks: readonly Chunk<T>[],
    readonly size: number,
  ) {}

  static of<T>(values: Iterable<readonly [id: number, value: T]>): ById<T> {
    const chunks: (T | undefined)[][] = [];
    let size = 0;
    for (const [id, value] of values) {
      const chunk = chunkFor(chunks, id);
      if (chunk[id % CHUNK] === undefined) size += 1;
      chunk[id % CHUNK] = value;
    }
    return new ById<T>(filled(chunks), size);
  }

  get(id: number): T | undefined {
    return this.chunks[Math.floor(id / CHUNK)]?.[id % CHUNK];
  }

  /** The same with these values in the place of others; undefined: without any. */
  with(changed: Iterable<readonly [id: number, value: T | undefined]>): ById<T> {
    const chunks = this.chunks.slice() as (T | undefined)[][];
    const copied = new Set<number>();
    let size = this.size;
    for (const [id, value] of changed) {
      const place = Math.floor(id / CHUNK);
      const known = chunks[place];
      if (!copied.has(place) && known) chunks[place] = known.slice();
      copied.add(place);
      const chunk = chunkFor(chunks, id);
      size += Number(value !== undefined) - Number(chunk[id % CHUNK] !== undefined);
      chunk[id % CHUNK] = value;
    }
    return new ById<T>(filled(chunks), size);
  }

  /** All of them, smallest id first. */
  values(): T[] {
    const values: T[] = [];
    for (const chunk of this.chunks) for (const value of chunk) if (value !== undefined) values.push(value);
    return values;
  }
}

function chunkFor<T>(chunks: (T | undefined)[][], id: number): (T | undefined)[] {
  const place = Math.floor(id / CHUNK);
  const chunk = chunks[place] ?? new Array<T | undefined>(CHUNK).fill(undefined);
  chunks[place] = chunk;
  return chunk;
}

/** Arrays without holes are read faster. */
const filled = <T>(chunks: readonly (Chunk<T> | undefined)[]): readonly Chunk<T>[] =>
  Array.from(chunks, (chunk) => chunk ?? []);
