// By what libraries that keep answers tell questions apart.
import type { Connection } from "./connection.js";
import { lastingScopeOf } from "./identity.js";
import type { OperationDocument } from "./typed-document.js";

/** The server, language and person first, so that nobody is shown what another was answered; null: nobody can tell. */
export type QuestionKey = readonly [
  library: "hue-health",
  scope: string | null,
  operation: string,
  document: string | undefined,
  variables: object,
];

export const questionKey = (
  connection: Connection,
  { name, id, text }: OperationDocument,
  variables: object = {},
): QuestionKey => ["hue-health", lastingScopeOf(connection) ?? null, name, id ?? text, variables];
