import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { HeldSums } from "../../server/concepts/metric/total/held-sums.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { loadedDatabase } from "../support/database.js";
import { FIGURES, importLines } from "../support/importing.js";
import { newSeed, randomOf } from "../support/random.js";
import { type Data, dataOf } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";

/** What can be asked of whom a figure is about, by how it is found: each costs a statement or more. */
const NESTED: Readonly<Record<string, string>> = {
  assessments: `assessments(last: 1) { reportedLevel facility { name asOf } round { code } answers { answer }
    discrepancies { status } components { component level } previous { reportedLevel components { level } } }`,
  recorded: 'assessments(recordedAsOf: "2024-01-01") { reportedLevel facility { name } }',
  figures: `latestObservations { on value asOf metric { code latest(subject: "BV-MAT") { on } } printed { value }
    subject { ... on Facility { name asOf latestObservations(metrics: ["LINKUPS"]) { on value } } } }`,
  "figures as they were on record": 'latestObservations(recordedAsOf: "2100-01-01") { on value }',
  leagues: `latestObservations(metrics: ["LINKUPS"]) { metric { total { value } league(first: 3) { nodes { rank
    subject { ... on Facility { name asOf } } observation { on printed { value } } } } } }`,
  needs: "statedNeeds { needed facility { name } present result { level } }",
  milestones: `milestoneProgress(first: 2) { totalCount edges { cursor } nodes { on status asOf milestone { titleVi
    progress(first: 2) { totalCount nodes { on } } } facility { name } evidenceDocument { number } } }`,
  relations: `parent { name asOf children { name latestObservations { on value } } } ancestors { name }
    guidedBy { name } guides { name } successor { name } predecessors { name } aliases names { name validTo }`,
  areas: `area { name asOf parent { name children { name } } latestObservations { on value }
    facilities(first: 3) { totalCount nodes { name asOf latestObservations { on value } } } }
    then: area(asOf: "2020-01-01") { name asOf facilities(first: 2) { nodes { name latestObservations { on } } } }`,
};
const _EVERYTHING = Object.values(NESTED).join(" ");

const day = (n: number): string => new Date(Date.UTC(2023, 0, n)).toISOString().slice(0, 10);
const FIRST = 11;
const LAST = 400;

describe("A series of figures of many days", () => {
  let server: TestServer;
  let acting: Acting;
  const random = randomOf(newSeed("subjects of many days"));
  const someDay = () => day(FIRST + random(LAST - FIRST));

  beforeAll(async () => {
    server = await serve(await loadedDatabase(), {}, { limits: { possibleCost: 2 ** 40, cost: 2 ** 40 } });
    await addTestAccount(server.db, "sở", "ADMIN");
    acting = new Acting(server, (await signedIn(server, "sở")).headers, { facility: "id version" });
  });
  afterAll(() => server.close());

  const series = async (selection: string, from: string, to: string): Promise<Data[]> => {
    const query = `query ($from: LocalDate!, $to: LocalDate!) { metric(code: "LINKUPS") {
      series(subject: "BV-MAT", from: $from, to: $to) { on value subject { ... on Facility { name asOf ${selection} } } } } }`;
    return (await dataOf(server, query, { from, to })).metric.series;
  };

  const statementsOf = async (selection: string, from: string, to: string) => {
    server.shared.sums = new HeldSums(server.db); // no sum is held
    await dataOf(server, '{ terms(vocabulary: "UNIT") { code } }'); // what is held in memory is there before counting
    const before = server.db.statements;
    const figures = (await series(selection, from, to)).length;
    return { figures, statements: server.db.statements - before };
  };

  it("has sixty of them, between which the unit gets other names and bodies, figures and progress", async () => {
    const lines = Array.from({ length: 60 }, (_, i) => `LINKUPS,BV-MAT,,${day(FIRST + 6 * i)},${i},,,,,`);
    await importLines(server.db, "observations", "own-series.csv", [FIGURES, ...lines]);
    const { roadmap } = await dataOf(server, "{ roadmap { milestones { id } } }");
    let facility = (await dataOf(server, '{ facility(code: "BV-MAT") { id version } }')).facility;
    const changed = [...new Set(Array.from({ length: 5 }, someDay))].sort();
    for (const [i, on] of changed.entries()) {
      for (const [act, to] of [
        ["facilityRename", { name: `Bệnh viện Mắt, tên thứ ${i}` }],
        ["facilityReassign", { managedBy: i % 2 ? "SYT" : "TTYT-PHUVANG" }],
      ] as const) {
        const at = { id: facility.id, expectedVersion: facility.version };
        ({ facility } = await acting.did(act, { ...at, ...to, on, basisVi: "Thử nghiệm." }));
      }
    }
    const reported = [...new Set(Array.from({ length: 8 }, someDay))].sort();
    for (const on of [day(1), ...reported]) {
      const progress = { facility: "BV-MAT", on, status: "IN_PROGRESS" };
      await acting.did("milestoneRecordProgress", { ...progress, milestone: roadmap.milestones[random(2)].id });
    }
    const others = [...new Set(Array.from({ length: 20 }, someDay))];
    const rows = others.map((on) => `LINKUPS,BV-PHOI,,${on},${random(1000)},,,,,`);
    await importLines(server.db, "observations", "own-others.csv", [FIGURES, ...rows]);
    const all = await series("", day(FIRST), day(LAST));
    expect(all).toHaveLength(60);
    expect(new Set(all.map(({ subject }) => subject.name)).size).toBeGreaterThan(1);
  });

  it.each(Object.keys(NESTED))("costs as many statements as three of them, with %s", async (name) => {
    const selection = NESTED[name] ?? "";
    const few = await statementsOf(selection, day(FIRST), day(FIRST + 12));
    const many = await statementsOf(selection, day(FIRST), day(LAST));
    expect([few.figures, many.figures]).toEqual([3, 60]);
    expect(many.statements).toBe(few.statements);
  });

  it.each(Object.keys(NESTED))("is answered as each figure is by itself, with %s", async (name) => {
    const together = await series(NESTED[name] ?? "", day(FIRST), day(LAST));
    const alone = [];
    for (const { on } of together) alone.push(...(await series(NESTED[name] ?? "", on, on)));
    expect(together).toEqual(alone);
  });
});
