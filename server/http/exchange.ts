import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import type { Readable } from "node:stream";
import { requestIdOf } from "../core/request-id.js";
import { ERROR_STATUS, type ErrorCode, type Refusal } from "../core/schema/errors.js";
import { requestError } from "../core/schema/messages.js";
import { answerTypeOf, JSON_TYPE, languageOf } from "./negotiation.js";
import { seenOf } from "./witness.js";

/** Nothing further to say than the headers do. */
export const EMPTY = Buffer.alloc(0);

/** Answers a request. Node takes the headers as a flat list with the least work. */
export function send(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  body: Buffer,
  headers: OutgoingHttpHeaders = {},
): void {
  // Whoever watches over the connection has refused the request meanwhile, for coming too slowly.
  if (response.headersSent) return;
  const head = commonHeaders(request);
  if (body.length > 0) head.push("content-length", String(body.length));
  if (body.length > 0 && headers["content-type"] === undefined) head.push("content-type", JSON_TYPE);
  for (const name in headers) if (name !== "content-length") head.push(name, String(headers[name]));
  response.writeHead(status, head);
  if (body.length > MOST_AT_ONCE) response.end(body);
  else response.end(body.toString("latin1"), "latin1");
}

/** A body of up to so many bytes leaves together with its headers. */
const MOST_AT_ONCE = 15_000;

/** Everything that is served says the same of itself: nobody shall guess its type, and any page may read it. */
export const commonHeaders = (request: IncomingMessage): string[] => [
  "x-request-id",
  requestIdOf(request),
  "x-content-type-options",
  "nosniff",
  ...(isOfSession(request) ? FOR_OWN_PAGES : FOR_ANY_PAGE),
];

const FOR_ANY_PAGE: readonly string[] = [
  "access-control-allow-origin",
  "*",
  // Not the tag: whoever names one across sites has to ask leave first, and browsers know it without the page.
  "access-control-expose-headers",
  "x-request-id, retry-after, content-disposition",
];

/** Who is signed in by a cookie is for pages of this server alone, and nobody keeps it. */
const FOR_OWN_PAGES: readonly string[] = ["cache-control", "no-store"];

const isOfSession = ({ url }: IncomingMessage): boolean => url?.startsWith("/session/") === true;

export function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  code: ErrorCode,
  headers: OutgoingHttpHeaders = {},
): void {
  seenOf(request).code = code;
  sendRefusal(request, response, ERROR_STATUS[code], requestError(code, languageOf(request)), headers);
}

/** Refuses before GraphQL has been asked, in the words of the refusal. */
export function refuseAs(
  request: IncomingMessage,
  response: ServerResponse,
  { code, sentence, retryAfter, questions }: Refusal,
  more: OutgoingHttpHeaders = {},
): void {
  seenOf(request).code = code;
  const errors = [{ message: sentence[languageOf(request)], extensions: { code } }];
  const status = ERROR_STATUS[code];
  const headers: OutgoingHttpHeaders = { ...more };
  if (status === 401) headers["www-authenticate"] = "Bearer";
  if (retryAfter !== undefined) headers["retry-after"] = String(retryAfter);
  const body = questions === undefined ? { errors } : Array<object>(questions).fill({ errors });
  sendRefusal(request, response, status, body, headers);
}

/**
 * As an answer of GraphQL, by the name that the client has for one: many take an error status with plain JSON for a
 * failure of the network, and look no further.
 */
function sendRefusal(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  body: object,
  headers: OutgoingHttpHeaders,
): void {
  const type = answerTypeOf(request) ?? JSON_TYPE;
  send(request, response, status, Buffer.from(JSON.stringify(body)), { ...headers, "content-type": type });
}

/** How long a browser may go by the leave that it was given, in seconds; Chrome keeps none for longer. */
const LEAVE_SECONDS = "7200";

/** What a browser asks before a page of another site may say who asks, or post. */
export const allow = (request: IncomingMessage, response: ServerResponse, methods: string): void =>
  send(request, response, 204, EMPTY, {
    "access-control-allow-methods": methods,
    "access-control-allow-headers": request.headers["access-control-request-headers"] ?? "content-type",
    "access-control-max-age": LEAVE_SECONDS,
    vary: "access-control-request-headers",
  });

/** The client has left in the middle of its request: nobody is there to be answered, and nothing went wrong here. */
export class ClientGone extends Error {}

/** What a body, or a part of one, holds; undefined if it is longer than allowed: the rest is read, and kept nowhere. */
export function readBytes(body: Readable, mostBytes: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    body.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length <= mostBytes) return chunks.push(chunk);
      chunks.length = 0;
      return resolve(undefined);
    });
    let hasEnded = false;
    body.on("end", () => {
      hasEnded = true;
      resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks));
    });
    // An error looks at the stack when it is made, and every body closes.
    const gone = () => {
      if (!hasEnded) reject(new ClientGone());
    };
    body.on("error", gone);
    body.on("close", gone);
  });
}
