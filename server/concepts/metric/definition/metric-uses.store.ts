import type { Database, Transaction } from "../../../core/database/database.js";
import { type Sql } from "../../../core/database/database.js";
import { sqlOf } from "../../../core/database/sql.js";
import { campaignsWhere } from "../../reporting/campaign/reporting-campaign.store.js";
import type { MetricRow, MetricRules } from "./metric.store.js";

/** So many are named; where there are more, "…" says so. */
const MOST_NAMED = 5;

/** A figure that is named in a sentence. */
export interface NamedFigure {
  subject: string;
  from: string | null;
  on: string;
}

/** The last figures of a metric that meet a condition on `o`, blank cells that were asked for too. */
async function lastFigures(db: Database, metricId: number, condition: Sql): Promise<NamedFigure[]> {
  return db.query(
    "SELECT COALESCE(f.code, a.code) AS subject, o.from_date AS `from`, o.on_date AS `on` FROM observation o " +
      "LEFT JOIN facility f ON f.id = o.facility_id LEFT JOIN area a ON a.id = o.area_id " +
      `WHERE o.metric_id = ? AND (${condition.sql}) ORDER BY o.on_date DESC, o.id DESC LIMIT ${MOST_NAMED + 1}`,
    [metricId, ...condition.params],
  );
}

const EVERY = sqlOf("1 = 1");

/** What refers to a metric, and would be of something else by another kind, unit or subject. */
export interface MetricUses {
  figures: readonly NamedFigure[];
  /** Whether figures were withdrawn: what was on record on an earlier day is answered from them. */
  isWithdrawn: boolean;
  /** Codes of campaigns whose forms ask for it. */
  campaigns: readonly string[];
  /** Codes of forms that a document prints. */
  forms: readonly string[];
  /** Numbers of legal documents whose targets it measures. */
  targets: readonly string[];
  /** Whether a document is quoted with it. */
  isStated: boolean;
}

/** As a transaction sees them that has the row of the metric. However many figures there are: four statements. */
export async function usesOf(tx: Transaction, { id, code }: MetricRow): Promise<MetricUses> {
  const found = await tx.query<{ what: string; name: string }>(
    "SELECT 'withdrawn' AS what, '' AS name FROM metric WHERE id = ? AND (EXISTS (SELECT 1 FROM withdrawn_observation w WHERE w.metric_id = metric.id) " +
      "OR EXISTS (SELECT 1 FROM printed_figure p WHERE p.metric_id = metric.id)) " +
      "UNION SELECT 'form', f.code FROM report_form_column c JOIN report_form f ON f.id = c.form_id WHERE c.metric_id = ? " +
      "UNION SELECT 'form', f.code FROM report_form_figure c JOIN report_form f ON f.id = c.form_id WHERE c.metric_id = ? " +
      "UNION SELECT 'target', d.number FROM target t JOIN legal_document d ON d.id = t.legal_document_id WHERE t.metric_id = ? " +
      "UNION SELECT 'stated', '' FROM stated_total s WHERE s.metric_id = ?",
    [id, id, id, id, id],
  );
  const statements = await tx.query<{ metrics: string }>(
    "SELECT metrics FROM printed_statement WHERE metrics IS NOT NULL",
  );
  const campaigns = await campaignsWhere(tx, "definition <> ''");
  const named = (wanted: string) => found.flatMap(({ what, name }) => (what === wanted ? name : [])).sort();
  return {
    figures: await lastFigures(tx, id, EVERY),
    isWithdrawn: found.some(({ what }) => what === "withdrawn"),
    campaigns: campaigns.flatMap((campaign) =>
      campaign.definition?.forms.some(({ columns }) => columns.some(({ metric }) => metric === code))
        ? campaign.code
        : [],
    ),
    forms: named("form"),
    targets: named("target"),
    isStated:
      found.some(({ what }) => what === "stated") ||
      statements.some(({ metrics }) => metrics.split(" ").includes(code)),
  };
}

/** The last figures of a metric on record that other rules would refuse. */
export const figuresAgainst = (
  tx: Transaction,
  id: number,
  rules: Pick<MetricRow, "kind"> & MetricRules,
): Promise<NamedFigure[]> => lastFigures(tx, id, sqlOf(brokenBy(rules)));

/** What `mistakesIn` refuses of a figure `o`, in SQL: a metric may have millions of them. */
export function brokenBy({ kind, counts, least, most }: Pick<MetricRow, "kind"> & MetricRules): string {
  const isRatio = kind === "RATIO";
  const counted = (isRatio ? ["numerator", "denominator"] : ["value"]).map((part) => `o.\`${part}\``);
  const conditions = counted.flatMap((part) => [
    ...(least === "NEGATIVE" ? [] : [`${part} < 0`]),
    ...(counts === "WHOLE" ? [`${part} <> ROUND(${part})`] : []),
    ...(counts === "YES_NO" ? [`${part} NOT IN (0, 1)`] : []),
  ]);
  if (isRatio) conditions.push("o.`value` < 0");
  if (isRatio && most === "DENOMINATOR") conditions.push("o.`value` > 100", "o.numerator > o.denominator");
  return conditions.length === 0 ? "1 = 0" : conditions.join(" OR ");
}

/** At most so many names, with "…" where there are more. */
export const someOf = (names: readonly string[]): string =>
  names.slice(0, MOST_NAMED).join(", ") + (names.length > MOST_NAMED ? ", …" : "");
