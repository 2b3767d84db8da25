import { expect, it } from "@jest/globals";
import { type Aimed, areInConflict } from "../../server/concepts/roadmap/target/target-conflict.js";

const ONE: Aimed = { legalDocumentId: 1, year: 2030, dueOn: null, metricId: 7, value: 50, aims: [] };
const DUTY: Aimed = { ...ONE, metricId: null, value: null, dueOn: "2025-09-30", aims: ["A", "B"] };

it.each<[what: string, one: Aimed, other: Partial<Aimed>, expected: boolean]>([
  ["another value for the same year", ONE, { legalDocumentId: 2, value: 100 }, true],
  ["the same value", ONE, { legalDocumentId: 2 }, false],
  ["another year", ONE, { legalDocumentId: 2, value: 100, year: 2025 }, false],
  ["another metric", ONE, { legalDocumentId: 2, value: 100, metricId: 8 }, false],
  ["no value", ONE, { legalDocumentId: 2, value: null }, false],
  ["the steps of one document", ONE, { value: 100 }, false],
  ["two without a metric and an aim", { ...ONE, metricId: null }, { legalDocumentId: 2, value: 100 }, false],
  ["another last day for the same aim", DUTY, { legalDocumentId: 2, dueOn: "2026-12-31", aims: ["B", "C"] }, true],
  ["the year alone, for its last day", DUTY, { legalDocumentId: 2, dueOn: null, year: 2028 }, true],
  [
    "the last day of a year, for the year alone",
    { ...DUTY, dueOn: null },
    { legalDocumentId: 2, dueOn: "2030-12-31" },
    false,
  ],
  ["the same last day", DUTY, { legalDocumentId: 2, aims: ["B"] }, false],
  ["another last day for another aim", DUTY, { legalDocumentId: 2, dueOn: "2026-12-31", aims: ["C"] }, false],
])("a target and that of another document with %s", (_what, one, other, expected) => {
  const second = { ...one, ...other };
  expect([areInConflict(one, second), areInConflict(second, one)]).toEqual([expected, expected]);
});
