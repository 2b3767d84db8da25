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
import { DiscrepancyKind } from "./discrepancy-kind.js";
import type { DiscrepancyRow } from "./discrepancy-row.js";

type Check = (input: CheckInput) => readonly DiscrepancyRow[];

/** The checks before those of levels and after them: each finds what it checks in the data, and answers matches as well. */
const BEFORE_LEVELS: readonly Check[] = [printedTotals, printedShares, levelSharesOf];
const AFTER_LEVELS: readonly Check[] = [statementDiscrepancies, otherSources, partsOfPeriods];

/** Those of what a report prints: no report of this kind has levels of facilities. */
const OF_REPORTS: readonly ((input: CheckInput) => readonly DiscrepancyRow[])[] = [
  ...[printedShares, statementDiscrepancies, otherSources, partsOfPeriods],
];

/** Every check that is not of a level, before those and after them. */
export type OtherChecks = Record<"before" | "after", readonly DiscrepancyRow[]>;

/**
 * Every figure that is checked, or those of some kinds. Each check looks at all that is on record, so they are made
 * together, and kept until what they look at changes: those of levels, which are most of a country's, do so apart from
 * figures. All requests share them. What the Department notes on a check hangs on its id.
 */
export async function allDiscrepancies(
  context: Context,
  kinds: readonly DiscrepancyKind[] | null = null,
): Promise<readonly DiscrepancyRow[]> {
  const { before, after } = kinds?.every((kind) => kind === "LEVEL") ? NOTHING : await otherChecks(context);
  const levels = kinds?.includes("LEVEL") === false ? [] : await levelChecks(context);
  return [...before, ...levels, ...after];
}

const NOTHING: OtherChecks = { before: [], after: [] };

function otherChecks(context: Context): Promise<OtherChecks> {
  const make = async (): Promise<OtherChecks> => {
    const input = await checkInputOf(context);
    const made = (checks: readonly Check[]) => checks.flatMap((check) => check(input));
    return { before: made(BEFORE_LEVELS), after: made(AFTER_LEVELS) };
  };
  const { revision } = context.snapshots;
  return revision ? context.shared.otherChecks.load([], revision, make) : make();
}

function levelChecks(context: Context): Promise<readonly DiscrepancyRow[]> {
  const make = () => reportedLevels(context);
  const { revision } = context.snapshots;
  return revision ? context.shared.levelChecks.load([], revision, make) : make();
}

/** What is checked of a document that was taken in as a report, as a transaction sees it. */
export async function checksOfReport(db: Database, snapshot: Snapshot, document: string): Promise<DiscrepancyRow[]> {
  const input = await checkInputOf({ db, snapshot });
  return OF_REPORTS.flatMap((check) => check(input)).filter(
    ({ sectionId }) => snapshot.citation(sectionId).document.code === document,
  );
}

export async function discrepanciesByKey(context: Context, keys: readonly string[]): Promise<DiscrepancyRow[]> {
  const wanted = new Set(keys);
  return (await allDiscrepancies(context, kindsOf({ code: keys }))).filter(({ id }) => wanted.has(id)).map(own);
}

/** Of which kinds the checks are that a filter can find; null: of any. A code begins with its kind. */
export function kindsOf({ kind, code }: { kind?: readonly string[] | null; code?: readonly string[] | null }) {
  const known = Object.values(DiscrepancyKind);
  const named = code?.map((each) => each.split(".")[0] ?? "") ?? kind;
  const kinds = known.filter((each) => named?.includes(each));
  return named?.every((each) => known.some((other) => other === each)) ? kinds : null;
}
