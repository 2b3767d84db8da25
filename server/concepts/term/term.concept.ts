import type { Concept } from "../concept.js";
import { termsExport } from "./term.export.js";
import { terms } from "./term.import.js";
import { TermResolver } from "./term.resolver.js";
import { termSnapshot } from "./term.snapshot.js";

/** Words of which a circular may change the set. */
export const termConcept: Concept = {
  resolvers: [TermResolver],
  tables: [terms],
  exports: [termsExport],
  snapshot: termSnapshot,
};
