import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import {
  type AnyVariables,
  Client,
  type CombinedError,
  cacheExchange,
  fetchExchange,
  gql,
  type OperationResult,
} from "@urql/core";
import { cacheExchange as graphcache } from "@urql/exchange-graphcache";
import { relayPagination } from "@urql/exchange-graphcache/extras";
import { persistedExchange } from "@urql/exchange-persisted";
import { buildSchema, introspectionFromSchema } from "graphql";
import { keys } from "./support/cache-keys.js";
import { RunningServer } from "./support/running-server.js";

const FACILITIES = gql`
  query Facilities($first: Int, $after: String, $last: Int, $before: String) {
    facilities(first: $first, after: $after, last: $last, before: $before) {
      edges { node { id asOf name } }
      pageInfo { hasNextPage endCursor }
    }
  }
`;
const FACILITY = gql`
  query Facility($code: String!, $asOf: LocalDate) {
    facility(code: $code, asOf: $asOf) {
      id asOf name names { name validTo }
      assessments { id asOf recordedAsOf reportedLevel }
    }
  }
`;
const TOO_MANY = gql`{ facilities(first: 1000) { totalCount } }`;
const IMPORT = gql`
  mutation Import($file: Upload!) {
    fileImport(input: { format: OBSERVATIONS, dryRun: true, file: $file }) {
      report { inserted }
      userErrors { path code message }
    }
  }
`;

/** What has no id; the cache wants to know. */
const PART = "FacilityName";
const introspection = introspectionFromSchema(buildSchema(readFileSync("schema.graphql", "utf8")));

describe("urql", () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await RunningServer.start();
  });
  afterAll(() => server.close());

  interface Sent {
    method: string | undefined;
    url: string;
    body: unknown;
  }
  /** A client that notes what it sends. */
  const asking = (exchanges = [cacheExchange, fetchExchange], headers: Record<string, string> = {}) => {
    const sent: Sent[] = [];
    const noting: typeof fetch = (url, init) => {
      sent.push({ method: init?.method, url: String(url), body: init?.body });
      return fetch(url, init);
    };
    return { sent, client: new Client({ url: server.api, exchanges, fetch: noting, fetchOptions: { headers } }) };
  };
  const codesIn = (error: CombinedError | undefined) => {
    expect(error?.networkError).toBeUndefined();
    return error?.graphQLErrors.map(({ extensions }) => extensions.code);
  };

  it("asks by GET as it does by itself, and by POST where the address would be long", async () => {
    const { client, sent } = asking();
    const { data, error } = await client.query(FACILITY, { code: "SYT" });
    expect([data?.facility.name, error]).toEqual(["Sở Y tế", undefined]);
    const long = await client.query(gql`query Long($names: [String!]!) { matchNames(names: $names) { status } }`, {
      names: Array(30).fill(`Bệnh viện ${"x".repeat(100)}`),
    });
    expect([long.error, long.data?.matchNames]).toEqual([undefined, expect.any(Array)]);
    expect(sent.map(({ method }) => method)).toEqual(["GET", "POST"]);
  });

  it("sends the whole query once it hears that no hashes are known", async () => {
    const { client, sent } = asking([persistedExchange(), fetchExchange]);
    const hears = async (code: string) => (await client.query(FACILITY, { code })).data?.facility.name;
    expect([await hears("SYT"), await hears("BV-PHOI")]).toEqual(["Sở Y tế", "Bệnh viện Phổi"]);
    expect(sent.map(({ url, body }) => `${url} ${body}`.includes("persistedQuery"))).toEqual([true, false, false]);
  });

  it("shows refusals as errors of GraphQL", async () => {
    const { client } = asking();
    const { error } = await client.query(TOO_MANY, {});
    expect(codesIn(error)).toEqual(["BAD_USER_INPUT"]);
    expect(codesIn((await client.query(gql`{ facilitys { name } }`, {})).error)).toEqual(["GRAPHQL_VALIDATION_FAILED"]);
    const stranger = asking(undefined, { authorization: "Bearer nobody" }).client;
    expect(codesIn((await stranger.query(TOO_MANY, {})).error)).toEqual(["UNAUTHENTICATED"]);
    const file = new File(["metric"], "8.csv");
    expect(codesIn((await asking().client.mutation(IMPORT, { file })).error)).toEqual(["UNAUTHENTICATED"]);
  });

  it("sends a file as it does by itself", async () => {
    const { department } = server;
    const header = "metric,subject,from,on,value,numerator,denominator,quote,note_vi,note_en";
    const file = new File([`${header}\nLINKUPS,BV-MAT,,2026-01-31,8,,,,,\n`], "8.csv");
    const { data, error } = await asking(undefined, department).client.mutation(IMPORT, { file });
    expect([error, data?.fileImport]).toMatchObject([undefined, { report: { inserted: 1 }, userErrors: [] }]);
  });

  describe("with graphcache", () => {
    const caching = (by: object = { keys }) => asking([graphcache({ schema: introspection, ...by }), fetchExchange]);
    const ask = async (client: Client, variables: AnyVariables, requestPolicy: "network-only" | "cache-only") => {
      const { data, error } = await client.query(FACILITY, variables, { requestPolicy });
      expect(error).toBeUndefined();
      return data?.facility.name;
    };

    it("pages to the end of a list with variables that are null", async () => {
      const { client } = caching({ keys, resolvers: { Query: { facilities: relayPagination() } } });
      let after: string | null = null;
      for (let pages = 0; pages < 10; pages += 1) {
        const variables: AnyVariables = { first: 20, after, last: null, before: null };
        const answer: OperationResult = await client.query(FACILITIES, variables);
        expect(answer.error).toBeUndefined();
        const { edges, pageInfo } = answer.data.facilities;
        if (!pageInfo.hasNextPage) {
          expect(new Set(edges.map(({ node }: { node: { id: string } }) => node.id)).size).toBe(42);
          return;
        }
        after = pageInfo.endCursor;
      }
      throw new Error("The list has no end.");
    });

    it("keeps a facility of a past day beside that of today, by the published key fields", async () => {
      const { client } = caching();
      expect(await ask(client, { code: "BV-PHOI" }, "network-only")).toBe("Bệnh viện Phổi");
      expect(await ask(client, { code: "BV-PHOI", asOf: "2019-08-08" }, "network-only")).toMatch(/Lao/);
      expect(await ask(client, { code: "BV-PHOI" }, "cache-only")).toBe("Bệnh viện Phổi");
      expect(await ask(client, { code: "BV-PHOI", asOf: "2019-08-08" }, "cache-only")).toMatch(/Lao/);
    });

    it("would flip to the old name by ids alone, as it keeps objects by itself", async () => {
      const { client } = caching({ keys: { [PART]: () => null } });
      await ask(client, { code: "BV-PHOI" }, "network-only");
      await ask(client, { code: "BV-PHOI", asOf: "2019-08-08" }, "network-only");
      expect(await ask(client, { code: "BV-PHOI" }, "cache-only")).toMatch(/Lao/);
    });
  });
});
