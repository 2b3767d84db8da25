// What the page asks of the server, and as whom.
import { useSyncExternalStore } from "react";
import { browserSession, MARK, type State } from "../../portal/src/browser-session.js";
import { language } from "../../portal/src/language.js";

/** Everything of the server stands beside the folder of this page, also behind a proxy that adds a prefix. */
export const serverAddress = (path: string): string => new URL(`../${path}`, location.href).href;

/** The same session as the portal has. */
export const session = browserSession(serverAddress);
const restored = session.restore();
// Whoever comes or goes in another window does so here.
addEventListener("storage", ({ key }) => {
  if (key === MARK) session.accessToken(true).catch(() => undefined);
});

/** Who is here, for whoever shows it. */
export const useSession = (): State => useSyncExternalStore(session.listen, session.state);

/** Asks in the language of the page, and as whoever has signed in, unless the request says itself who asks. */
export async function fetchAs(url: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  await restored;
  const headers = new Headers(init.headers);
  if (!headers.has("accept-language")) headers.set("accept-language", language());
  if (headers.has("authorization") || session.state().is !== "in") return fetch(url, { ...init, headers });
  const as = (token: string | undefined) => {
    if (token) headers.set("authorization", `Bearer ${token}`);
    return fetch(url, { ...init, headers });
  };
  const response = await as(await session.accessToken(false));
  if (response.status !== 401) return response;
  const token = await session.accessToken(true);
  return token ? as(token) : response;
}

/** Asks a question of the page's own. Rejects with what the server says. */
export async function ask<Data>(query: string, variables: object, headers: Record<string, string> = {}): Promise<Data> {
  const response = await fetchAs(serverAddress("graphql"), {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: Data; errors?: { message: string }[] };
  if (!data) throw new Error(errors?.[0]?.message ?? String(response.status));
  return data;
}
