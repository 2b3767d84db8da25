import type { IncomingMessage, ServerResponse } from "node:http";
import { type ApolloServer, HeaderMap, type HTTPGraphQLRequest } from "@apollo/server";
import { mind, ruleOf } from "./auth/policy.js";
import { asksByDocumentsOnly, scopeOf } from "./auth/viewer.js";
import type { Context, Shared } from "./context.js";
import { type Key, keyOf } from "./core/snapshot/revision-cache.js";
import { Refusal } from "./errors.js";
import type { Executor, Question } from "./executor.js";
import { finished, type MadeAnswer, sendAnswer, sendMade, type WholeAnswer } from "./http-answer.js";
import { contextOf } from "./http-context.js";
import { UploadEvents } from "./http-events.js";
import { allow, JSON_TYPE, readBody, refuse, refuseAs } from "./http-exchange.js";
import { codingOf } from "./http-preference.js";
import { isMultipart, isPreflighted, notPreflighted, withUpload } from "./http-upload.js";
import { LARGEST_BODY, refusalOf } from "./limits.js";
import { documentsOnly, inAddress, inWords, notByGet, type SentQuestion } from "./persisted-documents.js";
import { ResponseCache } from "./response-cache.js";

/** How many ways to say what a client accepts are remembered: browsers of one kind say the same. */
const MOST_ACCEPTED = 100;
/** How much of a document is read and validated in the time in which one value is handed out. */
const CHARACTERS_A_POINT = 2;

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
    private readonly executor: Executor,
    private readonly shared: Shared,
  ) {}

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method } = request;
    if (method === "POST") return this.#answerPost(request, response);
    if (method === "OPTIONS") return allow(request, response, "GET, POST");
    if (method !== "GET") return refuse(request, response, "METHOD_NOT_ALLOWED", { allow: "GET, POST" });
    const [, search = ""] = (request.url ?? "").split(/(?=\?)/, 2);
    const parameters = new URLSearchParams(search);
    const context = await this.#contextOf(request, response);
    if (!context) return;
    if (parameters.has("documentId")) {
      return this.#answerQuestion(request, response, context, search, () => inAddress(parameters));
    }
    if (asksByDocumentsOnly(context.viewer)) return refuseAs(request, response, documentsOnly());
    const tooMuch = refusalOf(parameters.get("query") ?? "", this.shared.limits);
    if (tooMuch) return refuseAs(request, response, tooMuch);
    const { headers } = request;
    const made = await this.#askApollo(context, { method, headers: headersOf(headers), search });
    await sendMade(request, response, context, made);
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
    if (context) await this.#answerQuestion(request, response, context, text, () => parsed(text));
  }

  /** Answers by what is kept, or asks; `sent` is what makes the question one of its own. */
  async #answerQuestion(
    request: IncomingMessage,
    response: ServerResponse,
    context: Context,
    sent: string,
    read: () => SentQuestion | null | undefined,
  ): Promise<void> {
    const { progress } = context;
    const { headers } = request;
    const key = questionOf(context, request, sent);
    // A client may want the question asked anew: to check, or to measure.
    if (this.#cache.has(key) && !headers["cache-control"]?.includes("no-cache") && !context.tellsCost) {
      // If the database cannot say whether an answer holds, the question goes on, and fails as any other.
      progress.revision ??= await this.shared.revisions.current().catch(() => undefined);
      const kept = progress.revision && this.#cache.find(key, progress.revision);
      if (kept) {
        context.budget?.charge(1);
        return sendAnswer(request, response, context, kept);
      }
    }
    try {
      const given = read();
      if (given === undefined) return refuse(request, response, "BAD_REQUEST");
      if (asksByDocumentsOnly(context.viewer) && given?.documentId === undefined) throw documentsOnly();
      const question = given && inWords(given);
      const found =
        (await this.#askAgain(request, context, question)) ?? (await this.#askNew(request, context, question));
      if (!("contentType" in found)) return await sendMade(request, response, context, found);
      const answer = await finished(request, context, found);
      sendAnswer(request, response, context, answer);
      if (progress.revision && progress.holds && !context.tellsCost) this.#cache.keep(key, answer, progress.revision);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refuseAs(request, response, error);
    }
  }

  /** A mutation with a file: it is taken in only from those who may import one. */
  async #answerUpload(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const context = await this.#contextOf(request, response);
    if (!context) return;
    try {
      if (!isPreflighted(request)) throw notPreflighted();
      mind(ruleOf("Mutation.fileImport"), context.viewer);
      await withUpload(request, async ({ question, upload }) => {
        const events = new UploadEvents(request, response, upload);
        try {
          const answer = await this.#askNew(request, context, inWords(question));
          if (events.end(answer.body)) return;
          if ("contentType" in answer) sendAnswer(request, response, context, await finished(request, context, answer));
          else await sendMade(request, response, context, answer);
        } finally {
          events.close();
        }
      });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      // What was not read of the request would be taken for the next one.
      refuseAs(request, response, error, { connection: "close" });
    }
  }

  /** Answers a question that came before. One that goes wrong is left to Apollo, with its result. */
  async #askAgain(
    { headers, method }: IncomingMessage,
    context: Context,
    question: Question | null,
  ): Promise<WholeAnswer | undefined> {
    const contentType = this.#contentTypes.get(headers.accept ?? "");
    const result = contentType && question && (await this.executor.again(question, context, method === "GET"));
    if (!result) return undefined;
    if (result.errors) {
      context.progress.result = result;
      return undefined;
    }
    return { body: Buffer.from(`${JSON.stringify(result)}\n`), contentType };
  }

  async #askNew(
    { headers, method }: IncomingMessage,
    context: Context,
    question: Question | null,
  ): Promise<WholeAnswer | MadeAnswer> {
    const document = question?.query;
    const tooMuch = typeof document === "string" ? refusalOf(document, this.shared.limits) : undefined;
    if (tooMuch) throw tooMuch;
    // Reading a document that nobody has asked before is work too.
    context.budget?.charge(1 + (typeof document === "string" ? document.length / CHARACTERS_A_POINT : 0));
    if (method === "GET" && typeof document === "string" && document.startsWith("mutation")) throw notByGet();
    const asked = {
      method: "POST",
      headers: headersOf({ ...headers, "content-type": JSON_TYPE }),
      search: "",
      body: question,
    };
    const made = await this.#askApollo(context, asked);
    // What went wrong in part may have more to say in its headers.
    if (made.status !== 200 || !context.progress.isWhole) return made;
    const contentType = String(made.headers["content-type"]);
    if (this.#contentTypes.size >= MOST_ACCEPTED) this.#contentTypes.clear();
    this.#contentTypes.set(headers.accept ?? "", contentType);
    return { body: made.body, contentType };
  }

  async #askApollo(
    context: Context,
    asked: Omit<HTTPGraphQLRequest, "body"> & { body?: unknown },
  ): Promise<MadeAnswer> {
    const answer = await this.apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { body: undefined, ...asked },
      context: async () => context,
    });
    if (answer.body.kind !== "complete") throw new Error("Answers in parts are not served.");
    const headers = Object.fromEntries(answer.headers);
    return { status: answer.status ?? 200, body: Buffer.from(answer.body.string), headers };
  }
}

/** What makes two questions the same: the words, and everything else that the answer depends on. */
const questionOf = ({ viewer, language, progress, shared }: Context, request: IncomingMessage, text: string): Key =>
  keyOf([
    scopeOf(viewer, progress.revision?.ACCOUNT, shared.auth.now()),
    language,
    request.method,
    request.headers.accept,
    codingOf(request),
    text,
  ]);

const isJson = (contentType = ""): boolean => /^\s*application\/json\s*(?:;|$)/i.test(contentType);

function parsed(text: string): SentQuestion | null | undefined {
  try {
    return JSON.parse(text) as SentQuestion | null;
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
