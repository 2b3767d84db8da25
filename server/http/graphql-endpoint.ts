import type { IncomingMessage, ServerResponse } from "node:http";
import type { ApolloServer } from "@apollo/server";
import { assertAllowed, ruleOf } from "../core/access/policy.js";
import { asksByDocumentsOnly, scopeOf } from "../core/access/viewer.js";
import type { Context, Shared } from "../core/context.js";
import { costOfReading, LARGEST_BODY, refusalOfDocument } from "../core/limits/limits.js";
import type { ErrorCode } from "../core/schema/errors.js";
import { requestRefusal } from "../core/schema/messages.js";
import type { Revision } from "../core/snapshot/revision.js";
import { type Key, keyOf } from "../core/snapshot/revision-cache.js";
import { dayAt } from "../core/time/clock.js";
import { mayFinish, mayGoOn } from "../core/time/turn.js";
import type { Report } from "../graphql/apollo.js";
import { type Answered, askAgain, askNew } from "../graphql/ask.js";
import type { Executor, Question } from "../graphql/executor.js";
import { parametersOf, searchOf } from "./address.js";
import { type Answer, finished, sendAnswer, sendInPart } from "./answer.js";
import type { PlacesOf } from "./concurrency-limit.js";
import { UploadEvents } from "./events.js";
import { allow, readBytes, refuse } from "./exchange.js";
import { keyUnder, LastAsked } from "./last-asked.js";
import { answerTypeOf, codingOf, isJson } from "./negotiation.js";
import { documentsOnly, inWords } from "./persisted-documents.js";
import { questionIn, questionInAddress, type SentQuestion } from "./question.js";
import { contextOf } from "./request-context.js";
import { ResponseCache } from "./response-cache.js";
import { isMultipart, Uploads } from "./upload.js";

/**
 * The API at /graphql. What is kept is sent at once; a question that came before, and goes well, is answered by its
 * compiled query; Apollo has the rest: what is new, and what is wrong.
 * See docs/decisions/09-the-way-of-a-question.md.
 */
export class Api {
  readonly #cache = new ResponseCache();
  readonly #asked = new LastAsked();
  readonly #uploads: Uploads;

  constructor(
    private readonly apollo: ApolloServer<Context>,
    private readonly executor: Executor,
    private readonly shared: Shared,
    private readonly report: Report,
    placesOf?: PlacesOf,
  ) {
    this.#uploads = new Uploads(placesOf);
  }

  /** Throws a Refusal, which whoever serves answers with. */
  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method } = request;
    if (method === "POST") return this.#answerPost(request, response);
    if (method === "OPTIONS") return allow(request, response, "GET, POST");
    if (method !== "GET") return refuse(request, response, "METHOD_NOT_ALLOWED", { allow: "GET, POST" });
    const context = await contextOf(this.shared, request);
    const key = keyUnder(termsOf(context, request), searchOf(request));
    await this.#answerQuestion(request, response, context, key, () => questionInAddress(parametersOf(request)));
  }

  async #answerPost(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const contentType = request.headers["content-type"];
    if (isMultipart(contentType)) return this.#answerUpload(request, response);
    const bytes = await readBytes(request, LARGEST_BODY);
    if (bytes === undefined) throw requestRefusal("PAYLOAD_TOO_LARGE");
    // A form of another site's page can send no such thing: its browser would have to ask leave first.
    if (!isJson(contentType)) throw requestRefusal("UNSUPPORTED_MEDIA_TYPE");
    const context = await contextOf(this.shared, request);
    const { text, key } = this.#asked.read(request, bytes, termsOf(context, request));
    await this.#answerQuestion(request, response, context, key, () => questionIn(text));
  }

  /** Answers by what is kept, or asks. */
  async #answerQuestion(
    request: IncomingMessage,
    response: ServerResponse,
    context: Context,
    key: Key,
    read: () => SentQuestion,
  ): Promise<void> {
    const { snapshots } = context;
    const { headers } = request;
    // A client may want the question asked anew: to check, or to measure.
    if (this.#cache.has(key) && !headers["cache-control"]?.includes("no-cache") && !context.tellsCost) {
      // If the database cannot say whether an answer holds, the question goes on, and fails as any other.
      let revision: Revision | undefined;
      try {
        revision = await snapshots.begin();
      } catch {
        // Whoever reads the data next meets it again.
      }
      const kept = revision && this.#cache.find(key, revision);
      if (kept) {
        context.budget?.charge(1);
        context.seen.repeat(kept.told);
        context.seen.isKept = true;
        return sendAnswer(request, response, context, kept);
      }
    }
    await mayGoOn();
    const given = read();
    if (asksByDocumentsOnly(context.viewer) && given.documentId == null) throw documentsOnly();
    const question = await inWords(given, context);
    if (typeof given.documentId === "string") context.seen.documentId = given.documentId;
    const found = await this.#ask(request, context, question);
    if (!found.isWhole) return sendInPart(request, response, found);
    if (found.cacheable) context.seen.isKept = false;
    const answer = await finished(request, found, context.seen);
    sendAnswer(request, response, context, answer);
    const { revision } = snapshots;
    if (revision && found.cacheable && !context.tellsCost) this.#cache.keep(key, answer, revision);
  }

  /**
   * A mutation with a file: it is taken in only from those who may import one. A form of another site's page can send
   * files, but not who asks.
   */
  async #answerUpload(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const context = await contextOf(this.shared, request);
    assertAllowed(ruleOf("Mutation.fileImport"), context.viewer);
    await this.#uploads.receive(request, context.viewer, async ({ question, upload }) => {
      const events = new UploadEvents(request, response, upload);
      try {
        const answer = await this.#askNew(request, context, await inWords(question, context));
        if (events.end(answer.body)) return;
        if (answer.isWhole) sendAnswer(request, response, context, await finished(request, answer, context.seen));
        else await sendInPart(request, response, answer);
      } finally {
        events.close();
      }
    });
  }

  /** By what came before, or by Apollo. */
  async #ask(request: IncomingMessage, context: Context, question: Question): Promise<Answer> {
    const contentType = acceptableType(request);
    const how = { onlyQuery: request.method === "GET", accept: request.headers.accept };
    const again = await askAgain(this.executor, this.report, question, context, how);
    await mayFinish();
    return again ? answerOf(again, contentType, context) : this.#askNew(request, context, question);
  }

  async #askNew(request: IncomingMessage, context: Context, question: Question): Promise<Answer> {
    const contentType = acceptableType(request);
    const document = typeof question.query === "string" ? question.query : "";
    const tooMuch = refusalOfDocument(document, this.shared.limits);
    if (tooMuch) throw tooMuch;
    // Reading a document that nobody has asked before is work too.
    context.budget?.charge(costOfReading(document));
    const { accept } = request.headers;
    const answered = await askNew(this.apollo, this.executor, question, context, accept);
    await mayFinish();
    return answerOf(answered, contentType, context);
  }
}

function answerOf(answered: Answered, contentType: string, { seen }: Context): Answer {
  const { result, status, headers, cacheable, language, asked } = answered;
  seen.asked = asked;
  seen.code = result.errors?.[0]?.extensions?.code as ErrorCode | undefined;
  return {
    body: lineOf(JSON.stringify(result)),
    ...{ contentType, status, headers, cacheable, language, isWhole: result.errors === undefined },
  };
}

const LINE_END = 0x0a;

/** Its bytes, and the end of a line, without making another text of both first. */
function lineOf(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const bytes = Buffer.allocUnsafe(length + 1);
  bytes.write(text);
  bytes[length] = LINE_END;
  return bytes;
}

/** Known before anything is asked: an act must not be done, and its answer then be refused. */
function acceptableType(request: IncomingMessage): string {
  const type = answerTypeOf(request);
  if (type === undefined) throw requestRefusal("NOT_ACCEPTABLE");
  return type;
}

/** What makes two questions the same besides the words: everything else that the answer depends on. */
const termsOf = ({ viewer, language, snapshots, shared }: Context, request: IncomingMessage): Key =>
  keyOf([
    scopeOf(viewer, snapshots.revision?.ACCOUNT, shared.auth.now()),
    // Who is late with a report depends on the day.
    dayAt(shared.auth.now()),
    language,
    request.method,
    request.headers.accept,
    codingOf(request),
  ]);
