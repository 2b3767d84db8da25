import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { HealthApiError } from "../../client-sdk/index.js";

export interface Received {
  readonly method: string | undefined;
  readonly path: string | undefined;
  /** The name of the operation, as it stands in the address. */
  readonly op: string | null;
  readonly headers: IncomingMessage["headers"];
  /** What is asked: the body, or what stands in the address. */
  readonly asked: { documentId?: string; operationName?: string; query?: string; variables?: unknown };
}

/** A server that notes what it receives and answers as told, whatever no real one would. */
export class SaidServer {
  received: Received[] = [];
  #server: Server | undefined;

  /** Starts it; returns its GraphQL address. */
  async serve(answer: RequestListener): Promise<string> {
    const server = createServer(async (message, response) => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of message) chunks.push(chunk);
      const { method, headers, url = "" } = message;
      const { pathname, searchParams } = new URL(url, "http://localhost");
      const variables = searchParams.get("variables");
      const inAddress = {
        documentId: searchParams.get("documentId"),
        ...(variables && { variables: JSON.parse(variables) }),
      };
      const asked = method === "GET" ? inAddress : JSON.parse(Buffer.concat(chunks).toString("utf8"));
      this.received.push({ method, path: pathname, op: searchParams.get("op"), headers, asked });
      answer(message, response);
    });
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  }

  /** Stops it, whoever still waits for an answer. */
  close(): void {
    this.#server?.closeAllConnections();
    this.#server?.close();
    this.received = [];
  }
}

export const answering =
  (body: unknown, status = 200, headers: Record<string, string> = {}): RequestListener =>
  (_message, response) => {
    response.writeHead(status, { "content-type": "application/graphql-response+json", ...headers });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };

export const silence: RequestListener = () => {};

export async function failureOf(call: Promise<unknown>): Promise<HealthApiError> {
  const outcome = await call.catch((error: unknown) => error);
  if (outcome instanceof HealthApiError) return outcome;
  throw new Error(`Expected a HealthApiError, got ${JSON.stringify(outcome)}`);
}
