import type { Context, Snapshot } from "../../../core/context.js";
import type { Database } from "../../../core/database/database.js";
import { own } from "../../../core/snapshot/batch.js";
import { reportedLevels } from "../../assessment/level/level-discrepancy.js";
import { levelSharesOf } from "../checks/level-share.js";
import { otherSources } from "../checks/other-source.js";
import { partsOfPeriods } from "../checks/part-of-period.js";
import { printedShares } from "../checks/share.js";
import { statementDiscrepancies } from "../checks/statement-checks.js";
import { printedTotals } from "../checks/total.js";
import { type CheckInput, checkInputOf } from "./check-input.js";
import type { DiscrepancyRow } from "./discrepancy-row.js";

type Check = (input: CheckInput, context: Context) => readonly DiscrepancyRow[] | Promise<readonly DiscrepancyRow[]>;

/** Every check, in the order of their answers: each finds what it checks in the data, and answers matches as well. */
const CHECKS: readonly Check[] = [
  ...[printedTotals, printedShares, levelSharesOf, reportedLevels],
  ...[statementDiscrepancies, otherSources, partsOfPeriods],
];

/** Those of what a report prints: no report of this kind has levels of facilities. */
const OF_REPORTS: readonly ((input: CheckInput) => readonly DiscrepancyRow[])[] = [
  ...[printedShares, statementDiscrepancies, otherSources, partsOfPeriods],
];

/**
 * Every figure that is checked: each check looks at all that is on record, so they are made together, and kept until
 * anything changes. All requests share them. What the Department notes on a check hangs on its id.
 */
export async function allDiscrepancies(context: Context): Promise<readonly DiscrepancyRow[]> {
  const { snapshots, shared } = context;
  return snapshots.revision
    ? shared.discrepancies.load([], snapshots.revision, () => checked(context))
    : checked(context);
}

async function checked(context: Context): Promise<DiscrepancyRow[]> {
  const input = await checkInputOf(context);
  const rows: DiscrepancyRow[] = [];
  for (const check of CHECKS) rows.push(...(await check(input, context)));
  return rows;
}

/** What is checked of a document that was taken in as a report, as a transaction sees it. */
export async function checksOfReport(db: Database, snapshot: Snapshot, document: string): Promise<DiscrepancyRow[]> {
  const input = await checkInputOf({ db, snapshot });
  return OF_REPORTS.flatMap((check) => check(input)).filter(
    ({ sectionId }) => snapshot.citation(sectionId).document.code === document,
  );
}

export async function discrepanciesByKey(context: Context, keys: readonly string[]): Promise<DiscrepancyRow[]> {
  return (await allDiscrepancies(context)).filter(({ id }) => keys.includes(id)).map(own);
}
