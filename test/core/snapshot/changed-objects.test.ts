import { describe, expect, it } from "@jest/globals";
import type { Database } from "../../../server/core/database/database.js";
import { changesBetween } from "../../../server/core/snapshot/changed-objects.js";
import { SLOT_KEYS } from "../../../server/core/snapshot/revision-slots.js";

const SCOPES = ["FACILITY", "ASSESSMENT"] as const;

/** All slots as they stand when some of a part of the data have moved so far. */
const slotsAt = (moved: Readonly<Record<string, number>> = {}): number[] =>
  SLOT_KEYS.map(({ scope, slot }) => 10 + (moved[`${scope} ${slot}`] ?? 0));

const entry = (scope: string, slot: number, revision: number, objectId: number, objectType = "Facility") => ({
  ...{ scope, slot, revision, objectId, objectType },
});

describe("What has changed between two states of the slots", () => {
  const changes = async (from: number[], to: number[], entries: readonly object[]) => {
    let asked = 0;
    const query = async (): Promise<never[]> => {
      asked += 1;
      return entries as never[];
    };
    const db: Database = { dialect: "sqlite", query };
    const told = await changesBetween(db, from, to, SCOPES);
    return { asked, told: [...told].map(([scope, ids]) => [scope, ...ids]) };
  };

  it("is told by part and type, each object once, in one statement, where every step has an entry", async () => {
    const to = slotsAt({ "FACILITY 3": 2, "ASSESSMENT 0": 1, "DATA 5": 7 });
    const entries = [
      ...[entry("FACILITY", 3, 11, 1), entry("FACILITY", 3, 12, 1), entry("FACILITY", 3, 12, 2)],
      entry("ASSESSMENT", 0, 11, 9, "Assessment"),
    ];
    expect(await changes(slotsAt(), to, entries)).toEqual({
      asked: 1,
      told: [
        ["FACILITY", ["Facility", [1, 2]]],
        ["ASSESSMENT", ["Assessment", [9]]],
      ],
    });
  });

  it("is not known of a part that has moved without an entry; of the others it is", async () => {
    const to = slotsAt({ "FACILITY 3": 2, "ASSESSMENT 0": 1 });
    const entries = [entry("FACILITY", 3, 12, 1), entry("ASSESSMENT", 0, 11, 9, "Assessment")];
    expect((await changes(slotsAt(), to, entries)).told).toEqual([["ASSESSMENT", ["Assessment", [9]]]]);
  });

  it("is not known where the database was put back, or where more than 500 objects are told", async () => {
    const from = slotsAt({ "FACILITY 3": 2 });
    expect(await changes(from, slotsAt({ "ASSESSMENT 0": 1 }), [])).toEqual({ asked: 0, told: [] });
    const many = (count: number) => Array.from({ length: count }, (_, i) => entry("FACILITY", 3, 11, i));
    const to = slotsAt({ "FACILITY 3": 1 });
    expect((await changes(slotsAt(), to, many(500))).told).toHaveLength(1);
    expect((await changes(slotsAt(), to, many(501))).told).toEqual([]);
  });

  it("is asked of nobody where only other parts have moved", async () => {
    expect(await changes(slotsAt(), slotsAt({ "DATA 5": 7 }), [])).toEqual({ asked: 0, told: [] });
  });
});
