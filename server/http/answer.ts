import { hash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Viewer } from "../core/access/viewer.js";
import type { Context, Language } from "../core/context.js";
import type { Told } from "../core/log/seen.js";
import { packed, packedHeaders, SMALLEST_CODED } from "./coding.js";
import { EMPTY, send } from "./exchange.js";
import { type Coding, codingOf } from "./negotiation.js";
import type { SentAnswer } from "./response-cache.js";

/** An answer before it is packed. */
export interface Answer {
  body: Buffer;
  contentType: string;
  status: number;
  /** When to ask again, and how instead. */
  headers: Readonly<Record<string, string>>;
  /** It has no error. */
  isWhole: boolean;
  /** It is that of a query besides. */
  cacheable: boolean;
  /** Undefined: what is in it is in languages of its own. */
  language: Language | undefined;
}

/** Sends an answer with errors in it: nothing keeps it. */
export function sendInPart(
  request: IncomingMessage,
  response: ServerResponse,
  { status, body, contentType, headers }: Answer,
): void {
  send(request, response, status, body, { ...headers, "content-type": contentType, "cache-control": "no-store" });
}

/** An answer as it leaves, and may be sent again. What has an address is known by the same tag in every coding. */
export async function finished(
  request: IncomingMessage,
  answer: Answer,
  { asked, documentId, read }: Told,
): Promise<SentAnswer> {
  const { body, contentType, language } = answer;
  const coding = codingFor(request, answer);
  return {
    body: coding ? await packed(body, coding) : body,
    contentType,
    coding,
    language,
    etag: request.method !== "POST" ? `W/"${hash("sha1", body, "base64url")}"` : undefined,
    told: { asked, documentId, read },
  };
}

export function sendAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  { viewer }: Context,
  { body, contentType, coding, language, etag }: SentAnswer,
): void {
  const kept = etag === undefined ? {} : headersToKeep(etag, viewer);
  const isKnown = etag !== undefined && request.headers["if-none-match"]?.split(/,\s*/).includes(etag);
  if (isKnown) send(request, response, 304, EMPTY, kept);
  else {
    const said = language && { "content-language": language };
    const headers = { ...(coding && packedHeaders(coding)), ...kept, ...said, "content-type": contentType };
    send(request, response, 200, body, headers);
  }
}

/**
 * What an act answers may hold a secret, and is never packed together with what the client sent: whoever can make
 * a client send this or that would tell from the length what the secret begins with.
 */
const codingFor = (request: IncomingMessage, { cacheable, body }: Answer): Coding | undefined =>
  cacheable && body.length >= SMALLEST_CODED ? codingOf(request) : undefined;

/** An answer that has an address may be kept by whatever lies between, which asks each time whether it still holds. */
const headersToKeep = (etag: string, { role }: Viewer): { [name: string]: string } => ({
  etag,
  "cache-control": `${role === "PUBLIC" ? "public" : "private"}, no-cache`,
  vary: "accept, accept-encoding, accept-language, authorization",
});
