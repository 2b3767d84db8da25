import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { FOR_EVER } from "../../server/core/time/point-in-time.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { loadedDatabase } from "../support/database.js";
import { newSeed, randomOf, stepsOf } from "../support/random.js";
import { type Data, dataOf } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";
import { faultsIn } from "../support/traces.js";

const FIRST_DAY = Date.parse("2026-01-01T08:00:00+07:00");
const DAY_MS = 86_400_000;
const ROWS_OF = {
  NAME: "facility_name",
  PLACE: "facility_place",
  PROFILE: "facility_profile",
  MANAGEMENT: "facility_relation WHERE kind = 'MANAGES'",
  GUIDANCE: "facility_relation WHERE kind = 'GUIDES'",
};
const ASPECTS = Object.keys(ROWS_OF);
const UNITS = 7;
const STEPS = stepsOf(60);
const CODES = Array.from({ length: UNITS }, (_, i) => `SYNTHETIC-${i}`);

interface DatedRow {
  own: string;
  id: number;
  validFrom: string;
  validTo: string;
  latest: number;
}

describe.each(["first", "second"])("Any sequence of acts on the register, the %s", (which) => {
  const random = randomOf(newSeed(`acts on the register, the ${which}`));
  const pick = <T>(all: readonly T[]): T => all[random(all.length)] as T;
  let server: TestServer;
  let department: Acting;
  let now = FIRST_DAY;

  const dayOf = (time: number): string => new Date(time + 7 * 3_600_000).toISOString().slice(0, 10);
  const WORLD = `{ code name actualBeds area { code } parent { code } ancestors { code } guidedBy { code }
    children { code } predecessors { code } aliases names { name validFrom validTo } }`;
  /** What each of these days shows of the made-up units, some days with each question. */
  async function worldsOf(days: readonly string[]): Promise<Record<string, string>> {
    const worlds: Record<string, string> = {};
    for (let start = 0; start < days.length; start += 10) {
      const some = days.slice(start, start + 10);
      const asked = some.map(
        (day, i) => `d${i}: facilities(first: 10, filter: { search: "synthetic" }, asOf: "${day}") { nodes ${WORLD} }`,
      );
      const data = await dataOf(server, `{ ${asked.join("\n")} }`);
      for (const [i, day] of some.entries()) worlds[day] = JSON.stringify(data[`d${i}`]);
    }
    return worlds;
  }

  const rowsOf = (table: string, own: string): Promise<DatedRow[]> =>
    server.db.query(
      `SELECT CONCAT(${own}, '') AS own, facility_id AS id, valid_from AS validFrom, valid_to AS validTo, latest FROM ${table} ` +
        "WHERE facility_id IN (SELECT id FROM facility WHERE code LIKE 'SYNTHETIC-%') ORDER BY own, valid_from",
    );

  /** The day of the last change of one aspect of a facility, which may be an end. */
  async function lastChange(code: string, aspect: string): Promise<string> {
    const rows = await server.db.query<{ from: string; to: string; closedOn: string | null }>(
      `SELECT r.valid_from AS \`from\`, r.valid_to AS \`to\`, f.closed_on AS closedOn FROM (SELECT * FROM ${ROWS_OF[aspect as keyof typeof ROWS_OF]}) r ` +
        "JOIN facility f ON f.id = r.facility_id WHERE f.code = ?",
      [code],
    );
    const days = rows.flatMap(({ from, to, closedOn }) => (to === FOR_EVER || to === closedOn ? from : [from, to]));
    return days.sort().at(-1) ?? "";
  }

  async function expectOrder(): Promise<void> {
    for (const table of ["facility_name", "facility_profile", "facility_place"]) {
      const latest = new Map<string, number>();
      let before: DatedRow | undefined;
      for (const row of await rowsOf(table, "facility_id")) {
        expect(row.validFrom < row.validTo).toBe(true);
        if (before?.own === row.own) expect(before.validTo <= row.validFrom).toBe(true);
        latest.set(row.own, (latest.get(row.own) ?? 0) + row.latest);
        before = row;
      }
      expect([...latest.values()]).toEqual(Array(latest.size).fill(1));
    }
    let before: DatedRow | undefined;
    for (const row of await rowsOf("facility_relation", "facility_id, '/', kind")) {
      expect(row.validFrom < row.validTo).toBe(true);
      if (before?.own === row.own) {
        expect(before.validTo <= row.validFrom).toBe(true);
        // Only the last one may be what is known last.
        expect(before.latest).toBe(0);
      }
      before = row;
    }
  }

  async function expectNoCircle(): Promise<void> {
    const edges = await server.db.query<{ below: number; above: number; from: string; to: string; open: number }>(
      "SELECT facility_id AS below, related_id AS above, valid_from AS `from`, valid_to AS `to` FROM facility_relation WHERE kind = 'MANAGES'",
    );
    for (const day of new Set(edges.map(({ from }) => from))) {
      const above = new Map(
        edges.filter(({ from, to }) => from <= day && day < to).map((edge) => [edge.below, edge.above]),
      );
      for (const start of above.keys()) {
        const seen = new Set<number>();
        for (let at: number | undefined = start; at !== undefined; at = above.get(at)) {
          expect(seen.has(at)).toBe(false);
          seen.add(at);
        }
      }
    }
    // Nobody guides whom he manages.
    expect(
      await server.db.query(
        "SELECT m.id FROM facility_relation m JOIN facility_relation g ON g.facility_id = m.facility_id AND g.related_id = m.related_id " +
          "WHERE m.kind = 'MANAGES' AND g.kind = 'GUIDES' AND m.valid_from < g.valid_to AND g.valid_from < m.valid_to",
      ),
    ).toEqual([]);
    // Whoever manages on a day is there on that day.
    expect(
      await server.db.query(
        "SELECT r.id FROM facility_relation r JOIN facility m ON m.id = r.related_id WHERE r.kind <> 'MERGED_INTO' AND r.valid_to > m.closed_on",
      ),
    ).toEqual([]);
  }

  /** Tokens of yesterday are good no more. */
  async function nextDay(): Promise<void> {
    now += DAY_MS;
    department = new Acting(server, (await signedIn(server, "sở")).headers, { facility: "code" });
  }

  /** Some act on some unit from some day of late; most are possible. */
  async function tryOne(step: number): Promise<{ field: string; since: string; done: boolean }> {
    const code = pick(CODES);
    const { facility } = await dataOf(server, `{ facility(code: "${code}") { id version closedOn } }`);
    const on = dayOf(now - random(4) * DAY_MS);
    const target = { id: facility.id, expectedVersion: facility.version };
    const tries: (() => [string, object])[] = [
      () => ["facilityRename", { ...target, on, name: `Cơ sở ${code} lần ${step}` }],
      () => ["facilityMove", { ...target, on, area: pick(["46", "VN"]) }],
      () => ["facilityReassign", { ...target, on, managedBy: pick([...CODES, "SYT", null]) }],
      () => ["facilityReassign", { ...target, on, managedBy: pick(CODES) }],
      () => ["facilityReassign", { ...target, on, guidedBy: pick([...CODES, null]) }],
      () => ["facilityProfileChange", { ...target, on, actualBeds: random(500) }],
      () => ["facilityMerge", { ...target, on, into: pick(CODES), reason: "Thử." }],
      () => ["facilityClose", { ...target, on, reason: "Thử." }],
      () => ["facilityReopen", { ...target, reason: "Thử." }],
      () => ["facilityReopen", { ...target, reason: "Thử." }],
      () => ["facilityWithdrawChange", { ...target, aspect: pick(ASPECTS), reason: "Thử." }],
      () => ["facilityWithdrawChange", { ...target, aspect: pick(ASPECTS), reason: "Thử." }],
    ];
    const [field, input] = pick(tries)();
    const aspect = "aspect" in input ? `${input.aspect}` : "";
    const since = field === "facilityReopen" ? facility.closedOn : aspect ? await lastChange(code, aspect) : on;
    const payload: Data = await department.payload(field, input);
    return { field, since, done: payload.userErrors.length === 0 };
  }

  beforeAll(async () => {
    server = await serve(await loadedDatabase(), { now: () => now });
    await addTestAccount(server.db, "sở", "ADMIN");
    await nextDay();
    for (const [i, code] of CODES.entries()) {
      await department.done("facilityAdd", {
        ...{ code, name: `Cơ sở ${code}`, facilityType: "POLYCLINIC", ownership: "PRIVATE", area: "46" },
        ...{ openedOn: "2025-12-01", managedBy: i > 1 ? pick(CODES.slice(0, i)) : null },
      });
    }
  });
  afterAll(() => server.close());

  it("keeps every earlier day as it was, never overlaps, has one latest state, and goes in no circle", async () => {
    let known = await worldsOf(["2025-12-01", "2025-12-31"]);
    const outcomes = new Map<string, number>();
    for (let step = 0; step < STEPS; step += 1) {
      const { field, since, done } = await tryOne(step);
      outcomes.set(`${field} ${done}`, (outcomes.get(`${field} ${done}`) ?? 0) + 1);
      const unchanged = Object.keys(known).filter((day) => !done || day < since);
      const worlds = await worldsOf([...new Set([...Object.keys(known), dayOf(now)])]);
      expect(unchanged.filter((day) => worlds[day] !== known[day])).toEqual([]);
      known = worlds;
      if (done) {
        await expectOrder();
        await expectNoCircle();
      }
      if (random(2) === 0) await nextDay();
    }
    expect(server.reported).toEqual([]);
    expect(await faultsIn(server.db)).toEqual([]);
    const kindsOf = (done: boolean) => [...outcomes.keys()].filter((outcome) => outcome.endsWith(` ${done}`)).length;
    // So that this tells something.
    expect(kindsOf(true)).toBeGreaterThan(2);
    expect(kindsOf(false)).toBeGreaterThan(2);
  }, 120_000);
});
