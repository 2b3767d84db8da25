import { readFileSync } from "node:fs";
import { badInput, Refusal } from "./errors.js";
import type { Question } from "./executor.js";

const FILE = "client-sdk/generated/persisted-documents.json";

let texts: ReadonlyMap<string, string> | undefined;

/** The words of a document of the SDK, by the id under which it is asked; undefined if no release of it has such one. */
function textOf(id: string): string | undefined {
  // Read when it is needed first: the start need not wait for it.
  texts ??= new Map(Object.entries(JSON.parse(readFileSync(FILE, "utf8")) as Record<string, string>));
  return texts.get(id);
}

/** A question as clients may send it: in words, or by the id of a document of the SDK. */
export interface SentQuestion extends Question {
  documentId?: unknown;
}

/** The question in words. What is asked by an id that is not known is refused. */
export function inWords({ documentId, ...question }: SentQuestion): Question {
  if (documentId === undefined) return question;
  const query = typeof documentId === "string" ? textOf(documentId) : undefined;
  if (query === undefined) throw unknownDocument();
  return { ...question, query };
}

/** A question out of an address: `documentId`, and `variables` as JSON. */
export function inAddress(parameters: URLSearchParams): SentQuestion {
  const variables = parameters.get("variables");
  return { documentId: parameters.get("documentId"), ...(variables && { variables: parsed(variables) }) };
}

function parsed(variables: string): unknown {
  try {
    return JSON.parse(variables);
  } catch {
    throw badInput("`variables` in the address are JSON.", "`variables` trong địa chỉ phải là JSON.");
  }
}

const unknownDocument = (): Refusal =>
  new Refusal("PERSISTED_DOCUMENT_UNKNOWN", {
    en: "This server does not know the document with this `documentId`; it is older than the SDK that asks, or never had it.",
    vi: "Máy chủ không biết tài liệu có `documentId` này; máy chủ cũ hơn SDK đang hỏi, hoặc chưa từng có tài liệu đó.",
  });

/** An act is no question: nothing in between may send it again. */
export const notByGet = (): Refusal =>
  new Refusal("METHOD_NOT_ALLOWED", {
    en: "An act is sent by POST.",
    vi: "Việc thay đổi dữ liệu phải gửi bằng POST.",
  });

/** For a key that may ask by the documents of the SDK alone. */
export const documentsOnly = (): Refusal =>
  new Refusal("PERSISTED_DOCUMENTS_ONLY", {
    en: "This key asks by the documents of the SDK alone: send their `documentId`.",
    vi: "Khóa này chỉ được hỏi bằng các tài liệu của SDK: hãy gửi `documentId`.",
  });
