import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { addressOf } from "../concepts/access/session/address.js";
import { BEGIN, writeFeedCursor } from "../concepts/changes/feed-cursor.js";
import { assertAllowed, ruleOf } from "../core/access/policy.js";
import type { Shared } from "../core/context.js";
import { tooManyListeners } from "../core/schema/errors.js";
import { type Revision, sameRevision } from "../core/snapshot/revision.js";
import { readSlots } from "../core/snapshot/revision-slots.js";
import { type Places, type PlacesOf, placesHere } from "./concurrency-limit.js";
import { openEvents } from "./events.js";
import { refuse } from "./exchange.js";
import { contextOf } from "./request-context.js";

/** How often the revision is read, once for all who listen. */
const POLL_MS = 1000;
/** Proxies give up a connection on which nothing is said for a minute. */
const HEARTBEAT_POLLS = 20;
/** After how long a client that has lost the connection comes back. */
const RETRY_MS = 5000;
const MOST_LISTENERS = 1000;
const MOST_OF_ADDRESS = 20;
/** Who has not taken so much is gone, or too slow to keep. */
const MOST_WAITING = 65_536;

/** What was told last to who listens. */
interface Listener {
  told: string;
}

/**
 * Tells over Server-Sent Events that something has changed, and nothing of what: whoever listens asks `changes`. So
 * nobody hears more than he may ask, a lost event costs nothing, and servers need nothing between them but the database.
 */
export class ChangeStream {
  readonly #places: Places;
  readonly #listeners = new Map<ServerResponse, Listener>();
  #isWatching = false;

  constructor(
    private readonly shared: Shared,
    placesOf: PlacesOf = placesHere,
  ) {
    this.#places = placesOf("listeners", MOST_LISTENERS, MOST_OF_ADDRESS);
  }

  async answer(request: IncomingMessage, response: ServerResponse, server: Server): Promise<void> {
    if (request.method !== "GET") return refuse(request, response, "METHOD_NOT_ALLOWED", { allow: "GET" });
    // It says what the feed of changes begins with; a key that may ask for that may listen.
    assertAllowed(ruleOf("Query.changes"), (await contextOf(this.shared, request)).viewer);
    const leave = await this.#places.take(addressOf(request, this.shared.auth.proxies));
    if (!leave) throw tooManyListeners();
    // It may have left while a place was asked for.
    if (response.closed) return leave();
    const listener = { told: "" };
    this.#listeners.set(response, listener);
    response.on("close", () => {
      this.#listeners.delete(response);
      leave();
    });
    try {
      const event = await this.#event();
      // What has been told meanwhile is as new, or newer.
      listener.told ||= event;
    } catch (error) {
      this.#listeners.delete(response);
      throw error;
    }
    openEvents(request, response).write(`retry: ${RETRY_MS}\n${listener.told}`);
    if (!this.#isWatching) await this.#watch(server);
  }

  /** Whoever listens comes back by itself, to a server that goes on. */
  end(): void {
    for (const response of this.#listeners.keys()) response.end();
  }

  /** While somebody listens. */
  async #watch(server: Server): Promise<void> {
    this.#isWatching = true;
    let seen: Revision | undefined;
    for (let polls = 1; this.#listeners.size > 0; polls += 1) {
      await wait(POLL_MS, undefined, { ref: false });
      if (polls % HEARTBEAT_POLLS === 0) this.#write(() => ":\n\n");
      if (!server.listening) this.end();
      // Where the database is away there is nothing to tell.
      else seen = await this.#tellNews(seen).catch(() => seen);
    }
    this.#isWatching = false;
  }

  async #tellNews(seen: Revision | undefined): Promise<Revision> {
    const revision = await this.shared.revisions.current();
    if (seen && sameRevision(seen, revision)) return seen;
    const event = await this.#event();
    this.#write((listener) => {
      if (listener.told === event) return "";
      listener.told = event;
      return event;
    });
    return revision;
  }

  #write(textFor: (listener: Listener) => string): void {
    for (const [response, listener] of this.#listeners) {
      const text = textFor(listener);
      if (response.writableLength > MOST_WAITING) response.destroy();
      else if (text !== "" && response.headersSent) response.write(text);
    }
  }

  /** Where everything stands now. */
  async #event(): Promise<string> {
    const cursor = writeFeedCursor({ slots: await readSlots(this.shared.db), at: BEGIN });
    return `data: ${JSON.stringify({ cursor })}\n\n`;
  }
}
