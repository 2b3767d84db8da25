import type { Context } from "../../../../core/context.js";
import { runMutation } from "../../../../core/mutation/mutation-run.js";
import { readRowId } from "../../../../core/schema/global-id.js";
import {
  refuseStale,
  throwUserErrors,
  type UserError,
  UserErrors,
  userError,
} from "../../../../core/schema/user-errors.js";
import { cloneAlone } from "../../../../core/snapshot/batch.js";
import { LATEST } from "../../../../core/time/point-in-time.js";
import * as messages from "../../access.messages.js";
import { type ApiKeyRow, findApiKey, lockApiKey } from "../api-key.store.js";
import {
  type ApiKeyDocumentRow,
  admitDocument,
  allDocumentsOf,
  changeDocument,
  findDocuments,
} from "./api-key-document.store.js";
import {
  type ApiKeyDocumentsAdmitInput,
  type ApiKeyDocumentWithdrawInput,
  MOST_CHARACTERS,
  MOST_DOCUMENTS,
} from "./api-key-document.type.js";
import type { CheckedDocument } from "./checked-document.type.js";

interface Admitted {
  apiKey: ApiKeyRow;
  documents: readonly CheckedDocument[];
}

/** Admits documents for a key, all of them or none; those that it has already stay as they are. */
export const admit = (
  context: Context,
  input: ApiKeyDocumentsAdmitInput,
  check: () => Promise<readonly CheckedDocument[]>,
): Promise<Admitted> =>
  runMutation(context, "apiKeyDocumentsAdmit", input, async (run) => {
    const id = readRowId(input.id, "ApiKey") ?? 0;
    const apiKey = await findApiKey(context.db, id);
    if (!apiKey) throw new UserErrors([userError("NOT_FOUND", ["id"], messages.noSuchKey)]);
    const documents = await check();
    const admitted: Admitted = { apiKey, documents };
    return run.writeOrTry(input.dryRun, admitted, async (tx, trail) => {
      await lockApiKey(tx, id);
      const now = await findApiKey(tx, id);
      const isGood = now !== null && now.revokedAt === null && now.expiresAt > run.at;
      const known = new Map((await allDocumentsOf(tx, id)).map((each) => [each.code, each]));
      throwUserErrors(
        isGood ? problemsWith(known, documents) : [userError("ILLEGAL_STATE", ["id"], messages.keyNotGood)],
      );
      for (const { documentId, name, text } of documents) {
        const before = known.get(documentId);
        if (before?.withdrawnAt === null) continue;
        const values = { apiKeyId: id, code: documentId, name, text, admittedAt: run.at };
        await admitDocument(tx, trail, values, before);
      }
      return admitted;
    });
  });

/** What stands in the way beside the documents of the key. */
function problemsWith(
  known: ReadonlyMap<string, ApiKeyDocumentRow>,
  documents: readonly CheckedDocument[],
): (UserError | undefined)[] {
  const taken = documents.map(({ documentId, name, text }) => {
    const other = known.get(documentId);
    const isOther = other !== undefined && other.text !== text;
    return isOther ? userError("TAKEN", ["texts"], messages.idTaken(name, documentId, other.name)) : undefined;
  });
  const after = new Map(documents.map(({ documentId, text }) => [documentId, text]));
  for (const { code, text, withdrawnAt } of known.values()) if (withdrawnAt === null) after.set(code, text);
  const characters = [...after.values()].reduce((sum, { length }) => sum + length, 0);
  return [
    ...taken,
    after.size > MOST_DOCUMENTS
      ? userError("INVALID", ["texts"], messages.tooManyDocuments(after.size, MOST_DOCUMENTS))
      : undefined,
    characters > MOST_CHARACTERS
      ? userError("INVALID", ["texts"], messages.tooManyCharacters(characters, MOST_CHARACTERS))
      : undefined,
  ];
}

/** Withdraws a document: from the next request on its id is unknown, on every server. */
export const withdraw = (
  context: Context,
  input: ApiKeyDocumentWithdrawInput,
): Promise<{ document: ApiKeyDocumentRow }> =>
  runMutation(context, "apiKeyDocumentWithdraw", input, async (run) => {
    const [before] = await findDocuments(context.db, [readRowId(input.id, "ApiKeyDocument") ?? 0]);
    if (!before) throw new UserErrors([userError("NOT_FOUND", ["id"], messages.noSuchDocument)]);
    const shown = { document: cloneAlone("ApiKeyDocument", LATEST, before) };
    refuseStale(messages.theDocument, before.version, input.expectedVersion, shown);
    if (before.withdrawnAt !== null)
      throw new UserErrors([userError("ILLEGAL_STATE", ["id"], messages.withdrawnBefore(before.name))], shown);
    return run.writeOrTry(input.dryRun, { document: before }, async (tx, trail) => ({
      document: await changeDocument(tx, trail, before, { withdrawnAt: run.at }),
    }));
  });
