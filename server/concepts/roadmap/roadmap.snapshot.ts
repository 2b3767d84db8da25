import { Rows } from "../../core/snapshot/rows.js";
import type { SnapshotParts } from "../../core/snapshot/snapshots.js";
import { allMilestones, allRoadmapYears, allTargets, type MilestoneRow, type TargetRow } from "./roadmap.store.js";

declare module "../../core/context.js" {
  interface Snapshot {
    readonly targets: Rows<TargetRow>;
    readonly milestones: Rows<MilestoneRow>;
    readonly roadmapYears: readonly number[];
  }
}

export const roadmapSnapshot: SnapshotParts = {
  loaded: [
    {
      scope: "REFERENCE",
      async load(db) {
        const tables = [allTargets(db), allMilestones(db), allRoadmapYears(db)] as const;
        const [targets, milestones, years] = await Promise.all(tables);
        return {
          targets: new Rows(targets),
          milestones: new Rows(milestones),
          roadmapYears: years.map(({ year }) => year),
        };
      },
    },
  ],
};
