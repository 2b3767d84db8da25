// Which acts a document would do, and a name for each so that it is done once.
import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLInputObjectType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionNode,
  type ValueNode,
  valueFromASTUntyped,
  visit,
} from "graphql";

export interface Params {
  query: string;
  operationName?: string | null;
  variables?: unknown;
}

/** An act of a document: its name in the schema, what the schema says of it, and what is sent for it. */
export interface Act {
  name: string;
  description: string;
  input: Readonly<Record<string, unknown>>;
}

/** The acts that these parameters would do; none for a question, and for what the server will not understand. */
export function actsOf(params: Params, schema: GraphQLSchema | null | undefined): Act[] {
  const fields = schema?.getMutationType()?.getFields();
  const variables = params.variables as Record<string, unknown> | null | undefined;
  return fieldsOf(params).map(({ name: { value: name }, arguments: given = [] }) => {
    const input = given.find((each) => each.name.value === "input")?.value;
    return {
      name,
      description: fields?.[name]?.description ?? "",
      input: (input && (valueFromASTUntyped(input, variables) as Act["input"])) ?? {},
    };
  });
}

function fieldsOf({ query, operationName }: Params): FieldNode[] {
  const operation = operationOf(query, operationName);
  if (operation?.operation !== "mutation") return [];
  const fields: FieldNode[] = [];
  const take = (field: FieldNode) => {
    fields.push(field);
    return false;
  };
  const isAsked = (each: OperationDefinitionNode) => (each.loc?.start === operation.loc?.start ? undefined : false);
  const isOfActs = ({ typeCondition }: FragmentDefinitionNode) =>
    typeCondition.name.value === "Mutation" ? undefined : false;
  // Fields in fragments too: what is not seen here is not asked about.
  visit(parse(query), { Field: take, OperationDefinition: isAsked, FragmentDefinition: isOfActs });
  return fields;
}

/** The same with the name of what stands there: just after it has changed, GraphiQL may name what stood there before. */
export function ofWhatStandsThere(params: Params): Params {
  const operation = operationOf(params.query, params.operationName);
  return operation ? { ...params, operationName: operation.name?.value } : params;
}

/** What is asked for; of several of which none has the name, a mutation. */
function operationOf(query: string, name: string | null | undefined): OperationDefinitionNode | undefined {
  try {
    const all = parse(query).definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
    const [only] = all.length === 1 ? all : all.filter((each) => each.name?.value === name);
    return only ?? all.find(({ operation }) => operation === "mutation");
  } catch {
    return undefined;
  }
}

/** The same with a name for each act whose input takes one and has none: sent again, it is done once. */
export function named(params: Params, schema: GraphQLSchema | null | undefined, id: string): Params {
  let count = 0;
  const newName = () => {
    count += 1;
    return `${id}-${count}`;
  };
  return withInput(params, schema, "clientMutationId", newName);
}

/**
 * The same as a try, of which nothing is kept; each act says in `tried` what is wrong. Undefined where not every one of
 * them would be just a try.
 */
export function tried(params: Params, schema: GraphQLSchema | null | undefined): Params | undefined {
  const { query, ...rest } = withInput(params, schema, "dryRun", () => true);
  const [wrong] = selectionsOf("{ tried: userErrors { message } }");
  const withMistakes = (field: FieldNode) =>
    field.selectionSet && wrong && takesTries(field.name.value, schema)
      ? { ...field, selectionSet: { ...field.selectionSet, selections: [...field.selectionSet.selections, wrong] } }
      : undefined;
  const trial = { ...rest, query: print(visit(parse(query), { Field: { leave: withMistakes } })) };
  const isTrial = actsOf(trial, schema).every(({ name, input }) => takesTries(name, schema) && input.dryRun === true);
  return isTrial ? trial : undefined;
}

const selectionsOf = (text: string): readonly SelectionNode[] => {
  const [operation] = parse(text).definitions;
  return operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet.selections : [];
};

const takesTries = (act: string, schema: GraphQLSchema | null | undefined): boolean =>
  inputTypeOf(act, schema)?.getFields().dryRun !== undefined;

/** The type of the `input` of an act. */
export function inputTypeOf(act: string, schema: GraphQLSchema | null | undefined): GraphQLInputObjectType | undefined {
  const input = schema
    ?.getMutationType()
    ?.getFields()
    [act]?.args.find(({ name }) => name === "input");
  const type = input && getNamedType(input.type);
  return isInputObjectType(type) ? type : undefined;
}

/**
 * The same with one more field in each input that takes it, be it in the text or in a variable. A name that somebody has
 * given stays; what is true takes the place of anything.
 */
function withInput(
  params: Params,
  schema: GraphQLSchema | null | undefined,
  field: string,
  makeValue: () => string | true,
): Params {
  const variables = { ...(params.variables as Record<string, unknown>) };
  const withField = (act: FieldNode) => {
    const argument = act.arguments?.find(({ name }) => name.value === "input");
    if (!argument || !inputTypeOf(act.name.value, schema)?.getFields()[field]) return undefined;
    const { value } = argument;
    if (value.kind === Kind.VARIABLE) {
      const given = variables[value.name.value];
      if (typeof given === "object" && given !== null && !(given as Record<string, unknown>)[field])
        variables[value.name.value] = { ...given, [field]: makeValue() };
      return undefined;
    }
    if (value.kind !== Kind.OBJECT) return undefined;
    const others = value.fields.filter(({ name }) => name.value !== field);
    const made = makeValue();
    if (others.length < value.fields.length && made !== true) return undefined;
    const added = { kind: Kind.OBJECT_FIELD, name: { kind: Kind.NAME, value: field }, value: literal(made) } as const;
    const whole = { ...argument, value: { ...value, fields: [...others, added] } };
    return { ...act, arguments: (act.arguments ?? []).map((each) => (each === argument ? whole : each)) };
  };
  return { ...params, query: print(visit(parse(params.query), { Field: withField })), variables };
}

const literal = (value: string | true): ValueNode =>
  value === true ? { kind: Kind.BOOLEAN, value } : { kind: Kind.STRING, value };
