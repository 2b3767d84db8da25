import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { QueryClient } from "@tanstack/react-query";
import { ClientError, GraphQLClient, type Variables } from "graphql-request";
import { useFragment as read } from "../generated/preset/fragment-masking.js";
import type { TypedDocumentString } from "../generated/preset/graphql.js";
import { RunningServer } from "../support/running-server.js";
import { Beds, FacilityCard, TooMany } from "./screens.js";

/** As the guides of client-preset and of TanStack Query have it. */
describe("The documents of client-preset", () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await RunningServer.start();
  });
  afterAll(() => server.close());

  async function execute<Result, Given>(document: TypedDocumentString<Result, Given>, variables?: Given) {
    const response = await fetch(server.api, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/graphql-response+json" },
      body: JSON.stringify({ query: document, variables }),
    });
    const { data, errors } = (await response.json()) as { data: Result; errors?: { message: string }[] };
    if (errors) throw new Error(errors[0]?.message);
    return data;
  }

  it("are asked by TanStack Query, once for all who ask the same", async () => {
    const client = new QueryClient();
    const asked = (asOf?: string) =>
      client.fetchQuery({
        queryKey: ["facility", "BV-PHOI", asOf ?? null],
        queryFn: () => execute(FacilityCard, { code: "BV-PHOI", asOf: asOf ?? null }),
        staleTime: 60_000,
      });
    const [today, again, then] = [await asked(), await asked(), await asked("2019-08-08")];
    expect(again).toBe(today);
    expect([today.facility?.name, then.facility?.name]).toEqual(["Bệnh viện Phổi", "Bệnh viện Lao và bệnh phổi"]);
    expect(today.facility && read(Beds, today.facility).actualBeds).toEqual(expect.any(Number));
    await expect(client.fetchQuery({ queryKey: ["x"], queryFn: () => execute(TooMany), retry: false })).rejects.toThrow(
      /it must be from 1 to 100/,
    );
    client.clear();
  });

  it("are asked by graphql-request, which throws what GraphQL says, by POST and by GET", async () => {
    for (const method of ["POST", "GET"] as const) {
      const client = new GraphQLClient(server.api, { method });
      const asked = <Result>(document: { toString(): string }, variables: Variables = {}) =>
        client.request<Result>(document.toString(), variables);
      expect(await asked(FacilityCard, { code: "SYT", asOf: null })).toMatchObject({ facility: { name: "Sở Y tế" } });
      const failure = await asked(TooMany).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(ClientError);
      expect((failure as ClientError).response.errors?.[0]?.extensions).toEqual({ code: "BAD_USER_INPUT" });
      const stranger = new GraphQLClient(server.api, { method, headers: { authorization: "Bearer nobody" } });
      const refused = await stranger.request("{ viewer { role } }").catch((error: unknown) => error);
      expect((refused as ClientError).response.errors?.[0]?.extensions).toEqual({ code: "UNAUTHENTICATED" });
    }
  });
});
