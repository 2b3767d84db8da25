// Sends what the page asks, after asking about acts.
import type { Fetcher } from "@graphiql/toolkit";
import type { GraphQLSchema } from "graphql";
import { askAbout } from "./act-dialog.js";
import { actsOf, named, type Params } from "./acts.js";

const CANCELLED = { message: "Chưa gửi gì cho máy chủ. · Nothing was sent to the server." };

/**
 * Questions go as they are; acts are asked about first, and named so that the same one is done once, however often it
 * is sent. What was sent is remembered as long as the page is open, and nowhere else.
 */
export function askingFetcher(send: Fetcher, schema: () => GraphQLSchema | null | undefined): Fetcher {
  const names = new Map<string, string>();
  const underWay = new Map<string, ReturnType<Fetcher>>();

  async function act(key: string, params: Params, options: Parameters<Fetcher>[1]) {
    const answer = await askAbout(actsOf(params, schema()), names.has(key));
    if (answer === "no") return CANCELLED;
    if (answer === "again" || !names.has(key)) names.set(key, newName());
    return send(named(params, schema(), names.get(key) ?? "") as Parameters<Fetcher>[0], options);
  }

  return (params, options) => {
    const { query, variables, operationName, headers } = { headers: options?.headers, ...params };
    if (actsOf(params, schema()).length === 0) return send(params, options);
    const key = JSON.stringify([query, variables, operationName, headers]);
    const known = underWay.get(key);
    if (known) return known;
    const sent = act(key, params, options).finally(() => underWay.delete(key)) as ReturnType<Fetcher>;
    underWay.set(key, sent);
    return sent;
  };
}

/** 16 random bytes; `randomUUID` is missing where the page does not come over HTTPS. */
const newName = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
