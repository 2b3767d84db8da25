import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { loadedDatabase, type TestDatabase } from "../support/database.js";
import { WORLD_OF_A_DAY } from "../support/everything.js";
import { importLines } from "../support/importing.js";
import { type Data, runQuery } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";

/** What never happened: on record alone the facilities have fewer states than a server holds ready. */
const RENAMED = ["2010-03-01", "2012-03-01", "2014-03-01", "2016-03-01"];
const HANDED_OVER = "2017-03-01";

/** The last day before each change that is on record, and the first day after it; null: the latest known state. */
const DAYS: readonly (string | null)[] = [
  ...["2009-12-31", "2010-02-28", "2010-03-01", "2012-02-29", "2012-03-01", "2014-02-28", "2014-03-01"],
  ...[
    "2016-02-29",
    "2016-03-01",
    "2017-02-28",
    "2017-03-01",
    "2018-12-31",
    "2019-08-07",
    "2019-08-08",
    "2021-04-07",
    "2021-04-08",
  ],
  ...["2021-06-30", "2021-07-01", "2022-09-15", "2022-09-16", "2022-12-07", "2024-12-31", "2025-01-01"],
  ...["2025-06-30", "2025-07-01", "2026-01-01", null],
];
/** Between two of these nothing changes for a facility; the latest known state is one more. */
const STATES =
  [...RENAMED, HANDED_OVER, "2019-08-08", "2021-04-08", "2022-09-16", "2025-01-01", "2025-07-01"].length + 1 + 1;

describe("The facilities of many days", () => {
  let database: TestDatabase;
  let server: TestServer;
  const alone = new Map<string | null, string>();

  beforeAll(async () => {
    database = await loadedDatabase();
    await importLines(database.db, "facility-names", "own-names.csv", [
      "facility,name,valid_from,valid_to,legal_document,note_vi",
      ...RENAMED.map((day, i) => `BV-MAT,Tên trước ${day},${RENAMED[i - 1] ?? ""},${day},,`),
    ]);
    await importLines(database.db, "facility-ownership", "own-ownership.csv", [
      "facility,ownership,facility_type,valid_from,valid_to,basis_vi",
      `BV-MAT,SECTOR,SPECIALISED_HOSPITAL,${HANDED_OVER},,`,
    ]);
    server = await serve(database);
    for (const asOf of DAYS) alone.set(asOf, await onNewServer(asOf));
  });
  afterAll(() => server.close());

  /** Asked anew, as if no answer were kept. */
  async function worldOf(of: TestServer, asOf: string | null): Promise<string> {
    const { data, errors } = await runQuery(of, WORLD_OF_A_DAY, { asOf }, { "cache-control": "no-cache" });
    if (errors) throw new Error(JSON.stringify(errors));
    return JSON.stringify(data);
  }

  /** Asked of a server that was never asked of another day. */
  async function onNewServer(asOf: string | null): Promise<string> {
    const other = await serve({ ...database, close: async () => {} });
    try {
      return await worldOf(other, asOf);
    } finally {
      await other.close();
    }
  }

  const wrongDays = async (days: readonly (string | null)[]): Promise<(string | null)[]> => {
    const wrong: (string | null)[] = [];
    for (const asOf of days) if ((await worldOf(server, asOf)) !== alone.get(asOf)) wrong.push(asOf);
    return wrong;
  };

  it("are in more states than a server holds ready", () => {
    const stateOf = (world: string) =>
      JSON.stringify(
        JSON.parse(world).facilities.nodes.map(({ name, ownership, area, parent, guidedBy, closedOn }: Data) => [
          ...[name, ownership, closedOn],
          ...[area, parent, guidedBy].map((other) => other?.id),
        ]),
      );
    expect(new Set([...alone.values()].map(stateOf)).size).toBe(STATES);
    expect(STATES).toBeGreaterThan(8);
  });

  it.each([
    ["from the first day to the last", DAYS],
    ["once more, from the last day to the first", [...DAYS].reverse()],
    ["every seventh day, over and over", DAYS.map((_, i) => DAYS[(i * 7) % DAYS.length] ?? null)],
    ["each twice in a row", DAYS.flatMap((day) => [day, day])],
    ["with the latest known state between any two", DAYS.flatMap((day) => [day, null])],
  ])("are the same as on a server that was asked of no other day: %s", async (_order, days) => {
    expect(await wrongDays(days)).toEqual([]);
  });

  it("are the same when all days are asked at once", async () => {
    const asked = DAYS.map(async (asOf) => ((await worldOf(server, asOf)) === alone.get(asOf) ? [] : [asOf]));
    expect((await Promise.all(asked)).flat()).toEqual([]);
  });
});
