// What a client has to be told: where to ask, as whom, and how.
import type { Offline } from "./storage.js";

/**
 * A token, or what gives one. It is asked again with `true`, once for a call, when the server no longer accepts it; calls
 * of the same `identity` that meet this at the same time share the new one. What it throws, the call rejects with.
 */
export type Token = string | ((isExpired: boolean) => string | undefined | Promise<string | undefined>);

/** Headers by their names. */
export type OwnHeaders = Readonly<Record<string, string>>;

/** Where and how to ask. The same question of the same person at the same time, over the same object, is one request. */
export interface Connection {
  /** The full address of the GraphQL endpoint, such as http://127.0.0.1:4000/graphql. */
  readonly url: string;
  /** Sent as `Authorization: Bearer …`. */
  readonly token?: Token | undefined;
  /**
   * Who asks, such as the id of an account, or what gives it: asked with each call and again after each token. Answers
   * are shared and kept among calls of one identity alone. Left out, a token that is a text tells; of a token function
   * nobody can tell, and nothing is shared or kept.
   */
  readonly identity?: string | (() => string | null | undefined) | undefined;
  /** Replaces the global fetch: for tests, proxies, or a platform without one. */
  readonly fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
  /** How long one call may take, its retries included and its answer read to the end. 15,000 if left out; Infinity waits for ever. */
  readonly timeoutMs?: number | undefined;
  /** How often a call is tried again that got no answer. 2 if left out. */
  readonly retries?: number | undefined;
  /** The language of error messages. Left out: whatever the platform's fetch sends. */
  readonly language?: "vi" | "en" | undefined;
  /**
   * Sent with each request, or what gives them each time. They do not say who asks, or in which language: `authorization`
   * and all that begins with `accept` are left out.
   */
  readonly headers?: OwnHeaders | (() => OwnHeaders | Promise<OwnHeaders>) | undefined;
  /** Keeps the last good answer of each query, to come back with `stale: true` when the server cannot be reached. */
  readonly offline?: Offline | undefined;
}

/** What one call may decide for itself. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number | undefined;
  /** Beside those of the connection, and in the place of those with the same names. Such a call shares its request with none. */
  readonly headers?: OwnHeaders | undefined;
}
