import {
  type FieldNode,
  type GraphQLSchema,
  type GraphQLType,
  getArgumentValues,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  Kind,
  valueFromASTUntyped,
} from "graphql";
import { DEFAULT_PAGE, LARGEST_PAGE } from "../core/schema/pagination.js";
import { usualSizeOf } from "./field-costs.js";
import type { FieldPlan, ObjectPlan, OperationPlan, Shape, Variables } from "./plan.js";

/** Stands for variables of which nobody knows yet what will be in them: a page that one decides on is the largest. */
export const ANY_VARIABLES: Variables = Object.freeze({});

/** Works out what an operation may cost, before anything of it is executed. */
export class Costs {
  #sizes: IntrospectionSizes | undefined;

  constructor(private readonly schema: GraphQLSchema) {}

  /** Worked out when somebody asks about the schema: a start need not wait for it. */
  get #introspection(): IntrospectionSizes {
    this.#sizes ??= introspectionSizes(this.schema);
    return this.#sizes;
  }

  /** At the most, if no list holds more than it is taken to hold. */
  possible({ root }: OperationPlan, variables: Variables): number {
    return Math.ceil(this.#object(root, variables, { page: 1 }));
  }

  /** At the least: what each question takes, and whatever is asked about the schema, whose size is known. */
  certain({ root: { fields } }: OperationPlan, variables: Variables): number {
    const isAboutSchema = ({ definition }: FieldPlan) => definition.name.startsWith("__");
    return fields.reduce(
      (sum, field) =>
        sum + field.work + (isAboutSchema(field) ? this.#shape(field.shape, field, variables, { page: 1 }) : 0),
      0,
    );
  }

  #object({ fields }: ObjectPlan, variables: Variables, within: Within): number {
    let cost = fields.length;
    for (const field of fields) cost += field.work + this.#shape(field.shape, field, variables, within);
    return cost;
  }

  #shape(shape: Shape, field: FieldPlan, variables: Variables, within: Within): number {
    if (shape.kind === "leaf") return 0;
    if (shape.kind === "list") {
      const { of } = shape;
      const each = of.kind === "leaf" ? 1 : this.#shape(of, field, variables, within);
      return each === 0 ? 0 : this.#sizeOf(field, variables, within) * each;
    }
    const inside = this.#within(field, variables, within);
    if (inside === undefined) return 0;
    if (shape.kind === "object") return this.#object(shape.plan, variables, inside);
    let most = 0;
    for (const plan of shape.plans.values()) most = Math.max(most, this.#object(plan, variables, inside));
    return most;
  }

  #sizeOf(field: FieldPlan, variables: Variables, { page, isOfAllTypes }: Within): number {
    const { parent, definition } = field;
    if (parent.name.startsWith("__"))
      return this.#introspection.sizeOf(parent.name, definition.name, isOfAllTypes ?? false);
    if (isPaged(parent.name) && (definition.name === "nodes" || definition.name === "edges")) return page;
    const size = usualSizeOf(parent.name, definition.name);
    if (typeof size === "number") return size;
    const given = argumentsOf(field, variables)?.[size];
    return Array.isArray(given) ? given.length : LARGEST_PAGE;
  }

  /** Undefined: nothing can stand there. */
  #within(field: FieldPlan, variables: Variables, within: Within): Within | undefined {
    const { parent, definition } = field;
    if (parent.name.startsWith("__") || definition.name.startsWith("__")) {
      const wrapped = definition.name === "ofType" ? (within.wrapped ?? 0) + 1 : 0;
      if (wrapped > this.#introspection.mostWrapped) return undefined;
      const isOfAllTypes =
        parent.name === "__Schema" ? definition.name === "types" : within.isOfAllTypes && definition.name === "fields";
      return { page: 1, wrapped, isOfAllTypes: isOfAllTypes ?? false };
    }
    const named = nameOf(definition.type);
    return { page: isPaged(named) ? pageOf(argumentsOf(field, variables)) : within.page };
  }
}

/** What is known of the place in which a field stands. */
interface Within {
  /** How many its nearest connection hands out. */
  page: number;
  /** In a question about the schema: how many wrappings stand around. */
  wrapped?: number;
  /** In a question about the schema: it is about each type, or each field of each type, once. */
  isOfAllTypes?: boolean;
}

/** A connection or a feed: its page stands in `nodes` and `edges`. */
const isPaged = (type: string): boolean => /(Connection|Feed)$/.test(type);

const nameOf = (type: GraphQLType): string =>
  isNonNullType(type) || isListType(type) ? nameOf(type.ofType) : type.name;

/** What execution would refuse costs no more than the largest page. */
function pageOf(given: Readonly<Record<string, unknown>> | undefined): number {
  if (!given) return LARGEST_PAGE;
  const size = given.first ?? given.last ?? DEFAULT_PAGE;
  return typeof size === "number" ? Math.min(Math.max(size, 1), LARGEST_PAGE) : LARGEST_PAGE;
}

function argumentsOf(
  { fixedArguments, definition, nodes }: FieldPlan,
  variables: Variables,
): Readonly<Record<string, unknown>> | undefined {
  if (fixedArguments) return fixedArguments;
  const [node] = nodes;
  if (variables === ANY_VARIABLES) return node && writtenArguments(node);
  try {
    return node && getArgumentValues(definition, node, variables);
  } catch {
    return undefined;
  }
}

/** The arguments as they stand in the document; one that is a variable is something of which nothing is known. */
const writtenArguments = ({ arguments: given = [] }: FieldNode): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    given.map(({ name, value }) => [name.value, value.kind === Kind.VARIABLE ? value : valueFromASTUntyped(value)]),
  );

interface IntrospectionSizes {
  mostWrapped: number;
  sizeOf(type: string, field: string, isOfAllTypes: boolean): number;
}

/**
 * How long the lists of introspection are. Asked of all types at once they are as long as the schema is; asked of one
 * type at a time, as long as the longest.
 */
function introspectionSizes(schema: GraphQLSchema): IntrospectionSizes {
  const types = Object.values(schema.getTypeMap());
  const fieldsOf = types.map((type) =>
    isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [],
  );
  const fields = fieldsOf.flat();
  const inputs = types.map((type) => (isInputObjectType(type) ? Object.values(type.getFields()) : []));
  const lengths = {
    "__Type.fields": fieldsOf.map(({ length }) => length),
    "__Type.inputFields": inputs.map(({ length }) => length),
    "__Type.enumValues": types.map((type) => (isEnumType(type) ? type.getValues().length : 0)),
    "__Type.interfaces": types.map((type) =>
      isObjectType(type) || isInterfaceType(type) ? type.getInterfaces().length : 0,
    ),
    "__Type.possibleTypes": types.map((type) =>
      isInterfaceType(type) || isUnionType(type) ? schema.getPossibleTypes(type).length : 0,
    ),
    "__Field.args": fields.map(({ args }) => args.length),
    "__Schema.types": [types.length],
    "__Schema.directives": [schema.getDirectives().length],
    "__Directive.args": schema.getDirectives().map(({ args }) => args.length),
    "__Directive.locations": schema.getDirectives().map(({ locations }) => locations.length),
  };
  const sizes = new Map(
    Object.entries(lengths).map(([name, each]) => [
      name,
      { longest: Math.max(...each, 0), average: each.reduce((sum, one) => sum + one, 0) / each.length },
    ]),
  );
  const wrappings = (type: GraphQLType): number =>
    isNonNullType(type) || isListType(type) ? 1 + wrappings(type.ofType) : 0;
  const typesGiven = [
    ...fields.flatMap(({ type, args }) => [type, ...args.map((arg) => arg.type)]),
    ...inputs.flat().map(({ type }) => type),
  ];
  return {
    mostWrapped: Math.max(...typesGiven.map(wrappings)),
    sizeOf(type, field, isOfAllTypes) {
      const size = sizes.get(`${type}.${field}`);
      if (!size) return types.length;
      return isOfAllTypes ? size.average : size.longest;
    },
  };
}
