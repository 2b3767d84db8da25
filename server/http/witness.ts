import type { IncomingMessage, ServerResponse } from "node:http";
import { Seen } from "../core/log/seen.js";
import { requestIdOf } from "../core/request-id.js";
import { DHIS2_ADDRESS, FHIR_ADDRESS, isOfPages, pathOf } from "./address.js";

/** A request that has been answered, or whose client has gone. */
export interface Answered {
  requestId: string;
  method: string;
  /** To what of ours it came; never as it was sent. */
  route: Route;
  seen: Seen;
  status: number;
  /** The client had gone before it was answered to the end. */
  hasGone: boolean;
  seconds: number;
}

/** Is told of each request: that it has come, and once it has been answered. */
export interface Witness {
  began?(): void;
  answered(answered: Answered): void;
}

type Route =
  | "graphql"
  | "session"
  | "changes"
  | "export"
  | "template"
  | "fhir"
  | "dhis2"
  | "health"
  | "page"
  | "nothing";

const SEEN = Symbol("seen");
type Watched = IncomingMessage & { [SEEN]?: Seen };

/** What is to be told of a request. */
export function seenOf(request: Watched): Seen {
  request[SEEN] ??= new Seen();
  return request[SEEN];
}

/** Tells all witnesses of a request when it is over. */
export function witness(witnesses: readonly Witness[], request: IncomingMessage, response: ServerResponse): void {
  if (witnesses.length === 0) return;
  const began = performance.now();
  const route = routeOf(request);
  const seen = seenOf(request);
  for (const each of witnesses) each.began?.();
  response.once("close", () => {
    const answered: Answered = {
      requestId: requestIdOf(request),
      method: request.method ?? "",
      route: route === "page" && response.statusCode === 404 ? "nothing" : route,
      seen,
      status: response.statusCode,
      hasGone: !response.writableFinished,
      seconds: (performance.now() - began) / 1000,
    };
    for (const each of witnesses) each.answered(answered);
  });
}

function routeOf(request: IncomingMessage): Route {
  const path = pathOf(request);
  if (path === "/graphql") return "graphql";
  if (path === "/healthz" || path === "/readyz") return "health";
  if (path === "/changes/stream") return "changes";
  if (/^\/session\/(?:start|refresh|end)$/.test(path)) return "session";
  if (FHIR_ADDRESS.test(path)) return "fhir";
  if (DHIS2_ADDRESS.test(path)) return "dhis2";
  const [, file] = /^\/(export|template)\//.exec(path) ?? [];
  if (file) return file as Route;
  return isOfPages(path) ? "page" : "nothing";
}
