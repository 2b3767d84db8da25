import { Refusal } from "../core/schema/errors.js";
import type { Question } from "../graphql/executor.js";
import * as messages from "./http.messages.js";
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

const unknownDocument = (): Refusal => new Refusal("PERSISTED_DOCUMENT_UNKNOWN", messages.unknownDocument);

/** For a key that may ask by the documents of the SDK alone. */
export const documentsOnly = (): Refusal => new Refusal("PERSISTED_DOCUMENTS_ONLY", messages.documentsOnly);
