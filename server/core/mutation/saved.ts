import type { ExecutionResult } from "graphql";
import { GraphQLError } from "graphql";
import type { Context } from "../context.js";
import { ERROR_STATUS, type ErrorCode, type Refusal, savedNotShown } from "../schema/errors.js";
import { refusalIn } from "../schema/messages.js";

/** From here on nothing that goes wrong may say that the act failed. */
export function noteSaved({ progress }: Context): void {
  if (progress.acting !== undefined) progress.saved.add(progress.acting);
}

/** Why the rest of the request is ended: an act that is on record by then was saved, whatever ends it. */
export const endOf = ({ progress }: Context, otherwise: Refusal): Refusal =>
  progress.saved.has(progress.acting ?? "") ? savedNotShown(otherwise) : otherwise;

/** What went wrong behind a commit, in the words of "saved": where nothing is left of the act's answer, or a server failed. */
export function showingSaved(result: ExecutionResult, { progress }: Context): ExecutionResult {
  const { data, errors } = result;
  if (!errors || progress.saved.size === 0) return result;
  return {
    ...result,
    errors: errors.map((error) => {
      const field = String(error.path?.[0]);
      if (!progress.saved.has(field)) return error;
      if (data?.[field] != null && !isOfServer(error)) return error;
      const { nodes, path } = error;
      return new GraphQLError(error.message, {
        nodes: nodes ?? null,
        path: path ?? null,
        originalError: savedNotShown(error),
      });
    }),
  };
}

/** Nothing that whoever asks could put right. */
function isOfServer(error: GraphQLError): boolean {
  const code = refusalIn(error)?.code ?? (error.extensions.code as ErrorCode | undefined);
  return code === undefined || ERROR_STATUS[code] >= 500 || code === "QUERY_TOO_COMPLEX";
}
