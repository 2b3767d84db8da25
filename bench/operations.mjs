// The questions of the benchmark, Q0 to Q4N, with their variables and their requests.
import {
  districtCode,
  facilityCode,
  METRICS,
  metricCode,
  numbers,
  provinceCode,
  roundYears,
  SCALES,
  seeded,
} from "./data/scales.mjs";

const Q0 = "query Q0 { __typename }";

const Q1 = `query Q1($code: String!) {
  facility(code: $code) {
    id code name ownership
    facilityType { code labelVi }
    area { id code name areaType parent { id code name } }
    parent { id code name parent { id code name } }
    latestAssessment {
      id status reportedLevel
      round { code year }
      components { component labelVi level grade }
    }
  }
}`;

const Q2 = `query Q2($code: String!) {
  area(code: $code) {
    id code name
    facilities(first: 100) {
      nodes {
        id code name
        facilityType { code labelVi }
        assessments(last: 2) { reportedLevel round { code year } components { component level grade } }
      }
    }
  }
  roadmap { milestones { year titleVi status track { code labelVi } } }
}`;

const Q3 = `query Q3($areaCode: String, $facilityType: [String!], $after: String) {
  facilities(
    filter: { areaCode: $areaCode, facilityType: $facilityType }
    orderBy: { field: NAME, direction: ASC }
    first: 50
    after: $after
  ) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes {
      id code name
      facilityType { labelVi }
      area { name }
      latestAssessment { reportedLevel }
    }
  }
}`;

const Q4 = `query Q4($round: String!, $under: String!, $metric: String!) {
  assessmentRound(code: $round) {
    code
    levelDistribution(under: $under) { level count share { numerator denominator percent } }
  }
  metric(code: $metric) {
    code
    totals(under: $under) { on value ratio { numerator denominator percent } reporting expected }
  }
}`;

/** The name in the tables, the words for people, the document, and the name by which the document is asked. */
const operation = (name, about, query, variables) => ({ name, about, query, asked: query.slice(6, 8), variables });

/** Each operation with ready-made variables, the same in every run; the driver walks through them in turn. */
export function operationsOf(scaleName) {
  const scale = SCALES[scaleName];
  const pick = seeded(7);
  const some = (n, make) => Array.from({ length: n }, (_, i) => make(i));
  const anyFacility = () => ({ code: facilityCode(1 + pick(scale.facilities)) });
  const rolledUp = (under) => ({
    round: String(roundYears(scale)[pick(scale.rounds)]),
    under: under ?? provinceCode(1 + pick(scale.provinces)),
    metric: metricCode(1 + pick(METRICS)),
  });
  const stations = (areaCode) => ({ areaCode, facilityType: ["STATION"], after: null });
  return [
    operation("Q0", "nothing but GraphQL", Q0, [{}]),
    operation("Q1", "point read with chain", Q1, some(997, anyFacility)),
    operation("Q1 again", "the same point read again", Q1, [anyFacility()]),
    operation(
      "Q2",
      "district page, four deep",
      Q2,
      some(Math.min(scale.districts, 499), () => ({ code: districtCode(1 + pick(scale.districts)) })),
    ),
    operation(
      "Q3",
      "list of 50 in a province",
      Q3,
      numbers(scale.provinces).map((i) => stations(provinceCode(i))),
    ),
    operation(
      "Q4",
      "roll-up under a province",
      Q4,
      some(251, () => rolledUp()),
    ),
    operation(
      "Q4N",
      "roll-up under the country",
      Q4,
      some(16, () => rolledUp("VN")),
    ),
  ];
}

/** Adds to each list the page after its first one, so that half of the variable sets carry a cursor. */
export async function withCursors(operations, ask) {
  const list = operations.find(({ name }) => name === "Q3");
  const next = [];
  for (const variables of list.variables) {
    const { data } = await ask(list, variables);
    next.push({ ...variables, after: data.facilities.pageInfo.endCursor });
  }
  list.variables = list.variables.flatMap((variables, i) => [variables, next[i]]);
}

/** Stands in a request where its number goes: a question with a number of its own is one that no cache has seen. */
export const NUMBER = "##########";

let asked = 0;
export const nextNumber = () => {
  asked += 1;
  return String(asked).padStart(NUMBER.length, "0");
};

/** Only what is asked again and again may be answered from a cache. */
export const mayRepeat = ({ name }) => name.endsWith("again");

/** What a client posts. */
export const bodyOf = (operation, variables, number = NUMBER) =>
  JSON.stringify({ operationName: operation.asked, query: operation.query, variables, extensions: { number } });

/** The same, as a question that was not asked before, unless it may repeat. */
export const freshBodyOf = (operation, variables) =>
  bodyOf(operation, variables, mayRepeat(operation) ? NUMBER : nextNumber());
