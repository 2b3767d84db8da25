// Which acts a document would do, and a name for each so that it is done once.
import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  visit,
} from "graphql";

export interface Params {
  query: string;
  operationName?: string | null;
  variables?: unknown;
}

/** An act of a document: its name in the schema, and what the schema says of it. */
export interface Act {
  name: string;
  description: string;
}

/** The acts that these parameters would do; none for a question, and for what the server will not understand. */
export function actsOf(params: Params, schema: GraphQLSchema | null | undefined): Act[] {
  const fields = schema?.getMutationType()?.getFields();
  return fieldsOf(params).map(({ name: { value: name } }) => ({
    name,
    description: fields?.[name]?.description ?? "",
  }));
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

/** What is asked for: just after typing, GraphiQL may still name what stood there before, which is taken for a mutation. */
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
  const acts = schema?.getMutationType()?.getFields();
  const variables = { ...(params.variables as Record<string, unknown>) };
  let count = 0;
  const newName = () => {
    count += 1;
    return `${id}-${count}`;
  };
  const isNamed = (fields: readonly { name: { value: string } }[]) =>
    fields.some(({ name }) => name.value === "clientMutationId");
  const withName = (field: FieldNode) => {
    const input = acts?.[field.name.value]?.args.find(({ name }) => name === "input");
    const type = input && getNamedType(input.type);
    const argument = field.arguments?.find(({ name }) => name.value === "input");
    if (!argument || !isInputObjectType(type) || !type.getFields().clientMutationId) return undefined;
    const { value } = argument;
    if (value.kind === Kind.VARIABLE) {
      const given = variables[value.name.value];
      if (typeof given === "object" && given !== null && (given as Record<string, unknown>).clientMutationId == null)
        variables[value.name.value] = { ...given, clientMutationId: newName() };
      return undefined;
    }
    if (value.kind !== Kind.OBJECT || isNamed(value.fields)) return undefined;
    const name = { kind: Kind.NAME, value: "clientMutationId" } as const;
    const clientMutationId = {
      kind: Kind.OBJECT_FIELD,
      name,
      value: { kind: Kind.STRING, value: newName() },
    } as const;
    const whole = { ...argument, value: { ...value, fields: [...value.fields, clientMutationId] } };
    return { ...field, arguments: (field.arguments ?? []).map((each) => (each === argument ? whole : each)) };
  };
  const document = visit(parse(params.query), { Field: withName });
  const operationName = operationOf(params.query, params.operationName)?.name?.value;
  return { ...params, operationName, query: print(document), variables };
}
