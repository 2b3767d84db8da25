import type { ExecutionResult } from "graphql";
import { GraphQLError } from "graphql";
import type { Context } from "../context.js";
import { ERROR_STATUS, type ErrorCode, type Refusal, savedNotShown } from "../schema/errors.js";
import { refusalIn } from "../schema/messages.js";

/** Why the rest of the request is ended: an act that is on record by then was saved, whatever ends it. */
export const endOf = ({ acts }: Context, otherwise: Refusal): Refusal =>
  acts.isSaved() ? savedNotShown(otherwise) : otherwise;

/** What went wrong behind a commit, in the words of "saved": where nothing is left of the act's answer, or a server failed. */
export function showingSaved(result: ExecutionResult, { acts }: Context): ExecutionResult {
  const { data, errors } = result;
  if (!errors) return result;
  return {
    ...result,
    errors: errors.map((error) => {
      const field = String(error.path?.[0]);
      if (!acts.isSaved(field)) return error;
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
