// How pages ask: by the SDK alone.
import {
  type CallOptions,
  HealthApiError,
  itemStorage,
  offline,
  request,
  type Stale,
  type TypedDocument,
} from "hue-health-sdk";
import { useEffect, useState } from "preact/hooks";
import { serverAddress } from "./address.js";
import { language } from "./language.js";
import { onChange } from "./live.js";
import { accessToken, signedIn } from "./session.js";

const URL_OF_API = serverAddress("graphql");
/** What the keys of kept answers begin with. */
const ANSWERS = "hue-answer:";
/** What everybody sees is kept for when the network is cut; of what is seen by those signed in nothing is. */
const KEPT = offline(
  itemStorage(
    {
      getItem: (key) => localStorage.getItem(key),
      removeItem: (key) => localStorage.removeItem(key),
      setItem(key, text) {
        try {
          localStorage.setItem(key, text);
        } catch {
          // It is full: what was kept before gives way.
          for (const each of Object.keys(localStorage)) if (each.startsWith(ANSWERS)) localStorage.removeItem(each);
          localStorage.setItem(key, text);
        }
      },
    },
    ANSWERS,
  ),
);

const PUBLIC = { vi: connection("vi", true), en: connection("en", true) };
const SIGNED_IN = { vi: connection("vi", false), en: connection("en", false) };

function connection(words: "vi" | "en", isPublic: boolean) {
  const own = isPublic ? { offline: KEPT } : { token: accessToken, identity: () => signedIn()?.name };
  return { url: URL_OF_API, language: words, ...own };
}

/** The connection of who is here now, in the language of the page. */
export const connectionOfNow = () => (signedIn() ? SIGNED_IN : PUBLIC)[language()];

/** Asks once, or acts. */
export const ask = <Data, Variables>(
  document: TypedDocument<Data, Variables>,
  variables?: Variables,
  options?: CallOptions,
): Promise<Data> => request(connectionOfNow(), document, ...([variables, options] as never));

export interface Asked<Data> {
  /** The answer; while another one is under way the one before. */
  readonly data: Data | undefined;
  readonly error: HealthApiError | undefined;
  readonly isLoading: boolean;
  /** When the answer was fetched, if it was kept since the server cannot be reached. */
  readonly keptSince: string | undefined;
  again(): void;
}

/**
 * Asks for what a page shows; again with other variables, when somebody has changed something, and when `version`, which
 * the page knows from elsewhere, is another. Undefined: not yet.
 */
export function useAnswer<Data extends object, Variables>(
  document: TypedDocument<Data, Variables>,
  variables: Variables | undefined,
  version?: number,
): Asked<Data> {
  const [state, setState] = useState<{ key?: string; data?: Data; error?: HealthApiError }>({});
  const [times, setTimes] = useState(0);
  const again = () => setTimes((before) => before + 1);
  const who = signedIn()?.name ?? "";
  const key = variables === undefined ? undefined : JSON.stringify([language(), who, times, version, variables]);
  useEffect(() => onChange(again), []);
  useEffect(() => {
    if (key === undefined) return;
    let isLate = false;
    const answered = (next: { data?: Data; error?: HealthApiError }) => {
      if (!isLate) setState((before) => ({ data: before.data, ...next, key }));
    };
    ask(document, variables).then(
      (data) => answered({ data }),
      (error: unknown) => answered({ error: asError(error) }),
    );
    return () => {
      isLate = true;
    };
  }, [document, key]);
  const { stale, fetchedAt } = (state.data ?? {}) as Partial<Stale>;
  return {
    data: state.data,
    error: state.key === key ? state.error : undefined,
    isLoading: key !== undefined && state.key !== key,
    keptSince: stale ? fetchedAt : undefined,
    again,
  };
}

export const asError = (error: unknown): HealthApiError =>
  error instanceof HealthApiError ? error : new HealthApiError(String(error), { kind: "server", operation: "" });
