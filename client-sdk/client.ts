// What an app makes of a connection: a client with a method for each operation, or one request.
import { send } from "./call.js";
import type { Connection } from "./connection.js";
import { HealthApiError } from "./errors.js";
import { bindOperations, type Operations } from "./generated/sdk.js";
import type { Given, OperationDocument, TypedDocument } from "./typed-document.js";

/** Every operation of this SDK as a method. The methods need no `this`: `const { viewer } = createClient(…)` works. */
export type Client = Operations;

/** A client of one server. It opens nothing and holds nothing: make one and keep it. */
export function createClient(connection: Connection): Client {
  return bindOperations(async (document, variables, options) =>
    send(connection, document, checked(document, variables), options),
  );
}

/** The variables, if they are those of the document: without types nothing else would tell of a slip of the pen. */
function checked<Variables>({ name: operation, takes = "" }: OperationDocument, variables: Variables): Variables {
  const given = { ...variables } as Record<string, unknown>;
  const names: string[] = takes.match(/\w+/g) ?? [];
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  const missing = takes.match(/\w+(?=!)/g)?.find((name) => given[name] == null);
  let message = `${operation} needs the variable "${missing}".`;
  if (unknown !== undefined)
    message = `${operation} has no variable "${unknown}"; it has ${names.join(", ") || "none"}.`;
  else if (!missing)
    try {
      JSON.stringify(given);
      return variables;
    } catch {
      message = `Variables of ${operation} are no JSON.`;
    }
  throw new HealthApiError(message, { kind: "bad-input", operation });
}

/** One operation without the rest of the client: a bundler keeps only the documents you name. */
export const request = send as <Data, Variables>(
  connection: Connection,
  document: TypedDocument<Data, Variables>,
  ...given: Given<Variables>
) => Promise<Data>;
