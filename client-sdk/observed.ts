// Tells of each HTTP request and of its answer: for logs, and for who has to know what a question cost.
import type { Connection } from "./connection.js";

type Fetch = NonNullable<Connection["fetch"]>;

/** One HTTP request, as it leaves. */
export interface SentRequest {
  /** The name of the operation, such as "DistrictPage"; null where the address has none. */
  readonly operation: string | null;
  readonly method: string;
  /** With the variables of a query by GET. */
  readonly url: string;
}

/** In points; `requested` is the most that the question could cost, `remaining` what is left of this minute's budget. */
export interface Cost {
  readonly requested: number;
  readonly actual: number;
  readonly statements: number;
  readonly remaining: number | null;
}

/** The answer to one HTTP request, whatever it says. */
export interface HeardResponse {
  /** The very object that `onRequest` got. */
  readonly request: SentRequest;
  readonly status: number;
  /** The server's name for this request (`x-request-id`), to quote in a report. */
  readonly requestId: string | null;
  /** Told where the header `x-graphql-cost` asks for it; else null. */
  readonly cost: Cost | null;
}

/** What hears of requests. A hook delays no call, and what it throws or rejects with changes none. */
export interface Hooks {
  /** Each request as it leaves, those of retries included. */
  readonly onRequest?: ((request: SentRequest) => unknown) | undefined;
  /** Each answer once it has come, refusals included; where none comes, the call rejects. */
  readonly onResponse?: ((response: HeardResponse) => unknown) | undefined;
}

/** A `fetch` for a connection that tells these hooks. */
export const observed =
  ({ onRequest, onResponse }: Hooks, send: Fetch = (url, init) => fetch(url, init)): Fetch =>
  async (url, init) => {
    const [, operation = null] = /[?&]op=(\w+)/.exec(url) ?? [];
    const request = { operation, method: init.method ?? "GET", url };
    tell(onRequest, request);
    const response = await send(url, init);
    if (onResponse) {
      const { status, headers } = response;
      const cost = init.headers && "x-graphql-cost" in init.headers ? await costIn(response.clone()) : null;
      tell(onResponse, { request, status, requestId: headers.get("x-request-id"), cost });
    }
    return response;
  };

async function tell<About>(hook: ((about: About) => unknown) | undefined, about: About): Promise<void> {
  try {
    await hook?.(about);
  } catch {}
}

/** Nothing where the answer is cut short, or no JSON. */
async function costIn(response: Response): Promise<Cost | null> {
  try {
    return JSON.parse(await response.text()).extensions?.cost ?? null;
  } catch {
    return null;
  }
}
