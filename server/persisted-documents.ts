import { badInput, Refusal } from "./errors.js";
import type { Question } from "./executor.js";
import { SdkDocuments } from "./sdk-documents.js";

const documents = new SdkDocuments("client-sdk");

/** A question as clients may send it: in words, or by the id of a document of the SDK. */
export interface SentQuestion extends Question {
  documentId?: unknown;
}

/** The question in words. What is asked by an id that is not known is refused. */
export function inWords({ documentId, ...question }: SentQuestion): Question {
  if (documentId === undefined) return question;
  const query = typeof documentId === "string" ? documents.textOf(documentId) : undefined;
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
