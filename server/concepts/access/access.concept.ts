import type { Concept } from "../concept.js";
import { AccountResolver } from "./account/account.resolver.js";
import { ApiKeyResolver } from "./api-key/api-key.resolver.js";
import { SessionResolver } from "./session/session.resolver.js";
import { ViewerResolver } from "./viewer.resolver.js";

/** Who may sign in, by account, session, key or issuer. */
export const accessConcept: Concept = {
  resolvers: [ViewerResolver, SessionResolver, AccountResolver, ApiKeyResolver],
};
