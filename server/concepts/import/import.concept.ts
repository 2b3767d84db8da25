import type { Concept } from "../concept.js";
import { ImportActResolver, ImportProblemResolver } from "./import-act.resolver.js";

/** Files that people send. */
export const importConcept: Concept = {
  resolvers: [ImportActResolver, ImportProblemResolver],
};
