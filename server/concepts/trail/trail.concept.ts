import { nodesFor } from "../../core/access/nodes-for.js";
import { batched } from "../../core/schema/node-finder.js";
import { LATEST } from "../../core/time/point-in-time.js";
import type { Concept } from "../concept.js";
import { AccusedObjectResolver, AuditChainResolver } from "./audit-chain.resolver.js";
import { AuditEntryConnectionResolver, AuditEntryResolver, TrailResolver } from "./trail.resolver.js";
import { entriesById } from "./trail.store.js";

/** Who has done what. */
export const trailConcept: Concept = {
  nodes: {
    AuditEntry: nodesFor("Query.auditEntries", "AuditEntry", async (ids, { db }) =>
      batched("AuditEntry", LATEST, await entriesById(db, ids)),
    ),
  },
  resolvers: [
    TrailResolver,
    AuditEntryResolver,
    AuditEntryConnectionResolver,
    AuditChainResolver,
    AccusedObjectResolver,
  ],
};
