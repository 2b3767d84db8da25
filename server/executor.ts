import type { ApolloServerOptions } from "@apollo/server";
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  type OperationDefinitionNode,
  OperationTypeNode,
} from "graphql";
import { type CompiledQuery, compileQuery, isCompiledQuery } from "graphql-jit";
import type { Context } from "./context.js";

/** What an executor needs of a request. */
interface Execution {
  document: DocumentNode;
  /** Undefined if the document has no such operation, or several and no name. */
  operation: OperationDefinitionNode | undefined;
  operationName: string | null;
  variables: Record<string, unknown> | undefined;
  context: Context;
}

export type Executor = (execution: Execution) => Promise<ExecutionResult>;

/** graphql-js itself: the reference that the fast executor must answer like (test/http/executor.test.ts). */
export const plainExecutor =
  (schema: GraphQLSchema): Executor =>
  async ({ document, operationName, variables, context }) =>
    execute({ schema, document, operationName, variableValues: variables ?? {}, contextValue: context });

/**
 * Queries that come again are compiled to functions by graphql-jit and run three times as fast. Everything else (first
 * sight of a document, mutations, wrong variables, what cannot be compiled) goes through graphql-js. Compiled queries
 * hang on the documents that Apollo keeps, and go with them: what clients make up cannot pile up here.
 */
export function fastExecutor(schema: GraphQLSchema): Executor {
  const plain = plainExecutor(schema);
  const compiled = new WeakMap<OperationDefinitionNode, CompiledQuery | "seen" | "never">();

  return async (execution) => {
    const { document, operation, operationName, variables = {}, context } = execution;
    if (operation === undefined) return unresolved(await plain(execution));
    const known = compiled.get(operation);
    if (known === undefined)
      compiled.set(operation, operation.operation === OperationTypeNode.QUERY ? "seen" : "never");
    if (known === undefined || known === "never") return plain(execution);
    const query = known === "seen" ? compileQuery(schema, document, operationName ?? undefined) : known;
    if (!isCompiledQuery(query)) {
      compiled.set(operation, "never");
      return plain(execution);
    }
    compiled.set(operation, query);
    // graphql-jit words wrong variables in its own way: these are for graphql-js to refuse.
    const checked = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
    if (checked.errors) return plain(execution);
    const result = (await query.query(undefined, context, variables)) as ExecutionResult;
    return result.errors ? { ...result, errors: result.errors.map(asGraphQLError) } : result;
  };
}

/** Apollo leaves this refusal to whoever executes. */
const unresolved = ({ errors = [] }: ExecutionResult): ExecutionResult => ({
  errors: errors.map(
    ({ message }) => new GraphQLError(message, { extensions: { code: "OPERATION_RESOLUTION_FAILURE" } }),
  ),
});

/** graphql-jit's errors lack extensions, which everything that formats errors relies on. */
function asGraphQLError(error: GraphQLError): GraphQLError {
  const { message, path, locations, originalError } = error;
  const made = new GraphQLError(message, {
    path: path ?? null,
    originalError: originalError ?? null,
    extensions: (originalError as GraphQLError | undefined)?.extensions ?? null,
  });
  Object.defineProperty(made, "locations", { value: locations, enumerable: true });
  return made;
}

/** Puts an executor into Apollo by the door that it has for gateways: its own handling of errors stays. */
export const gatewayOf = (
  schema: GraphQLSchema,
  executor: Executor,
): NonNullable<ApolloServerOptions<Context>["gateway"]> => ({
  onSchemaLoadOrUpdate(callback) {
    callback({ apiSchema: schema, coreSupergraphSdl: "" });
    return () => {};
  },
  load: async () => ({
    executor: ({ document, operation, operationName, request, context }) =>
      executor({
        document,
        operation,
        operationName,
        variables: request.variables,
        context: context as Context,
      }) as Promise<ExecutionResult<Record<string, unknown>, Record<string, unknown>>>,
  }),
  stop: async () => {},
});
