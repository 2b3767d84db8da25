import type { SnapshotParts } from "../../core/snapshot/snapshots.js";
import { allFindings, type FindingRow } from "./finding.store.js";

declare module "../../core/context.js" {
  interface Snapshot {
    readonly findings: readonly FindingRow[];
  }
}

export const findingSnapshot: SnapshotParts = {
  loaded: [{ scope: "REFERENCE", load: async (db) => ({ findings: await allFindings(db) }) }],
};
