import { createHash } from "node:crypto";
import { ApolloClient, CombinedGraphQLErrors, gql, HttpLink, InMemoryCache, type TypePolicies } from "@apollo/client";
import { BatchHttpLink } from "@apollo/client/link/batch-http";
import { PersistedQueryLink } from "@apollo/client/link/persisted-queries";
import { relayStylePagination } from "@apollo/client/utilities";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import UploadHttpLink from "apollo-upload-client/UploadHttpLink.mjs";
import { typePolicies } from "./support/cache-keys.js";
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
    facility(code: $code, asOf: $asOf) { id asOf name parent { id asOf name } }
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

describe("Apollo Client", () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await RunningServer.start();
  });
  afterAll(() => server.close());

  const asking = (link = new HttpLink({ uri: server.api }), cache = new InMemoryCache()) =>
    new ApolloClient({ link, cache });
  const failureOf = (asked: Promise<unknown>) =>
    asked.then(
      () => undefined,
      (error: unknown) => error,
    );
  const codesIn = (failure: unknown) => {
    if (!CombinedGraphQLErrors.is(failure)) throw failure;
    return failure.errors.map(({ extensions }) => extensions?.code);
  };
  const names = (data: unknown): string[] =>
    (data as { facilities: { edges: { node: { name: string } }[] } }).facilities.edges.map(({ node }) => node.name);

  it("asks by POST, and by GET where it is told to", async () => {
    for (const useGETForQueries of [false, true]) {
      const client = asking(new HttpLink({ uri: server.api, useGETForQueries }));
      const { data } = await client.query({ query: FACILITY, variables: { code: "SYT" } });
      expect(data).toMatchObject({ facility: { name: "Sở Y tế" } });
    }
  });

  it("sends the whole query once it hears that no hashes are known", async () => {
    for (const useGETForHashedQueries of [false, true]) {
      const bodies: unknown[] = [];
      const sent: typeof fetch = (url, init) => {
        bodies.push(init?.body ?? String(url));
        return fetch(url, init);
      };
      const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
      const hashes = new PersistedQueryLink({ sha256, useGETForHashedQueries });
      const client = asking(hashes.concat(new HttpLink({ uri: server.api, fetch: sent })));
      const { data } = await client.query({ query: FACILITY, variables: { code: "SYT" } });
      expect(data).toMatchObject({ facility: { name: "Sở Y tế" } });
      await client.query({ query: FACILITY, variables: { code: "BV-MAT" } });
      expect(bodies.map((body) => String(body).includes("persistedQuery"))).toEqual([true, false, false]);
    }
  });

  it("shows refusals as errors of GraphQL: of a field, of a document, of who asks and of a batch", async () => {
    expect(codesIn(await failureOf(asking().query({ query: TOO_MANY })))).toEqual(["BAD_USER_INPUT"]);
    const unknown = gql`{ facilitys { name } }`;
    expect(codesIn(await failureOf(asking().query({ query: unknown })))).toEqual(["GRAPHQL_VALIDATION_FAILED"]);
    const stranger = new HttpLink({ uri: server.api, headers: { authorization: "Bearer nobody" } });
    expect(codesIn(await failureOf(asking(stranger).query({ query: TOO_MANY })))).toEqual(["UNAUTHENTICATED"]);
    const batching = asking(new BatchHttpLink({ uri: server.api, batchMax: 2, batchInterval: 5 }));
    const failures = await Promise.all(
      ["SYT", "BV-MAT"].map((code) => failureOf(batching.query({ query: FACILITY, variables: { code } }))),
    );
    expect(failures.map(codesIn)).toEqual([["BATCH_NOT_SUPPORTED"], ["BATCH_NOT_SUPPORTED"]]);
    const alone = new BatchHttpLink({ uri: server.api });
    expect(codesIn(await failureOf(asking(alone).query({ query: FACILITY, variables: { code: "SYT" } })))).toEqual([
      "BATCH_NOT_SUPPORTED",
    ]);
  });

  it("shows what an act refuses as data, and sends a file without a header of its own", async () => {
    const { department } = server;
    const header = "metric,subject,from,on,value,numerator,denominator,quote,note_vi,note_en";
    const file = new File([`${header}\nLINKUPS,BV-MAT,,2026-01-31,8,,,,,\n`], "8.csv");
    const link = new UploadHttpLink({ uri: server.api, headers: department });
    const { data } = await asking(link).mutate({ mutation: IMPORT, variables: { file } });
    expect(data).toMatchObject({ fileImport: { report: { inserted: 1 }, userErrors: [] } });
    const stranger = asking(new UploadHttpLink({ uri: server.api }));
    const refused = await failureOf(stranger.mutate({ mutation: IMPORT, variables: { file } }));
    expect(codesIn(refused)).toEqual(["UNAUTHENTICATED"]);
  });

  it("pages to the end of a list with variables that are null", async () => {
    const policies = { Query: { fields: { facilities: relayStylePagination() } }, ...typePolicies };
    const client = asking(undefined, new InMemoryCache({ typePolicies: policies as TypePolicies }));
    const nothing = { last: null, before: null };
    const variables = { first: 20, after: null, ...nothing };
    const query = client.watchQuery({ query: FACILITIES, variables });
    const subscription = query.subscribe(() => {});
    let { data } = await query.refetch();
    for (let pages = 1; pages < 10; pages += 1) {
      const { pageInfo } = (data as { facilities: { pageInfo: PageInfo } }).facilities;
      if (!pageInfo.hasNextPage) break;
      ({ data } = await query.fetchMore({ variables: { ...variables, after: pageInfo.endCursor } }));
    }
    const found = names(client.readQuery({ query: FACILITIES, variables }));
    expect([found.length, new Set(found).size]).toEqual([42, 42]);
    subscription.unsubscribe();
  });

  it("keeps a facility of a past day beside that of today, by the published key fields", async () => {
    const client = asking(undefined, new InMemoryCache({ typePolicies: { ...typePolicies } as TypePolicies }));
    const nameOn = async (asOf: string | undefined, fetchPolicy: "network-only" | "cache-only") =>
      ((await client.query({ query: FACILITY, variables: { code: "BV-PHOI", asOf }, fetchPolicy })).data as Found)
        .facility.name;
    expect(await nameOn(undefined, "network-only")).toBe("Bệnh viện Phổi");
    expect(await nameOn("2019-08-08", "network-only")).toBe("Bệnh viện Lao và bệnh phổi");
    expect(await nameOn(undefined, "cache-only")).toBe("Bệnh viện Phổi");
    expect(await nameOn("2019-08-08", "cache-only")).toBe("Bệnh viện Lao và bệnh phổi");
  });

  it("refuses an answer that does not say which day it describes, where it keeps objects by that", async () => {
    const client = asking(undefined, new InMemoryCache({ typePolicies: { ...typePolicies } as TypePolicies }));
    const dayless = gql`
      {
        facility(code: "SYT") {
          id
          name
        }
      }
    `;
    expect(String(await failureOf(client.query({ query: dayless })))).toMatch(/asOf/);
  });

  it("would flip to the old name by ids alone, as it keeps objects by itself", async () => {
    const client = asking();
    const ask = (asOf: string | undefined, fetchPolicy: "network-only" | "cache-only") =>
      client.query({ query: FACILITY, variables: { code: "BV-PHOI", asOf }, fetchPolicy });
    await ask(undefined, "network-only");
    await ask("2019-08-08", "network-only");
    const { data } = await ask(undefined, "cache-only");
    expect((data as Found).facility.name).toBe("Bệnh viện Lao và bệnh phổi");
  });
});

interface PageInfo {
  hasNextPage: boolean;
  endCursor: string;
}
interface Found {
  facility: { name: string };
}
