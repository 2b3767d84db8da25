import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { POLICY, REACHES, type Reach } from "../../server/core/access/policy.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting, mistakesIn, payloadOf } from "../support/acting.js";
import { actsOnFacilities, PREPARED } from "../support/acts-on-facilities.js";
import { loadedDatabase } from "../support/database.js";
import type { Answer } from "../support/run-query.js";
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
const isRefused = (answer: Answer): boolean => mistakesIn(payloadOf(answer)).some(([, code]) => REFUSED.includes(code));

describe("An act on data of a facility", () => {
  let server: TestServer;
  const people = new Map<string, Acting>();

  beforeAll(async () => {
    server = await startTestServer();
    for (const [name, role, facility] of [
      ["sở", "ADMIN", undefined],
      ["BV-MAT", "FACILITY_EDITOR", "BV-MAT"],
      ["SYT", "FACILITY_EDITOR", "SYT"],
    ] as const) {
      await addTestAccount(server.db, name, role, facility);
      people.set(name, new Acting(server, (await signedIn(server, name)).headers, PREPARED));
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
    async (row, reach, may) => {
      const [own, other] = PAIRS[reach];
      const department = people.get("sở");
      const prepare = actsOnFacilities[row];
      if (!prepare || !department) throw new Error(`Nothing is known of ${row}.`);
      for (const [asker, expected] of [
        [own, may],
        ["sở", true],
      ] as const) {
        const { field, input } = await prepare(other, department);
        const answer = await people.get(asker)?.ask(field, input);
        expect([asker, answer && !isRefused(answer)]).toEqual([asker, expected]);
      }
    },
  );

  it("is decided by who manages whom on the day of the act", async () => {
    const input = { metric: "LINKUPS", subject: "BV-GTVT", on: "2021-12-31", value: 1 };
    for (const [day, may] of [
      ["2022-09-15", false],
      ["2022-09-16", true],
    ] as const) {
      const then = await serve(await loadedDatabase(), { now: () => Date.parse(`${day}T08:00:00+07:00`) });
      await addTestAccount(then.db, "SYT", "FACILITY_EDITOR", "SYT");
      const editor = new Acting(then, (await signedIn(then, "SYT")).headers, PREPARED);
      expect([day, !isRefused(await editor.ask("observationRecord", input))]).toEqual([day, may]);
      await then.close();
    }
  });
});
