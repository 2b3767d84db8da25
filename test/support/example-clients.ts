import { type Client, createClient } from "../../client-sdk/client.js";
import type { Clients } from "../../client-sdk/operations/examples.js";
import { addTestAccount, signedIn } from "./accounts.js";
import type { TestServer } from "./server.js";

/** When the examples of the operations are called: nine o'clock in Huế. */
export const MORNING = Date.parse("2026-01-15T02:00:00Z");

/** Those who call the examples, on a server whose clock stands at that time. */
export async function exampleClients(server: TestServer, ask?: typeof fetch): Promise<Clients> {
  await addTestAccount(server.db, "so.yte", "ADMIN");
  await addTestAccount(server.db, "bv.mat", "FACILITY_EDITOR", "BV-MAT");
  const clientOf = async (name?: string): Promise<Client> => {
    const token = name && (await signedIn(server, name)).accessToken;
    return createClient({
      url: `${server.url}/graphql`,
      token,
      language: "en",
      retries: 0,
      ...(ask && { fetch: ask }),
    });
  };
  return { PUBLIC: await clientOf(), FACILITY_EDITOR: await clientOf("bv.mat"), ADMIN: await clientOf("so.yte") };
}
