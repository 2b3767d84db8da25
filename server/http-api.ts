import type { ApolloServer } from "@apollo/server";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import Negotiator from "negotiator";
import { type Context, createContext, type Language, sharedOver } from "./context.js";
import type { Database } from "./database/database.js";
import type { Revision } from "./database/revision.js";
import { ERROR_STATUS, type ErrorCode } from "./errors.js";
import { nestsTooDeeply } from "./limits.js";
import { requestError } from "./messages.js";
import { ResponseCache } from "./response-cache.js";

/** The API at /graphql: what is kept is answered at once, what nests too deeply is refused, the rest is for Apollo. */
export function serveApi(http: FastifyInstance, apollo: ApolloServer<Context>, db: Database): void {
  const shared = sharedOver(db);
  const cache = new ResponseCache();
  const asked = new WeakMap<FastifyRequest, Asked>();
  keepTexts(http, (request, text) => asked.set(request, { key: keyOf(request, text) }));

  http.route({
    url: "/graphql",
    method: ["GET", "POST"],
    async preHandler(request, reply) {
      const document = documentOf(request);
      if (document !== undefined && nestsTooDeeply(document)) return refuse(request, reply, "QUERY_TOO_COMPLEX");
      const mine = asked.get(request);
      // A client may want the question asked anew: to check, or to measure.
      const anew = request.headers["cache-control"]?.includes("no-cache");
      if (!mine || anew || !cache.has(mine.key)) return;
      // If the database cannot say whether an answer holds, the question goes on, and fails as any other.
      mine.revision = await shared.revisions.current().catch(() => undefined);
      const kept = mine.revision && cache.find(mine.key, mine.revision);
      if (kept) return reply.header("content-type", kept.contentType).send(kept.body);
    },
    handler: fastifyApolloHandler(apollo, {
      async context(request) {
        const context = createContext(shared, languageOf(request));
        const mine = asked.get(request);
        if (mine) mine.context = context;
        context.progress.revision = mine?.revision;
        return context;
      },
    }),
    async onSend(request, reply, body) {
      const { key, context } = asked.get(request) ?? {};
      const { revision, holds } = context?.progress ?? {};
      if (key !== undefined && revision && holds && typeof body === "string") {
        cache.keep(key, { body, contentType: String(reply.getHeader("content-type")) }, revision);
      }
      return body;
    },
  });
  http.route({
    url: "/graphql",
    method: ["PUT", "PATCH", "DELETE"],
    handler: (request, reply) => refuse(request, reply.header("allow", "GET, POST"), "METHOD_NOT_ALLOWED"),
  });
}

/** What is known of a request before GraphQL has it: its key, and the revision if it was worth asking for. */
interface Asked {
  key: string;
  revision?: Revision | undefined;
  context?: Context;
}

/** Hands on the text of each JSON body before it is parsed. */
function keepTexts(http: FastifyInstance, keep: (request: FastifyRequest, text: string) => void): void {
  const parseJson = http.getDefaultJsonParser("error", "ignore");
  http.addContentTypeParser("application/json", { parseAs: "string" }, (request, text, done) => {
    keep(request, String(text));
    parseJson(request, String(text), done);
  });
}

/** What makes two questions the same: the words, and everything else that the answer depends on. */
const keyOf = (request: FastifyRequest, text: string): string =>
  ["PUBLIC", languageOf(request), request.headers.accept ?? "", text].join("\n");

const languageOf = (request: FastifyRequest): Language =>
  new Negotiator(request.raw).language(["en", "vi"]) === "vi" ? "vi" : "en";

function documentOf({ body, query }: FastifyRequest): string | undefined {
  const from = (source: unknown) => (source as { query?: unknown } | null | undefined)?.query;
  const document = from(body) ?? from(query);
  return typeof document === "string" ? document : undefined;
}

export const refuse = (request: FastifyRequest, reply: FastifyReply, code: ErrorCode): FastifyReply =>
  reply
    .status(ERROR_STATUS[code])
    .type("application/json; charset=utf-8")
    .send(requestError(code, languageOf(request)));
