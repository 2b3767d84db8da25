import type { ApolloServerOptions } from "@apollo/server";
import {
  type DocumentNode,
  type ExecutionResult,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
} from "graphql";
import { Recent } from "../core/collections/recent.js";
import type { Context } from "../core/context.js";
import { countStatements } from "../core/database/statement-count.js";
import { DEFAULT_LIMITS, hasTooManyValues, type Limits, tooComplex } from "../core/limits/limits.js";
import { WaitingPlaces } from "../core/limits/waiting-places.js";
import type { Asked } from "../core/log/seen.js";
import { endOf, showingSaved } from "../core/mutation/saved.js";
import { deadlineExceeded, outcomeUnknown, tooBusy } from "../core/schema/errors.js";
import { Costs } from "./cost.js";
import { Deadlines } from "./deadline.js";
import { asksFor, isAboutSchema } from "./declared-words.js";
import { conditionsOf, type OperationPlan, planOperation, TooManyFields, type Variables } from "./plan.js";
import { type Result, Run } from "./run.js";

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

/** What a client sends. */
export interface Question {
  query?: string | null | undefined;
  operationName?: string | null | undefined;
  variables?: Record<string, unknown> | null | undefined;
  extensions?: Record<string, unknown> | null | undefined;
}

/** A validated operation, and the values of variables that decide what it asks for at all. */
interface Prepared {
  operation: OperationDefinitionNode;
  fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  conditions: readonly string[];
  id: number;
  /** Where it is kept. */
  among: Documents;
  isQuery: boolean;
  /** Its answer may change while nothing on record does. */
  isOfMoment: boolean;
  /** It asks about the schema, whose words are in the language of the reader. */
  isAboutSchema: boolean;
  /** What is told of it. */
  asked: Asked;
}

/** What is known of a question that came before. */
type Known = Pick<Prepared, "isQuery" | "isOfMoment" | "isAboutSchema" | "asked">;

/** How much is kept of each kind: characters of documents, and fields of plans. */
const MOST_CHARACTERS = 2_000_000;
const MOST_PLANNED_FIELDS = 50_000;

/** From so many points on that it may cost, a question is heavy: it takes more than some milliseconds. */
const HEAVY = 20_000;
/** How many of them are answered at once: as many as there are connections to read by. More would only end later, all of them. */
const MOST_HEAVY = 8;
/** How many wait for their turn, and for how long: whoever cannot be answered in time is told so soon. */
const MOST_WAITING = 100;
const LONGEST_WAIT_MS = 10_000;

/** Documents that came before, and their plans; what was not asked for longest goes first. */
class Documents {
  /** Key: name and words of a document. */
  readonly byWords = new Recent<Prepared>(MOST_CHARACTERS);
  /** Key: an operation's number and the values of its conditions. */
  readonly plans = new Recent<OperationPlan>(MOST_PLANNED_FIELDS);
}

/**
 * Executes what Apollo has parsed and validated, by plans (`graphql/plan.ts`) that are made once for a document, and once
 * more for each combination of its `@skip` and `@include`. A document that came before is known by its words: it is
 * executed without asking Apollo again.
 */
export class Executor {
  /** Key: an operation as Apollo keeps it; lives as long as that. */
  readonly #prepared = new WeakMap<OperationDefinitionNode, Prepared>();
  /** Documents of the SDK, which others cannot push out, and those that clients make up. */
  readonly #ofSdk = new Documents();
  readonly #others = new Documents();
  readonly #costs: Costs;
  readonly #deadlines: Deadlines;
  readonly #heavy = new WaitingPlaces(MOST_HEAVY, MOST_WAITING, LONGEST_WAIT_MS);
  #count = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly limits: Limits = DEFAULT_LIMITS,
    private readonly isOfSdk: (text: string) => boolean = () => false,
  ) {
    this.#costs = new Costs(schema);
    this.#deadlines = new Deadlines(limits.seconds);
  }

  /** Executes what Apollo has parsed and validated. */
  readonly execute = async (execution: Execution): Promise<ExecutionResult> => {
    const { operation, operationName, variables, context, text, document } = execution;
    if (operation === undefined) return { errors: [unresolved(document, operationName)] };
    const prepared = this.#prepare(document, operation, text);
    if (text !== undefined) prepared.among.byWords.keep(wordsOf(text, operationName), prepared, text.length);
    return this.#run(prepared, variables, context);
  };

  /** The result of a question that came before, without asking Apollo again; undefined if it is for Apollo. */
  again(
    { query, operationName, variables }: Question,
    context: Context,
    onlyQuery = false,
  ): ({ result: ExecutionResult | Promise<ExecutionResult> } & Known) | undefined {
    const prepared = this.#known({ query, operationName });
    if (!prepared) return undefined;
    const { isQuery, isOfMoment, isAboutSchema, asked } = prepared;
    if (onlyQuery && !isQuery) return undefined;
    const result = this.#run(prepared, variables ?? undefined, context);
    return { result, isQuery, isOfMoment, isAboutSchema, asked };
  }

  /** What a question is that came before; undefined: it has not. */
  known(question: Pick<Question, "query" | "operationName">): Known | undefined {
    return this.#known(question);
  }

  #known({ query, operationName }: Pick<Question, "query" | "operationName">): Prepared | undefined {
    if (typeof query !== "string") return undefined;
    const words = wordsOf(query, operationName);
    return this.#ofSdk.byWords.find(words) ?? this.#others.byWords.find(words);
  }

  #prepare(document: DocumentNode, operation: OperationDefinitionNode, text: string | undefined): Prepared {
    const known = this.#prepared.get(operation);
    if (known) return known;
    const fragments: Record<string, FragmentDefinitionNode> = Object.create(null);
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
    }
    this.#count += 1;
    const isKnown = text !== undefined && this.isOfSdk(text);
    const parts = [operation, ...Object.values(fragments)];
    const prepared: Prepared = {
      ...{ operation, fragments, conditions: conditionsOf(operation, fragments), id: this.#count },
      among: isKnown ? this.#ofSdk : this.#others,
      isQuery: operation.operation === OperationTypeNode.QUERY,
      isOfMoment: asksFor(parts, OF_MOMENT),
      isAboutSchema: isAboutSchema(parts),
      asked: { operation: nameOf(operation), isKnown },
    };
    this.#prepared.set(operation, prepared);
    return prepared;
  }

  #run(
    prepared: Prepared,
    given: Record<string, unknown> = {},
    context: Context,
  ): ExecutionResult | Promise<ExecutionResult> {
    const { limits } = this;
    const { variableDefinitions = [] } = prepared.operation;
    if (hasTooManyValues(given, limits)) return { errors: [tooComplex("variables", limits)] };
    const { coerced, errors } = getVariableValues(this.schema, variableDefinitions, given, { maxErrors: MOST_ERRORS });
    if (errors) return { errors: errors.map(ofInput) };
    let plan: OperationPlan;
    try {
      plan = this.#plan(prepared, coerced);
    } catch (error) {
      if (error instanceof TooManyFields) return { errors: [tooComplex("expandedFields", limits)] };
      if (error instanceof GraphQLError) return { errors: [error] };
      throw error;
    }
    if (this.#costs.certain(plan, coerced) > limits.cost) return { errors: [tooComplex("cost", limits)] };
    const possible = this.#costs.possible(plan, coerced);
    if (possible > limits.possibleCost) return { errors: [tooComplex("possibleCost", limits)] };
    const run = new Run(plan, coerced, context, limits.cost, () => endOf(context, tooComplex("cost", limits)));
    const answered = () =>
      context.tellsCost ? this.#runAndTell(run, plan, possible, context) : this.#start(run, plan, context);
    return possible < HEAVY || plan.isMutation ? answered() : this.#inTurn(answered);
  }

  async #inTurn(answered: () => Result): Promise<ExecutionResult> {
    if (!(await this.#heavy.enter())) return { errors: [tooBusy()] };
    try {
      return await answered();
    } finally {
      this.#heavy.leave();
    }
  }

  /** Pays for what is done, and ends what takes too long. */
  #start(run: Run, plan: OperationPlan, context: Context): Result {
    const { budget } = context;
    const result = run.start();
    if (!(result instanceof Promise)) {
      budget?.charge(run.cost);
      return result;
    }
    // A file is read for as long as it comes; whoever sends it too slowly is cut off.
    const isImport = plan.root.fields.some(({ definition }) => definition.name === "fileImport");
    const tooLate = plan.isMutation ? () => endOf(context, outcomeUnknown()) : deadlineExceeded;
    const watched = isImport ? undefined : this.#deadlines.watch(run, tooLate);
    return result.then((answer) => {
      if (watched !== undefined) this.#deadlines.end(watched);
      budget?.charge(run.cost);
      return plan.isMutation ? showingSaved(answer, context) : answer;
    });
  }

  async #runAndTell(run: Run, plan: OperationPlan, requested: number, context: Context): Promise<ExecutionResult> {
    const { result, statements } = await countStatements(async () => this.#start(run, plan, context));
    const cost = { requested, actual: run.cost, statements, remaining: context.budget?.remaining ?? null };
    return { ...result, extensions: { cost } };
  }

  #plan(prepared: Prepared, variables: Variables): OperationPlan {
    const { id, operation, fragments, conditions, among } = prepared;
    const key = `${id}${conditions.map((name) => ` ${String(variables[name])}`).join("")}`;
    const known = among.plans.find(key);
    if (known) return known;
    const plan = planOperation(this.schema, operation, fragments, variables, this.limits.expandedFields);
    among.plans.keep(key, plan, plan.size);
    return plan;
  }
}

/** What looks past the record: at its seals, and at what is kept beside it. */
const OF_MOMENT: ReadonlySet<string> = new Set(["auditChain"]);

const LONGEST_NAME = 60;

/** The name of an operation; of one without a name, what it asks for. */
function nameOf({ name, selectionSet: { selections } }: OperationDefinitionNode): string {
  const fields = selections.flatMap((each) => (each.kind === Kind.FIELD ? each.name.value : []));
  return (name?.value ?? `{${fields.join(" ")}}`).slice(0, LONGEST_NAME);
}

/** What graphql-js says of a variable, with the code of what a client can put right. */
const ofInput = ({ message, nodes, originalError }: GraphQLError): GraphQLError =>
  new GraphQLError(message, {
    nodes: nodes ?? null,
    originalError: originalError ?? null,
    extensions: { code: "BAD_USER_INPUT" },
  });

/** As graphql-js has it. */
const MOST_ERRORS = 50;

/** The length tells where the name ends: no two questions have the same words. */
const wordsOf = (query: string, operationName: string | null | undefined): string =>
  `${operationName?.length ?? ""}:${operationName ?? ""}${query}`;

/** Apollo leaves this refusal to whoever executes. */
function unresolved({ definitions }: DocumentNode, operationName: string | null): GraphQLError {
  const hasOperation = definitions.some(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  const message = operationName
    ? `Unknown operation named "${operationName}".`
    : hasOperation
      ? "Must provide operation name if query contains multiple operations."
      : "Must provide an operation.";
  return new GraphQLError(message, { extensions: { code: "OPERATION_RESOLUTION_FAILURE" } });
}

/** Puts an executor into Apollo by the door that it has for gateways: its own handling of errors stays. */
export const gatewayOf = (
  schema: GraphQLSchema,
  { execute }: Executor,
): NonNullable<ApolloServerOptions<Context>["gateway"]> => ({
  onSchemaLoadOrUpdate(callback) {
    callback({ apiSchema: schema, coreSupergraphSdl: "" });
    return () => {};
  },
  load: async () => ({
    executor: ({ document, operation, request, context }) =>
      execute({
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
