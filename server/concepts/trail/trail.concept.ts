import type { Concept } from "../concept.js";
import { AuditEntryConnectionResolver, AuditEntryResolver, TrailResolver } from "./trail.resolver.js";

/** Who has done what. */
export const trailConcept: Concept = {
  resolvers: [TrailResolver, AuditEntryResolver, AuditEntryConnectionResolver],
};
