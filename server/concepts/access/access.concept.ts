import { nodesFor } from "../../core/access/nodes-for.js";
import { cloneIntoBatch } from "../../core/snapshot/batch.js";
import { LATEST } from "../../core/time/point-in-time.js";
import type { Concept } from "../concept.js";
import { AccountResolver } from "./account/account.resolver.js";
import { accountsKnownTo } from "./account/accounts-known-to.js";
import { ApiKeyResolver } from "./api-key/api-key.resolver.js";
import { ApiKeyDocumentResolver } from "./api-key/document/api-key-document.resolver.js";
import { findDocuments } from "./api-key/document/api-key-document.store.js";
import { SessionResolver } from "./session/session.resolver.js";
import { ViewerResolver } from "./viewer.resolver.js";

/** Who may sign in, by account, session, key or issuer. */
export const accessConcept: Concept = {
  resolvers: [ViewerResolver, SessionResolver, AccountResolver, ApiKeyResolver, ApiKeyDocumentResolver],
  nodes: {
    Account: nodesFor(
      "Query.accounts",
      "Account",
      async (ids, context) => {
        const { accounts } = await accountsKnownTo(context);
        const wanted = accounts.filter(({ id }) => ids.includes(id));
        return cloneIntoBatch("Account", LATEST, wanted);
      },
      // As `viewer` tells each account about itself.
      ({ viewer }) => viewer.account?.id,
    ),
    ApiKey: nodesFor("Query.apiKeys", "ApiKey", async (ids, context) => {
      const { apiKeys } = await accountsKnownTo(context);
      const wanted = apiKeys.filter(({ id }) => ids.includes(id));
      return cloneIntoBatch("ApiKey", LATEST, wanted);
    }),
    ApiKeyDocument: nodesFor("Query.apiKeys", "ApiKeyDocument", async (ids, { db }) =>
      cloneIntoBatch("ApiKeyDocument", LATEST, await findDocuments(db, ids)),
    ),
  },
};
