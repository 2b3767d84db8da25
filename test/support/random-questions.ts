import { OPERATIONS } from "./corpus.js";
import type { Below } from "./random.js";

/** A question as it is sent: in words, or by the address of a file. */
export interface Asked {
  query?: string;
  variables?: Record<string, unknown>;
  path?: string;
}

const CODES = ["BV-MAT", "BV-TAMTHAN", "BV-GTVT", "TTYT-PHUVANG", "PK-MEDIC-69NH", "SYT", "NONE", "474", "478", "46"];
const METRICS = ["LINKUPS", "LINKUPS_FAILED", "POPULATION_MANAGED", "CHILDREN_UNDER_1"];
const DAYS = ["asOf", "on", "from", "to", "day", "recordedAsOf"];

const UNIT = `code name openedOn closedOn noteVi actualBeds profileFrom version facilityType { code labelEn }
  area { code name validTo } parent { code } ancestors { code } children { code name } guidedBy { code } guides { code }
  names { name validFrom validTo } aliases successor { code } predecessors { code }`;

/** What depends on the day, on who asks, in which language, and on what was done. */
export const QUESTIONS: readonly (readonly [query: string, parts: readonly string[]])[] = [
  [
    `query ($asOf: LocalDate, $first: Int, $after: String, $order: FacilityOrder, $filter: FacilityFilter) {
      facilities(asOf: $asOf, first: $first, after: $after, orderBy: $order, filter: $filter) {
        totalCount nodes { code name area { code } parent { code } } pageInfo { hasNextPage endCursor } } }`,
    ["asOf", "first", "after", "order", "filter"],
  ],
  ["query ($asOf: LocalDate) { facilities(asOf: $asOf) { totalCount } }", ["asOf"]],
  [`query ($code: String!, $asOf: LocalDate) { facility(code: $code, asOf: $asOf) { ${UNIT} } }`, ["code", "asOf"]],
  [
    `query ($code: String!, $asOf: LocalDate, $on: LocalDate) { facility(code: $code, asOf: $asOf) {
      area(asOf: $on) { name } parent(asOf: $on) { name } children(asOf: $on) { name }
      assessments { round { code } version status reportedLevel components { component level grade } computedLevel { level reasons } }
      assessmentDrafts { status version reportedLevel } statedNeeds { needed system { code } }
      latestObservations { on value metric { code nameEn } } auditTrail(first: 3) { totalCount nodes { act actor } } } }`,
    ["code", "asOf", "on"],
  ],
  [
    `query ($code: String!, $asOf: LocalDate) { area(code: $code, asOf: $asOf) { name validFrom validTo parent { name }
      children { code name } changes { kind } facilities(first: 3) { totalCount nodes { name } pageInfo { endCursor } } } }`,
    ["code", "asOf"],
  ],
  ["query ($asOf: LocalDate) { areas(asOf: $asOf) { code name validTo } }", ["asOf"]],
  [
    `query ($names: [String!]!, $asOf: LocalDate) { matchNames(names: $names, asOf: $asOf) {
      status reason facility { name } candidates { facility { code } distance } } }`,
    ["names", "asOf"],
  ],
  [
    `query ($metric: String!, $code: String, $on: LocalDate, $from: LocalDate, $to: LocalDate, $recordedAsOf: LocalDate) {
      metric(code: $metric) {
        total(under: $code, on: $on) { on value reporting expected ratio { numerator denominator percent } }
        totals(under: $code, from: $from, to: $to) { on value reporting expected }
        series(subject: $code, from: $from, to: $to, recordedAsOf: $recordedAsOf) { on value version }
        league(under: $code, on: $on, first: 5) { on totalCount nodes { rank subject { ... on Facility { name } } } } } }`,
    ["metric", "code", "on", "from", "to", "recordedAsOf"],
  ],
  ["query ($on: LocalDate!) { ruleSets(on: $on) { code nameEn validFrom validTo } }", ["on"]],
  [
    `query ($code: String) { assessmentRounds { code state version levelDistribution(under: $code) { level count }
      comparison(with: "2020", under: $code) { up down same unknown } systemDemand(under: $code) { needed } } }`,
    ["code"],
  ],
  [
    `query ($code: String, $first: Int, $after: String, $filter: FacilityFilter) { assessmentRounds { code
      assessments(first: $first, after: $after, filter: { under: $code, facility: $filter }, orderBy: { field: REPORTED_LEVEL, direction: DESC }) {
        totalCount nodes { reportedLevel version facility { name } } pageInfo { hasNextPage endCursor } } } }`,
    ["code", "first", "after", "filter"],
  ],
  [
    `query ($metric: String!, $code: String, $asOf: LocalDate, $from: LocalDate, $first: Int, $after: String) {
      observations(filter: { metrics: [$metric], under: $code, from: $from }, asOf: $asOf, first: $first, after: $after) {
        totalCount nodes { on value version subject { ... on Facility { name } ... on Area { name } } } pageInfo { hasNextPage endCursor } } }`,
    ["metric", "code", "asOf", "from", "first", "after"],
  ],
  [
    `query ($first: Int, $after: String, $asOf: LocalDate) {
      discrepancyConnection(first: $first, after: $after) { totalCount nodes { code status } pageInfo { hasNextPage endCursor } }
      areaConnection(first: 5, asOf: $asOf) { totalCount nodes { name } pageInfo { hasNextPage endCursor } } }`,
    ["first", "after", "asOf"],
  ],
  [`{ discrepancies { id status stated recomputed explanationEn explanationVi note { textVi } } }`, []],
  ["{ viewer { role scopes account { name facility { name } } } }", []],
  ["{ accounts { name role facility { name } } apiKeys { label scopes } }", []],
  ["{ auditEntries(first: 5) { totalCount nodes { act actor objectType version } pageInfo { endCursor } } }", []],
  ["{ changes { cursor hasMore } importedFiles { file rowCount } }", []],
  [
    "query ($on: LocalDate) { targets { id progress(on: $on) { status on distance daysLeft } } legalDocuments { number } }",
    ["on"],
  ],
  [
    "{ roadmap { milestones { status version progress(first: 2) { totalCount nodes { on status facility { name } } } } } }",
    [],
  ],
];

const FILES = ["facilities.csv", "areas.csv"];

/** Questions at random, with cursors of pages that were answered before. */
export class RandomQuestions {
  readonly #cursors: string[] = [];
  days: readonly string[] = [];

  constructor(private readonly random: Below) {}

  next(): Asked {
    const kind = this.random(10);
    if (kind === 0) return { path: `/export/${this.#one(FILES)}?asOf=${this.#one(this.days)}` };
    if (kind < 4) return this.#ofCorpus();
    const [query, parts] = this.#one(QUESTIONS);
    return { query, variables: Object.fromEntries(parts.map((part) => [part, this.#part(part)])) };
  }

  /** Takes up where the pages of an answer end. */
  learn(answer: string): void {
    for (const [, cursor] of answer.matchAll(/"endCursor":"([^"]+)"/g)) if (cursor) this.#cursors.push(cursor);
    this.#cursors.splice(0, this.#cursors.length - 20);
  }

  #ofCorpus(): Asked {
    const [, query, variables] = this.#one(OPERATIONS);
    const given = Object.entries(variables).map(([name, value]) => {
      const isDay = DAYS.includes(name) && typeof value === "string" && value.length === 10;
      return [name, isDay && this.random(3) > 0 ? this.#one(this.days) : value] as const;
    });
    return { query, variables: Object.fromEntries(given) };
  }

  #part(name: string): unknown {
    if (DAYS.includes(name)) return this.random(6) === 0 ? undefined : this.#one(this.days);
    if (name === "code") return this.#one(CODES);
    if (name === "metric") return this.#one(METRICS);
    if (name === "first") return this.#one([undefined, 1, 3, 100]);
    if (name === "after") return this.random(2) === 0 ? undefined : this.#one([undefined, ...this.#cursors]);
    if (name === "names") return [this.#one(CODES), "Bệnh viện Mắt Huế", "Tên mới 3", "PK Medic"];
    if (name === "order") {
      const field = this.#one(["NAME", "CODE", "ACTUAL_BEDS"]);
      return this.#one([undefined, { field, direction: this.#one(["ASC", "DESC"]) }]);
    }
    return this.#one([
      undefined,
      { areaCode: this.#one(CODES) },
      { facilityType: ["GENERAL_HOSPITAL"] },
      { search: "benh vien" },
    ]);
  }

  #one<T>(all: readonly T[]): T {
    return all[this.random(all.length)] as T;
  }
}
