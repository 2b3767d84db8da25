import { isUtf8 } from "node:buffer";
import { badInput, Refusal } from "../core/schema/errors.js";
import { requestRefusal } from "../core/schema/messages.js";
import type { Question } from "../graphql/executor.js";
import * as messages from "./http.messages.js";

/** A question as clients may send it: in words, or by the id of a document of the SDK. */
export interface SentQuestion extends Question {
  documentId?: unknown;
}

/** The letters that bytes stand for. What is no UTF-8 is refused: it would be read, and kept, as other letters. */
export function textIn(bytes: Buffer): string {
  if (!isUtf8(bytes)) throw notUtf8();
  return bytes.toString("utf8");
}

export const notUtf8 = (): Refusal => new Refusal("BAD_REQUEST", messages.requestNotUtf8);

/** The question in the body of a request, or in the field `operations` of one with a file. */
export const questionIn = (text: string): SentQuestion => checked(jsonIn(text, () => requestRefusal("BAD_REQUEST")));

/** What a body of JSON says; what is none is refused so. A refusal looks at the stack when it is made, so none is made in vain. */
export function jsonIn(text: string, refusal: () => Refusal): unknown {
  let sent: unknown;
  try {
    sent = JSON.parse(text);
  } catch {
    throw refusal();
  }
  refuseHalfLetters(text);
  return sent;
}

const SURROGATE = /\\u[dD][89a-fA-F]/;
/** A pair, or any other escape; one of a surrogate alone is told apart. */
const ESCAPES = /\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\(u[dD][89a-fA-F])?./g;

/** JSON can escape half of a letter, which no database keeps as it is. */
function refuseHalfLetters(json: string): void {
  if (!SURROGATE.test(json)) return;
  for (const [, alone] of json.matchAll(ESCAPES)) if (alone) throw notUtf8();
}

/** The question in an address: its parameters have the names of the fields of a body. */
export function questionInAddress(parameters: URLSearchParams): SentQuestion {
  const only = (name: string): string | undefined => {
    const [value, ...more] = parameters.getAll(name);
    if (more.length > 0) throw givenTwice(name);
    return value || undefined;
  };
  const json = (name: string): unknown => {
    const value = only(name);
    if (value === undefined) return undefined;
    let sent: unknown;
    try {
      sent = JSON.parse(value);
    } catch {
      throw badInput(messages.notJson(name));
    }
    refuseHalfLetters(value);
    return sent;
  };
  const texts = ["query", "documentId", "operationName"].map((name) => [name, only(name)]);
  const objects = ["variables", "extensions"].map((name) => [name, json(name)]);
  return checked(Object.fromEntries([...texts, ...objects].filter(([, value]) => value !== undefined)));
}

/** Tells apart what is wrong with the form of a question, before anybody is asked it. */
function checked(sent: unknown): SentQuestion {
  if (Array.isArray(sent)) throw noBatch(sent.length);
  if (!isRecord(sent)) throw requestRefusal("BAD_REQUEST");
  const { query, documentId, operationName, variables, extensions } = sent;
  if (!isTextOrNone(query)) throw notText("query");
  if (!isTextOrNone(operationName)) throw notText("operationName");
  if (!isRecordOrNone(variables)) throw notObject("variables");
  if (!isRecordOrNone(extensions)) throw notObject("extensions");
  const hasHash = extensions?.persistedQuery !== undefined;
  if (!query?.trim() && documentId == null && !hasHash) throw noQuery();
  // As it was sent: who executes tells a field that is left out from one that is not.
  return sent as SentQuestion;
}

/** More are refused as one: a list of brackets must not be answered by a list of sentences. */
const MOST_REFUSED = 100;

const noBatch = (questions: number): Refusal => {
  const { code, sentence } = requestRefusal("BATCH_NOT_SUPPORTED");
  const each = questions >= 1 && questions <= MOST_REFUSED ? questions : undefined;
  return new Refusal(code, sentence, undefined, undefined, each);
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isRecordOrNone = (value: unknown): value is Record<string, unknown> | null | undefined =>
  value == null || isRecord(value);

const isTextOrNone = (value: unknown): value is string | null | undefined => value == null || typeof value === "string";

const noQuery = (): Refusal => new Refusal("BAD_REQUEST", messages.noQuery);

const notText = (name: string): Refusal => new Refusal("BAD_REQUEST", messages.notText(name));

const notObject = (name: string): Refusal => new Refusal("BAD_REQUEST", messages.notObject(name));

const givenTwice = (name: string): Refusal => new Refusal("BAD_REQUEST", messages.givenTwice(name));
