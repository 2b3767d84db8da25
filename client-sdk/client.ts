import { send } from "./call.js";
import type { CallOptions, Connection } from "./connection.js";
import { bindOperations, type Operations } from "./generated/sdk.js";
import type { TypedDocument } from "./typed-document.js";
import { checked } from "./variables.js";

/** Every operation of this SDK as a method. The methods need no `this`: `const { viewer } = createClient(…)` works. */
export type Client = Operations;

/** A client of one server. It opens nothing and holds nothing: make one and keep it. */
export function createClient(connection: Connection): Client {
  return bindOperations(async (document, variables, options) =>
    send(connection, document, checked(document, variables), options),
  );
}

/** Variables may be left out exactly where the operation requires none. */
type RequestArguments<Variables> =
  Record<never, never> extends Variables
    ? [variables?: Variables, options?: CallOptions]
    : [variables: Variables, options?: CallOptions];

/** One operation without the rest of the client: a bundler keeps only the documents you name. */
export function request<Data, Variables>(
  connection: Connection,
  document: TypedDocument<Data, Variables>,
  ...[variables, options]: RequestArguments<Variables>
): Promise<Data> {
  return send(connection, document, variables, options);
}
