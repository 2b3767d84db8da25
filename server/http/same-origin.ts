import type { IncomingMessage } from "node:http";
import { Refusal } from "../core/schema/errors.js";
import * as messages from "./http.messages.js";

/** What a proxy of ours says of a request as it came to it; each may add to what those before it say. */
export function forwarded(
  { headers }: IncomingMessage,
  name: "host" | "proto" | "prefix",
  proxies: number,
): string | undefined {
  if (proxies === 0) return undefined;
  const said = String(headers[`x-forwarded-${name}`] ?? "").split(",");
  return (said.at(-proxies) ?? said[0])?.trim() || undefined;
}

/** Whether a proxy of ours was asked by HTTPS. */
const isForwardedSecure = (request: IncomingMessage, proxies: number): boolean =>
  forwarded(request, "proto", proxies)?.toLowerCase() === "https";

/**
 * Whether a browser asks by HTTPS: it says so itself by the address of its page, which is one of the same origin,
 * also where a proxy does not say it.
 */
export const isSecure = (request: IncomingMessage, proxies: number): boolean =>
  isForwardedSecure(request, proxies) || /^https:/i.test(request.headers.origin ?? "");

/**
 * Refuses what a page of another site sends, or might have sent. No page can change what its browser says here; a
 * program that is no browser says nothing of it, and has nobody's cookie.
 */
export function requireSameOrigin(request: IncomingMessage, proxies: number): void {
  const { "sec-fetch-site": site, origin } = request.headers;
  if (site !== undefined && site !== "same-origin") throw new Refusal("FORBIDDEN", messages.fromAnotherSite);
  if (origin !== undefined && !isOwn(origin, request, proxies)) {
    throw new Refusal("FORBIDDEN", messages.notFromThisHost);
  }
}

/** Whether it is the origin of the address at which the browser asks. */
function isOwn(origin: string, request: IncomingMessage, proxies: number): boolean {
  const { protocol, host } = readOrigin(origin) ?? {};
  // A page that somebody on the way could have written has no say where there is HTTPS.
  if (protocol !== "https:" && (protocol !== "http:" || isForwardedSecure(request, proxies))) return false;
  return [request.headers.host, forwarded(request, "host", proxies)].some(
    (named) => named !== undefined && readOrigin(`${protocol}//${named}`)?.host === host,
  );
}

/** In small letters, and without the port that goes without saying. */
function readOrigin(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
