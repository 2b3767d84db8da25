import { describe, expect, it } from "@jest/globals";
import { buildSchema, execute, type OperationDefinitionNode, parse } from "graphql";
import { planOperation } from "../../server/graphql/plan.js";
import { Run } from "../../server/graphql/run.js";

const schema = buildSchema(`
  type Query { rows: [Row] must: [Row!] }
  type Row { id: ID! name: String many: Int isIn: Boolean! colour: Colour share: Float }
  enum Colour { RED GREEN }
`);
const FIELDS = "{ __typename id name number: many isIn colour share }";
const GOOD = { id: "1", name: "một", many: 2, isIn: true, colour: "RED", share: 0.5 };

async function both(rows: readonly unknown[]) {
  const document = parse(`{ rows ${FIELDS} must ${FIELDS} }`);
  const operation = document.definitions[0] as OperationDefinitionNode;
  const rootValue = { rows, must: rows };
  const plan = planOperation(schema, operation, {}, {}, 100);
  // What `Run` asks of the root is read off undefined: the rows are resolved here.
  for (const field of plan.root.fields) Object.assign(field, { resolve: () => rows });
  const run = new Run(plan, {}, {}, 1000, () => {
    throw new Error("It costs too much.");
  });
  const shown = (result: unknown) => JSON.parse(JSON.stringify(result)) as { errors?: { path: unknown }[] };
  const inOrder = ({ errors, ...rest }: ReturnType<typeof shown>) => ({
    ...rest,
    errors: errors?.sort((a, b) => String(a.path).localeCompare(String(b.path))),
  });
  const ours = inOrder(shown(await run.start()));
  expect(ours).toEqual(inOrder(shown(await execute({ schema, document, rootValue }))));
  return { ...ours, cost: run.cost };
}

describe("A list that all requests share", () => {
  const row = Object.freeze(GOOD);
  const document = parse(`{ rows ${FIELDS} }`);

  async function askedTwice(rows: readonly object[]) {
    const plan = planOperation(schema, document.definitions[0] as OperationDefinitionNode, {}, {}, 100);
    for (const field of plan.root.fields) Object.assign(field, { resolve: () => rows });
    const answers = [];
    for (let i = 0; i < 2; i += 1) {
      const run = new Run(plan, {}, {}, 1000, () => raise());
      const { data } = await run.start();
      answers.push({ rows: data?.rows, shown: JSON.stringify(data), cost: run.cost });
    }
    return answers;
  }

  it("is made once, and costs each who asks for it the same", async () => {
    const [first, second] = await askedTwice(Object.freeze([row, row]));
    expect(second).toEqual(first);
    expect(second?.rows).toBe(first?.rows);
  });

  it.each<[string, readonly object[]]>([
    ["the list", [row, row]],
    ["one of its rows", Object.freeze([row, { ...GOOD }])],
  ])("is made for each where %s may change", async (_, rows) => {
    const [first, second] = await askedTwice(rows);
    expect(second).toEqual(first);
    expect(second?.rows).not.toBe(first?.rows);
  });

  it("is made for each where a row of it is missing", async () => {
    const [first, second] = await askedTwice(Object.freeze([row, null as unknown as object]));
    expect(first?.shown).toMatch(/,null\]\}$/);
    expect(second).toEqual(first);
    expect(second?.rows).not.toBe(first?.rows);
  });
});

describe("A row of plain values is answered as graphql-js does", () => {
  it("where all of them are there", async () => {
    const { errors, cost } = await both([GOOD, { ...GOOD, id: 2, many: 3, share: 1, colour: "GREEN" }]);
    // Of each question the work of asking it, and each value.
    expect([errors, cost]).toEqual([undefined, 2 * (50 + 1) + 4 * 7]);
  });

  it.each<[string, object]>([
    ["may be null, and is", { ...GOOD, name: null, many: undefined }],
    ["may not be null, and is", { ...GOOD, id: null }],
    ["is left out and may not be", { id: "1" }],
    ["comes later", { ...GOOD, name: Promise.resolve("sau") }],
    ["comes later, and is null that may not be", { ...GOOD, isIn: Promise.resolve(null) }],
    ["fails later", { ...GOOD, name: Promise.reject(new Error("Không có")) }],
    ["is a function that is asked", { ...GOOD, name: () => "hỏi" }],
    ["throws when it is read", Object.defineProperty({ ...GOOD }, "name", { get: () => raise() })],
    ["is a mistake", { ...GOOD, name: new Error("Không đọc được") }],
    ["is of another type", { ...GOOD, many: "hai" }],
    ["is no whole number", { ...GOOD, many: 2.5 }],
    ["is no value of its list, and may be null", { ...GOOD, colour: "BLUE" }],
    ["is an object", { ...GOOD, name: { vi: "một" } }],
    ["is a number in place of yes or no", { ...GOOD, isIn: 1 }],
  ])("where one %s, beside one where all is well", async (_, row) => {
    await both([GOOD, row]);
    await both([row, GOOD]);
  });
});

describe("What a row has become that all requests share", () => {
  const planned = (fields: string) => {
    const operation = parse(`{ rows { ${fields} } }`).definitions[0] as OperationDefinitionNode;
    const plan = planOperation(schema, operation, {}, {}, 100);
    return async (rows: readonly unknown[]) => {
      for (const field of plan.root.fields) Object.assign(field, { resolve: () => rows });
      const run = new Run(plan, {}, {}, 1_000_000, raise);
      const { data } = await run.start();
      return { rows: data?.rows as object[], cost: run.cost };
    };
  };

  it("is made once under each selection, at the same cost, and never under another", async () => {
    const rows = [Object.freeze({ ...GOOD }), Object.freeze({ ...GOOD, id: "2" })];
    const [named, counted] = [planned("id name"), planned("id name: many")];
    const first = await named(rows);
    expect(first.rows).toEqual([
      { id: "1", name: "một" },
      { id: "2", name: "một" },
    ]);
    const again = await named([...rows].reverse());
    expect(again.rows.map((row, i) => row === first.rows[1 - i])).toEqual([true, true]);
    expect(again.cost).toBe(first.cost);
    expect((await counted(rows)).rows).toEqual([
      { id: "1", name: 2 },
      { id: "2", name: 2 },
    ]);
  });

  it("is made anew of rows that may change, also where frozen ones came before", async () => {
    const ask = planned("id name");
    await ask([Object.freeze({ ...GOOD })]);
    const row = { ...GOOD };
    expect((await ask([row])).rows).toEqual([{ id: "1", name: "một" }]);
    row.name = "hai";
    expect((await ask([row])).rows).toEqual([{ id: "1", name: "hai" }]);
  });

  it("is made once for each of thousands of lists of the same few rows", async () => {
    const ask = planned("id");
    const rows = Array.from({ length: 48 }, (_, i) => Object.freeze({ id: String(i) }));
    const sixFrom = (start: number) => Object.freeze(Array.from({ length: 6 }, (_, i) => rows[(start + 7 * i) % 48]));
    const lists = Array.from({ length: 6000 }, (_, i) => sixFrom(i));
    const answers: object[][][] = [];
    // What was kept for other questions is let go once, at the most.
    for (let times = 0; times < 3; times += 1) {
      const made: object[][] = [];
      for (const list of lists) made.push((await ask(list)).rows);
      answers.push(made);
    }
    expect(answers[2]?.filter((made, i) => made !== answers[1]?.[i])).toEqual([]);
  });

  it("is right however many rows there are", async () => {
    const ask = planned("id");
    const rows = Array.from({ length: 30_000 }, (_, i) => Object.freeze({ id: String(i) }));
    for (const _ of [1, 2]) expect((await ask(rows)).rows).toEqual(rows);
  });
});

function raise(): never {
  throw new Error("Không đọc được");
}
