// Asks our server the same as of so many different days in turn, with `Cache-Control: no-cache`: any day should cost the
// same.
import { facilityCode, provinceCode } from "../data/scales.mjs";
import { load, requestsOf } from "../load.mjs";
import { NUMBER } from "../operations.mjs";
import { at } from "../rounds.mjs";
import { DAYS } from "./conditions.mjs";

const FACILITY = `query DayF($code: String!, $asOf: LocalDate) {
  facility(code: $code, asOf: $asOf) {
    id code name ownership
    facilityType { code labelVi }
    area { code name parent { code name } }
    parent { code name parent { code name } }
  }
}`;
const LIST = `query DayL($areaCode: String, $asOf: LocalDate) {
  facilities(
    filter: { areaCode: $areaCode }
    orderBy: { field: NAME, direction: ASC }
    first: 50
    asOf: $asOf
  ) {
    totalCount
    nodes { id code name area { name } }
  }
}`;

const ASKED = {
  facility: { operationName: "DayF", query: FACILITY, variables: { code: facilityCode(5000) } },
  list: { operationName: "DayL", query: LIST, variables: { areaCode: provinceCode(7) } },
};

const LAST_DAY = Date.UTC(2026, 0, 1);
const CONNECTIONS = 16;

/** Requests a second and p99 of each, for each number of days; the numbers take turns. */
export async function measureDays(url, { rounds, ms }, say) {
  const runs = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, asked] of Object.entries(ASKED)) {
      for (const days of DAYS) {
        say(`as of ${days} days in turn: ${name}`);
        const requests = Array.from({ length: days }, (_, i) => requestAsOf(url, asked, dayBefore(i)));
        await load(url, requests, CONNECTIONS, ms / 5);
        const { seconds, latencies } = await load(url, requests, CONNECTIONS, ms);
        runs.push({ round, name, days, rate: latencies.length / seconds, p99: at(latencies, 0.99) });
      }
    }
  }
  return runs;
}

const dayBefore = (i) => new Date(LAST_DAY - i * 86_400_000).toISOString().slice(0, 10);

const requestAsOf = (url, { variables, ...asked }, asOf) =>
  requestsOf(
    url,
    JSON.stringify({ ...asked, variables: { ...variables, asOf }, extensions: { number: NUMBER } }),
    false,
    ["Cache-Control: no-cache"],
  );
