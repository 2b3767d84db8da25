import type { IncomingMessage, ServerResponse } from "node:http";
import { type ApolloServer, HeaderMap } from "@apollo/server";
import { mind, ruleOf } from "./auth/policy.js";
import { scopeOf } from "./auth/viewer.js";
import type { Context, Shared } from "./context.js";
import { Refusal } from "./errors.js";
import type { FastExecutor, Question } from "./executor.js";
import { contextOf } from "./http-context.js";
import { allow, JSON_TYPE, readBody, refuse, refuseAs, send } from "./http-exchange.js";
import { isMultipart, isPreflighted, notPreflighted, withUpload } from "./http-upload.js";
import { LARGEST_BODY, nestsTooDeeply } from "./limits.js";
import { ResponseCache, type SentAnswer } from "./response-cache.js";

/** How many ways to say what a client accepts are remembered: browsers of one kind say the same. */
const MOST_ACCEPTED = 100;

/**
 * The API at /graphql. What is kept is sent at once; a question that came before, and goes well, is answered by its
 * compiled query; Apollo has the rest: what is new, what is wrong, what is asked by GET.
 * See docs/decisions/09-the-way-of-a-question.md.
 */
export class Api {
  readonly #cache = new ResponseCache();
  /** What Apollo answers as, by what the client accepts. */
  readonly #contentTypes = new Map<string, string>();

  constructor(
    private readonly apollo: ApolloServer<Context>,
    private readonly executor: FastExecutor,
    private readonly shared: Shared,
  ) {}

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method } = request;
    if (method === "POST") return this.#answerPost(request, response);
    if (method === "OPTIONS") return allow(request, response, "GET, POST");
    if (method !== "GET") return refuse(request, response, "METHOD_NOT_ALLOWED", { allow: "GET, POST" });
    const [, search = ""] = (request.url ?? "").split(/(?=\?)/, 2);
    const document = new URLSearchParams(search).get("query") ?? "";
    if (nestsTooDeeply(document)) return refuse(request, response, "QUERY_TOO_COMPLEX");
    const context = await this.#contextOf(request, response);
    if (context) await this.#askApollo(request, response, context, search);
  }

  /** Who asks is known before anything else is done; undefined: refused. */
  async #contextOf(request: IncomingMessage, response: ServerResponse): Promise<Context | undefined> {
    try {
      return await contextOf(this.shared, request);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refuseAs(request, response, error);
      return undefined;
    }
  }

  async #answerPost(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { headers } = request;
    if (isMultipart(headers["content-type"])) return this.#answerUpload(request, response);
    const text = await readBody(request, LARGEST_BODY);
    if (text === undefined) return refuse(request, response, "PAYLOAD_TOO_LARGE", { connection: "close" });
    if (!isJson(headers["content-type"])) return refuse(request, response, "UNSUPPORTED_MEDIA_TYPE");

    const context = await this.#contextOf(request, response);
    if (!context) return;
    const { progress } = context;
    const key = keyOf(context, headers.accept, text);
    // A client may want the question asked anew: to check, or to measure.
    if (this.#cache.has(key) && !headers["cache-control"]?.includes("no-cache")) {
      // If the database cannot say whether an answer holds, the question goes on, and fails as any other.
      progress.revision ??= await this.shared.revisions.current().catch(() => undefined);
      const kept = progress.revision && this.#cache.find(key, progress.revision);
      if (kept) return send(request, response, 200, kept.body, { "content-type": kept.contentType });
    }
    const question = parsed(text);
    if (question === undefined) return refuse(request, response, "BAD_REQUEST");
    const sent =
      (await this.#askAgain(request, response, context, question)) ??
      (await this.#askNew(request, response, context, question));
    if (sent && progress.revision && progress.holds) this.#cache.keep(key, sent, progress.revision);
  }

  /** A mutation with a file: it is taken in only from those who may import one. */
  async #answerUpload(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const context = await this.#contextOf(request, response);
    if (!context) return;
    try {
      if (!isPreflighted(request)) throw notPreflighted();
      mind(ruleOf("Mutation.fileImport"), context.viewer);
      await withUpload(request, async (question) => {
        await this.#askNew(request, response, context, question);
      });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      // What was not read of the request would be taken for the next one.
      refuseAs(request, response, error, { connection: "close" });
    }
  }

  /** Answers a question that came before. One that goes wrong is left to Apollo, with its result. */
  async #askAgain(
    request: IncomingMessage,
    response: ServerResponse,
    context: Context,
    question: Question | null,
  ): Promise<SentAnswer | undefined> {
    const contentType = this.#contentTypes.get(request.headers.accept ?? "");
    const result = contentType && question && (await this.executor.again(question, context));
    if (!result) return undefined;
    if (result.errors) {
      context.progress.result = result;
      return undefined;
    }
    const body = Buffer.from(`${JSON.stringify(result)}\n`);
    send(request, response, 200, body, { "content-type": contentType });
    return { body, contentType };
  }

  async #askNew(
    request: IncomingMessage,
    response: ServerResponse,
    context: Context,
    question: Question | null,
  ): Promise<SentAnswer | undefined> {
    const document = question?.query;
    if (typeof document === "string" && nestsTooDeeply(document)) {
      refuse(request, response, "QUERY_TOO_COMPLEX");
      return undefined;
    }
    const sent = await this.#askApollo(request, response, context, "", question);
    if (sent === undefined) return undefined;
    if (context.progress.isWhole) {
      if (this.#contentTypes.size >= MOST_ACCEPTED) this.#contentTypes.clear();
      this.#contentTypes.set(request.headers.accept ?? "", sent.contentType);
    }
    return sent;
  }

  async #askApollo(
    request: IncomingMessage,
    response: ServerResponse,
    context: Context,
    search: string,
    question?: unknown,
  ): Promise<SentAnswer | undefined> {
    const { method = "", headers } = request;
    const answer = await this.apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method, headers: headersOf(headers), search, body: question },
      context: async () => context,
    });
    if (answer.body.kind !== "complete") throw new Error("Answers in parts are not served.");
    const body = Buffer.from(answer.body.string);
    send(request, response, answer.status ?? 200, body, Object.fromEntries(answer.headers));
    if ((answer.status ?? 200) !== 200) return undefined;
    return { body, contentType: answer.headers.get("content-type") ?? JSON_TYPE };
  }
}

/** What makes two questions the same: the words, and everything else that the answer depends on. */
const keyOf = ({ viewer, language, progress, shared }: Context, accept: string | undefined, text: string): string =>
  `${scopeOf(viewer, progress.revision?.ACCOUNT, shared.auth.now())}\n${language}\n${accept ?? ""}\n${text}`;

const isJson = (contentType = ""): boolean => /^\s*application\/json\s*(?:;|$)/i.test(contentType);

function parsed(text: string): Question | null | undefined {
  try {
    return JSON.parse(text) as Question | null;
  } catch {
    return undefined;
  }
}

function headersOf(headers: IncomingMessage["headers"]): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  return map;
}
