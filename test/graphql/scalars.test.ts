import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { buildSchema, isScalarType, isSpecifiedScalarType } from "graphql";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { type Data, runQuery } from "../support/run-query.js";
import { introspected } from "../support/served-schema.js";
import { startTestServer, type TestServer } from "../support/server.js";

const SPECIFIED = {
  DateTime: "https://scalars.graphql.org/andimarek/date-time.html",
  JsonValue: "https://www.rfc-editor.org/rfc/rfc8259",
  LocalDate: "https://scalars.graphql.org/andimarek/local-date.html",
  Secret: "https://spec.graphql.org/October2021/#sec-String",
  Upload: "https://github.com/jaydenseric/graphql-multipart-request-spec",
};

describe("Scalars of our own", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  it("say where each is specified, in schema.graphql and by introspection", async () => {
    const own = Object.values(buildSchema(readFileSync("schema.graphql", "utf8")).getTypeMap()).flatMap((type) =>
      isScalarType(type) && !isSpecifiedScalarType(type) ? [[type.name, type.specifiedByURL]] : [],
    );
    expect(Object.fromEntries(own)).toEqual(SPECIFIED);
    const { types } = (await introspected(server)).data.__schema;
    const served = types.flatMap(({ name, specifiedByURL }: Data) => (specifiedByURL ? [[name, specifiedByURL]] : []));
    expect(Object.fromEntries(served)).toEqual(SPECIFIED);
  });

  it("hand out instants as specified: three digits of a second, and Z", async () => {
    await addTestAccount(server.db, "sở", "ADMIN");
    const { headers } = await signedIn(server, "sở");
    const query = "{ importedFiles { loadedAt } auditEntries { nodes { actedAt } } }";
    const { data } = await runQuery(server, query, {}, headers);
    const instants = [
      ...data.importedFiles.map(({ loadedAt }: Data) => loadedAt),
      ...data.auditEntries.nodes.map(({ actedAt }: Data) => actedAt),
    ];
    expect(instants.length).toBeGreaterThan(20);
    for (const each of instants) expect(each).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
  });

  it.each(["2022-13-10", "2022-02-30", "10/12/2022", "2022-1-5", "20221205", "2022-12-05T00:00:00Z", 20221205])(
    "take no day but one of the calendar as it is specified: %p",
    async (asOf) => {
      const query = 'query ($asOf: LocalDate) { facility(code: "BV-MAT", asOf: $asOf) { code } }';
      const { data, errors } = await runQuery(server, query, { asOf });
      expect([data, errors?.[0]?.extensions.code]).toEqual([undefined, "BAD_USER_INPUT"]);
    },
  );
});
