import type { SnapshotParts } from "../../core/snapshot/snapshots.js";
import type { Concept } from "../concept.js";
import { findingsExport } from "./finding.export.js";
import { findings } from "./finding.import.js";
import { FindingResolver } from "./finding.resolver.js";
import { allFindings, type FindingRow } from "./finding.store.js";

declare module "../../core/context.js" {
  interface Snapshot {
    readonly findings: readonly FindingRow[];
  }
}

const findingSnapshot: SnapshotParts = {
  loaded: [{ scope: "REFERENCE", tables: ["finding"], load: async (db) => ({ findings: await allFindings(db) }) }],
};

/** What a report finds: strengths, difficulties, recommendations. */
export const findingConcept: Concept = {
  resolvers: [FindingResolver],
  tables: [findings],
  exports: [findingsExport],
  snapshot: findingSnapshot,
};
