// The clients whose screens are compared: ours, graphql-request and Apollo Client.
import { readFileSync } from "node:fs";
import { ApolloClient, gql, HttpLink, InMemoryCache } from "@apollo/client";
import { parse, print } from "graphql";
import { GraphQLClient } from "graphql-request";

const DOCUMENTS = "client-sdk/generated/persisted-documents.json";

/** The words of the SDK's operations, as people write them. */
const words = new Map(
  Object.values(JSON.parse(readFileSync(DOCUMENTS, "utf8"))).map((text) => {
    const document = parse(text);
    return [document.definitions[0].name.value, print(document)];
  }),
);

/** Node's own fetch, asking for one coding and no other. */
const fetching = (coding) => (url, init) => {
  const headers = new Headers(init.headers);
  headers.set("accept-encoding", coding);
  return fetch(url, { ...init, headers });
};

/**
 * The clients that are compared. Each is made for an address and a coding, as new as after the start of an app, and then
 * asks for screens: `ask(screen)` gives the data.
 */
export const CLIENTS = {
  ours: ({ url, coding, sdk, storage }) => {
    const offline = storage && sdk.offline(storage);
    const connection = { url, fetch: fetching(coding), offline };
    return ({ operation, variables }) => sdk.request(connection, sdk[operation], variables);
  },
  "graphql-request": ({ url, coding }) => {
    const client = new GraphQLClient(url, { fetch: fetching(coding) });
    return ({ operation, variables }) => client.request(words.get(operation), variables);
  },
  "Apollo Client": ({ url, coding }) => {
    const link = new HttpLink({ uri: url, fetch: fetching(coding) });
    const client = new ApolloClient({ link, cache: new InMemoryCache() });
    return async ({ operation, variables }) => {
      const query = gql(words.get(operation));
      return (await client.query({ query, variables, fetchPolicy: "network-only" })).data;
    };
  },
};
