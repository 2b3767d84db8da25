// Sends what the page asks, after asking about acts.
import type { Fetcher } from "@graphiql/toolkit";
import type { ExecutionResult, GraphQLSchema } from "graphql";
import { say } from "../../portal/src/language.js";
import type { Current } from "./act-changes.js";
import { askAbout, type Preview } from "./act-dialog.js";
import { actsOf, named, ofWhatStandsThere, type Params, tried } from "./acts.js";
import { newName } from "./new-name.js";
import { ask } from "./server.js";

const CANCELLED = { message: say("Chưa gửi gì cho máy chủ.", "Nothing was sent to the server.") };

/**
 * Questions go as they are; acts are asked about first, and named so that the same one is done once, however often it
 * is sent. What was sent is remembered as long as the page is open, and nowhere else.
 */
export function askingFetcher(send: Fetcher, schema: () => GraphQLSchema | null | undefined): Fetcher {
  const names = new Map<string, string>();
  const underWay = new Map<string, ReturnType<Fetcher>>();

  async function act(key: string, params: Params, options: Parameters<Fetcher>[1]) {
    const answer = await askAbout(actsOf(params, schema()), names.has(key), previewOf(params, schema(), send, options));
    if (answer === "no") return CANCELLED;
    if (answer === "again" || !names.has(key)) names.set(key, newName());
    return send(named(params, schema(), names.get(key) ?? "") as Parameters<Fetcher>[0], options);
  }

  return (given, options) => {
    const params = ofWhatStandsThere(given);
    const { query, variables, operationName, headers } = { headers: options?.headers, ...params };
    if (actsOf(params, schema()).length === 0) return send(params as Parameters<Fetcher>[0], options);
    const key = JSON.stringify([query, variables, operationName, headers]);
    const known = underWay.get(key);
    if (known) return known;
    const sent = act(key, params, options).finally(() => underWay.delete(key)) as ReturnType<Fetcher>;
    underWay.set(key, sent);
    return sent;
  };
}

/** What can be known of acts before they are sent, as whoever would send them. */
function previewOf(
  params: Params,
  schema: GraphQLSchema | null | undefined,
  send: Fetcher,
  options: Parameters<Fetcher>[1],
): Preview {
  // What is a try already needs no other one.
  const trial = actsOf(params, schema).some(({ input }) => input.dryRun === true) ? undefined : tried(params, schema);
  return {
    schema,
    ask: (question) => ask<Current>(question, {}, options?.headers as Record<string, string> | undefined),
    tried: trial && (async () => mistakesIn((await send(trial as Parameters<Fetcher>[0], options)) as ExecutionResult)),
  };
}

function mistakesIn({ data, errors = [] }: ExecutionResult): string[] {
  const payloads = Object.values(data ?? {}) as ({ tried?: { message: string }[] } | null)[];
  return [...errors, ...payloads.flatMap((payload) => payload?.tried ?? [])].map(({ message }) => message);
}
