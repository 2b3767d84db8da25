import { Refusal } from "../core/schema/errors.js";
import type { Question } from "../graphql/executor.js";
import type { SentQuestion } from "./question.js";
import { SdkDocuments } from "./sdk-documents.js";

const documents = new SdkDocuments("client-sdk");

/** Whether an SDK asks in these words, so that they come again. */
export const isOfSdk = (text: string): boolean => documents.has(text);

/**
 * The question in words; a hash beside them says nothing more. What is asked by an id that is not known is refused, and
 * Apollo refuses what is asked by a hash alone.
 */
export function inWords({ documentId, ...question }: SentQuestion): Question {
  if (documentId == null) return question.query?.trim() ? { ...question, extensions: null } : question;
  const query = typeof documentId === "string" ? documents.textOf(documentId) : undefined;
  if (query === undefined) throw unknownDocument();
  return { ...question, query, extensions: null };
}

const unknownDocument = (): Refusal =>
  new Refusal("PERSISTED_DOCUMENT_UNKNOWN", {
    en: "This server does not know the document with this `documentId`; it is older than the SDK that asks, or never had it.",
    vi: "Máy chủ không biết tài liệu có `documentId` này; máy chủ cũ hơn SDK đang hỏi, hoặc chưa từng có tài liệu đó.",
  });

/** For a key that may ask by the documents of the SDK alone. */
export const documentsOnly = (): Refusal =>
  new Refusal("PERSISTED_DOCUMENTS_ONLY", {
    en: "This key asks by the documents of the SDK alone: send their `documentId`.",
    vi: "Khóa này chỉ được hỏi bằng các tài liệu của SDK: hãy gửi `documentId`.",
  });
