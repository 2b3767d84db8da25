import { reportedLevels } from "../assessment/level-discrepancy.js";
import type { Context } from "../context.js";
import type { Revision } from "../database/revision.js";
import { own } from "../loading/batch.js";
import { levelSharesOf } from "./checks/level-share.js";
import { printedShares } from "./checks/share.js";
import { statements } from "./checks/statement.js";
import { printedTotals } from "./checks/total.js";
import type { DiscrepancyRow } from "./discrepancy-row.js";
import { type Facts, factsOf } from "./facts.js";

type Check = (facts: Facts, context: Context) => readonly DiscrepancyRow[] | Promise<readonly DiscrepancyRow[]>;

/** Every check, in the order of their answers: each finds what it checks in the data, and answers matches as well. */
const CHECKS: readonly Check[] = [printedTotals, printedShares, levelSharesOf, reportedLevels, statements];

/** What was found as of a revision: a question may ask for it in many places, and all of it is computed at once. */
const found = new WeakMap<Revision, Promise<readonly DiscrepancyRow[]>>();

/** Every figure that is checked. What the Department notes on a check hangs on its id. */
export async function allDiscrepancies(context: Context): Promise<DiscrepancyRow[]> {
  const { revision } = context.progress;
  if (!revision) return checked(context);
  const all = found.get(revision) ?? checked(context);
  found.set(revision, all);
  return (await all).map(own);
}

async function checked(context: Context): Promise<DiscrepancyRow[]> {
  const facts = await factsOf(context);
  const rows: DiscrepancyRow[] = [];
  for (const check of CHECKS) rows.push(...(await check(facts, context)));
  return rows;
}

export async function discrepanciesByKey(context: Context, keys: readonly string[]): Promise<DiscrepancyRow[]> {
  return (await allDiscrepancies(context)).filter(({ id }) => keys.includes(id));
}
