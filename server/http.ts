import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import cors from "@fastify/cors";
import serveStatic from "@fastify/static";
import fastify, { type FastifyInstance } from "fastify";
import { createApollo, type Report } from "./app.js";
import type { Connections } from "./database/database.js";
import type { ErrorCode } from "./errors.js";
import { refuse, serveApi } from "./http-api.js";
import { LARGEST_BODY } from "./limits.js";
import { createSchema } from "./schema.js";

const PLAYGROUND = resolve("playground/dist");

/** Everything that is served, ready to listen. */
export async function createHttp(db: Connections, report: Report): Promise<FastifyInstance> {
  const http = fastify({
    bodyLimit: LARGEST_BODY,
    genReqId: (request) => requestIdOf(request.headers["x-request-id"]),
    forceCloseConnections: "idle",
  });
  const apollo = createApollo(createSchema(), report);
  await apollo.start();

  http.addHook("onRequest", async (request, reply) => {
    reply.header("x-request-id", request.id).header("x-content-type-options", "nosniff");
  });
  http.setErrorHandler((error: { statusCode?: number }, request, reply) => {
    const code = codeOfStatus(error.statusCode);
    if (code === "INTERNAL_SERVER_ERROR") report(error);
    return refuse(request, reply, code);
  });
  http.setNotFoundHandler((request, reply) => refuse(request, reply, "NOT_FOUND"));
  http.addHook("onClose", () => apollo.stop());
  await http.register(cors, { origin: "*", exposedHeaders: ["x-request-id", "retry-after"] });

  serveApi(http, apollo, db);
  serveHealth(http, db);
  await servePlayground(http);
  return http;
}

/** `/healthz`: this process is alive. `/readyz`: it can answer, since the database is there and migrated. */
function serveHealth(http: FastifyInstance, db: Connections): void {
  http.get("/healthz", async () => ({ status: "ok" }));
  http.get("/readyz", async (_request, reply) => {
    const ready = await db.query("SELECT revision FROM data_revision").then(
      () => true,
      () => false,
    );
    return reply.status(ready ? 200 : 503).send({ status: ready ? "ok" : "database unreachable" });
  });
}

/** The page needs its own inline styles; everything else comes from this server and goes to this server only. */
const PLAYGROUND_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data:; " +
  "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

async function servePlayground(http: FastifyInstance): Promise<void> {
  http.get("/", (_request, reply) => reply.redirect("/playground/"));
  http.get("/playground", (_request, reply) => reply.redirect("/playground/"));
  if (!existsSync(PLAYGROUND)) return;
  await http.register(serveStatic, {
    root: PLAYGROUND,
    prefix: "/playground/",
    cacheControl: false,
    setHeaders(reply, path) {
      reply.header("content-security-policy", PLAYGROUND_POLICY);
      // Files under assets/ carry a hash of their content in their names.
      const forever = path.includes("/assets/");
      reply.header("cache-control", forever ? "public, max-age=31536000, immutable" : "no-cache");
    },
  });
}

const requestIdOf = (given: unknown): string =>
  typeof given === "string" && /^[\w-]{1,64}$/.test(given) ? given : randomUUID();

const codeOfStatus = (status = 500): ErrorCode => {
  if (status === 413) return "PAYLOAD_TOO_LARGE";
  if (status === 415) return "UNSUPPORTED_MEDIA_TYPE";
  return status < 500 ? "BAD_REQUEST" : "INTERNAL_SERVER_ERROR";
};
