import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { loadedDatabase } from "../support/database.js";
import { newSeed, randomOf, stepsOf } from "../support/random.js";
import { type Data, dataOf } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";
import { areaFieldsOf, heldBy, readAnew } from "../support/snapshot-fields.js";
import { faultsIn } from "../support/traces.js";

/** An area as the acts that were done say it: what holds from a day on. */
interface Told {
  code: string;
  from: string;
  to: string;
  names: [on: string, name: string][];
  parents: [on: string, code: string][];
}

const STEPS = stepsOf(100);
/** A month a step; acts come about in the order of their days, and often enough in another. */
const DAYS = Array.from({ length: STEPS }, (_, i) => new Date(Date.UTC(2005, i, 1)).toISOString().slice(0, 10));
const NEVER = "9999-12-31";

describe("Areas that are added, renamed, moved and closed in any order", () => {
  let server: TestServer;
  let department: Acting;
  beforeAll(async () => {
    server = await serve(await loadedDatabase(), { now: () => Date.parse("2020-06-15T08:00:00+07:00") });
    await addTestAccount(server.db, "sở", "ADMIN");
    department = new Acting(server, (await signedIn(server, "sở")).headers, { area: "id version" });
  });
  afterAll(() => server.close());

  it("are on every day what the acts of until then say, each in one that is there, and never in a circle", async () => {
    const below = randomOf(newSeed("areas"));
    const one = <T>(of: readonly T[]): T => of[below(of.length)] as T;
    const codes = ["A1", "A2", "A3", "A4"];
    const known = new Map<string, Told & { version: number }>();
    const outcomes = { done: 0, refused: 0 };
    for (let step = 0; step < STEPS; step += 1) {
      const [on, parent, name] = [
        one(DAYS.slice(0, step + 1).slice(-12)),
        one([...codes, "46", "46"]),
        `Xã SYNTHETIC ${below(6)}`,
      ];
      const noteVi = "Thử.";
      // Now and then one that has ended is meant.
      const meant = [...known].filter(([, { to }]) => to === NEVER || below(8) === 0);
      const [id, told] = meant[below(meant.length + 1)] ?? [];
      const at = { id, expectedVersion: told?.version, on, noteVi };
      const [field, input, change]: [string, object, (of: Told) => void] =
        id === undefined || told === undefined
          ? ["areaAdd", { code: one(codes), name, areaType: "COMMUNE", parent, on, noteVi }, () => {}]
          : one<[string, object, (of: Told) => void]>([
              ["areaRename", { ...at, name }, (of) => of.names.push([on, name])],
              ["areaMove", { ...at, parent }, (of) => of.parents.push([on, parent])],
              ["areaMove", { ...at, parent }, (of) => of.parents.push([on, parent])],
              ["areaClose", at, (of) => Object.assign(of, { to: on })],
            ]);
      const { area, userErrors } = await department.payload(field, input);
      outcomes[userErrors.length === 0 ? "done" : "refused"] += 1;
      if (userErrors.length > 0) continue;
      const fresh = { code: (input as Data).code, from: on, to: NEVER, names: [], parents: [], version: 0 };
      const now: Told & { version: number } = told ?? { ...fresh, names: [[on, name]], parents: [[on, parent]] };
      if (told) change(now);
      known.set(area.id, Object.assign(now, { version: area.version }));
      // What the server has made of the areas before and of what has changed is what it would have loaded anew.
      const days = [null, on, one(DAYS)];
      const [held, read] = [await heldBy(server), await readAnew(server)].map(({ areas }) => areaFieldsOf(areas, days));
      expect({ step, ...held }).toEqual({ step, ...read });
    }
    expect(outcomes.done).toBeGreaterThan(8);
    expect(outcomes.refused).toBeGreaterThan(15);
    const until = (rows: [on: string, what: string][], day: string) => rows.filter(([on]) => on <= day).at(-1)?.[1];
    for (const asOf of ["2004-12-31", ...DAYS.filter((_, i) => i % 5 === 0), "2020-06-15"]) {
      const { areas } = await dataOf(
        server,
        "query ($asOf: LocalDate) { areas(asOf: $asOf) { id code name parent { code } } }",
        { asOf },
      );
      const found: Data[] = areas.filter(({ code }: Data) => codes.includes(code));
      const expected = [...known].flatMap(([id, { code, from, to, names, parents }]) =>
        from <= asOf && asOf < to
          ? [{ id, code, name: until(names, asOf), parent: { code: until(parents, asOf) } }]
          : [],
      );
      const byId = (all: readonly Data[]) => [...all].sort((a, b) => (a.id < b.id ? -1 : 1));
      expect([asOf, byId(found)]).toEqual([asOf, byId(expected)]);
      // A code has one holder at a time, and every way up ends at the province.
      expect(new Set(found.map(({ code }) => code)).size).toBe(found.length);
      for (const { code } of found) {
        const above = [code];
        while (above.at(-1) !== "46" && above.length <= codes.length + 1)
          above.push(found.find((each) => each.code === above.at(-1))?.parent.code);
        expect([asOf, code, above.at(-1)]).toEqual([asOf, code, "46"]);
      }
    }
    expect(await faultsIn(server.db)).toEqual([]);
  });
});
