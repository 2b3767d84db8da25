// What is known of the synthetic units: rounds with their results, metrics with their figures, the roadmap.
import { FIRST_YEAR, METRICS, MONTHS, metricCode, numbers, reportingUnits, roundYears, seeded } from "./scales.mjs";

const LEVELLED = ["INFRASTRUCTURE", "HIS"];
const GRADED = ["MANAGEMENT", "LIS", "RIS_PACS", "EMR"];
const GRADES = [null, "BASIC", "ADVANCED"];
const STATUSES = ["PLANNED", "IN_PROGRESS", "DONE", "DELAYED"];

export function* facts(scale, shared) {
  yield* assessments(scale, shared);
  yield* figures(scale, shared);
  yield* roadmap(shared);
}

function* assessments(scale, { section }) {
  const pick = seeded(2);
  const rounds = roundYears(scale).map((year, i) => ({ id: i + 1, year, last: i + 1 === scale.rounds }));
  yield {
    table: "assessment_round",
    columns: ["id", "section_id", "code", "year", "opened_on", "closed_on", "known_on"],
    rows: rounds.map(({ id, year }) => [
      id,
      section,
      String(year),
      year,
      `${year}-10-01`,
      `${year}-12-07`,
      `${year}-12-07`,
    ]),
  };
  // Departments are not assessed; one unit in ten is not in the newest round; a level is blank now and then.
  const units = numbers(scale.facilities).filter((i) => i > scale.provinces);
  const taken = rounds.flatMap(({ id, last }) =>
    units.filter((i) => !(last && i % 10 === 0)).map((facility) => ({ facility, round: id })),
  );
  yield {
    table: "assessment",
    columns: ["id", "facility_id", "round_id", "section_id", "status", "reported_level"],
    rows: taken.map(({ facility, round }, i) => [
      i + 1,
      facility,
      round,
      section,
      "PUBLISHED",
      pick(20) === 0 ? null : 1 + pick(7),
    ]),
  };
  yield {
    table: "component_result",
    columns: ["assessment_id", "component", "level", "grade"],
    rows: componentsOf(taken.length, pick),
  };
}

function* componentsOf(assessments, pick) {
  for (let id = 1; id <= assessments; id += 1) {
    for (const component of LEVELLED) yield [id, component, pick(12) === 0 ? null : 1 + pick(7), null];
    for (const component of GRADED) yield [id, component, null, GRADES[pick(3)]];
  }
}

const isRatio = (metric) => metric % 3 === 0;

function* figures(scale, { section, termId }) {
  yield {
    table: "metric",
    columns: ["id", "code", "name_vi", "name_en", "kind", "subject_type", "unit_id", "programme_id", "position"],
    rows: numbers(METRICS).map((i) => [
      i,
      metricCode(i),
      `Chỉ số tổng hợp ${i}`,
      `Synthetic metric ${i}`,
      isRatio(i) ? "RATIO" : "COUNT",
      "FACILITY",
      termId("UNIT", isRatio(i) ? "PERCENT" : "TIMES"),
      termId("PROGRAMME", "SYNTHETIC"),
      i,
    ]),
  };
  yield {
    table: "observation",
    columns: [
      ...["metric_id", "section_id", "facility_id", "subject_key", "on_date", "from_date", "from_key"],
      ...["value", "numerator", "denominator", "approximate", "reported"],
    ],
    rows: observations(scale, section),
  };
}

/** One figure of each metric, unit and month; one in fifty was asked for and is blank. */
function* observations(scale, section) {
  const pick = seeded(3);
  const units = reportingUnits(scale);
  const months = Array.from({ length: MONTHS }, (_, m) => monthOf(m));
  for (let metric = 1; metric <= METRICS; metric += 1) {
    for (const unit of units) {
      for (const { from, on } of months) {
        const known = [metric, section, unit, `F${unit}`, on, from, from];
        const denominator = 100 + pick(5000);
        if (pick(50) === 0) yield [...known, null, null, null, 0, 0];
        else if (isRatio(metric)) yield [...known, null, pick(denominator), denominator, 0, 1];
        else yield [...known, denominator / 4, null, null, 0, 1];
      }
    }
  }
}

/** The first and last day of the month that comes `m` months after the first. */
export function monthOf(m) {
  const day = (date) => date.toISOString().slice(0, 10);
  return { from: day(new Date(Date.UTC(FIRST_YEAR, m, 1))), on: day(new Date(Date.UTC(FIRST_YEAR, m + 1, 0))) };
}

function* roadmap({ section, termId }) {
  const years = [2026, 2027, 2028, 2029, 2030];
  yield {
    table: "roadmap_year",
    columns: ["section_id", "year"],
    rows: years.map((year) => [section, year]),
  };
  yield {
    table: "milestone",
    columns: ["track_id", "section_id", "box", "year", "title_vi", "status", "position"],
    rows: numbers(20).map((i) => [
      termId("TRACK", i % 2 ? "SOFTWARE" : "INFRASTRUCTURE"),
      section,
      "ABCDEFG"[i % 7],
      years[i % 5],
      `Mốc tổng hợp ${i}`,
      STATUSES[i % 4],
      i,
    ]),
  };
}
