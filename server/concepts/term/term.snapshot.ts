import type { SnapshotParts } from "../../core/snapshot/snapshots.js";
import { allTerms } from "./term.store.js";
import { Terms } from "./terms.js";

declare module "../../core/context.js" {
  interface Snapshot {
    readonly terms: Terms;
  }
}

export const termSnapshot: SnapshotParts = {
  loaded: [{ scope: "REFERENCE", tables: ["term"], load: async (db) => ({ terms: new Terms(await allTerms(db)) }) }],
};
