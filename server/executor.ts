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
  /** The document as it was sent. */
  text?: string | undefined;
}

export type Executor = (execution: Execution) => Promise<ExecutionResult>;

/** graphql-js itself: the reference that the fast executor must answer like (test/http/executor.test.ts). */
export const plainExecutor =
  (schema: GraphQLSchema): Executor =>
  async ({ document, operationName, variables, context }) =>
    execute({ schema, document, operationName, variableValues: variables ?? {}, contextValue: context });

/** An operation as a function, and the variables that it takes. */
interface Compiled {
  operation: OperationDefinitionNode;
  run: CompiledQuery["query"];
}

/** What a client sends. */
export interface Question {
  query?: unknown;
  operationName?: unknown;
  variables?: unknown;
  extensions?: unknown;
}

/** How many questions are known by their words, and how long those may be: clients make them up. */
const MOST_QUESTIONS = 500;
const LONGEST_QUESTION = 20_000;

/**
 * Operations that come again are compiled to functions by graphql-jit and run three times as fast. Everything else (first
 * sight of a document, wrong variables, what cannot be compiled) goes through graphql-js. Compiled operations hang on
 * the documents that Apollo keeps, and go with them: what clients make up cannot pile up here.
 */
export class FastExecutor {
  readonly #plain: Executor;
  readonly #compiled = new WeakMap<OperationDefinitionNode, Compiled | "seen" | "never">();
  readonly #byWords = new Map<string, Compiled>();

  constructor(private readonly schema: GraphQLSchema) {
    this.#plain = plainExecutor(schema);
  }

  /** Executes what Apollo has parsed and validated. */
  readonly execute: Executor = async (execution) => {
    const { operation, variables, context, text } = execution;
    if (context.progress.result) return context.progress.result;
    if (operation === undefined) return unresolved(await this.#plain(execution));
    const compiled = this.#compile(execution, operation);
    if (compiled === undefined) return this.#plain(execution);
    if (text !== undefined) this.#remember(wordsOf(text, execution.operationName), compiled);
    return this.#run(compiled, variables, context) ?? this.#plain(execution);
  };

  /** The result of a question that came before, without asking Apollo again; undefined if it is for Apollo. */
  again(
    { query, operationName, variables, extensions }: Question,
    context: Context,
    onlyQuery = false,
  ): Promise<ExecutionResult> | undefined {
    if (typeof query !== "string" || !isTextOrNone(operationName) || !isRecordOrNone(variables)) return undefined;
    if (!isRecordOrNone(extensions) || extensions?.persistedQuery !== undefined) return undefined;
    const compiled = this.#byWords.get(wordsOf(query, operationName));
    if (onlyQuery && compiled?.operation.operation !== OperationTypeNode.QUERY) return undefined;
    const result = compiled && this.#run(compiled, variables ?? undefined, context);
    // What an act answers holds for that act alone.
    if (result) context.progress.holds = compiled.operation.operation === OperationTypeNode.QUERY;
    return result;
  }

  #compile({ document, operationName }: Execution, operation: OperationDefinitionNode): Compiled | undefined {
    const known = this.#compiled.get(operation);
    if (typeof known === "object") return known;
    if (known === "never") return undefined;
    if (known === undefined) {
      this.#compiled.set(operation, "seen");
      return undefined;
    }
    const made = compileQuery(this.schema, document, operationName ?? undefined);
    const compiled = isCompiledQuery(made) ? { operation, run: made.query } : undefined;
    this.#compiled.set(operation, compiled ?? "never");
    return compiled;
  }

  /** Undefined if the variables are wrong: graphql-jit words that in its own way, so graphql-js shall refuse them. */
  #run(
    { operation, run }: Compiled,
    variables: Record<string, unknown> = {},
    context: Context,
  ): Promise<ExecutionResult> | undefined {
    const { variableDefinitions = [] } = operation;
    // graphql-jit knows nothing of defaults within input objects: it gets the values with them.
    const checked = getVariableValues(this.schema, variableDefinitions, variables);
    if (checked.errors) return undefined;
    return Promise.resolve(run(undefined, context, checked.coerced) as ExecutionResult).then((result) =>
      result.errors ? { ...result, errors: result.errors.map(asGraphQLError) } : result,
    );
  }

  #remember(words: string, compiled: Compiled): void {
    if (words.length > LONGEST_QUESTION) return;
    if (this.#byWords.size >= MOST_QUESTIONS) this.#byWords.clear();
    this.#byWords.set(words, compiled);
  }
}

/** The length tells where the name ends: no two questions have the same words. */
const wordsOf = (query: string, operationName: string | null | undefined): string =>
  `${operationName?.length ?? ""}:${operationName ?? ""}${query}`;

const isTextOrNone = (value: unknown): value is string | null | undefined => value == null || typeof value === "string";

const isRecordOrNone = (value: unknown): value is Record<string, unknown> | null | undefined =>
  value == null || (typeof value === "object" && !Array.isArray(value));

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
    executor: ({ document, operation, request, context }) =>
      executor({
        document,
        operation,
        operationName: request.operationName ?? null,
        variables: request.variables,
        context: context as Context,
        text: request.query,
      }) as Promise<ExecutionResult<Record<string, unknown>, Record<string, unknown>>>,
  }),
  stop: async () => {},
});
