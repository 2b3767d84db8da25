/** Keeps texts by their keys, at once or later. */
export interface AnswerStorage {
  get(key: string): string | null | undefined | Promise<string | null | undefined>;
  set(key: string, text: string): unknown;
  delete(key: string): unknown;
}

/** What `localStorage` and React Native's AsyncStorage have in common. */
export interface ItemStorage {
  getItem(key: string): string | null | Promise<string | null>;
  setItem(key: string, text: string): unknown;
  removeItem(key: string): unknown;
}

/** For `localStorage`, `sessionStorage` and AsyncStorage; `prefix` keeps its keys apart from those of the app. */
export const itemStorage = (items: ItemStorage, prefix = "hue-health:"): AnswerStorage => ({
  get: (key) => items.getItem(prefix + key),
  set: (key, text) => items.setItem(prefix + key, text),
  delete: (key) => items.removeItem(prefix + key),
});

/** For as long as the program runs; at most so many answers, the oldest go first. */
export function memoryStorage(most = 100): AnswerStorage {
  const texts = new Map<string, string>();
  return {
    get: (key) => texts.get(key),
    set(key, text) {
      texts.delete(key);
      texts.set(key, text);
      for (const [oldest] of texts) {
        if (texts.size <= most) break;
        texts.delete(oldest);
      }
    },
    delete: (key) => texts.delete(key),
  };
}

/** An answer that was kept, since the server could not be reached. */
export interface Stale {
  readonly stale: true;
  /** When it was fetched, RFC 3339. */
  readonly fetchedAt: string;
}

/** The data of a query; with `stale` only if they were kept. */
export type Answered<Data> = Data & Partial<Stale>;

/** What a connection keeps its answers in. */
export interface Offline {
  keep(key: string, data: object): Promise<void>;
  find(key: string): Promise<object | undefined>;
}

/** Keeps answers in a storage. Whoever cannot keep them is as well off as without it. */
export const offline = (storage: AnswerStorage): Offline => ({
  async keep(key, data) {
    try {
      await storage.set(key, JSON.stringify({ ...data, stale: true, fetchedAt: new Date().toISOString() }));
    } catch {}
  },
  async find(key) {
    try {
      return JSON.parse((await storage.get(key)) ?? "null") ?? undefined;
    } catch {
      return undefined;
    }
  },
});
