import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type { TestServer } from "./server.js";

/** What a server sent over one connection until it ended. */
interface Received {
  text: string;
  /** The status of the first answer; undefined: there was none. */
  status: number | undefined;
  /** The code of its first error. */
  code: string | undefined;
}

/** A connection on which a test says just what it likes. */
export async function connectTo({ url }: Pick<TestServer, "url">): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  // A connection that is cut is what a test looks for.
  socket.on("error", () => undefined);
  await once(socket, "connect");
  return socket;
}

/** Everything that comes until the server ends the connection. */
export async function receivedFrom(socket: Socket): Promise<Received> {
  const parts: Buffer[] = [];
  socket.on("data", (part: Buffer) => parts.push(part));
  socket.resume();
  if (!socket.closed) await once(socket, "close");
  const text = Buffer.concat(parts).toString();
  const status = /^HTTP\/1\.1 (\d+)/.exec(text)?.[1];
  return { text, status: status ? Number(status) : undefined, code: /"code":"(\w+)"/.exec(text)?.[1] };
}

/** Sends bytes, and what came until the server ended the connection. */
export async function sendRaw(server: Pick<TestServer, "url">, ...parts: (string | Buffer)[]): Promise<Received> {
  const socket = await connectTo(server);
  for (const part of parts) socket.write(part);
  return receivedFrom(socket);
}

/** A request to /graphql with this head beside the usual. */
export const postOf = (body: string | Buffer, headers = "", length = Buffer.byteLength(body)): Buffer =>
  Buffer.concat([
    Buffer.from(
      `POST /graphql HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n${headers}\r\n`,
    ),
    Buffer.from(body),
  ]);

/** The statuses of so many questions that come in one piece, so that all have begun before the first is answered. */
export async function askedAtOnce(server: Pick<TestServer, "url">, path: string, count: number): Promise<number[]> {
  const ask = (connection: string) => `GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: ${connection}\r\n\r\n`;
  const { text } = await sendRaw(server, ask("keep-alive").repeat(count - 1) + ask("close"));
  return [...text.matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, status]) => Number(status));
}
