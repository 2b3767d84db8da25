import { bindOperations, type Operations } from "./generated/sdk.js";
import { type Connection, send } from "./transport.js";

/** Every operation of this SDK as a method. The methods need no `this`: `const { viewer } = createClient(…)` works. */
export type Client = Operations;

/** A client of one server. It opens nothing and holds nothing: make one and keep it, or make one per call. */
export function createClient(connection: Connection): Client {
  return bindOperations((document, variables, options) => send(connection, document, variables, options));
}
