import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Snapshot } from "../../server/core/context.js";
import { takeLocks } from "../../server/core/mutation/act-lock.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { type Data, dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { heldBy } from "../support/snapshot-fields.js";
import { addSyntheticFacilities } from "../support/synthetic.js";

const TELLING = { "x-graphql-cost": "1" };

describe("Acts on the register of facilities", () => {
  let server: TestServer;
  let department: Acting;

  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    department = new Acting(server, (await signedIn(server, "sở")).headers, { facility: "id version" });
  });
  afterAll(() => server.close());

  const targetOf = async (code: string) => {
    const { facility } = await dataOf(server, `{ facility(code: "${code}") { id version } }`);
    return { id: facility.id, expectedVersion: facility.version };
  };

  /** What each act costs in statements, one after the other, each on the units as the one before has left them. */
  async function costs(time: string): Promise<Record<string, number>> {
    const found: Record<string, number> = {};
    const act = async (field: string, input: object) => {
      const { data, errors, extensions } = await department.ask(field, input, { ...department.headers, ...TELLING });
      expect([field, errors, data?.[field]?.userErrors]).toEqual([field, undefined, []]);
      found[field] = (extensions as Data).cost.statements;
    };
    const code = `MOI-${time}`;
    const profile = { facilityType: "POLYCLINIC", ownership: "PRIVATE" };
    await act("facilityAdd", { code, name: `Cơ sở ${time}`, ...profile, area: "46", on: "2025-01-02" });
    await act("facilityRename", { ...(await targetOf(code)), on: "2025-02-02", name: `Cơ sở đổi tên ${time}` });
    await act("facilityMove", { ...(await targetOf(code)), on: "2025-03-02", area: "VN" });
    await act("facilityProfileChange", { ...(await targetOf(code)), on: "2025-04-02", actualBeds: 12 });
    await act("facilityReassign", { ...(await targetOf(code)), on: "2025-05-02", managedBy: "SYT" });
    await act("facilityCorrect", { ...(await targetOf(code)), name: `Cơ sở đúng tên ${time}`, reason: "Ghi nhầm." });
    await act("facilityWithdrawChange", { ...(await targetOf(code)), aspect: "MANAGEMENT", reason: "Ghi nhầm." });
    await act("facilityClose", { ...(await targetOf(code)), on: "2025-06-02", reason: "Thử." });
    await act("facilityReopen", { ...(await targetOf(code)), reason: "Ghi nhầm." });
    await act("facilityMerge", { ...(await targetOf(code)), on: "2025-07-02", into: "BV-MAT", reason: "Thử." });
    return found;
  }

  it("cost the same few statements, however many facilities are on record", async () => {
    // The first act of all makes the section of the register that it cites.
    await costs("ONE");
    const few = await costs("TWO");
    await addSyntheticFacilities(server.db, 3000);
    await dataOf(server, "{ facilities { totalCount } }");
    expect(await costs("THREE")).toEqual(few);
    expect(Math.max(...Object.values(few))).toBeLessThan(43);
  });

  it("leave everybody else who is held as they are", async () => {
    const othersIn = ({ facilities }: Snapshot) =>
      [null, "2025-03-01"].map((asOf) => facilities.in({ asOf }).findByCode("BV-PHOI"));
    const before = await heldBy(server);
    expect(othersIn(before)).not.toContain(null);
    await department.done("facilityRename", { ...(await targetOf("BV-MAT")), on: "2025-01-03", name: "Tên mới" });
    const after = await heldBy(server);
    expect(after).not.toBe(before);
    for (const [i, row] of othersIn(after).entries()) expect(row).toBe(othersIn(before)[i]);
  });

  it("wait for nobody who changes another facility", async () => {
    if (server.db.dialect === "sqlite") {
      // The embedded database has one writer: there is nobody to wait for but it.
      await department.done("facilityRename", { ...(await targetOf("BV-MAT")), on: "2025-02-03", name: "Tên khác" });
      return;
    }
    const target = await targetOf("BV-MAT");
    await server.db.transaction(async (tx) => {
      await takeLocks(tx, ["facility hierarchy", "facility name tên của ai khác"]);
      await tx.change("UPDATE facility SET version = version WHERE code = 'BV-TAMTHAN'", []);
      const renamed = await department.done("facilityRename", { ...target, on: "2025-02-03", name: "Tên khác" });
      expect(renamed.version).toBe(target.expectedVersion + 1);
    });
  });

  it("give a name to one of two who want it at the same time, and tell the other", async () => {
    const targets = await Promise.all(["BV-TAMTHAN", "BV-PHOI", "TTYT-PHUVANG"].map(targetOf));
    const payloads = await Promise.all(
      targets.map((target) =>
        department.payload("facilityRename", { ...target, on: "2025-03-03", name: "Tên mà nhiều nơi muốn" }),
      ),
    );
    const codes = payloads.map(({ userErrors }) => userErrors.map(({ code }: Data) => code).join()).sort();
    expect(codes).toEqual(["", "TAKEN", "TAKEN"]);
  });
});
