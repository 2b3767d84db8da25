import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
} from "graphql";
import { POLICY, ruleOf } from "../../server/core/access/policy.js";
import type { Role } from "../../server/core/access/role.js";
import { globalId } from "../../server/core/schema/global-id.js";
import { createSchema } from "../../server/graphql/schema.js";
import { addTestAccount, issuedKey, signedIn } from "../support/accounts.js";
import { loadedDatabase } from "../support/database.js";
import { dataOf, runQuery } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";

const schema = createSchema();
const fieldsOf = (type: GraphQLObjectType | null | undefined): GraphQLField<unknown, unknown>[] =>
  Object.values(type?.getFields() ?? {});
const ROOTS = [
  ...fieldsOf(schema.getQueryType()).map((field) => ["Query", field] as const),
  ...fieldsOf(schema.getMutationType()).map((field) => ["Mutation", field] as const),
];
/** Fields of interfaces that are not for everybody. */
const WITHIN = ["Traced.auditTrail"];
const ROLES: readonly Role[] = ["PUBLIC", "INTEGRATOR", "FACILITY_EDITOR", "ADMIN"];

/** A value of this type that changes nothing: no such object, no such name. */
function someValue(type: GraphQLInputType): string {
  const inner = getNullableType(type);
  if (isListType(inner)) return `[${someValue(inner.ofType)}]`;
  const named = getNamedType(inner);
  if (isInputObjectType(named)) {
    const needed = Object.values(named.getFields()).filter((field, i) =>
      named.isOneOf ? i === 0 : isNonNullType(field.type),
    );
    return `{ ${needed.map((field) => `${field.name}: ${someValue(field.type)}`).join(", ")} }`;
  }
  if (isEnumType(named)) return named.getValues()[0]?.name ?? "";
  if (!isScalarType(named)) throw new Error(`A value of ${type} is not known here.`);
  return { Int: "1", Boolean: "true", LocalDate: '"2001-01-01"' }[named.name] ?? '"?"';
}

function documentOf(operation: string, field: GraphQLField<unknown, unknown>): string {
  const needed = field.args.filter(
    (arg) => isNonNullType(arg.type) || (field.name === "facility" && arg.name === "code"),
  );
  const args = needed.map((arg) => `${arg.name}: ${someValue(arg.type)}`).join(", ");
  return `${operation.toLowerCase()} { ${field.name}${args && `(${args})`} { __typename } }`;
}

describe("The policy", () => {
  let server: TestServer;
  const headers: Partial<Record<Role, Record<string, string>>> = {};

  beforeAll(async () => {
    const database = await loadedDatabase();
    server = await serve(database);
    await addTestAccount(database.db, "sở", "ADMIN");
    await addTestAccount(database.db, "mắt", "FACILITY_EDITOR", "BV-MAT");
    headers.PUBLIC = {};
    headers.ADMIN = (await signedIn(server, "sở")).headers;
    headers.FACILITY_EDITOR = (await signedIn(server, "mắt")).headers;
    headers.INTEGRATOR = (await issuedKey(server, headers.ADMIN)).headers;
  });
  afterAll(() => server.close());

  it("has a row for every field of Query and Mutation, and for what it guards of interfaces", () => {
    const rows = [...ROOTS.map(([type, { name }]) => `${type}.${name}`), ...WITHIN];
    expect(Object.keys(POLICY).sort()).toEqual(rows.sort());
  });

  it.each(WITHIN)("guards %s on every type that has it, for every role", async (row) => {
    const [interfaceName = "", name = ""] = row.split(".");
    const types = schema.getPossibleTypes(schema.getType(interfaceName) as GraphQLInterfaceType);
    const onRecord: string[] = [];
    for (const type of types) {
      const id = globalId(type.name, 1);
      // Of some types there is none before somebody makes it.
      if ((await dataOf(server, `{ node(id: "${id}") { id } }`)).node === null) continue;
      onRecord.push(type.name);
      for (const role of ROLES) {
        const query = `{ node(id: "${id}") { id ... on ${type} { ${name} { __typename } } } }`;
        const { data, errors } = await runQuery(server, query, {}, headers[role]);
        const codes = (errors ?? []).map(({ extensions }) => extensions.code);
        const allowed = ruleOf(row).roles.includes(role);
        expect([type.name, role, data.node.id, codes]).toEqual([
          type.name,
          role,
          id,
          allowed ? [] : [role === "PUBLIC" ? "UNAUTHENTICATED" : "FORBIDDEN"],
        ]);
      }
    }
    expect(onRecord.length).toBeGreaterThan(1);
  });

  it("refuses a schema with a field that has no row, in a sentence that says where it belongs", () => {
    expect(() => ruleOf("Query.secrets")).toThrow(
      "Query.secrets has no row in server/core/access/policy.ts: say there who may ask it.",
    );
  });

  it("is known to be tried with every role", async () => {
    for (const role of ROLES) {
      const { data } = await runQuery(server, "{ viewer { role } }", {}, headers[role]);
      expect(data.viewer.role).toBe(role);
    }
  });

  const CELLS = ROOTS.flatMap(([type, field]) =>
    ROLES.map((role) => [`${type}.${field.name}`, role, type, field] as const),
  );

  it.each(CELLS)("holds over HTTP for %s and %s", async (name, role, type, field) => {
    const { status, errors } = await runQuery(server, documentOf(type, field), {}, headers[role]);
    const codes = (errors ?? []).map(({ extensions }) => extensions.code);
    if (ruleOf(name).roles.includes(role)) {
      // Made-up arguments may name nothing that is there.
      expect(codes.filter((code) => code !== "BAD_USER_INPUT")).toEqual([]);
    } else {
      expect([status, codes]).toEqual(role === "PUBLIC" ? [401, ["UNAUTHENTICATED"]] : [403, ["FORBIDDEN"]]);
    }
  });

  it("lets nobody do by a refused act what stands beside an allowed one", async () => {
    const { status, data, errors } = await runQuery(
      server,
      'mutation { sessionEnd(input: { refreshToken: "x" }) { ended } apiKeyRevoke(input: { id: "x" }) { apiKey { id } } }',
      {},
      headers.FACILITY_EDITOR,
    );
    expect([status, data]).toEqual([200, { sessionEnd: { ended: null }, apiKeyRevoke: null }]);
    expect(errors).toMatchObject([{ path: ["apiKeyRevoke"], extensions: { code: "FORBIDDEN" } }]);
  });
});
