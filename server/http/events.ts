import type { IncomingMessage, ServerResponse } from "node:http";
import type { Upload } from "../files/reading/upload.js";
import { commonHeaders } from "./exchange.js";
import { EVENTS_TYPE, likesEvents } from "./negotiation.js";

/** Begins an answer of events. When it ends the connection does: a server that stops need not wait for it. */
export const openEvents = (request: IncomingMessage, response: ServerResponse): ServerResponse =>
  response.writeHead(200, [
    ...commonHeaders(request),
    ...["content-type", `${EVENTS_TYPE}; charset=utf-8`],
    ...["cache-control", "no-store"],
    ...["connection", "close"],
    // A proxy that collects answers before it hands them on would hold events back.
    ...["x-accel-buffering", "no"],
  ]);

/** One event; `json` has no line breaks. */
const eventOf = (name: string, json = ""): string => `event: ${name}\ndata: ${json}\n\n`;

/** How long nothing is told between two steps. */
const QUIET_MS = 100;
/** Proxies give up a connection on which nothing is said for a minute. */
const HEARTBEAT_MS = 20_000;

/**
 * Tells who sent a file, if the client likes to hear it, how far its rows are read: by events `progress`, the first of
 * which begins the answer. What is answered before comes as ever, so a refusal keeps its status.
 */
export class UploadEvents {
  #last = performance.now();
  #heart: NodeJS.Timeout | undefined;

  constructor(
    private readonly request: IncomingMessage,
    private readonly response: ServerResponse,
    private readonly upload: Upload,
  ) {
    if (!likesEvents(request)) return;
    upload.progress = (rows, bytes) => this.#tell(rows, bytes);
    // What the events carry is JSON.
    request.headers.accept += ", application/json";
  }

  #tell(rows: number, bytes: number): void {
    const now = performance.now();
    if (now - this.#last < QUIET_MS) return;
    this.#last = now;
    if (!this.#heart) {
      openEvents(this.request, this.response);
      this.#heart = setInterval(() => this.response.write(":\n\n"), HEARTBEAT_MS);
    }
    const { size } = this.upload.content;
    this.response.write(eventOf("progress", JSON.stringify({ rows, bytes: Math.min(bytes, size), size })));
  }

  /** Ends what was begun with the answer, as GraphQL over Server-Sent Events has it; false: nothing was begun. */
  end(answer: Buffer): boolean {
    if (!this.#heart) return false;
    this.response.end(eventOf("next", answer.toString("utf8").trim()) + eventOf("complete"));
    return true;
  }

  close(): void {
    clearInterval(this.#heart);
  }
}
