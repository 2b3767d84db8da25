import { ApolloServer, type ApolloServerPlugin, type GraphQLRequestContextWillSendResponse } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import type { GraphQLFormattedError, GraphQLSchema } from "graphql";
import type { Context } from "../core/context.js";
import { ERROR_STATUS, type ErrorCode } from "../core/schema/errors.js";
import { formatError, refusalIn } from "../core/schema/messages.js";
import { type Executor, gatewayOf } from "./executor.js";
import { takenOperations } from "./taken-operations.js";

/** Where an error that clients must not see in full is recorded. */
export type Report = (error: unknown) => void;

/** GraphQL itself, without HTTP and without a database. */
export function createApollo(schema: GraphQLSchema, executor: Executor, report: Report): ApolloServer<Context> {
  return new ApolloServer<Context>({
    gateway: gatewayOf(schema, executor),
    introspection: true,
    persistedQueries: false,
    // A form of another site's page can send nothing that is taken (http/graphql-endpoint.ts), and GET acts on nothing.
    csrfPrevention: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError(formatted, thrown) {
      const worded = formatError(formatted, thrown, "en");
      const told = refusalIn(thrown);
      const isHidden = told?.code === "SAVED_NOT_SHOWN" && !refusalIn(told.cause);
      if (worded.extensions?.code === "INTERNAL_SERVER_ERROR" || isHidden) report(isHidden ? told.cause : thrown);
      return worded;
    },
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      takenOperations,
      errorsForTheReader,
    ],
  });
}

/** Words errors in the language of the request, and sets the HTTP status. */
const errorsForTheReader: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async willSendResponse(request) {
        const { errors = [], operation, response, contextValue } = request;
        contextValue.progress.isWhole = errors.length === 0;
        contextValue.progress.holds = errors.length === 0 && operation?.operation === "query";
        if (response.body.kind !== "single" || errors.length === 0) return;
        const result = response.body.singleResult;
        // Who makes many mistakes is told the first of them.
        result.errors = errors.slice(0, contextValue.shared.limits.errors).map((error, i) => {
          const formatted = result.errors?.[i] ?? error.toJSON();
          return formatError({ ...error.toJSON(), ...formatted }, error, contextValue.language);
        });
        response.http.status = statusOf(request, result.errors);
        const wait = Math.max(...errors.map((error) => refusalIn(error)?.retryAfter ?? 0));
        if (wait > 0) response.http.headers.set("retry-after", String(wait));
      },
    };
  },
};

/** Part of an answer is an answer. Where there are only nulls, the first error says what went wrong. */
function statusOf(
  { request, response }: GraphQLRequestContextWillSendResponse<Context>,
  errors: readonly GraphQLFormattedError[],
): number {
  const data = response.body.kind === "single" ? response.body.singleResult.data : null;
  if (Object.values(data ?? {}).some((value) => value !== null)) return 200;
  const code = errors[0]?.extensions?.code as ErrorCode;
  const status: number = ERROR_STATUS[code] ?? 500;
  // GraphQL over HTTP: with application/json a well-formed request whose document or input is wrong is answered 200.
  const understands = request.http?.headers.get("accept")?.includes("application/graphql-response+json");
  const isOfDocument = !code?.endsWith("NOT_SUPPORTED");
  return status === 400 && isOfDocument && !understands ? 200 : status;
}
