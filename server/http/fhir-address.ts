import type { IncomingMessage, ServerResponse } from "node:http";
import Negotiator from "negotiator";
import { addressOf } from "../concepts/access/session/address.js";
import { asksByDocumentsOnly } from "../core/access/viewer.js";
import type { Shared } from "../core/context.js";
import { ERROR_STATUS, Refusal } from "../core/schema/errors.js";
import { requestRefusal } from "../core/schema/messages.js";
import { Fhir, type FhirQuestion, nameOf, nothingThere, questionAt } from "../exchange/fhir/fhir.js";
import * as messages from "../exchange/fhir/fhir.messages.js";
import { outcomeOf } from "../exchange/fhir/outcome.js";
import { parametersOf, pathOf } from "./address.js";
import { type Answer, finished, sendAnswer } from "./answer.js";
import { type Places, type PlacesOf, placesHere } from "./concurrency-limit.js";
import { allow, readBytes, send } from "./exchange.js";
import { languageOf } from "./negotiation.js";
import { ownAddress } from "./own-address.js";
import { documentsOnly } from "./persisted-documents.js";
import { textIn } from "./question.js";
import { contextOf } from "./request-context.js";
import { seenOf } from "./witness.js";

const AT = "/fhir";
const SEARCH = "/_search";

const FHIR_TYPE = "application/fhir+json; charset=utf-8";
/** What a client may call it, in `Accept` and in `_format`. */
const JSON_TYPES = ["application/fhir+json", "application/json", "text/json"];
const FORMATS = ["json", ...JSON_TYPES];

const MOST_AT_ONCE = 32;
const MOST_OF_ADDRESS = 8;
/** As much as fits into an address. */
const LARGEST_FORM = 16_384;

type Given = readonly (readonly [name: string, value: string])[];

/** FHIR R4 at /fhir: read by GET and HEAD, and searched by POST as well. */
export class FhirAddress {
  readonly #fhir = new Fhir();
  readonly #places: Places;

  constructor(
    private readonly shared: Shared,
    private readonly publicUrl: string | null,
    placesOf: PlacesOf = placesHere,
  ) {
    this.#places = placesOf("fhir", MOST_AT_ONCE, MOST_OF_ADDRESS);
  }

  /** Throws a Refusal, which `refuseByOutcome` answers with. */
  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "" } = request;
    if (method === "OPTIONS") return allow(request, response, "GET, HEAD, POST");
    const path = pathOf(request).slice(AT.length);
    const isForm = method === "POST" && path.endsWith(SEARCH);
    if (method !== "GET" && method !== "HEAD" && !isForm) {
      return refuseByOutcome(request, response, new Refusal("METHOD_NOT_ALLOWED", messages.readOnly), {
        allow: path.endsWith(SEARCH) ? "POST" : "GET, HEAD",
      });
    }
    const question = questionAt(isForm ? path.slice(0, -SEARCH.length) : path);
    if (!question || (isForm && question.kind !== "search")) throw nothingThere();
    const leave = await this.#places.take(addressOf(request, this.shared.auth.proxies));
    if (!leave) throw new Refusal("RATE_LIMITED", messages.tooManyAtOnce, undefined, 5);
    try {
      await this.#answer(request, response, question, isForm);
    } finally {
      leave();
    }
  }

  async #answer(request: IncomingMessage, response: ServerResponse, question: FhirQuestion, isForm: boolean) {
    const context = await contextOf(this.shared, request);
    context.seen.asked = { operation: nameOf(question), isKnown: true };
    if (asksByDocumentsOnly(context.viewer)) throw documentsOnly();
    const parameters: Given = [...parametersOf(request), ...(isForm ? await formOf(request) : [])];
    refuseOtherFormats(request, parameters);
    const resource = await this.#fhir.answer(question, context, {
      base: `${ownAddress(request, { publicUrl: this.publicUrl, proxies: this.shared.auth.proxies })}${AT}`,
      parameters,
      isStrict: /(?:^|[,;])\s*handling\s*=\s*"?strict"?\s*(?:$|[,;])/i.test(String(request.headers.prefer ?? "")),
    });
    const answer: Answer = {
      body: Buffer.from(JSON.stringify(resource)),
      contentType: FHIR_TYPE,
      status: 200,
      headers: {},
      isWhole: true,
      cacheable: true,
      language: undefined,
    };
    // It may have left meanwhile.
    if (response.destroyed) return;
    sendAnswer(request, response, context, await finished(request, answer, context.seen));
  }
}

/** The parameters in the body of a search. */
async function formOf(request: IncomingMessage): Promise<Given> {
  const [type = ""] = (request.headers["content-type"] ?? "").split(";");
  if (type.trim().toLowerCase() !== "application/x-www-form-urlencoded") {
    throw new Refusal("UNSUPPORTED_MEDIA_TYPE", messages.formOnly);
  }
  const bytes = await readBytes(request, LARGEST_FORM);
  if (bytes === undefined) throw requestRefusal("PAYLOAD_TOO_LARGE");
  return [...parametersOf({ url: `?${textIn(bytes)}` } as IncomingMessage)];
}

/** `_format` says more than `Accept`, as FHIR has it. */
function refuseOtherFormats(request: IncomingMessage, parameters: Given): void {
  const formats = parametersNamed(parameters, "_format");
  // A plus sign in an address is a blank.
  const isTaken =
    formats.length > 0
      ? formats.every((format) =>
          FORMATS.includes(format.replace(" ", "+").split(";", 1)[0]?.trim().toLowerCase() ?? ""),
        )
      : accepts(request);
  if (!isTaken) throw new Refusal("NOT_ACCEPTABLE", messages.jsonOnly);
}

const parametersNamed = (parameters: Given, name: string): string[] =>
  parameters.flatMap(([each, value]) => (each === name && value !== "" ? value : []));

function accepts({ headers }: IncomingMessage): boolean {
  // A blank header says as little as none.
  if (!headers.accept) return true;
  // What is said of the version, the letters and the form of numbers holds here.
  const accept = headers.accept.replace(
    /;\s*(?:fhirVersion\s*=\s*"?4\.0"?|charset\s*=\s*"?utf-?8"?)(?=\s*(?:[;,]|$))/gi,
    "",
  );
  return new Negotiator({ headers: { accept } }).mediaType(JSON_TYPES) !== undefined;
}

/** Refuses a request at /fhir, as FHIR does. */
export function refuseByOutcome(
  request: IncomingMessage,
  response: ServerResponse,
  { code, sentence, retryAfter }: Pick<Refusal, "code" | "sentence" | "retryAfter">,
  more: Readonly<Record<string, string>> = {},
): void {
  seenOf(request).code = code;
  const status = ERROR_STATUS[code];
  send(request, response, status, Buffer.from(JSON.stringify(outcomeOf(code, sentence, languageOf(request)))), {
    ...more,
    ...(status === 401 && { "www-authenticate": "Bearer" }),
    ...(retryAfter !== undefined && { "retry-after": String(retryAfter) }),
    "content-type": FHIR_TYPE,
    "cache-control": "no-store",
  });
}
