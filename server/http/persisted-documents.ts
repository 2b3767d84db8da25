import { ownDocumentOf } from "../concepts/access/api-key/document/documents-known-to.js";
import type { Context } from "../core/context.js";
import { Refusal } from "../core/schema/errors.js";
import type { Question } from "../graphql/executor.js";
import { sdkDocuments } from "../graphql/sdk-documents.js";
import * as messages from "./http.messages.js";
import type { SentQuestion } from "./question.js";

/**
 * The question in words; a hash beside them says nothing more. What is asked by an id that is known neither of an SDK nor
 * for the key that asks is refused, and Apollo refuses what is asked by a hash alone.
 */
export async function inWords({ documentId, ...question }: SentQuestion, context: Context): Promise<Question> {
  const { query, operationName, variables } = question;
  if (documentId == null) return query?.trim() ? { query, operationName, variables, extensions: null } : question;
  if (typeof documentId !== "string") throw unknownDocument();
  const known = sdkDocuments.textOf(documentId) ?? (await ownDocumentOf(context, documentId));
  if (known === undefined) throw unknownDocument();
  return { query: known, operationName, variables, extensions: null };
}

const unknownDocument = (): Refusal => new Refusal("PERSISTED_DOCUMENT_UNKNOWN", messages.unknownDocument);

/** For a key that may ask by documents that are known for it, and by nothing else. */
export const documentsOnly = (): Refusal => new Refusal("PERSISTED_DOCUMENTS_ONLY", messages.documentsOnly);
