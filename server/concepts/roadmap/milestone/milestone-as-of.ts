import { groupBy } from "../../../core/collections/groups.js";
import type { Database } from "../../../core/database/database.js";
import type { Changes } from "../../../core/mutation/audit-entry.js";
import { dayAt } from "../../../core/time/clock.js";
import { type ActOn, actsOn } from "../../trail/trail.store.js";
import type { MilestoneRow } from "../roadmap.store.js";
import { type MilestoneProgressRow, progressOfProvince } from "./milestone-progress.store.js";
import type { Status } from "./milestone-steps.js";

/** What can be told of a milestone as of a day. */
export type MilestoneState = Pick<MilestoneRow, "status" | "year">;

/** A value that something got on a day. */
interface Step<T> {
  day: string;
  value: T;
}

const RECORDED = "milestoneRecordProgress";
const CORRECTED = "milestoneCorrectProgress";

/**
 * How milestones stood at the end of a day of each, null being now: by the reports of the province until then, each by the day it holds
 * for and as it is corrected by now, and by decisions and imports on the days on which they were made.
 */
export async function statesOn(
  db: Database,
  asked: readonly { milestone: MilestoneRow; asOf: string | null }[],
): Promise<MilestoneState[]> {
  const ids = [...new Set(asked.map(({ milestone }) => milestone.id))];
  const [acts, reports] = await Promise.all([actsOn(db, "Milestone", ids), progressOfProvince(db, ids)]);
  const [actsOf, reportsOf] = [
    groupBy(acts, ({ objectId }) => objectId),
    groupBy(reports, ({ milestoneId }) => milestoneId),
  ];
  return asked.map(({ milestone, asOf }) =>
    asOf === null
      ? milestone
      : stateOn(milestone, actsOf.get(milestone.id) ?? [], reportsOf.get(milestone.id) ?? [], asOf),
  );
}

/** How each of these stood at the end of a day, by its id. */
export async function statesById(
  db: Database,
  milestones: readonly MilestoneRow[],
  asOf: string,
): Promise<(milestone: MilestoneRow) => MilestoneState> {
  const states = await statesOn(
    db,
    milestones.map((milestone) => ({ milestone, asOf })),
  );
  const byId = new Map(milestones.map(({ id }, i) => [id, states[i]]));
  return (milestone) => byId.get(milestone.id) ?? milestone;
}

/** Acts by version, reports by step: those of the province and the acts that recorded them come in the same order. */
function stateOn(
  milestone: MilestoneRow,
  acts: readonly Pick<ActOn, "act" | "actedAt" | "changes">[],
  reports: readonly Pick<MilestoneProgressRow, "on" | "status">[],
  day: string,
): MilestoneState {
  const rest = [...reports];
  const statuses: Step<Status>[] = [];
  const years: Step<number | null>[] = [];
  let first: { status?: Status; year?: number | null } = {};
  for (const { act, actedAt, changes } of acts) {
    const { status, year } = JSON.parse(changes) as Changes;
    const acted = dayAt(Date.parse(actedAt));
    if (status) first = { status: (status[0] ?? status[1]) as Status, ...first };
    if (year) first = { year: year[0] as number | null, ...first };
    const report = act === RECORDED ? rest.shift() : undefined;
    if (report) statuses.push({ day: report.on, value: report.status });
    else if (status && act !== CORRECTED) statuses.push({ day: acted, value: status[1] as Status });
    if (year) years.push({ day: acted, value: year[1] as number | null });
  }
  const lastUntil = <T>(steps: readonly Step<T>[]) => steps.filter((step) => step.day <= day).at(-1);
  const [reached, planned] = [lastUntil(statuses), lastUntil(years)];
  return {
    status: reached ? reached.value : (first.status ?? milestone.status),
    year: planned ? planned.value : first.year !== undefined ? first.year : milestone.year,
  };
}
