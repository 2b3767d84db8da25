import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { loadedDatabase } from "../support/database.js";
import { Figures, type Known } from "../support/figures.js";
import { newSeed, randomOf } from "../support/random.js";
import { type Data, dataOf } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";
import { addImport } from "../support/traces.js";

const DAY_MS = 24 * 3_600_000;
const FIGURE = "id version on from value reported noteVi ratio { numerator denominator } source { section }";
const ASKED = `query ($day: LocalDate) {
  metric(code: "LINKUPS") {
    latest(subject: "BV-MAT", recordedAsOf: $day) { ${FIGURE} }
    series(subject: "BV-MAT", recordedAsOf: $day) { ${FIGURE} }
    part: series(subject: "BV-MAT", from: "2025-01-05", to: "2025-01-12", recordedAsOf: $day) { ${FIGURE} }
  }
  metrics { code latest(recordedAsOf: $day) { id value } }
  facilities(first: 100) { nodes { code latestObservations(recordedAsOf: $day) { id value metric { code } } } }
  areas { code latestObservations(recordedAsOf: $day) { id value metric { code } } }
  then: facility(code: "BV-MAT", asOf: "2025-01-08") { latestObservations(recordedAsOf: $day) { id value } }
}`;

describe("What was on record on a day", () => {
  let server: TestServer;
  let now = Date.parse("2026-03-01T20:00:00+07:00");

  beforeAll(async () => {
    const database = await loadedDatabase();
    server = await serve(database, { now: () => now });
    await addTestAccount(server.db, "sở", "ADMIN");
  });
  afterAll(() => server.close());

  const figures = async () => new Figures(server, (await signedIn(server, "sở")).headers);
  const today = () => new Date(now + 7 * 3_600_000).toISOString().slice(0, 10);
  const asked = (day?: string): Promise<Data> => dataOf(server, ASKED, { day });
  const values = async (recordedAsOf?: string): Promise<Data> => {
    const query = `query ($day: LocalDate) { metric(code: "LINKUPS") { series(subject: "BV-PHOI", from: "2025-01-01", recordedAsOf: $day) { value } } }`;
    return (await dataOf(server, query, { day: recordedAsOf })).metric.series.map(({ value }: Data) => value);
  };

  it("is without what was recorded later, and with what was corrected or withdrawn later as it was", async () => {
    const subject = "BV-PHOI";
    const first = await (await figures()).record({ subject, on: "2025-01-31", value: 5 });
    const second = await (await figures()).record({ subject, on: "2025-02-28", value: 7 });
    now += DAY_MS; // 2 March
    await (await figures()).correct(first, 6);
    await (await figures()).withdraw(second);
    now += DAY_MS; // 3 March
    await (await figures()).record({ subject, on: "2025-02-28", value: 8 });
    expect(await values("2026-02-28")).toEqual([]);
    expect(await values("2026-03-01")).toEqual([5, 7]);
    expect(await values("2026-03-02")).toEqual([6]);
    expect(await values("2026-03-03")).toEqual([6, 8]);
    expect(await values("2999-12-31")).toEqual([6, 8]);
    expect(await values()).toEqual([6, 8]);
  });

  it("has the blank cell that was filled later", async () => {
    const [blank] = await server.db.query<{ metric: string; subject: string; on: string }>(
      "SELECT m.code AS metric, f.code AS subject, o.on_date AS `on` FROM observation o JOIN metric m ON m.id = o.metric_id " +
        "JOIN facility f ON f.id = o.facility_id WHERE o.reported = 0 AND m.kind = 'COUNT' ORDER BY o.id LIMIT 1",
    );
    const { metric, subject, on } = blank as NonNullable<typeof blank>;
    const before = today();
    now += DAY_MS;
    await (await figures()).record({ metric, subject, on, value: 7 });
    const cell = async (day?: string) => {
      const query = `query ($day: LocalDate) { metric(code: "${metric}") { series(subject: "${subject}", from: "${on}", to: "${on}", recordedAsOf: $day) { value reported version } } }`;
      return (await dataOf(server, query, { day })).metric.series;
    };
    expect(await cell(before)).toEqual([{ value: null, reported: false, version: 1 }]);
    expect(await cell(today())).toEqual([{ value: 7, reported: true, version: 2 }]);
  });

  it("is without figures that were imported later, also if they were changed since", async () => {
    const before = await values();
    await addImport(server.db, { figures: 3, from: "2025-05-01", subject: "BV-PHOI" }); // on 1 January 2026
    expect(await values("2025-12-31")).toEqual([]);
    expect(await values("2026-03-03")).toEqual([...before, 0, 1, 2]);
    const [row] = await server.db.query<{ id: number }>(
      "SELECT MAX(id) AS id FROM observation WHERE import_id IS NOT NULL",
    );
    const id = Buffer.from(`Observation:${row?.id}`).toString("base64url");
    await (await figures()).correct({ id, version: 1 }, 20);
    expect(await values("2025-12-31")).toEqual([]);
    expect(await values("2026-03-03")).toEqual([...before, 0, 1, 2]);
    await (await figures()).withdraw({ id, version: 2 });
    expect(await values("2025-12-31")).toEqual([]);
    expect(await values("2026-03-03")).toEqual([...before, 0, 1, 2]);
    expect(await values()).toEqual([...before, 0, 1]);
  });

  it("is what was answered at the end of that day, after random acts of many days", async () => {
    const random = randomOf(newSeed("figures as they were recorded"));
    const known: Known[] = [];
    const answered = new Map<string, Data>();
    for (let day = 0; day < 12; day += 1) {
      const entering = await figures();
      for (let act = 0; act < 8; act += 1) {
        const chosen = random(known.length);
        const figure = known[chosen];
        const kind = random(4);
        if (!figure || kind <= 1) {
          const on = new Date(Date.UTC(2025, 0, 1 + day + 12 * act)).toISOString().slice(0, 10);
          known.push(await entering.record({ on, value: random(1000), noteVi: `Ngày ${day}.` }));
        } else if (kind === 2) known[chosen] = await entering.correct(figure, random(1000));
        else {
          await entering.withdraw(figure);
          known.splice(chosen, 1);
        }
      }
      answered.set(today(), await asked());
      now += DAY_MS;
    }
    expect(answered.size).toBe(12);
    for (const [day, then] of answered) expect(await asked(day)).toEqual(then);
  });

  it("costs the same statements, however much has changed since", async () => {
    const costs: number[] = [];
    const query = `{ metrics { latest(subject: "BV-MAT", recordedAsOf: "2026-03-05") { id } series(subject: "BV-MAT", recordedAsOf: "2026-03-05") { id } } facilities(first: 100) {
      nodes { latestObservations(recordedAsOf: "2026-03-05") { id } } } }`;
    for (let time = 0; time < 2; time += 1) {
      const before = server.db.statements;
      await dataOf(server, query);
      costs.push(server.db.statements - before);
      for (let count = 0; count < 10; count += 1) {
        const known = await (await figures()).record({
          subject: "BV-MAT",
          on: `2024-0${3 + time}-${10 + count}`,
          value: 1,
        });
        await (await figures()).correct(known, 2);
      }
    }
    // The revision, and three for each field.
    expect(costs).toEqual([10, 10]);
  });
});
