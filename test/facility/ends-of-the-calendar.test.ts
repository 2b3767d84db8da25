import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { loadedDatabase, type TestDatabase } from "../support/database.js";
import { WORLD_OF_A_DAY } from "../support/everything.js";
import { importLines } from "../support/importing.js";
import { dataOf } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";

/** The last days there are, and the first ones: nothing on record happens between any two of a row. */
const FAR = ["9999-12-30", "9999-12-31"];
const EARLY = ["1000-01-02", "1000-01-01", "0999-12-31", "0001-01-01", "0000-01-01"];

const ON_A_DAY = `query ($day: LocalDate!) {
  area(code: "46", asOf: $day) { name children { code } facilities { totalCount } }
  matchNames(names: ["Bệnh viện Mắt Huế", "SYT"], asOf: $day) { status facility { code } }
  ruleSets(on: $day) { code }
  metrics {
    code latestUntil: total(on: $day) { on value reporting expected ratio { numerator denominator } }
    since: totals(from: $day) { on value reporting expected ratio { numerator denominator } }
    until: totals(to: $day) { on value reporting expected ratio { numerator denominator } }
  }
}`;

describe("A day at an end of the calendar", () => {
  let database: TestDatabase;
  let server: TestServer;

  beforeAll(async () => {
    database = await loadedDatabase();
    server = await serve(database);
    await addTestAccount(server.db, "sở", "ADMIN");
  });
  afterAll(() => server.close());

  /** Asked of a server that was asked of nothing before. */
  async function onNewServer<T>(ask: (server: TestServer) => Promise<T>): Promise<T> {
    const other = await serve({ ...database, close: async () => {} });
    try {
      return await ask(other);
    } finally {
      await other.close();
    }
  }

  it.each([
    ["the last", FAR],
    ["the first", EARLY],
  ])("shows what every other of %s days shows", async (_which, days) => {
    const [first, ...others] = await Promise.all(
      days.map((day) =>
        onNewServer(async (other) => [
          await dataOf(other, WORLD_OF_A_DAY, { asOf: day }),
          await dataOf(other, ON_A_DAY, { day }),
          await (await fetch(`${other.url}/export/facilities.csv?asOf=${day}`)).text(),
          await (await fetch(`${other.url}/export/areas.csv?asOf=${day}`)).text(),
        ]),
      ),
    );
    for (const [i, other] of others.entries()) expect([days[i + 1], other]).toEqual([days[i + 1], first]);
    const [{ facilities }] = first as [{ facilities: { totalCount: number } }];
    expect(facilities.totalCount).toBeGreaterThan(30);
  });

  it.each([...FAR, ...EARLY])("takes nothing from the days between which it lies: %s", async (day) => {
    await onNewServer(async (other) => {
      const today = new Date().toISOString().slice(0, 10);
      const count = async (asOf: string) =>
        (await dataOf(other, "query ($asOf: LocalDate) { facilities(asOf: $asOf) { totalCount } }", { asOf }))
          .facilities.totalCount;
      const found = [await count(day), await count(today), await count("1850-05-05")];
      expect([day, found]).toEqual([day, [...(FAR.includes(day) ? [41] : [found[2]]), 41, found[2]]]);
      expect(found[2]).toBeGreaterThan(30);
      const { headers } = await signedIn(other, "sở");
      const acting = new Acting(other, headers, { facility: "name" });
      const { facility } = await dataOf(other, '{ facility(code: "BV-MAT") { id version } }');
      const input = { id: facility.id, expectedVersion: facility.version, on: today, name: "" };
      expect(await acting.refused("facilityRename", input)).toEqual([["name", "INVALID"]]);
    });
  });

  it.each(["9999-12-31", "1000-01-01", "0999-12-31", "0000-01-01"])(
    "is none to record anything for: %s",
    async (day) => {
      const { headers } = await signedIn(server, "sở");
      const facilities = new Acting(server, headers, { facility: "name" });
      const { facility } = await dataOf(server, '{ facility(code: "BV-MAT") { id version } }');
      const target = { id: facility.id, expectedVersion: facility.version };
      const added = { code: "OWN", name: "Cơ sở thử", facilityType: "POLYCLINIC", ownership: "PRIVATE", area: "46" };
      const refused = [
        await facilities.refused("facilityRename", { ...target, on: day, name: "Bệnh viện khác" }),
        await facilities.refused("facilityClose", { ...target, on: day, reason: "Thử." }),
        await facilities.refused("facilityAdd", { ...added, on: day }),
        await facilities.refused("facilityAdd", { ...added, openedOn: day }),
        await facilities.refused("facilityCorrect", { ...target, openedOn: day, reason: "Thử." }),
        await new Acting(server, headers, { observation: "id" }).refused("observationRecord", {
          ...{ metric: "LINKUPS", subject: "BV-MAT", on: day, value: 1 },
        }),
      ];
      const paths = ["on", "on", "on", "openedOn", "openedOn", "on"];
      expect(refused).toEqual(paths.map((path) => [[path, "INVALID"]]));
      await expect(
        importLines(server.db, "facility-names", "own-names.csv", [
          "facility,name,valid_from,valid_to,legal_document,note_vi",
          `BV-MAT,Tên khác,${day},,,`,
        ]),
      ).rejects.toThrow("cannot be recorded");
    },
  );
});
