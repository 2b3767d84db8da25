import type { Concept } from "../concept.js";
import { ImportActResolver, ImportProblemResolver, ImportWarningResolver } from "./import-act.resolver.js";

/** Files that people send. */
export const importConcept: Concept = {
  resolvers: [ImportActResolver, ImportProblemResolver, ImportWarningResolver],
};
