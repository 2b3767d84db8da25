import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { AreaTree } from "../../server/concepts/area/area-tree.js";
import { FacilitiesAt } from "../../server/concepts/facility/register/facilities-at.js";
import { FacilityHistory } from "../../server/concepts/facility/register/facility-history.js";
import { FacilityRegister } from "../../server/concepts/facility/register/facility-register.js";
import { Recent } from "../../server/core/collections/recent.js";
import { plusDays } from "../support/days.js";
import { runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { addSyntheticFacilities } from "../support/synthetic.js";

const QUESTIONS: Readonly<Record<string, string>> = {
  "a facility": `query ($on: LocalDate!) { facility(code: "BV-MAT", asOf: $on) { name ownership facilityType { code }
    area { code name parent { name } } parent { code name parent { name } } } }`,
  "a list of 50 in a province": `query ($on: LocalDate!) {
    facilities(filter: { areaCode: "46" }, orderBy: { field: NAME, direction: ASC }, first: 50, asOf: $on) {
      totalCount nodes { code name area { name } } } }`,
};
/** No kept answer is given to whoever says this. */
const ANEW = { "cache-control": "no-cache" };
const DAYS = 60;
/** Nothing changes on it, nor on any day after it that is asked about. */
const FIRST = "2022-10-01";

type Method = (this: unknown, ...args: unknown[]) => unknown;

/** Counts each use of what looks a day up, and of what keeps anything, until it is given back. */
function counting(): { calls: Map<string, number>; giveBack(): void } {
  const calls = new Map<string, number>();
  const known = [AreaTree, FacilitiesAt, FacilityHistory, FacilityRegister, Recent].flatMap((counted) => {
    const methods = counted.prototype as unknown as Record<string, Method>;
    return Object.entries(Object.getOwnPropertyDescriptors(methods)).flatMap(([name, { value }]) => {
      if (typeof value !== "function" || name === "constructor") return [];
      methods[name] = function (...args) {
        calls.set(`${counted.name}.${name}`, (calls.get(`${counted.name}.${name}`) ?? 0) + 1);
        return value.apply(this, args);
      };
      return () => {
        methods[name] = value;
      };
    });
  });
  return {
    calls,
    giveBack() {
      for (const back of known) back();
    },
  };
}

describe("As of any day", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
    await addSyntheticFacilities(server.db, 100);
  });
  afterAll(() => server.close());

  const ask = async (query: string, on: string): Promise<object> => {
    const { data, errors } = await runQuery(server, query, { on }, ANEW);
    expect(errors).toBeUndefined();
    return data;
  };

  /** What is done for questions about these days, after the first of them has been asked about. */
  const workFor = async (query: string, days: readonly string[]) => {
    for (let time = 0; time < 3; time += 1) await ask(query, FIRST);
    const { calls, giveBack } = counting();
    const before = server.db.statements;
    try {
      for (const on of days) await ask(query, on);
    } finally {
      giveBack();
    }
    return { calls: Object.fromEntries([...calls].sort()), statements: server.db.statements - before };
  };

  it.each(Object.entries(QUESTIONS))("%s takes as much work as of one day again and again", async (_, query) => {
    const one = await workFor(query, new Array(DAYS).fill(FIRST));
    const many = await workFor(
      query,
      Array.from({ length: DAYS }, (_each, i) => plusDays(FIRST, i)),
    );
    expect(await ask(query, plusDays(FIRST, DAYS))).toEqual(await ask(query, FIRST));
    const { "Recent.keep": kept, ...calls } = many.calls;
    const { "Recent.keep": _kept, ...callsOfOne } = one.calls;
    expect({ ...many, calls }).toEqual({ ...one, calls: callsOfOne });
    expect(calls["FacilityRegister.in"]).toBeGreaterThanOrEqual(DAYS);
    // Of each day nothing is kept; what is asked about again and again may be.
    expect(kept ?? 0).toBeLessThan(DAYS / 10);
  });
});
