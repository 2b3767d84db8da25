import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { GraphQLSchema } from "graphql";
import type { Shared } from "../core/context.js";
import { Refusal, serverStopping } from "../core/schema/errors.js";
import { requestRefusal } from "../core/schema/messages.js";
import type { CodeMap } from "../exchange/dhis2/code-map.js";
import { createApollo, type Report } from "../graphql/apollo.js";
import { Executor } from "../graphql/executor.js";
import { createSchema } from "../graphql/schema.js";
import { sdkDocuments } from "../graphql/sdk-documents.js";
import { DHIS2_ADDRESS, FHIR_ADDRESS, pathOf, searchOf } from "./address.js";
import { BrowserSession } from "./browser-session.js";
import { ChangeStream } from "./change-stream.js";
import type { PlacesOf } from "./concurrency-limit.js";
import { LAST_WORD_MS, type Pace, USUAL_PACE, Watch } from "./connection-watch.js";
import { Dhis2Address, refuseAsDhis2 } from "./dhis2-address.js";
import { Downloads } from "./downloads.js";
import { ClientGone, refuseAs, send } from "./exchange.js";
import { FhirAddress, refuseByOutcome } from "./fhir-address.js";
import { Api } from "./graphql-endpoint.js";
import { likesPages } from "./negotiation.js";
import { createStaticFiles, toPlayground } from "./static-files.js";
import { Stop } from "./stop.js";
import { type Witness, witness } from "./witness.js";

/** Longer than the proxies before it keep a connection, so that they never send into one that is being closed. */
const KEEP_ALIVE_MS = 72_000;

type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

interface Serving {
  schema?: GraphQLSchema | undefined;
  pace?: Pace | undefined;
  placesOf?: PlacesOf | undefined;
  /** Where whoever asks finds the server; left out: as the request, or a proxy of ours, says. */
  publicUrl?: string | null | undefined;
  /** What codes of ours are called in another DHIS2. */
  codes?: CodeMap | undefined;
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
  {
    schema = createSchema(),
    pace = USUAL_PACE,
    placesOf,
    publicUrl = null,
    codes = [],
    witnesses = [],
    stop = new Stop(),
    trace,
  }: Serving = {},
): Promise<Server> {
  const executor = new Executor(schema, shared.limits, (text) => sdkDocuments.has(text));
  const apollo = createApollo(schema, executor, report);
  await apollo.start();
  const api = new Api(apollo, executor, shared, report, placesOf);
  const downloads = new Downloads(shared, placesOf);
  const fhir = new FhirAddress(shared, publicUrl, placesOf);
  const dhis2 = new Dhis2Address(shared, codes, placesOf);
  const stream = new ChangeStream(shared, placesOf);
  const session = new BrowserSession(apollo, executor, shared, report);
  const answers = new Map<string, Answer>([
    [
      "/graphql",
      (request, response) => (asksForPage(request) ? toPlayground(request, response) : api.answer(request, response)),
    ],
    ["/session/start", session.start],
    ["/session/refresh", session.refresh],
    ["/session/end", session.end],
    ["/changes/stream", (request, response) => stream.answer(request, response, server)],
    ["/healthz", async (request, response) => send(request, response, 200, statusOf("ok"))],
    ["/readyz", readinessOf(shared, stop)],
  ]);
  /** Whoever watches over a server goes on being told while it stops. */
  const isToldWhile = (request: IncomingMessage): boolean => /^\/(?:healthz|readyz)$/.test(pathOf(request));
  const files = createStaticFiles(report);
  const answerAt = (path: string): Answer => {
    if (/^\/(?:export|template)\//.test(path)) return (request, response) => downloads.answer(request, response);
    if (FHIR_ADDRESS.test(path)) return (request, response) => fhir.answer(request, response);
    if (DHIS2_ADDRESS.test(path)) return (request, response) => dhis2.answer(request, response);
    return answers.get(path) ?? files;
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
        const refuseHere = refusingAt(pathOf(request));
        if (error instanceof Refusal && !response.headersSent) return refuseHere(request, response, error);
        report(error, request);
        // An answer that breaks off must not look whole.
        if (response.headersSent) response.destroy();
        else refuseHere(request, response, requestRefusal("INTERNAL_SERVER_ERROR"));
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

/** How a request is refused at an address. */
function refusingAt(path: string): typeof refuseAs {
  if (FHIR_ADDRESS.test(path)) return refuseByOutcome as typeof refuseAs;
  return DHIS2_ADDRESS.test(path) ? (refuseAsDhis2 as typeof refuseAs) : refuseAs;
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
