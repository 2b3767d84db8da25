import { existsSync, type ReadStream } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { GraphQLSchema } from "graphql";
import sirv from "sirv";
import type { Shared } from "../core/context.js";
import { Refusal, serverStopping } from "../core/schema/errors.js";
import { requestRefusal } from "../core/schema/messages.js";
import { createApollo, type Report } from "../graphql/apollo.js";
import { Executor } from "../graphql/executor.js";
import { createSchema } from "../graphql/schema.js";
import { pathOf, searchOf } from "./address.js";
import { ChangeStream } from "./change-stream.js";
import type { PlacesOf } from "./concurrency-limit.js";
import { LAST_WORD_MS, type Pace, USUAL_PACE, Watch } from "./connection-watch.js";
import { Downloads } from "./downloads.js";
import { ClientGone, commonHeaders, EMPTY, refuse, refuseAs, send } from "./exchange.js";
import { Api } from "./graphql-endpoint.js";
import { codingOf, likesPages } from "./negotiation.js";
import { isOfSdk } from "./persisted-documents.js";
import { Stop } from "./stop.js";
import { type Witness, witness } from "./witness.js";

const PLAYGROUND = resolve("playground/dist");
/** Longer than the proxies before it keep a connection, so that they never send into one that is being closed. */
const KEEP_ALIVE_MS = 72_000;

type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

interface Serving {
  schema?: GraphQLSchema | undefined;
  pace?: Pace | undefined;
  placesOf?: PlacesOf | undefined;
  /** Who is told of each request. */
  witnesses?: readonly Witness[] | undefined;
  stop?: Stop | undefined;
  /** What stands around the answer to a request. */
  trace?: ((request: IncomingMessage, answer: () => Promise<void>) => Promise<void>) | undefined;
}

/** Everything that is served, ready to listen. */
export async function createHttp(
  shared: Shared,
  report: Report,
  { schema = createSchema(), pace = USUAL_PACE, placesOf, witnesses = [], stop = new Stop(), trace }: Serving = {},
): Promise<Server> {
  const executor = new Executor(schema, shared.limits, isOfSdk);
  const apollo = createApollo(schema, executor, report);
  await apollo.start();
  const api = new Api(apollo, executor, shared, report, placesOf);
  const downloads = new Downloads(shared, placesOf);
  const stream = new ChangeStream(shared, placesOf);
  const answers = new Map<string, Answer>([
    [
      "/graphql",
      (request, response) => (asksForPage(request) ? toPlayground(request, response) : api.answer(request, response)),
    ],
    ["/changes/stream", (request, response) => stream.answer(request, response, server)],
    ["/healthz", async (request, response) => send(request, response, 200, statusOf("ok"))],
    ["/readyz", readinessOf(shared, stop)],
    ["/", toPlayground],
    ["/playground", toPlayground],
  ]);
  /** Whoever watches over a server goes on being told while it stops. */
  const isToldWhile = (request: IncomingMessage): boolean => /^\/(?:healthz|readyz)$/.test(pathOf(request));
  const playground = filesOf(PLAYGROUND, report);
  const answerAt = (path: string): Answer => {
    if (/^\/(?:export|template)\//.test(path)) return (request, response) => downloads.answer(request, response);
    return answers.get(path) ?? playground;
  };
  const server = createServer(
    {
      keepAliveTimeout: KEEP_ALIVE_MS,
      headersTimeout: pace.silenceMs,
      // A large file may take as long as it needs; `Watch` cuts off who sends nothing.
      requestTimeout: 0,
      connectionsCheckingInterval: pace.everyMs,
    },
    async (request, response) => {
      watch.begin(request, response);
      witness(witnesses, request, response);
      try {
        if (request.headers.upgrade?.toLowerCase() === "websocket") throw requestRefusal("WEBSOCKET_NOT_SUPPORTED");
        if (stop.isOn) {
          response.shouldKeepAlive = false;
          if (!isToldWhile(request)) throw serverStopping();
        }
        const answer = answerAt(pathOf(request));
        await (trace ? trace(request, () => answer(request, response)) : answer(request, response));
      } catch (error) {
        if (error instanceof ClientGone || watch.hasRefused(response, error)) return;
        if (error instanceof Refusal && !response.headersSent) return refuseAs(request, response, error);
        report(error, request);
        // An answer that breaks off must not look whole.
        if (response.headersSent) response.destroy();
        else refuse(request, response, "INTERNAL_SERVER_ERROR");
      }
    },
  );
  const watch = new Watch(server, pace, report);
  stop.by(async (withinMs) => {
    stream.end();
    const cut = await watch.finish(withinMs);
    server.close();
    await watch.finish(LAST_WORD_MS, { isLast: true });
    server.closeAllConnections();
    return cut;
  });
  server.on("close", () => apollo.stop());
  return server;
}

/** A browser that is led to /graphql, and asks nothing. */
const asksForPage = (request: IncomingMessage): boolean =>
  request.method === "GET" && searchOf(request) === "" && likesPages(request);

/** Who signs in here is refused by those that have served before. */
const ODD = "AUTH_SECRET is not the same as at another server over this database";

/** Longer than this nobody who asks whether it is ready is kept waiting. */
const READY_WITHIN_MS = 2500;

/**
 * Whether it can answer: whoever asks is led the way of a question, to the revision of now and what is held in memory
 * of it. `/healthz` says no more than that it is alive.
 */
const readinessOf =
  ({ revisions, snapshots, neighbours }: Shared, stop: Stop): Answer =>
  async (request, response) => {
    if (stop.isOn) return send(request, response, 503, statusOf("stopping"));
    const read = async () => {
      await snapshots.at(await revisions.current());
      return true;
    };
    const ready = await Promise.race([read().catch(() => false), wait(READY_WITHIN_MS, false, { ref: false })]);
    const status = !ready ? "database unreachable" : neighbours.isOdd ? ODD : "ok";
    send(request, response, status === "ok" ? 200 : 503, statusOf(status));
  };

const statusOf = (status: string): Buffer => Buffer.from(JSON.stringify({ status }));

/** As seen from where the request came to: a proxy may serve all of this under a path of its own. */
const toPlayground: Answer = async (request, response) =>
  send(request, response, 302, EMPTY, { location: "playground/", vary: "accept" });

/** The page needs its own inline styles; everything else comes from this server and goes to this server only. */
const PLAYGROUND_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data:; " +
  "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The files of the playground, where it has been built; whatever else is asked for is not there. */
function filesOf(folder: string, report: Report): Answer {
  const missing: Answer = async (request, response) => refuse(request, response, "NOT_FOUND");
  if (!existsSync(folder)) return missing;
  const serve = sirv(folder, {
    etag: true,
    // As the build has packed them beside each file.
    brotli: true,
    gzip: true,
    setHeaders(response, path) {
      response.setHeader("content-security-policy", PLAYGROUND_POLICY);
      // Files under assets/ carry a hash of their content in their names.
      const forever = path.includes("/assets/");
      response.setHeader("cache-control", forever ? "public, max-age=31536000, immutable" : "no-cache");
    },
  });
  return async (request: IncomingMessage, response: ServerResponse) => {
    if (!request.url?.startsWith("/playground/")) return missing(request, response);
    const common = commonHeaders(request);
    for (let i = 0; i < common.length; i += 2) response.setHeader(common[i] ?? "", common[i + 1] ?? "");
    request.url = request.url.slice("/playground".length);
    // sirv looks for the name of a coding alone, also where the client says that it cannot read it.
    request.headers["accept-encoding"] = codingOf(request) ?? "";
    // Nor does it check what parts of a file it is asked for. All of it is as good an answer.
    delete request.headers.range;
    // Nor does it look after the file that it sends, which may have gone, or after a client that leaves.
    response.once("pipe", (file: ReadStream) => {
      file.once("error", (error) => {
        report(error);
        response.destroy();
      });
      response.once("close", () => file.destroy());
    });
    serve(request, response, () => missing(request, response));
  };
}
