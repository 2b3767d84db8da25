import { once } from "node:events";
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { resolve } from "node:path";

/** Loads what says which worker answers into a process that is launched. */
export const WORKER_OF_TEST = { NODE_OPTIONS: `--require ${resolve("test/support/worker-of-test.cjs")}` };

/**
 * An address for each worker of a server: who asks there is answered by that worker. Which worker has a connection is
 * the system's to say, so as many are opened as it takes; each is used once.
 */
export class WorkerFronts {
  readonly #free = new Map<number, Socket[]>();
  readonly #servers: Server[] = [];

  constructor(
    private readonly port: number,
    private readonly now?: () => number,
  ) {}

  /** The process ids of as many workers as there are said to be. */
  async find(count: number): Promise<number[]> {
    while (this.#free.size < count) await this.#tryOpen();
    return [...this.#free.keys()];
  }

  /** A worker may end meanwhile, and for a moment there may be none. */
  async #tryOpen(): Promise<void> {
    await this.#open().catch(() => new Promise((resolve) => setImmediate(resolve)));
  }

  /** The address at which this worker answers. */
  async at(pid: number): Promise<string> {
    const server = createServer((incoming, outgoing) => void this.#pass(pid, incoming, outgoing));
    this.#servers.push(server);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  close(): void {
    for (const sockets of this.#free.values()) for (const socket of sockets) socket.destroy();
    for (const server of this.#servers) {
      server.closeAllConnections();
      server.close();
    }
  }

  async #pass(pid: number, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const socket = await this.#take(pid);
    const { method, url, headers } = incoming;
    const clock = this.now && { "x-test-now": String(this.now()) };
    const passed = request({ createConnection: () => socket, method, path: url, headers: { ...headers, ...clock } });
    passed.on("response", (answer) => {
      const { "x-test-worker": _worker, ...rest } = answer.headers;
      outgoing.writeHead(answer.statusCode ?? 500, rest);
      answer.pipe(outgoing);
      answer.on("close", () => socket.destroy());
    });
    passed.on("error", () => outgoing.destroy());
    outgoing.on("close", () => socket.destroy());
    incoming.pipe(passed);
  }

  async #take(pid: number): Promise<Socket> {
    for (;;) {
      const socket = this.#free.get(pid)?.pop();
      if (socket && !socket.destroyed) return socket;
      if (!socket) await this.#tryOpen();
    }
  }

  async #open(): Promise<void> {
    const socket = connect(this.port, "127.0.0.1");
    socket.on("error", () => undefined);
    const asked = request({ createConnection: () => socket, path: "/healthz", headers: { connection: "keep-alive" } });
    asked.end();
    const [answer] = (await once(asked, "response")) as [IncomingMessage];
    const pid = Number(answer.headers["x-test-worker"]);
    await once(answer.resume(), "end");
    this.#free.set(pid, [...(this.#free.get(pid) ?? []), socket]);
  }
}
