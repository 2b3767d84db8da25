import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { initGraphQLTada, type ResultOf } from "gql.tada";
import { GraphQLClient } from "graphql-request";
import type { introspection } from "../generated/tada.js";
import { RunningServer } from "../support/running-server.js";

const graphql = initGraphQLTada<{ introspection: introspection; scalars: { LocalDate: string; Secret: string } }>();

const FACILITY = graphql(`
  query ($code: String!, $asOf: LocalDate) {
    facility(code: $code, asOf: $asOf) {
      asOf
      name
      actualBeds
    }
  }
`);
type Facility = NonNullable<ResultOf<typeof FACILITY>["facility"]>;
/** Where the types are not exact to the schema, these do not compile. */
const beds: Facility["actualBeds"] = null;
// @ts-expect-error a facility has a name
const nameless: Facility["name"] = null;

describe("gql.tada", () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await RunningServer.start();
  });
  afterAll(() => server.close());

  it("types what is asked by the schema alone, and it is answered so", async () => {
    const client = new GraphQLClient(server.api);
    const { facility } = await client.request(FACILITY, { code: "BV-PHOI", asOf: "2019-08-08" });
    expect(facility).toEqual({ asOf: "2019-08-08", name: "Bệnh viện Lao và bệnh phổi", actualBeds: null });
    expect([beds, nameless]).toEqual([null, null]);
  });
});
