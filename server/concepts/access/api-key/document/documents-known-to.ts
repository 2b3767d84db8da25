import type { Context } from "../../../../core/context.js";
import type { ApiKeyDocumentRow } from "./api-key-document.store.js";

/** The documents of a key, by their ids. */
export type DocumentsOfKey = ReadonlyMap<string, ApiKeyDocumentRow>;

const NONE: DocumentsOfKey = new Map();

/** The documents of a key as of the revision that a request is answered from. */
export async function documentsKnownTo({ shared, snapshots }: Context, apiKeyId: number): Promise<DocumentsOfKey> {
  const revision = snapshots.revision ?? (await shared.revisions.current());
  return (await shared.auth.documentsAt(revision)).get(apiKeyId) ?? NONE;
}

/** The words of a document of the key that asks; undefined: it has none of this id, or nobody asks with a key. */
export async function ownDocumentOf(context: Context, documentId: string): Promise<string | undefined> {
  const { apiKeyId } = context.viewer;
  return apiKeyId === null ? undefined : (await documentsKnownTo(context, apiKeyId)).get(documentId)?.text;
}
