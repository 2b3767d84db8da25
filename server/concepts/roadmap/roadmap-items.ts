import type { Snapshot } from "../../core/context.js";
import type { MilestoneRow, TargetRow } from "./roadmap.store.js";

/** The items of a year and a track; null or nothing: of all. */
export const milestonesOf = (
  { milestones, terms }: Snapshot,
  year: number | null | undefined,
  track: string | null | undefined,
): MilestoneRow[] =>
  milestones
    .all()
    .filter((milestone) => year == null || milestone.year === year)
    .filter(({ trackId }) => track == null || terms.byId(trackId).code === track);

/** The targets for a year; null or nothing: all. */
export const targetsFor = ({ targets }: Snapshot, year: number | null | undefined): TargetRow[] =>
  targets.all().filter((target) => year == null || target.year === year);
