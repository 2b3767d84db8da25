import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Snapshot } from "../../server/core/context.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import type { Acting } from "../support/acting.js";
import { assessing, openRound } from "../support/assessments.js";
import { type Data, dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { heldBy } from "../support/snapshot-fields.js";
import { addSyntheticFacilities } from "../support/synthetic.js";

const SAID = {
  reportedLevel: 2,
  components: [{ component: "HIS", level: 3 }],
  statedNeeds: [{ system: "EMR", needed: true }],
};

describe("Acts on assessments", () => {
  let server: TestServer;
  let department: Acting;

  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    department = assessing(server, (await signedIn(server, "sở")).headers);
    await openRound(department, "2026");
    await server.shared.snapshots.holdLate();
  });
  afterAll(() => server.close());

  /** What each act costs in statements, from a draft to what is reopened. */
  async function costs(facility: string): Promise<Record<string, number>> {
    const found: Record<string, number> = {};
    let work: Data = {};
    for (const [field, more] of [
      ["assessmentStart", { facility, round: "2026" }],
      ["assessmentSave", SAID],
      ["assessmentSubmit", {}],
      ["assessmentVerify", {}],
      ["assessmentPublish", {}],
      ["assessmentReopen", { reason: "Thử." }],
    ] as const) {
      const target = work.id ? { id: work.id, expectedVersion: work.version } : {};
      const headers = { ...department.headers, "x-graphql-cost": "1" };
      const { data, errors, extensions } = await department.ask(field, { ...target, ...more }, headers);
      expect([field, errors, data?.[field]?.userErrors]).toEqual([field, undefined, []]);
      work = data[field].draft ?? data[field].assessment;
      found[field] = (extensions as Data).cost.statements;
    }
    return found;
  }

  it("cost the same few statements, however many assessments are published", async () => {
    // The first of all makes the section of the register that it cites.
    await costs("BV-MAT");
    const few = await costs("BV-TAMTHAN");
    await addSyntheticFacilities(server.db, 3000);
    await server.shared.snapshots.holdLate();
    expect(await costs("BV-PHOI")).toEqual(few);
    expect(Math.max(...Object.values(few))).toBeLessThan(32);
  });

  it("leave everything else that is held as it is, results too", async () => {
    const other = ({ facilities, assessments, results }: Snapshot) =>
      assessments
        .of(facilities.idOf("BV-PHOI") ?? 0)
        .slice(0, 1)
        .map((row) => [row, results.value?.of(row.id)] as const);
    const before = await heldBy(server);
    expect(other(before).length).toBeGreaterThan(0);
    await costs("TTYT-PHUVANG");
    const after = await heldBy(server);
    expect(after).not.toBe(before);
    for (const [i, [row, results]] of other(after).entries()) {
      expect(row).toBe(other(before)[i]?.[0]);
      expect(results).toBe(other(before)[i]?.[1]);
    }
    const { facility } = await dataOf(
      server,
      `{ facility(code: "TTYT-PHUVANG") { latestAssessment { reportedLevel components { component level } } } }`,
    );
    expect(facility.latestAssessment).toMatchObject({ reportedLevel: 2 });
    expect(facility.latestAssessment.components).toContainEqual({ component: "HIS", level: 3 });
  });
});
