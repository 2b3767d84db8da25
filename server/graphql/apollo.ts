import type { IncomingMessage } from "node:http";
import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import { type GraphQLSchema, OperationTypeNode } from "graphql";
import type { Context } from "../core/context.js";
import { Refusal } from "../core/schema/errors.js";
import { formatError, requestRefusal } from "../core/schema/messages.js";
import { type Executor, gatewayOf } from "./executor.js";
import * as messages from "./graphql.messages.js";
import { reportHidden, wordErrors } from "./worded-errors.js";

/** Where an error that clients must not see in full is recorded, with the request that met it. */
export type Report = (error: unknown, request?: IncomingMessage) => void;

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
    formatError: (formatted, thrown) => formatError(formatted, thrown, "en"),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      // For parts of a supergraph alone; unless it is refused, all that it needs is loaded at each start.
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      takenOperations,
      errorsForTheReader(report),
    ],
  });
}

/** Words errors in the language of the request, and sets the HTTP status. */
const errorsForTheReader = (report: Report): ApolloServerPlugin<Context> => ({
  async requestDidStart() {
    return {
      async willSendResponse({ errors = [], request, response, contextValue }) {
        if (response.body.kind !== "single" || errors.length === 0) return;
        const result = response.body.singleResult;
        const accept = request.http?.headers.get("accept");
        const worded = wordErrors(errors, result.data, contextValue, accept);
        reportHidden(errors, worded, report, contextValue);
        result.errors = worded.errors;
        response.http.status = worded.status;
        for (const [name, value] of Object.entries(worded.headers)) response.http.headers.set(name, value);
      },
    };
  },
});

/** Refuses an operation that is none to be answered, or not in the way in which it came. */
const takenOperations: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ operation, contextValue, response }) {
        if (operation?.operation === OperationTypeNode.SUBSCRIPTION) throw requestRefusal("SUBSCRIPTION_NOT_SUPPORTED");
        if (operation?.operation !== OperationTypeNode.MUTATION || contextValue.request?.method !== "GET") return;
        response.http.headers.set("allow", "POST");
        throw notByGet();
      },
    };
  },
};

/** An act is no question: nothing in between may send it again, and no page of another site may have it done. */
const notByGet = (): Refusal => new Refusal("METHOD_NOT_ALLOWED", messages.actByPost);
