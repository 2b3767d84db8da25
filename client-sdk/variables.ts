import { HealthApiError } from "./errors.js";
import type { OperationDocument } from "./typed-document.js";

/** The variables, if they are those of the document: without types nothing else would tell of a slip of the pen. */
export function checked<Variables>(
  { name: operation, takes = "" }: OperationDocument,
  variables: Variables,
): Variables {
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
      message = `The variables of ${operation} are no JSON.`;
    }
  throw new HealthApiError(message, { kind: "bad-input", operation });
}
