import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { POLICY, REACHES, type Reach } from "../../server/core/access/policy.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { actsOnFacilities } from "../support/acts-on-facilities.js";
import { loadedDatabase } from "../support/database.js";
import { type Answer, type Data, runQuery } from "../support/run-query.js";
import { serve, startTestServer, type TestServer } from "../support/server.js";

/** An editor's own facility, and one that stands to it in this way today. */
const PAIRS: Record<Reach, readonly [own: string, other: string]> = {
  OWN: ["BV-MAT", "BV-MAT"],
  MANAGED: ["SYT", "BV-MAT"],
  SIBLING: ["BV-MAT", "BV-TAMTHAN"],
  PARENT: ["BV-MAT", "SYT"],
  FOREIGN: ["BV-MAT", "PK-MEDIC-69NH"],
};

const REFUSED = ["NOT_FOUND", "FILE_REFUSED"];

/** What was refused: an act whose object is not theirs, or does not exist. */
const isRefused = ({ data, errors }: Answer): boolean => {
  if (errors) throw new Error(JSON.stringify(errors));
  return (Object.values(data)[0] as Data).userErrors.some(({ code }: Data) => REFUSED.includes(code));
};

describe("An act on data of a facility", () => {
  let server: TestServer;
  const headers = new Map<string, Record<string, string>>();

  beforeAll(async () => {
    server = await startTestServer();
    for (const [name, role, facility] of [
      ["sở", "ADMIN", undefined],
      ["BV-MAT", "FACILITY_EDITOR", "BV-MAT"],
      ["SYT", "FACILITY_EDITOR", "SYT"],
    ] as const) {
      await addTestAccount(server.db, name, role, facility);
      headers.set(name, (await signedIn(server, name)).headers);
    }
  });
  afterAll(() => server.close());

  const withReach = Object.entries(POLICY).filter(([, { reaches }]) => reaches !== undefined);

  it("is tried with every act whose row in the policy says with whose data an editor may do it", () => {
    expect(Object.keys(actsOnFacilities).sort()).toEqual(withReach.map(([field]) => field).sort());
  });

  const CELLS = withReach.flatMap(([field, rule]) =>
    REACHES.map((reach) => [field, reach, rule.reaches?.includes(reach) ?? false] as const),
  );

  it.each(CELLS)(
    "%s with data of a facility that is %s: %s for an editor, and possible for the Department",
    async (field, reach, may) => {
      const [own, other] = PAIRS[reach];
      const department = headers.get("sở");
      const prepare = actsOnFacilities[field];
      if (!prepare || !department) throw new Error(`Nothing is known of ${field}.`);
      const asDepartment = (query: string, variables: object) =>
        runQuery(server, query, variables as Record<string, unknown>, department);
      for (const [asker, expected] of [
        [own, may],
        ["sở", true],
      ] as const) {
        const { query, variables } = await prepare(other, asDepartment);
        const answer = await runQuery(server, query, variables, headers.get(asker));
        expect([asker, !isRefused(answer)]).toEqual([asker, expected]);
      }
    },
  );

  it("is decided by who manages whom on the day of the act", async () => {
    const prepare = actsOnFacilities["Mutation.observationRecord"];
    const { query, variables } = (await prepare?.("BV-GTVT", async () => ({}) as Answer)) ?? { query: "" };
    const input = { ...(variables?.input as object), on: "2021-12-31" };
    for (const [day, may] of [
      ["2022-09-15", false],
      ["2022-09-16", true],
    ] as const) {
      const then = await serve(await loadedDatabase(), { now: () => Date.parse(`${day}T08:00:00+07:00`) });
      await addTestAccount(then.db, "SYT", "FACILITY_EDITOR", "SYT");
      const editor = (await signedIn(then, "SYT")).headers;
      expect([day, !isRefused(await runQuery(then, query, { input }, editor))]).toEqual([day, may]);
      await then.close();
    }
  });
});
