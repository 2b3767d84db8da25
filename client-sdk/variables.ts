import { HealthApiError } from "./errors.js";
import type { OperationDocument } from "./typed-document.js";

/** The variables, if they are those of the document: without types nothing else would tell of a slip of the pen. */
export function checked<Variables>({ name: operation, takes }: OperationDocument, variables: Variables): Variables {
  const given = { ...variables } as Record<string, unknown>;
  const isWrong = (name: string) => takes?.[name] == null || (takes[name] && given[name] == null);
  const wrong = Object.keys({ ...given, ...takes }).find(isWrong);
  let message = `${operation} has no variable "${wrong}"; it has ${Object.keys({ ...takes }).join(", ") || "none"}.`;
  if (wrong && takes?.[wrong]) message = `${operation} needs the variable "${wrong}".`;
  if (wrong === undefined)
    try {
      JSON.stringify(given);
      return variables;
    } catch {
      message = `The variables of ${operation} are no JSON.`;
    }
  throw new HealthApiError(message, { kind: "bad-input", operation });
}
