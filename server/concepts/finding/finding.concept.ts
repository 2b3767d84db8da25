import type { Concept } from "../concept.js";
import { findingsExport } from "./finding.export.js";
import { findings } from "./finding.import.js";
import { FindingResolver } from "./finding.resolver.js";
import { findingSnapshot } from "./finding.snapshot.js";

/** What a report finds: strengths, difficulties, recommendations. */
export const findingConcept: Concept = {
  resolvers: [FindingResolver],
  tables: [findings],
  exports: [findingsExport],
  snapshot: findingSnapshot,
};
