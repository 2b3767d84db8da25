import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Reader } from "../../server/concepts/import/reader.js";
import { metricExpectations, metricMeanings, metrics } from "../../server/concepts/metric/definition/metric.import.js";
import { belongTogether } from "../../server/concepts/metric/definition/metric-definition.js";
import { importLines, problemsOf } from "../support/importing.js";
import { rowsOf } from "../support/markdown.js";
import { type Data, dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const MORE = [
  ...["COVID_DOSES_ENTERED", "COVID_VACCINE_PASSPORTS", "HEALTH_RECORD_COVERAGE", "HEALTH_RECORD_LINKED_FACILITIES"],
  ...["IMMUNISATION_DATA_LINKED", "ID_CARD_FACILITIES", "ID_CARD_LOOKUPS_SUCCEEDED", "EMR_APPRAISED_PAPERLESS"],
  ...["EMR_SNOMED", "IT_STAFF_PER_FACILITY", "LINKUP_ACCOUNT", "LINKUP_CONNECTED", "LINKUPS_SUCCEEDED"],
  ...["HEALTH_RECORDS_CREATED_SHARE", "HEALTH_RECORDS_UPDATED_SHARE"],
];
const LESS = [
  ...["COVID_DOSES_NOT_ENTERED", "COVID_RECORDS_OWED", "COVID_INVALID_RECORDS", "EMR_NOT_DEPLOYED", "LINKUPS_FAILED"],
];
/** Ratios whose counts count two things: a record for each person. */
const PAIRED = [
  ...["COVID_VACCINE_PASSPORTS", "HEALTH_RECORD_COVERAGE"],
  ...["HEALTH_RECORDS_CREATED_SHARE", "HEALTH_RECORDS_UPDATED_SHARE"],
];

describe("The definition of a metric", () => {
  let server: TestServer;
  let all: Data[];
  beforeAll(async () => {
    server = await startTestServer();
    all = (
      await dataOf(
        server,
        `{ metrics { code kind direction numeratorVi numeratorEn denominatorVi denominatorEn unit { code } programme { code }
           numeratorUnit { code } denominatorUnit { code } unitsBasisVi unitsBasisEn legalDocument { number } } }`,
      )
    ).metrics;
  });
  afterAll(() => server.close());

  it("says of 35 metrics whether more or less is better, or neither", () => {
    const of = (wanted: string) => all.filter(({ direction }) => direction === wanted).map(({ code }) => code);
    expect(all).toHaveLength(35);
    expect(of("MORE_IS_BETTER").sort()).toEqual([...MORE].sort());
    expect(of("LESS_IS_BETTER").sort()).toEqual([...LESS].sort());
    expect(of("NEITHER")).toHaveLength(35 - MORE.length - LESS.length);
  });

  it("has numerator and denominator in words of both languages, and in units, for every ratio", () => {
    const ratios = all.filter(({ kind }) => kind === "RATIO");
    expect(ratios).toHaveLength(18);
    for (const metric of ratios) {
      expect(metric.unit).toEqual({ code: "PERCENT" });
      for (const word of ["numeratorVi", "numeratorEn", "denominatorVi", "denominatorEn"])
        expect(metric[word]).toMatch(/\S/);
      const differs = metric.numeratorUnit.code !== metric.denominatorUnit.code;
      expect([metric.code, differs]).toEqual([metric.code, PAIRED.includes(metric.code)]);
      expect([metric.unitsBasisVi !== null, metric.unitsBasisEn !== null]).toEqual([differs, differs]);
    }
  });

  it("has no percentage without counts, and no units of counts where there is no ratio", () => {
    for (const { kind, unit, numeratorUnit, denominatorUnit } of all.filter((metric) => metric.kind !== "RATIO"))
      expect([kind, unit.code === "PERCENT", numeratorUnit, denominatorUnit]).toEqual(["COUNT", false, null, null]);
  });

  it("says of whom figures are due, and why, in both languages, as the glossary has it", async () => {
    const { metrics } = await dataOf(server, "{ metrics { code expectedOf expectedBasisVi expectedBasisEn } }");
    const [, section = ""] = readFileSync("docs/glossary.md", "utf8").split("## Whose figures are due");
    const [, ...rows] = rowsOf(section.split("\n## ")[0] ?? "");
    expect(rows).toEqual(
      metrics.map(({ code, expectedOf, expectedBasisVi, expectedBasisEn }: Data) => {
        const [appendix = ""] = /^Phụ lục \d/.exec(expectedBasisVi) ?? [];
        const dueFrom = { CAMPAIGN_RECIPIENTS: appendix, ALL_SUBJECTS: "all subjects" }[String(expectedOf)];
        return [`\`${code}\``, dueFrom, expectedBasisVi, expectedBasisEn];
      }),
    );
    expect(rows).toHaveLength(35);
    expect(rows.every((cells) => cells.length === 4 && cells.every((cell) => cell !== ""))).toBe(true);
  });

  it("names the document that asks for it, except for IT staff per facility, for which none is named", () => {
    expect(all.filter(({ legalDocument }) => legalDocument === null).map(({ code }) => code)).toEqual([
      "IT_STAFF_PER_FACILITY",
    ]);
  });

  const GOOD = {
    ...{ code: "OWN", name_vi: "Tỷ lệ", name_en: "Share", programme: "HEALTH_RECORD_2019", unit: "PERCENT" },
    ...{ kind: "RATIO", subject_type: "DISTRICT", numerator_vi: "lượt", numerator_en: "link-ups" },
    ...{ denominator_vi: "lượt", denominator_en: "link-ups", metric: "OWN", direction: "MORE_IS_BETTER" },
    ...{ numerator_unit: "LINKUP", denominator_unit: "LINKUP", units_basis_vi: "", units_basis_en: "" },
  };
  const bringIn = ({ name, columns }: Reader, cells: Partial<typeof GOOD>) => {
    const row = columns.map((column) => ({ ...GOOD, ...cells })[column as keyof typeof GOOD] ?? "");
    return importLines(server.db, name, `own-${name}.csv`, [columns.join(","), row.join(",")]);
  };
  const refused = async (reader: Reader, cells: Partial<typeof GOOD>) =>
    (await problemsOf(bringIn(reader, cells))).map(({ column, code }) => `${code} ${column}`);

  it.each<[what: string, cells: Partial<typeof GOOD>, problem: string]>([
    ["link-ups over children", { denominator_unit: "CHILD" }, "INCONSISTENT denominator_unit"],
    [
      "a pair that only one language documents",
      { denominator_unit: "CHILD", units_basis_en: "One each." },
      "INCONSISTENT denominator_unit",
    ],
    ["the unit of one count alone", { numerator_unit: "" }, "MISSING_VALUE numerator_unit"],
    ["an unknown unit", { numerator_unit: "LINK", denominator_unit: "LINK" }, "UNKNOWN_NAME numerator_unit"],
    ["a direction that is none", { direction: "UP" }, "NOT_A_CHOICE direction"],
  ])("has no meaning of %s", async (_what, cells, problem) => {
    expect(await refused(metricMeanings, cells)).toContain(problem);
  });

  it.each<[what: string, cells: Partial<typeof GOOD>, problem: string]>([
    ["a ratio of which nobody said what it counts", {}, "INCONSISTENT kind"],
    ["a ratio in another unit than percent", { unit: "LINKUP" }, "INCONSISTENT unit"],
    ["a ratio without its denominator in words", { denominator_vi: "" }, "MISSING_VALUE denominator_vi"],
    ["a percentage that is no ratio", { kind: "COUNT" }, "INCONSISTENT unit"],
  ])("is refused for %s", async (_what, cells, problem) => {
    expect(await refused(metrics, cells)).toContain(problem);
  });

  it.each<[what: string, row: string, problem: string]>([
    ["a rule that is none", "LINKUPS,WHO_REPORTED,,Lý do.,Reason.", "NOT_A_CHOICE expected_of"],
    [
      "recipients of no appendix, where one asks for it",
      "LINKUPS,CAMPAIGN_RECIPIENTS,,Lý do.,Reason.",
      "MISSING_VALUE appendix",
    ],
    ["an appendix beside all subjects", "LINKUPS,ALL_SUBJECTS,Phụ lục 2,Lý do.,Reason.", "INCONSISTENT appendix"],
    ["no reason", "LINKUPS,ALL_SUBJECTS,,Lý do.,", "MISSING_VALUE basis_en"],
  ])("is due from nobody by %s", async (_what, row, problem) => {
    const lines = [metricExpectations.columns.join(","), row];
    const problems = await problemsOf(importLines(server.db, "metric-expectations", "own-due.csv", lines));
    expect(problems.map(({ column, code }) => `${code} ${column}`)).toEqual([problem]);
  });

  it("is taken for two counts of the same, and for two that a document pairs; a count needs no meaning", async () => {
    await bringIn(metricMeanings, { metric: "OWN" });
    await bringIn(metrics, {});
    const paired = { denominator_unit: "CHILD", units_basis_vi: "Mỗi trẻ một lượt.", units_basis_en: "One each." };
    await bringIn(metricMeanings, { metric: "PAIRED", ...paired });
    await bringIn(metrics, { code: "PAIRED" });
    await bringIn(metrics, { code: "PLAIN", kind: "COUNT", unit: "LINKUP" });
    const { metrics: all } = await dataOf(
      server,
      "{ metrics { code direction denominatorUnit { code } unitsBasisEn } }",
    );
    const of = (wanted: string) => all.find(({ code }: Data) => code === wanted);
    const own = { code: "OWN", direction: "MORE_IS_BETTER", denominatorUnit: { code: "LINKUP" }, unitsBasisEn: null };
    expect(of("OWN")).toEqual(own);
    expect(of("PAIRED")).toEqual({
      ...own,
      code: "PAIRED",
      denominatorUnit: { code: "CHILD" },
      unitsBasisEn: "One each.",
    });
    expect(of("PLAIN")).toEqual({ ...own, code: "PLAIN", direction: "NEITHER", denominatorUnit: null });
  });
});

it.each([
  ["DOSE", "DOSE", null, true],
  ["LINKUP", "CHILD", null, false],
  ["RECORD", "PERSON", null, false],
  ["RECORD", "PERSON", "One record for each person.", true],
])("%s over %s, documented as %p, belong together: %p", (numerator, denominator, basis, expected) => {
  expect(belongTogether({ numerator, denominator, basis })).toBe(expected);
});
