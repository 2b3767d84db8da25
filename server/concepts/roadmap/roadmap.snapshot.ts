import type { Snapshot } from "../../core/context.js";
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
      tables: ["target", "milestone", "roadmap_year"],
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

/** The items of a year and a track; null or nothing: of all. With the years of another day those are meant. */
export const milestonesOf = (
  { milestones, terms }: Snapshot,
  year: number | null | undefined,
  track: string | null | undefined,
  yearOf: (milestone: MilestoneRow) => number | null = (milestone) => milestone.year,
): MilestoneRow[] =>
  milestones
    .all()
    .filter((milestone) => year == null || yearOf(milestone) === year)
    .filter(({ trackId }) => track == null || terms.byId(trackId).code === track);

/** The targets for a year; null or nothing: all. */
export const targetsFor = ({ targets }: Snapshot, year: number | null | undefined): TargetRow[] =>
  targets.all().filter((target) => year == null || target.year === year);
