import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import type { Data } from "./run-query.js";

/** A cookie as RFC 6265 keeps it. */
interface Cookie {
  name: string;
  value: string;
  host: string;
  path: string;
  isSecure: boolean;
}

interface Reply {
  status: number;
  headers: IncomingMessage["headers"];
  body: Data;
}

/** The cookies of a browser, by the rules of RFC 6265, 5.1.4 to 5.4; ports do not tell hosts apart there. */
export class CookieJar {
  cookies: readonly Cookie[] = [];

  /** What is sent to an address. */
  headerFor({ hostname, pathname, protocol }: URL): string | undefined {
    const sent = this.cookies.filter(
      ({ host, path, isSecure }) =>
        host === hostname && isWithin(pathname, path) && (!isSecure || protocol === "https:"),
    );
    return sent.length === 0 ? undefined : sent.map(({ name, value }) => `${name}=${value}`).join("; ");
  }

  take({ hostname, pathname }: URL, setCookie: string): void {
    const [pair = "", ...attributes] = setCookie.split(/; */);
    const given = new Map(
      attributes.map((text) => [text.split("=", 1)[0]?.toLowerCase(), text.split("=")[1] ?? ""] as const),
    );
    const folder = pathname.slice(0, pathname.lastIndexOf("/")) || "/";
    const cookie = {
      ...{ name: pair.slice(0, pair.indexOf("=")), value: pair.slice(pair.indexOf("=") + 1), host: hostname },
      ...{ path: given.get("path") ?? folder, isSecure: given.has("secure") },
    };
    const others = this.cookies.filter(
      ({ name, host, path }) => !(name === cookie.name && host === cookie.host && path === cookie.path),
    );
    this.cookies = given.get("max-age") === "0" ? others : [...others, cookie];
  }
}

const isWithin = (asked: string, path: string): boolean =>
  asked === path || asked.startsWith(path.endsWith("/") ? path : `${path}/`);

/** A page of a server as a browser has it open: it asks there, and its browser says where it comes from. */
export class BrowserTab {
  constructor(
    private readonly url: string,
    readonly jar = new CookieJar(),
    private readonly headers: Record<string, string> = {},
  ) {}

  async post(path: string, body: unknown = {}, more: Record<string, string> = {}): Promise<Reply> {
    const { origin } = new URL(this.url);
    const said = { origin, "sec-fetch-site": "same-origin", "content-type": "application/json" };
    return this.ask("POST", path, JSON.stringify(body), { ...said, ...more });
  }

  /** A header that is blank is not sent. */
  async ask(
    method: string,
    path: string,
    body?: string | Buffer,
    headers: Record<string, string> = {},
  ): Promise<Reply> {
    const url = new URL(`${this.url}${path}`);
    const cookie = this.jar.headerFor(url);
    const all = { ...(cookie !== undefined && { cookie }), ...this.headers, ...headers };
    const said = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ""));
    const asked = request(url, { method, headers: said, agent: false });
    asked.end(body);
    const [response] = (await once(asked, "response")) as [IncomingMessage];
    const text = Buffer.concat(await response.toArray()).toString();
    for (const each of response.headers["set-cookie"] ?? []) this.jar.take(url, each);
    return { status: response.statusCode ?? 0, headers: response.headers, body: text && JSON.parse(text) };
  }
}
