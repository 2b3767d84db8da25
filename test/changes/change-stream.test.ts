import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { openDatabase } from "../../server/core/database/data-source.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { loadedDatabase } from "../support/database.js";
import { Figures } from "../support/figures.js";
import { dataOf } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";

/** A connection as a browser's EventSource has it. */
class Listening {
  readonly #pieces: AsyncIterator<Buffer>;
  #text = "";

  constructor(readonly response: IncomingMessage) {
    this.#pieces = response[Symbol.asyncIterator]();
  }

  /** The next event; null: the connection has ended. */
  async next(): Promise<string | null> {
    for (;;) {
      const [event, ...rest] = this.#text.split("\n\n");
      if (rest.length > 0) {
        this.#text = rest.join("\n\n");
        return event ?? "";
      }
      const { done, value } = await this.#pieces.next();
      if (done) return null;
      this.#text += value.toString();
    }
  }

  close(): void {
    this.response.destroy();
  }
}

async function listen({ url }: TestServer, headers: Record<string, string> = {}): Promise<Listening> {
  const request = get(`${url}/changes/stream`, { agent: false, headers });
  const [response] = (await once(request, "response")) as [IncomingMessage];
  return new Listening(response);
}

const cursorIn = (event: string | null): string => JSON.parse(/^data: (.*)$/m.exec(event ?? "")?.[1] ?? "{}").cursor;

describe("/changes/stream", () => {
  let server: TestServer;
  let other: TestServer;
  let figures: Figures;

  beforeAll(async () => {
    const database = await loadedDatabase();
    server = await serve(database);
    const db = await openDatabase(database.address);
    other = await serve({ db, address: database.address, close: () => db.close() });
    await addTestAccount(server.db, "sở", "ADMIN");
    figures = new Figures(other, (await signedIn(other, "sở")).headers);
  });
  afterAll(async () => {
    await other.close();
    await server.close();
  });

  const now = async (): Promise<string> => (await dataOf(server, "{ changes { cursor } }")).changes.cursor;

  it("tells where everything stands, and again whenever something has changed, on whichever server", async () => {
    const [one, two] = [await listen(server), await listen(server)];
    expect([one.response.statusCode, one.response.headers["content-type"]]).toEqual([
      200,
      "text/event-stream; charset=utf-8",
    ]);
    const first = await one.next();
    expect(first).toBe(`retry: 5000\ndata: ${JSON.stringify({ cursor: await now() })}`);
    expect(await two.next()).toBe(first);
    for (const value of [1, 2]) {
      const { id } = await figures.record({ on: `2025-01-0${value}`, value });
      const events = [cursorIn(await one.next()), cursorIn(await two.next())];
      expect(events).toEqual([await now(), await now()]);
      const since = value === 1 ? cursorIn(first) : await now();
      const { changes } = await dataOf(server, "query ($since: String) { changes(since: $since) { nodes { id } } }", {
        since,
      });
      expect(changes.nodes).toEqual(value === 1 ? [{ id }] : []);
    }
    for (const each of [one, two]) each.close();
  });

  it("takes so many listeners of one address, and says when there are too many", async () => {
    const many = await Promise.all(Array.from({ length: 20 }, () => listen(server)));
    expect(new Set(many.map(({ response }) => response.statusCode))).toEqual(new Set([200]));
    const refused = await fetch(`${server.url}/changes/stream`, { headers: { "accept-language": "vi" } });
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "60"]);
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: "RATE_LIMITED" } }] });
    many.push(await listen(server, { "x-forwarded-for": "203.0.113.7" }));
    expect(many.at(-1)?.response.statusCode).toBe(200);
    for (const each of many) each.close();
    // Once the connections are gone there is room again.
    for (let status: number | undefined; status !== 200; ) {
      const again = await listen(server);
      status = again.response.statusCode;
      again.close();
    }
  });

  it("is read only", async () => {
    const posted = await fetch(`${server.url}/changes/stream`, { method: "POST" });
    expect([posted.status, posted.headers.get("allow")]).toEqual([405, "GET"]);
  });

  it("ends when the server stops", async () => {
    const database = await loadedDatabase();
    const stopping = await serve(database);
    const listening = await listen(stopping);
    await listening.next();
    await stopping.close();
    expect(await listening.next()).toBeNull();
    expect(stopping.reported).toEqual([]);
  });
});
