import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { loadedDatabase } from "../support/database.js";
import { type Data, dataOf } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";

const [OPENED, GUIDED, BEFORE, MERGED] = ["2025-09-01", "2025-10-01", "2026-01-31", "2026-02-01"] as const;
const STANDS_IN = "parent { code } guidedBy { code }";

describe("When a facility is merged into another one", () => {
  let server: TestServer;
  let department: Acting;
  beforeAll(async () => {
    server = await serve(await loadedDatabase(), { now: () => Date.parse("2026-06-15T08:00:00+07:00") });
    await addTestAccount(server.db, "sở", "ADMIN");
    department = new Acting(server, (await signedIn(server, "sở")).headers, { facility: `id version ${STANDS_IN}` });
  });
  afterAll(() => server.close());

  const facility = async (code: string, fields: string, asOf?: string): Promise<Data> =>
    (
      await dataOf(
        server,
        `query ($code: String!, $asOf: LocalDate) { facility(code: $code, asOf: $asOf) { ${fields} } }`,
        { code, asOf },
      )
    ).facility;
  const reassign = async (code: string, input: object) => {
    const { id, version: expectedVersion } = await facility(code, "id version");
    return department.done("facilityReassign", { id, expectedVersion, ...input });
  };
  const merging = async (code: string, into: string, on: string) => {
    const { id, version: expectedVersion } = await facility(code, "id version");
    return { id, expectedVersion, into, on, reason: "Sắp xếp lại." };
  };
  const standsIn = async (code: string, asOf: string) => {
    const { parent, guidedBy } = await facility(code, STANDS_IN, asOf);
    return [parent?.code ?? null, guidedBy?.code ?? null];
  };

  /** FROM and INTO, and around them units by who manages and who guides each. */
  async function added(name: string): Promise<Record<"from" | "into", string> & { unit: (which: string) => string }> {
    const unit = (which: string) => `M${name}-${which}`;
    const [from, into] = [unit("FROM"), unit("INTO")];
    const managedBy = { FROM: "SYT", INTO: "SYT", REGAINED: from, OTHER: from, KEPT: "SYT", OWN: into, LOOSE: null };
    for (const [which, body] of Object.entries(managedBy)) {
      await department.done("facilityAdd", {
        ...{ code: unit(which), name: `Cơ sở ${unit(which)}`, facilityType: "POLYCLINIC", ownership: "PRIVATE" },
        ...{ area: "46", managedBy: body, openedOn: OPENED },
      });
    }
    for (const which of ["REGAINED", "KEPT"]) await reassign(unit(which), { guidedBy: into, on: GUIDED });
    for (const which of ["OWN", "LOOSE"]) await reassign(unit(which), { guidedBy: from, on: GUIDED });
    return { from, into, unit };
  }

  it("guidance of what the other one manages from then on ends, and all other guidance goes on", async () => {
    const { from, into, unit } = await added("A");
    await department.done("facilityMerge", await merging(from, into, MERGED));
    const around = (asOf: string) =>
      Promise.all(["REGAINED", "OTHER", "KEPT", "OWN", "LOOSE"].map((which) => standsIn(unit(which), asOf)));
    expect(await around(BEFORE)).toEqual([
      [from, into],
      [from, null],
      ["SYT", into],
      [into, from],
      [null, from],
    ]);
    expect(await around(MERGED)).toEqual([
      [into, null], // managed by whom it was guided
      [into, null],
      ["SYT", into],
      [into, null], // guided by what became its managing body
      [null, into],
    ]);
  });

  it("guidance that has ended does not come back when that was a mistake and it is opened again", async () => {
    const { from, into, unit } = await added("C");
    await department.done("facilityMerge", await merging(from, into, MERGED));
    const { id, version: expectedVersion } = await facility(from, "id version", BEFORE);
    await department.done("facilityReopen", { id, expectedVersion, reason: "Sáp nhập nhầm." });
    expect(await Promise.all(["OWN", "REGAINED"].map((which) => standsIn(unit(which), "2026-06-15")))).toEqual([
      [into, null],
      [into, null],
    ]);
    expect(await standsIn(unit("LOOSE"), "2026-06-15")).toEqual([null, into]);
  });

  it("guidance that would have to end before it begins keeps it from being merged", async () => {
    const { from, into, unit } = await added("B");
    await reassign(unit("OTHER"), { guidedBy: into, on: "2026-03-01" });
    expect(await department.refused("facilityMerge", await merging(from, into, MERGED))).toEqual([["on", "INVALID"]]);
    await department.done("facilityMerge", await merging(from, into, "2026-03-02"));
    expect(await standsIn(unit("OTHER"), "2026-03-01")).toEqual([from, into]);
    expect(await standsIn(unit("OTHER"), "2026-03-02")).toEqual([into, null]);
  });
});
