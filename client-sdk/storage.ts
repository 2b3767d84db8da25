// Keeps answers for when the server cannot be reached.
import type { Connection } from "./connection.js";
import { isPassing } from "./errors.js";
import { lastingScopeOf } from "./identity.js";

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

/** Answers a query by what was kept of it: where that still holds, and where the server cannot be reached. */
export interface Offline {
  answer(connection: Connection, question: string, ask: (over: Connection) => Promise<unknown>): Promise<unknown>;
}

/** `etag` is the name that the server gave this very answer. */
interface Kept {
  readonly data: object;
  readonly etag: string | null;
  readonly fetchedAt: string;
}

/**
 * Keeps answers in a storage, of each server, language and person apart, and asks the server only whether they still hold: that they do comes without them. Whoever
 * cannot keep them is as well off as without it.
 */
export const offline = (storage: AnswerStorage): Offline => ({
  async answer(connection, question, ask) {
    const scope = lastingScopeOf(connection);
    if (!scope) return ask(connection);
    const key = scope + question;
    const kept = await find(storage, key);
    const { fetch: send = fetch } = connection;
    let etag: string | null = null;
    const asking = async (url: string, init: RequestInit): Promise<Response> => {
      const isKnown = kept?.etag && init.method !== "POST";
      const headers = { ...(init.headers as Record<string, string>), ...(isKnown && { "if-none-match": kept.etag }) };
      const response = await send(url, { ...init, headers });
      etag = response.headers.get("etag");
      return isKnown && response.status === 304 ? again(response, kept) : response;
    };
    try {
      const data = (await ask({ ...connection, fetch: asking })) as object;
      keep(storage, key, { data, etag, fetchedAt: new Date().toISOString() });
      return data;
    } catch (error) {
      if (kept && isPassing(error)) return { ...kept.data, stale: true, fetchedAt: kept.fetchedAt };
      throw error;
    }
  },
});

/** As if the server had sent what was kept. */
const again = ({ headers }: Response, { data }: Kept): Response =>
  ({ status: 200, headers, text: async () => JSON.stringify({ data }) }) as Response;

async function find(storage: AnswerStorage, key: string): Promise<Kept | undefined> {
  try {
    return JSON.parse((await storage.get(key)) ?? "null") ?? undefined;
  } catch {
    return undefined;
  }
}

async function keep(storage: AnswerStorage, key: string, kept: Kept): Promise<void> {
  try {
    await storage.set(key, JSON.stringify(kept));
  } catch {}
}
