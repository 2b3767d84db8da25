import type { SnapshotParts } from "../../core/snapshot/snapshots.js";
import { allAreaChanges, allAreaNames, allAreaParents, allAreas } from "./area.store.js";
import { AreaTree } from "./area-tree.js";

declare module "../../core/context.js" {
  interface Snapshot {
    readonly areas: AreaTree;
  }
}

export const areaSnapshot: SnapshotParts = {
  loaded: [
    {
      scope: "REFERENCE",
      async load(db) {
        const tables = [allAreas(db), allAreaNames(db), allAreaParents(db), allAreaChanges(db)] as const;
        return { areas: new AreaTree(...(await Promise.all(tables))) };
      },
    },
  ],
};
