import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import {
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
  parse,
  print,
  separateOperations,
  typeFromAST,
} from "graphql";
import { type Client, createClient } from "../../client-sdk/client.js";
import { callExamples } from "../../client-sdk/codegen/example-calls.js";
import type { Clients } from "../../client-sdk/operations/examples.js";
import type { Driver, Transaction } from "../../server/core/database/database.js";
import { Refusal } from "../../server/core/schema/errors.js";
import { createSchema } from "../../server/graphql/schema.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { loadedDatabase } from "../support/database.js";
import { MORNING } from "../support/example-clients.js";
import { newSeed, randomOf, stepsOf } from "../support/random.js";
import { type Data, runQuery } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";

const schema = createSchema();
/** How many values are tried at each place of an input in one run; another run tries others. */
const TRIED = stepsOf(2);

const idOf = (type: string, id: number | string) => Buffer.from(`${type}:${id}`).toString("base64url");
const LONG = "Thử một ghi chú dài. ".repeat(95);
const BOUNDARIES: Record<string, readonly unknown[]> = {
  Int: [0, 1, -1, 2, 7, 8, 100, 101, 2 ** 31 - 1, -(2 ** 31), 2 ** 31, 0.5, "1"],
  Float: [0, -0, 1e-7, 1e-9, 5e-324, 0.1 + 0.2, 1e15, 1e21, 2 ** 53, 123456789.123456, -1e-7, 1e308, -1e308, "1"],
  Boolean: [true, false, 0, "true"],
  String: [
    "",
    " ",
    "x",
    "Ðà",
    "\u0000",
    "\u200b",
    "😀".repeat(50),
    LONG,
    LONG.repeat(10),
    "x".repeat(255),
    "x".repeat(256),
    "__proto__",
    "null",
    "%",
    "'",
    "\\",
    "1e9",
    "a\nb",
    "=1+1",
  ],
  ID: [
    "",
    "x",
    idOf("Facility", 0),
    idOf("Facility", 1),
    idOf("Facility", 2 ** 31),
    idOf("Facility", "9".repeat(30)),
    idOf("Facility", -1),
    idOf("Observation", 1),
    idOf("Assessment", 1),
    idOf("Milestone", 1),
    "%00",
    1,
  ],
  LocalDate: [
    "1000-01-01",
    "1000-01-02",
    "9999-12-30",
    "9999-12-31",
    "0000-01-01",
    "2024-02-29",
    "2023-02-29",
    "2026-01-15",
    "2026-01-16",
    "1900-01-01",
    "x",
    20260115,
  ],
  DateTime: ["1000-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z", "2026-01-15T02:00:00.123456789Z", "2026-01-15", "x"],
  JsonValue: [null, 0, 1e-7, "x", [], {}, [[[]]], { a: { b: [1] } }],
  Secret: ["", "x", "mật khẩu đủ dài để dùng 2026", LONG.repeat(10)],
};

const random = randomOf(newSeed("boundary values"));
const someOf = <T>(all: readonly T[]): T[] => {
  const at = random(all.length);
  return Array.from({ length: Math.min(TRIED, all.length) }, (_, i) => all[(at + i * 3) % all.length] as T);
};

/** Something that the type takes, with only what it needs. */
function sampleOf(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return sampleOf(type.ofType);
  if (isListType(type)) return [sampleOf(type.ofType)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (!isInputObjectType(type)) return BOUNDARIES[getNamedType(type).name]?.[1] ?? "x";
  const needed = Object.values(type.getFields()).filter((field) => isNonNullType(field.type));
  return Object.fromEntries(needed.map(({ name, type }) => [name, sampleOf(type)]));
}

/** The value with a boundary value at each place in turn, also where nothing stands. */
function* variantsOf(type: GraphQLInputType, value: unknown): Generator<unknown> {
  if (isNonNullType(type)) {
    yield* variantsOf(type.ofType, value);
    return;
  }
  yield null;
  if (isListType(type)) {
    const items = Array.isArray(value) ? value : [sampleOf(type.ofType)];
    yield [];
    yield Array.from({ length: random(2) === 0 ? 2 : 1001 }, () => items[0]);
    for (const each of variantsOf(type.ofType, items[0])) yield [each, ...items.slice(1)];
  } else if (isInputObjectType(type)) {
    const given = (value ?? sampleOf(type)) as Record<string, unknown>;
    yield {};
    for (const field of Object.values(type.getFields())) {
      if (field.name === "clientMutationId") continue;
      for (const each of variantsOf(field.type, given[field.name])) yield { ...given, [field.name]: each };
    }
  } else if (isEnumType(type)) {
    for (const { name } of someOf(type.getValues())) yield name;
    yield "NONE_SUCH";
  } else yield* someOf(BOUNDARIES[getNamedType(type).name] ?? []);
}

/** The documents of the SDK, by the names of its methods. */
const documents = new Map<string, { text: string; operation: OperationDefinitionNode }>();
const text = readdirSync("client-sdk/operations")
  .filter((file) => file.endsWith(".graphql"))
  .map((file) => readFileSync(`client-sdk/operations/${file}`, "utf8"))
  .join("\n");
for (const [name, document] of Object.entries(separateOperations(parse(text)))) {
  const operation = document.definitions.find((each) => each.kind === "OperationDefinition");
  if (operation) documents.set(`${name[0]?.toLowerCase()}${name.slice(1)}`, { text: print(document), operation });
}

/** What an act would be answered, but that it is taken back. */
class TakenBack extends Refusal {
  constructor() {
    super("NOT_FOUND", { en: "Done, and taken back.", vi: "Đã làm, và đã hủy." });
  }
}

let server: TestServer;
let isTrying = false;

beforeAll(async () => {
  server = await serve(await loadedDatabase(), { now: () => MORNING });
  const inner = server.db as unknown as { driver: Driver };
  const { driver } = inner;
  inner.driver = {
    dialect: driver.dialect,
    load: () => driver.load(),
    close: () => driver.close(),
    query: (sql, params) => driver.query(sql, params),
    transaction: (work) =>
      driver.transaction(async (tx) => {
        if (!isTrying) return work(tx);
        const last: Parameters<Transaction["last"]>[] = [];
        await work({ ...tx, last: (...each) => void last.push(each) });
        for (const each of last) await tx.change(...each);
        throw new TakenBack();
      }),
  };
});
afterAll(() => server.close());

it("finds no value of any variable at which the server fails, in any operation of the SDK", async () => {
  await addTestAccount(server.db, "so.yte", "ADMIN");
  await addTestAccount(server.db, "bv.mat", "FACILITY_EDITOR", "BV-MAT");
  const outcomes = new Map<string, number>();
  const failed = new Map<string, object>();
  const note = (outcome: string) => outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);

  async function tried(method: string, variables: unknown, headers: Record<string, string>): Promise<void> {
    const document = documents.get(method);
    if (!document) throw new Error(`There is no document of "${method}".`);
    const { text, operation } = document;
    const given = (variables ?? {}) as Record<string, unknown>;
    for (const { variable, type: node } of operation.variableDefinitions ?? []) {
      const name = variable.name.value;
      const type = typeFromAST(schema, node as never) as GraphQLInputType | undefined;
      if (!type) throw new Error(`There is no type of "$${name}".`);
      for (const value of variantsOf(type, given[name])) {
        const asked = { ...given, [name]: value };
        const { errors = [], data } = await runQuery(server, text, asked, headers);
        const isRefused = Object.values((data ?? {}) as Data).some((each: Data) => each?.userErrors?.length > 0);
        note(errors[0]?.extensions.code ?? (isRefused ? "userErrors" : "answered"));
        if (
          server.reported.length > 0 ||
          errors.some(({ extensions }) => extensions.code === "INTERNAL_SERVER_ERROR")
        ) {
          const why = server.reported.splice(0).map((each) => String(each).split("\n", 1)[0]);
          failed.set(`${method}: ${why}`, { [name]: value });
        }
      }
    }
  }

  const trying = async (account?: string): Promise<Client> => {
    const session = account === undefined ? undefined : await signedIn(server, account);
    const client = createClient({
      url: `${server.url}/graphql`,
      token: session?.accessToken,
      language: "en",
      retries: 0,
    });
    return new Proxy(client, {
      get: (methods, method: keyof Client) =>
        documents.has(method) &&
        (async (variables: never) => {
          // A session that is ended or a password that is changed by a try would end the others.
          if (!/session|password/i.test(method)) {
            isTrying = true;
            await tried(method, variables, session?.headers ?? {}).finally(() => {
              isTrying = false;
            });
          }
          return (methods[method] as (variables: never) => Promise<unknown>)(variables);
        }),
    });
  };
  const clients: Clients = {
    PUBLIC: await trying(),
    FACILITY_EDITOR: await trying("bv.mat"),
    ADMIN: await trying("so.yte"),
  };
  await callExamples(clients);
  expect([...failed]).toEqual([]);
  // All of it has happened, so that this tells something: also acts that were done, and taken back.
  for (const outcome of ["answered", "userErrors", "BAD_USER_INPUT", "NOT_FOUND"]) {
    expect([outcome, (outcomes.get(outcome) ?? 0) > 100]).toEqual([outcome, true]);
  }
}, 240_000);
