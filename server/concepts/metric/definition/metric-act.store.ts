import type { Transaction } from "../../../core/database/database.js";
import { insertOne, upsert } from "../../../core/database/upsert.js";
import { changeVersioned } from "../../../core/mutation/mutation-run.js";
import { METRIC, METRIC_EXPECTATION, METRIC_MEANING, METRIC_RULE } from "./metric.row.js";
import type { MetricRow } from "./metric.store.js";

/** What people say of a metric. */
export type MetricValues = Omit<MetricRow, "id" | "version">;

/** Adds a metric behind the others; null: another one has the code. */
export async function addMetric(tx: Transaction, values: MetricValues): Promise<number | null> {
  const [last] = await tx.query<{ position: number }>("SELECT position FROM metric ORDER BY position DESC LIMIT 1");
  const position = (last?.position ?? -1) + 1;
  const id = await insertOne(tx, METRIC, ["code"], { ...ofMetric(values), position });
  if (id !== null) await writeBeside(tx, id, null, values);
  return id;
}

export async function changeMetric(tx: Transaction, before: MetricRow, values: MetricValues): Promise<MetricRow> {
  await changeVersioned(tx, METRIC, before, ofMetric(values));
  await writeBeside(tx, before.id, before, values);
  return { ...values, id: before.id, version: before.version + 1 };
}

/** Takes a metric off the record with all that is said of it; nobody else refers to it. */
export async function removeMetric(tx: Transaction, { id, code }: MetricRow): Promise<void> {
  await tx.query("DELETE FROM metric_expectation WHERE metric_id = ?", [id]);
  for (const table of ["metric_meaning", "metric_rule"])
    await tx.query(`DELETE FROM ${table} WHERE metric_code = ?`, [code]);
  await tx.query("DELETE FROM metric WHERE id = ?", [id]);
}

const ofMetric = (values: MetricValues) => ({
  ...{ code: values.code, nameVi: values.nameVi, nameEn: values.nameEn, kind: values.kind },
  ...{ subjectType: values.subjectType, unitId: values.unitId, programmeId: values.programmeId },
  ...{ numeratorVi: values.numeratorVi, numeratorEn: values.numeratorEn },
  ...{ denominatorVi: values.denominatorVi, denominatorEn: values.denominatorEn },
  ...{ legalDocumentId: values.legalDocumentId, noteVi: values.noteVi, noteEn: values.noteEn },
});
const meaningOf = ({ direction, numeratorUnitId, denominatorUnitId, unitsBasisVi, unitsBasisEn }: MetricValues) => ({
  ...{ direction, numeratorUnitId, denominatorUnitId, unitsBasisVi, unitsBasisEn },
});
const ruleOf = ({ counts, least, most, rulesBasisVi, rulesBasisEn }: MetricValues) => ({
  ...{ counts, least, most, rulesBasisVi, rulesBasisEn },
});
const expectationOf = ({ expectedOf, expectedFormId, expectedBasisVi, expectedBasisEn }: MetricValues) => ({
  ...{ expectedOf, expectedFormId, expectedBasisVi, expectedBasisEn },
});

/** What stands in tables of its own is written where it is another than before. */
async function writeBeside(
  tx: Transaction,
  metricId: number,
  before: MetricValues | null,
  values: MetricValues,
): Promise<void> {
  const { code: metricCode } = values;
  const differs = (partOf: (of: MetricValues) => object) =>
    before === null || JSON.stringify(partOf(before)) !== JSON.stringify(partOf(values));
  if (differs(meaningOf)) await upsert(tx, METRIC_MEANING, ["metricCode"], [{ metricCode, ...meaningOf(values) }]);
  if (differs(ruleOf)) await upsert(tx, METRIC_RULE, ["metricCode"], [{ metricCode, ...ruleOf(values) }]);
  if (differs(expectationOf))
    await upsert(tx, METRIC_EXPECTATION, ["metricId"], [{ metricId, ...expectationOf(values) }]);
}
