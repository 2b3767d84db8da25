import type { TestServer } from "./server.js";

// biome-ignore lint/suspicious/noExplicitAny: a test compares whole answers, whatever their shape.
export type Data = any;

export interface Answer {
  status: number;
  headers: Headers;
  data?: Data;
  errors?: { message: string; path?: (string | number)[]; extensions: { code: string } }[];
  extensions?: Data;
}

/** Asks as a client does: one POST. */
export async function runQuery(
  { url }: Pick<TestServer, "url">,
  query: string,
  variables: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/graphql-response+json, application/json",
      ...headers,
    },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, headers: response.headers, ...((await response.json()) as object) };
}

/** The data of an answer that must have no errors. */
export async function dataOf(
  server: Pick<TestServer, "url">,
  query: string,
  variables?: Record<string, unknown>,
): Promise<Data> {
  const { data, errors } = await runQuery(server, query, variables);
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}
