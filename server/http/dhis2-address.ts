import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import Negotiator from "negotiator";
import { addressOf } from "../concepts/access/session/address.js";
import { assertAllowed, ruleOf } from "../core/access/policy.js";
import { asksByDocumentsOnly } from "../core/access/viewer.js";
import type { Shared } from "../core/context.js";
import { ERROR_STATUS, Refusal } from "../core/schema/errors.js";
import { requestRefusal } from "../core/schema/messages.js";
import type { CodeMap } from "../exchange/dhis2/code-map.js";
import { Dhis2, RESOURCES, type Resource } from "../exchange/dhis2/dhis2.js";
import * as messages from "../exchange/dhis2/dhis2.messages.js";
import { begun } from "../files/writing/table.js";
import { parametersOf, pathOf } from "./address.js";
import { packedHeaders, packing } from "./coding.js";
import { type Places, type PlacesOf, placesHere } from "./concurrency-limit.js";
import { allow, commonHeaders, EMPTY, readBytes, send } from "./exchange.js";
import { codingOf, languageOf } from "./negotiation.js";
import { documentsOnly } from "./persisted-documents.js";
import { jsonIn, textIn } from "./question.js";
import { contextOf } from "./request-context.js";
import { seenOf } from "./witness.js";

/** As DHIS2 has it, with or without `api` and a version, so that its clients take /dhis2 for a server of it. */
const ADDRESS = /^\/dhis2(?:\/api(?:\/\d{1,3})?)?\/(\w+)(?:\.(json|adx))?$/;

const JSON_TYPE = "application/json";
const ADX_TYPES = ["application/adx+xml", "application/xml+adx"];
const XML_TYPES = [...ADX_TYPES, "application/xml", "text/xml"];

const MOST_AT_ONCE = 32;
const MOST_OF_ADDRESS = 8;
/** What is sent is held as a whole. */
const LARGEST = 4_000_000;
const MOST_SENT_AT_ONCE = 4;
const MOST_SENT_OF_ADDRESS = 2;

/** What DHIS2 exchanges, at /dhis2: read by GET and HEAD, sent by POST. */
export class Dhis2Address {
  readonly #dhis2: Dhis2;
  readonly #places: Places;
  readonly #sent: Places;

  constructor(
    private readonly shared: Shared,
    codes: CodeMap,
    placesOf: PlacesOf = placesHere,
  ) {
    this.#dhis2 = new Dhis2(codes);
    this.#places = placesOf("dhis2", MOST_AT_ONCE, MOST_OF_ADDRESS);
    this.#sent = placesOf("dhis2-sent", MOST_SENT_AT_ONCE, MOST_SENT_OF_ADDRESS);
  }

  /** Throws a Refusal, which `refuseAsDhis2` answers with. */
  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "" } = request;
    if (method === "OPTIONS") return allow(request, response, "GET, HEAD, POST");
    const [, name = "", ending] = ADDRESS.exec(pathOf(request)) ?? [];
    const resource = RESOURCES.find((each) => each === name);
    if (!resource || (ending === "adx" && resource !== "dataValueSets")) {
      throw new Refusal("NOT_FOUND", messages.noSuchAddress);
    }
    const takesPost = resource === "dataValueSets" || resource === "metadata";
    const isSent = method === "POST" && takesPost;
    if (!isSent && method !== "GET" && method !== "HEAD") {
      const allowed = { allow: takesPost ? "GET, HEAD, POST" : "GET, HEAD" };
      return refuseAsDhis2(request, response, new Refusal("METHOD_NOT_ALLOWED", messages.readOrSend), allowed);
    }
    const leave = await (isSent ? this.#sent : this.#places).take(addressOf(request, this.shared.auth.proxies));
    if (!leave) throw new Refusal("RATE_LIMITED", messages.tooManyAtOnce, undefined, 5);
    try {
      await (isSent ? this.#receive(request, response, resource) : this.#read(request, response, resource, ending));
    } finally {
      leave();
    }
  }

  async #contextOf(request: IncomingMessage, operation: string) {
    const context = await contextOf(this.shared, request);
    context.seen.asked = { operation, isKnown: true };
    if (asksByDocumentsOnly(context.viewer)) throw documentsOnly();
    return context;
  }

  async #read(request: IncomingMessage, response: ServerResponse, resource: Resource, ending: string | undefined) {
    const context = await this.#contextOf(request, resource);
    const isAdx = ending === "adx" || (ending === undefined && resource === "dataValueSets" && prefersAdx(request));
    if (!isAdx && ending === undefined && !accepts(request, [JSON_TYPE])) {
      throw new Refusal("NOT_ACCEPTABLE", messages.jsonOrAdx);
    }
    const pieces = await begun(await this.#dhis2.read(resource, context, { search: parametersOf(request), isAdx }));
    if (response.destroyed) return;
    const coding = codingOf(request);
    const headers = {
      ...(coding && packedHeaders(coding)),
      "content-type": `${isAdx ? "application/adx+xml" : JSON_TYPE}; charset=utf-8`,
      "cache-control": "no-store",
    };
    if (request.method === "HEAD") {
      await pieces.return(undefined);
      return send(request, response, 200, EMPTY, headers);
    }
    response.writeHead(200, [...commonHeaders(request), ...Object.entries(headers).flat()]);
    try {
      await (coding ? pipeline(pieces, packing(coding), response) : pipeline(pieces, response));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
    }
  }

  async #receive(request: IncomingMessage, response: ServerResponse, resource: Resource) {
    const context = await this.#contextOf(request, `${resource}.import`);
    assertAllowed(ruleOf("Mutation.fileImport"), context.viewer);
    const [type = ""] = (request.headers["content-type"] ?? "").toLowerCase().split(";");
    const isXml = resource === "dataValueSets" && XML_TYPES.includes(type.trim());
    if (!isXml && type.trim() !== JSON_TYPE) throw new Refusal("UNSUPPORTED_MEDIA_TYPE", messages.sendJsonOrAdx);
    const search = parametersOf(request);
    const bytes = await readBytes(request, LARGEST);
    if (bytes === undefined) throw requestRefusal("PAYLOAD_TOO_LARGE");
    const text = textIn(bytes);
    const sent = isXml ? { xml: text } : { json: jsonIn(text, () => new Refusal("BAD_REQUEST", messages.notJson)) };
    const { status, body } = await this.#dhis2.receive(resource, context, { search, sent });
    send(request, response, status, Buffer.from(JSON.stringify(body)), {
      "content-type": `${JSON_TYPE}; charset=utf-8`,
      "cache-control": "no-store",
    });
  }
}

/** Whether a client would rather have ADX than JSON; of two that it likes alike it is given JSON. */
const prefersAdx = ({ headers }: IncomingMessage): boolean =>
  ADX_TYPES.includes(mediaTypeOf(headers.accept, [JSON_TYPE, ...ADX_TYPES]) ?? "");

const accepts = ({ headers }: IncomingMessage, types: string[]): boolean =>
  mediaTypeOf(headers.accept, types) !== undefined;

const mediaTypeOf = (accept: string | undefined, types: string[]): string | undefined =>
  accept ? new Negotiator({ headers: { accept } }).mediaType(types) : types[0];

/** Refuses a request at /dhis2, as DHIS2 does. */
export function refuseAsDhis2(
  request: IncomingMessage,
  response: ServerResponse,
  { code, sentence, retryAfter }: Pick<Refusal, "code" | "sentence" | "retryAfter">,
  more: Readonly<Record<string, string>> = {},
): void {
  seenOf(request).code = code;
  const httpStatusCode = ERROR_STATUS[code];
  const message = sentence[languageOf(request)];
  const body = { httpStatus: code, httpStatusCode, status: "ERROR", message, errorCode: code };
  send(request, response, httpStatusCode, Buffer.from(JSON.stringify(body)), {
    ...more,
    ...(httpStatusCode === 401 && { "www-authenticate": "Bearer" }),
    ...(retryAfter !== undefined && { "retry-after": String(retryAfter) }),
    "content-type": `${JSON_TYPE}; charset=utf-8`,
    "cache-control": "no-store",
  });
}
