import type { SnapshotParts } from "../../core/snapshot/snapshots.js";
import { areaTables } from "./area.store.js";
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
        return { areas: new AreaTree(...(await areaTables(db))) };
      },
    },
  ],
};
