import type { Snapshot } from "../../core/context.js";
import { OF_FILES } from "../../core/mutation/traced-table.js";
import type { LoadedPart, SnapshotParts } from "../../core/snapshot/snapshots.js";
import { areaTables } from "./area.store.js";
import { AreaTree } from "./area-tree.js";

declare module "../../core/context.js" {
  interface Snapshot {
    readonly areas: AreaTree;
  }
}

const tree: LoadedPart<Pick<Snapshot, "areas">> = {
  scope: "REFERENCE",
  tables: ["area", "area_name", "area_parent", "area_change", "area_spelling"],
  load: async (db) => ({ areas: new AreaTree(await areaTables(db)) }),
  async apply({ areas }, changed, db) {
    // A file may have changed areas of which it tells nothing.
    const ids = changed.has(OF_FILES) ? undefined : changed.get("Area");
    return ids ? { areas: areas.with(ids, await areaTables(db, ids)) } : null;
  },
};

export const areaSnapshot: SnapshotParts = { loaded: [tree] };
