import { levelDiscrepancies } from "../assessment/level-discrepancy.js";
import type { Context } from "../context.js";
import { type Comparison, compareCount, compareShare } from "./compare.js";
import { levelShares, statedShares, statedTotals } from "./discrepancy.store.js";
import { percentOf } from "./ratio.js";

/** A printed figure beside the one recomputed from the loaded rows. */
export interface DiscrepancyRow {
  /** What was checked: the same on every server. */
  id: string;
  statement: string;
  stated: string;
  recomputed: string | null;
  status: Comparison;
  sectionId: number;
}

/** Every figure that is checked, in the order of the checks. A check that finds nothing wrong is a MATCH. */
export async function allDiscrepancies(context: Context): Promise<DiscrepancyRow[]> {
  const { db, reference } = context;
  const [totals, shares, levels] = [await statedTotals(db), await statedShares(db), await levelShares(db)];
  const nameOf = (metricId: number) => reference.metrics.byId(metricId).nameVi;
  return [
    ...totals.map((row) => ({
      id: `TOTAL.${reference.metrics.byId(row.metricId).code}.${row.part}.${row.onDate}`,
      statement: row.labelVi,
      stated: row.printed,
      recomputed: row.recomputed === null ? null : inPrint(row.recomputed),
      status: compareCount(row.printed, row.recomputed),
      sectionId: row.sectionId,
    })),
    ...shares.map((row) => {
      const stated = `${inPrint(row.value)}%`;
      const percent = percentOf(row.numerator, row.denominator);
      return {
        id: `SHARE.${reference.metrics.byId(row.metricId).code}.${row.subject}.${row.on}`,
        statement: `${nameOf(row.metricId)} (${dayInPrint(row.on)})`,
        stated,
        recomputed: percent === null ? null : `${inPrint(percent)}%`,
        status: compareShare(stated, row.numerator, row.denominator),
        sectionId: row.sectionId,
      };
    }),
    ...levels.map((row) => {
      const { code } = reference.rounds.byId(row.roundId);
      const stated = /\d/.test(row.printed) ? row.printed : "0%";
      const percent = percentOf(row.count, row.assessed);
      return {
        id: `LEVEL_SHARE.${code}.${row.level}`,
        statement: `Tỷ lệ đơn vị ở mức ${row.level} năm ${code}`,
        stated: row.printed,
        recomputed: percent === null ? null : `${inPrint(percent)}% (${row.count}/${row.assessed})`,
        status: compareShare(stated, row.count, row.assessed),
        sectionId: row.sectionId,
      };
    }),
    ...(await levelDiscrepancies(context)),
  ];
}

export async function discrepanciesByKey(context: Context, keys: readonly string[]): Promise<DiscrepancyRow[]> {
  return (await allDiscrepancies(context)).filter(({ id }) => keys.includes(id));
}

/** As the documents print numbers: dots between thousands, a comma before decimals. */
const inPrint = (number: number): string => {
  const [whole = "", fraction] = String(number).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ".");
  return fraction === undefined ? grouped : `${grouped},${fraction}`;
};

const dayInPrint = (day: string): string => day.split("-").reverse().join("/");
