import { randomUUID } from "node:crypto";
import { type IncomingMessage } from "node:http";

/** The client's own name for its request, or a new one, which is its name from then on. */
export function requestIdOf({ headers }: IncomingMessage): string {
  const given = headers["x-request-id"];
  const id = typeof given === "string" && /^[\w-]{1,64}$/.test(given) ? given : randomUUID();
  headers["x-request-id"] = id;
  return id;
}
