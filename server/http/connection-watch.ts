import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { LARGEST_UPLOAD } from "../core/limits/limits.js";
import { ERROR_STATUS, type ErrorCode, Refusal } from "../core/schema/errors.js";
import { requestError } from "../core/schema/messages.js";
import { refuse } from "./exchange.js";
import { JSON_TYPE } from "./negotiation.js";

/** How slowly a client may send, and take. Nothing ends for taking long alone. */
export interface Pace {
  /** For so long a request may bring no byte, and so long its head may take. */
  silenceMs: number;
  /** So many bytes a second have to go on the way, over so long. */
  leastBytes: number;
  overMs: number;
  /** How often clients are looked at. */
  everyMs: number;
}

export const USUAL_PACE: Pace = { silenceMs: 15_000, leastBytes: 100, overMs: 120_000, everyMs: 1000 };

/** Bytes in one direction, as long as it is the client's turn. */
class Course {
  #bytes: number;
  #lastAt: number;
  #beganAt: number;
  #beganBytes: number;

  constructor(bytes: number, now: number) {
    [this.#bytes, this.#beganBytes] = [bytes, bytes];
    [this.#lastAt, this.#beganAt] = [now, now];
  }

  /** Whether nothing has come for `silenceMs`, or too little over the time in which that is counted. */
  isTooSlow(bytes: number, now: number, silenceMs: number, { leastBytes, overMs }: Pace): boolean {
    if (bytes > this.#bytes) [this.#bytes, this.#lastAt] = [bytes, now];
    if (now - this.#lastAt >= silenceMs) return true;
    if (now - this.#beganAt < overMs) return false;
    if ((bytes - this.#beganBytes) * 1000 < leastBytes * (now - this.#beganAt)) return true;
    [this.#beganBytes, this.#beganAt] = [bytes, now];
    return false;
  }
}

/** What is known of one connection. Of requests that follow each other at once, the last is the one that comes in. */
interface Watched {
  request: IncomingMessage | undefined;
  response: ServerResponse | undefined;
  /** Those before it that are not answered to the end. */
  earlier: readonly ServerResponse[];
  sending: Course | undefined;
  taking: Course | undefined;
  /** How much had come when its request was answered; what comes after that is read for nothing. */
  readWhenAnswered: number | undefined;
  metAt: number;
  /** How often it was looked at since Node found that a head takes too long. */
  looksSinceLate: number | undefined;
  /** Since when it is being ended by the server. */
  endingSince: number | undefined;
}

/**
 * Watches over the connections of a server: who sends or takes too slowly is cut off, what cannot be read as HTTP is
 * told so, and nothing that a client does ends the process. It costs a request nothing but to be known.
 */
export class Watch {
  readonly #connections = new Map<Duplex, Watched>();
  /** Of requests that are still being answered by whom they came to. */
  readonly #refused = new WeakSet<ServerResponse>();
  /** Goes only as far as the server itself was awake: no client is silent because the server did not listen. */
  #clock = 0;
  #lookedAt = performance.now();

  constructor(
    server: Server,
    private readonly pace: Pace,
    private readonly report: (error: unknown) => void,
  ) {
    server.on("connection", (socket) => this.#meet(socket));
    server.on("clientError", (error, socket) => this.#refuseUnreadable(error, socket));
    server.on("connect", (_request, socket) => this.#end(socket, "METHOD_NOT_ALLOWED", "allow: GET, POST\r\n"));
    const timer = setInterval(() => this.#look(), pace.everyMs).unref();
    server.on("close", () => clearInterval(timer));
  }

  /** A request has come, at least its head. */
  begin(request: IncomingMessage, response: ServerResponse): void {
    // Without anybody to hear of it, an error of a stream ends the process. Most say that the client has gone.
    response.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ERR_STREAM_WRITE_AFTER_END") this.report(error);
    });
    const watched = this.#connections.get(request.socket);
    if (!watched) return;
    if (watched.response && isUnderWay(watched.response)) {
      watched.earlier = watched.earlier.filter(isUnderWay).concat(watched.response);
    }
    watched.request = request;
    watched.response = response;
    watched.readWhenAnswered = undefined;
    watched.looksSinceLate = undefined;
  }

  /**
   * Finishes the requests that are under way, each of which is the last of its connection. A connection on which there is
   * none ends a moment later, so that whoever was about to send on it is told. `isLast`: no connection is taken any more,
   * and it is over when there is none. Answers how many requests took longer, and are still there.
   */
  async finish(withinMs: number, { isLast = false } = {}): Promise<number> {
    const began = performance.now();
    for (const watched of this.#connections.values()) for (const response of underWayOf(watched)) closeBehind(response);
    for (;;) {
      const now = performance.now();
      let left = 0;
      for (const [stream, watched] of this.#connections) {
        const answers = underWayOf(watched);
        left += answers.length;
        const since = Math.max(began, watched.metAt);
        if (answers.length === 0 && watched.endingSince === undefined && now - since >= LAST_WORD_MS) stream.destroy();
      }
      const isOver = isLast ? this.#connections.size === 0 : left === 0;
      if (isOver || now - began >= withinMs) return left;
      await wait(LOOK_MS);
    }
  }

  #meet(socket: Socket): void {
    const watched: Watched = {
      ...{ earlier: [], request: undefined, response: undefined, sending: undefined, taking: undefined },
      ...{ readWhenAnswered: undefined, endingSince: undefined, looksSinceLate: undefined },
      metAt: performance.now(),
    };
    this.#connections.set(socket, watched);
    socket.once("close", () => {
      this.#connections.delete(socket);
      for (const response of [...watched.earlier, watched.response]) if (response) letGo(response);
    });
  }

  #look(): void {
    const passed = performance.now() - this.#lookedAt;
    this.#lookedAt += passed;
    this.#clock += Math.min(passed, 2 * this.pace.everyMs);
    const now = this.#clock;
    for (const [stream, watched] of this.#connections) {
      const socket = stream as Socket;
      if (watched.endingSince !== undefined) {
        if (now - watched.endingSince >= this.pace.silenceMs) socket.destroy();
      } else if (this.#takesTooSlowly(socket, watched, now)) socket.destroy();
      else if (watched.looksSinceLate !== undefined) this.#lookAtHead(socket, watched, watched.looksSinceLate);
      else if (this.#sendsTooSlowly(socket, watched, now)) this.#cutOff(socket, watched);
      else if (sendsForNothing(socket, watched)) socket.destroy();
    }
  }

  /** Counted only while bytes wait that the client does not take, not while there are none to be taken. */
  #takesTooSlowly(socket: Socket, watched: Watched, now: number): boolean {
    const { waiting, taken } = outgoing(socket);
    if (waiting === 0) watched.taking = undefined;
    else {
      watched.taking ??= new Course(taken, now);
      return watched.taking.isTooSlow(taken, now, this.pace.overMs, this.pace);
    }
    return false;
  }

  /** Counted only while the server would take more, not while its disk or database is what keeps the client waiting. */
  #sendsTooSlowly(socket: Socket, watched: Watched, now: number): boolean {
    const { request } = watched;
    if (!request || request.complete || request.destroyed || !request.readableFlowing) watched.sending = undefined;
    else {
      watched.sending ??= new Course(socket.bytesRead, now);
      return watched.sending.isTooSlow(socket.bytesRead, now, this.pace.silenceMs, this.pace);
    }
    return false;
  }

  /** Node's clock goes on while the server does not listen: what came meanwhile is read before a head is too late. */
  #lookAtHead(socket: Socket, watched: Watched, looks: number): void {
    watched.looksSinceLate = looks + 1;
    if (looks === 1) this.#refuseInPart(socket, watched, "REQUEST_TIMEOUT");
  }

  #cutOff(socket: Socket, { request, response }: Watched): void {
    if (!request || !response || response.headersSent) socket.destroy();
    else this.#refuseMidway(request, response, "REQUEST_TIMEOUT");
  }

  /** What the parser of HTTP makes nothing of, a head that does not come, and connections that are broken. */
  #refuseUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
    const watched = this.#connections.get(socket);
    if (!watched || !socket.writable || error.code === "ECONNRESET") socket.destroy();
    else if (watched.endingSince !== undefined) return;
    else if (error.code === "ERR_HTTP_REQUEST_TIMEOUT") watched.looksSinceLate = 0;
    else
      this.#refuseInPart(socket, watched, error.code === "HPE_HEADER_OVERFLOW" ? "HEADERS_TOO_LARGE" : "BAD_REQUEST");
  }

  #refuseInPart(socket: Duplex, { request, response }: Watched, code: ErrorCode): void {
    const isAnswered = !request || !response || response.writableFinished || response.destroyed;
    if (isAnswered) this.#end(socket, code);
    // What came whole before is answered, and nothing after it.
    else if (request.complete) response.once("finish", () => this.#end(socket));
    else if (response.headersSent) socket.destroy();
    else this.#refuseMidway(request, response, code);
  }

  /** Refuses a request of which the rest does not come. Whoever still waits for that is told that the client has gone. */
  #refuseMidway(request: IncomingMessage, response: ServerResponse, code: ErrorCode): void {
    this.#refused.add(response);
    response.once("close", () => request.destroy());
    refuse(request, response, code, { connection: "close" });
  }

  /** Whether what goes wrong with a request now is only that it has been answered by a refusal. */
  hasRefused(response: ServerResponse, error: unknown): boolean {
    const isTooLate = error instanceof Refusal || (error as NodeJS.ErrnoException).code === "ERR_HTTP_HEADERS_SENT";
    return isTooLate && this.#refused.has(response);
  }

  /** Ends a connection, with an answer to what never became a request; what else comes on it is not read as one. */
  #end(socket: Duplex, code?: ErrorCode, headers = ""): void {
    const watched = this.#connections.get(socket);
    if (watched) watched.endingSince = this.#clock;
    socket.on("error", () => undefined);
    socket.resume();
    socket.end(code && headOf(code, headers));
  }
}

/** How long a connection on which nothing is under way is kept for what is on its way already. */
export const LAST_WORD_MS = 300;
const LOOK_MS = 20;

const underWayOf = ({ earlier, response }: Watched): ServerResponse[] =>
  [...earlier, response].filter((each): each is ServerResponse => each !== undefined && isUnderWay(each));

/** Its connection ends with it, as its head says unless that is on its way. */
function closeBehind(response: ServerResponse): void {
  response.shouldKeepAlive = false;
  const { socket } = response;
  if (response.headersSent) response.once("finish", () => socket?.end());
}

const isUnderWay = (response: ServerResponse): boolean => !response.writableFinished && !response.destroyed;

/** Node tells only the answer whose turn it is that the client has gone; those that wait for it would wait for ever. */
function letGo(response: ServerResponse): void {
  if (!isUnderWay(response)) return;
  response.destroy();
  response.emit("close");
}

/** An answer without a request: nobody has said in which language he reads. */
function headOf(code: ErrorCode, headers: string): string {
  const body = JSON.stringify(requestError(code, "en"));
  const head = `HTTP/1.1 ${ERROR_STATUS[code]} \r\ncontent-type: ${JSON_TYPE}\r\ncontent-length: ${Buffer.byteLength(body)}`;
  return `${head}\r\n${headers}connection: close\r\n\r\n${body}`;
}

/** A client reads what is answered only when it has sent all, and is let do so; but not more than anybody may send. */
function sendsForNothing(socket: Socket, watched: Watched): boolean {
  const { request, response } = watched;
  if (!response?.writableFinished || request?.complete) return false;
  watched.readWhenAnswered ??= socket.bytesRead;
  return socket.bytesRead - watched.readWhenAnswered > LARGEST_UPLOAD;
}

/** What the system has taken over to send, and what waits for that. It counts more finely than a stream, by whole writes. */
function outgoing(socket: Socket): { waiting: number; taken: number } {
  const { _handle: handle } = socket as unknown as {
    _handle?: { writeQueueSize: number; bytesWritten: number } | null;
  };
  return { waiting: handle?.writeQueueSize ?? 0, taken: (handle?.bytesWritten ?? 0) - (handle?.writeQueueSize ?? 0) };
}
