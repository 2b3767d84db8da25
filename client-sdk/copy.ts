// A copy of objects in the storage of an app, kept up to date by what has changed.
import { request } from "./client.js";
import type { CallOptions, Connection } from "./connection.js";
import { HealthApiError } from "./errors.js";
import { Changes, type CopiedObjectFragment, CopiedObjects } from "./generated/documents.js";
import { lastingScopeOf } from "./identity.js";
import type { AnswerStorage } from "./storage.js";

type Type = CopiedObjectFragment["__typename"];

/** What a copy is to have. */
export interface CopyOptions {
  /**
   * Must not drop anything by itself, as `memoryStorage()` does beyond 100. Each copy needs one of its own, such as by
   * prefix: it holds what one person has of one server in one language, and is emptied when `sync` is asked by another.
   */
  readonly storage: AnswerStorage;
  /** Of which types, such as "Facility" and "Observation". */
  readonly types: ReadonlyArray<Type>;
  /**
   * The ids of all that the copy is to have of a type: asked at first, and whenever the server says that the type has to
   * be loaded again. Ask over the connection that it is given, which answers nothing that was kept before.
   */
  readonly list: (type: Type, connection: Connection) => AsyncIterable<{ readonly id: string }>;
  /** Which objects of these types; all if left out. What changes so that it no longer belongs is taken out. */
  readonly wants?: (object: CopiedObjectFragment) => boolean;
}

/** Objects as the server had them when `sync` ended last; to anybody else than who asked then, it has none. */
export interface Copy {
  /**
   * Brings it to the state of now, or rejects as a call does; what was done until then holds, and the next goes on from
   * there. Whoever asks while one is under way gets that one.
   */
  sync(options?: CallOptions): Promise<void>;
  get(id: string): Promise<CopiedObjectFragment | undefined>;
  all<T extends Type>(
    type: T,
  ): AsyncGenerator<Extract<CopiedObjectFragment, { readonly __typename: T }>, void, undefined>;
  /** Takes everything out, whoever's it is, as when somebody signs out. */
  clear(): Promise<void>;
}

/** How far it has come, and what it has. One text, stored after the objects: what was cut short is done once more. */
interface State {
  cursor: string;
  readonly ids: Map<string, Set<string>>;
}

const STATE = "copy";
const keyOf = (id: string): string => `${STATE}:${id}`;
/** Where the scope of the copy stands: of which server, in which language and of whom it is. */
const SCOPE = keyOf("scope");
/** As many as the server gives at once. */
const MOST = 100;
const EVERYTHING = { kind: "RELOAD", type: null, id: null, node: null } as const;

/** A copy in a storage that one program at a time writes: the tabs of a browser have to agree which of them does. */
export function copyOf(connection: Connection, { storage, types, list, wants = () => true }: CopyOptions): Copy {
  let fresh = connection;
  let syncing: string | undefined;
  let underWay = Promise.resolve();

  /** Of whoever asks now; what has begun does not go on for another. */
  const scopeNow = (begun?: string): string => {
    const scope = lastingScopeOf(connection);
    if (scope && scope === (begun ?? scope)) return scope;
    const kind = scope ? "aborted" : "bad-input";
    throw new HealthApiError("A copy is of one `identity`.", { kind, operation: "Changes" });
  };

  const read = async (key: string) => JSON.parse((await storage.get(key)) ?? "null") ?? undefined;
  const write = (key: string, value: unknown) => storage.set(key, JSON.stringify(value));
  const save = ({ cursor, ids }: State) =>
    write(STATE, { cursor, ids: [...ids].map(([type, all]) => [type, [...all]]) });

  async function readState(): Promise<State | undefined> {
    const stored: { cursor: string; ids: [string, string[]][] } | undefined = await read(STATE);
    return stored && { ...stored, ids: new Map(stored.ids.map(([type, all]) => [type, new Set(all)])) };
  }

  async function put(ids: Set<string>, id: string, object: CopiedObjectFragment | null): Promise<void> {
    if (object && wants(object)) {
      await write(keyOf(id), object);
      ids.add(id);
    } else if (ids.delete(id)) await storage.delete(keyOf(id));
  }

  async function empty(): Promise<void> {
    const state = await readState();
    await storage.delete(STATE);
    for (const ids of state?.ids.values() ?? []) for (const id of ids) await storage.delete(keyOf(id));
  }

  async function load({ ids }: State, type: Type, options?: CallOptions): Promise<void> {
    const all = new Set<string>();
    let some: string[] = [];
    const fetchSome = async () => {
      const { nodes } = await request(fresh, CopiedObjects, { ids: some }, options);
      some = [];
      for (const object of nodes) if (object) await put(all, object.id, object);
    };
    for await (const { id } of list(type, fresh)) if (some.push(id) === MOST) await fetchSome();
    if (some.length > 0) await fetchSome();
    for (const id of ids.get(type) ?? []) if (!all.has(id)) await storage.delete(keyOf(id));
    ids.set(type, all);
  }

  async function changes(since: string | undefined, options?: CallOptions) {
    return (await request(fresh, Changes, { since, first: MOST }, options)).changes;
  }

  /** What stands behind a cursor; where the server does not know it, as after it was set up anew, everything does. */
  async function changesSince(cursor: string, options?: CallOptions) {
    try {
      return await changes(cursor, options);
    } catch (error) {
      if (!(error instanceof HealthApiError && error.code === "BAD_USER_INPUT")) throw error;
      return { ...(await changes(undefined, options)), nodes: [EVERYTHING] };
    }
  }

  async function follow(scope: string, options?: CallOptions): Promise<void> {
    // Neither kept answers nor those that others wait for: both may be older than the cursor.
    fresh = { ...connection, offline: undefined, identity: () => scopeNow(scope) };
    if ((await read(SCOPE)) !== scope) {
      await empty();
      await write(SCOPE, scope);
    }
    const state = (await readState()) ?? { cursor: (await changes(undefined, options)).cursor, ids: new Map() };
    for (const type of types) {
      if (state.ids.has(type)) continue;
      await load(state, type, options);
      await save(state);
    }
    for (let hasMore = true; hasMore; ) {
      const feed = await changesSince(state.cursor, options);
      for (const { kind, type, id, node } of feed.nodes) {
        const meant = types.filter((each) => type === null || each === type);
        for (const each of meant) {
          if (kind === "RELOAD") await load(state, each, options);
          else if (id !== null) await put(state.ids.get(each) ?? new Set(), id, node);
        }
      }
      ({ hasMore } = feed);
      if (feed.cursor === state.cursor) continue;
      state.cursor = feed.cursor;
      await save(state);
    }
  }

  return {
    async sync(options) {
      const scope = scopeNow();
      if (syncing !== scope) {
        syncing = scope;
        const follows = () => follow(scope, options);
        const mine = underWay.then(follows, follows).finally(() => {
          if (underWay === mine) syncing = undefined;
        });
        underWay = mine;
      }
      return underWay;
    },
    async get(id) {
      const scope = scopeNow();
      const object = await read(keyOf(id));
      return (await read(SCOPE)) === scope ? object : undefined;
    },
    async *all(type) {
      const scope = scopeNow();
      const ids = [...((await readState())?.ids.get(type) ?? [])];
      while (ids.length > 0) {
        const objects = [];
        for (const id of ids.splice(0, MOST)) objects.push(await read(keyOf(id)));
        if ((await read(SCOPE)) !== scope) return;
        yield* objects.filter(Boolean);
      }
    },
    async clear() {
      await underWay.catch(() => undefined);
      await empty();
    },
  };
}
