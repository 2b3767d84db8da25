import {
  defaultFieldResolver,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLAbstractType,
  type GraphQLDirective,
  GraphQLError,
  type GraphQLField,
  type GraphQLFieldResolver,
  GraphQLIncludeDirective,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getArgumentValues,
  getDirectiveValues,
  type InlineFragmentNode,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionNode,
  type SelectionSetNode,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  visit,
} from "graphql";

import { inTheirLanguage, isInWords } from "./declared-words.js";
import { workOf } from "./field-costs.js";
import { SharedParts } from "./shared-parts.js";

/** Values of variables after graphql-js has checked them. */
export type Variables = Readonly<Record<string, unknown>>;

/** How one value of an answer is completed: as what, and whether it may be null. */
export type Shape = { readonly nonNull: boolean } & (
  | { readonly kind: "leaf"; readonly type: GraphQLLeafType }
  | { readonly kind: "list"; readonly of: Shape }
  | { readonly kind: "object"; readonly plan: ObjectPlan }
  | { readonly kind: "abstract"; readonly type: GraphQLAbstractType; readonly plans: ReadonlyMap<string, ObjectPlan> }
);

/** One field of the answer: everything that is known of it before any value is. */
export interface FieldPlan {
  /** Its name in the answer. */
  readonly key: string;
  readonly parent: GraphQLObjectType;
  readonly definition: GraphQLField<unknown, unknown>;
  /** Every place of the document that asks for it. */
  readonly nodes: readonly FieldNode[];
  readonly shape: Shape;
  /** Undefined: a property of the object is read. */
  readonly resolve: GraphQLFieldResolver<unknown, unknown> | undefined;
  /** What the resolver may know of the question: what is the same in each run of it, so neither variables nor path. */
  readonly info: GraphQLResolveInfo;
  /** Arguments that no variable changes; undefined: they are worked out for each run. */
  readonly fixedArguments: Readonly<Record<string, unknown>> | undefined;
  /** What it costs beside the values that it hands out. */
  readonly work: number;
  /** Its place among all fields of the operation. */
  readonly index: number;
}

/** The fields of one object, in the order of the answer; or what is wrong with its selection, as graphql-js says it. */
export interface ObjectPlan {
  readonly fields: readonly FieldPlan[];
  /** Its keys in their order, each with null: objects that are made as copies of one take less time and room. */
  readonly blank: Readonly<Record<string, null>>;
  /** No field is called `__proto__`, so that the answer is an object like any other. */
  readonly isPlain: boolean;
  /** What has been made under it, where all its fields are plain values that are read off a row. */
  readonly ofLeaves: OfLeaves | undefined;
  readonly error?: GraphQLError;
}

/** Objects, and lists of them, none of which needs anything but a row to be made. */
interface OfLeaves {
  readonly objects: SharedParts<object>;
  readonly lists: SharedParts<readonly object[]>;
}

/** What an operation asks for, with its fragments put in place and its `@skip` and `@include` decided. */
export interface OperationPlan {
  readonly root: ObjectPlan;
  readonly isMutation: boolean;
  /** How many fields it has. */
  readonly size: number;
}

/** Thrown when the fields of an operation, its fragments put in place, are more than the bound. */
export class TooManyFields extends Error {}

/** The variables that decide what is asked for at all: those of `@skip` and `@include`. */
export function conditionsOf(
  operation: OperationDefinitionNode,
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
): string[] {
  const names = new Set<string>();
  for (const root of [operation, ...Object.values(fragments)]) {
    visit(root, {
      Directive({ name, arguments: given = [] }) {
        if (name.value !== GraphQLSkipDirective.name && name.value !== GraphQLIncludeDirective.name) return;
        for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
      },
    });
  }
  return [...names].sort();
}

/**
 * Works out an operation under the given values of its conditions. Fields are collected as the specification says
 * (section 6.3.2, CollectFields): a fragment counts once within one object, however often it is spread there.
 */
export function planOperation(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
  variables: Variables,
  mostFields: number,
): OperationPlan {
  const planner = new Planner(schema, operation, fragments, variables, mostFields);
  const type = schema.getRootType(operation.operation);
  if (!type) throw new GraphQLError(`The schema has no ${operation.operation}.`, { nodes: operation });
  const root = planner.object(type, [operation.selectionSet]);
  return { root, isMutation: operation.operation === "mutation", size: planner.size };
}

const NO_ARGUMENTS = Object.freeze({});

class Planner {
  size = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly operation: OperationDefinitionNode,
    private readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>,
    private readonly variables: Variables,
    private readonly mostFields: number,
  ) {}

  object(type: GraphQLObjectType, selectionSets: readonly SelectionSetNode[]): ObjectPlan {
    const nodes = new Map<string, FieldNode[]>();
    const spread = new Set<string>();
    try {
      for (const set of selectionSets) this.#collect(type, set.selections, nodes, spread);
    } catch (error) {
      // A condition that is null: whoever asks for this object is told so.
      if (error instanceof GraphQLError) return { fields: [], blank: {}, isPlain: true, ofLeaves: undefined, error };
      throw error;
    }
    const fields: FieldPlan[] = [];
    for (const [key, same] of nodes) {
      const field = this.#field(type, key, same);
      if (field) fields.push(field);
    }
    // Defined, not assigned: `__proto__` is a name like any other.
    const blank = Object.fromEntries(fields.map(({ key }) => [key, null]));
    const isOfLeaves = fields.every(
      ({ resolve, definition, shape, work }) =>
        (!resolve || definition === TypeNameMetaFieldDef) && shape.kind === "leaf" && work === 0,
    );
    const ofLeaves = isOfLeaves
      ? { objects: new SharedParts<object>(), lists: new SharedParts<object[]>() }
      : undefined;
    return { fields, blank, isPlain: !nodes.has("__proto__"), ofLeaves };
  }

  #collect(
    type: GraphQLObjectType,
    selections: readonly SelectionNode[],
    nodes: Map<string, FieldNode[]>,
    spread: Set<string>,
  ): void {
    for (const selection of selections) {
      if (!this.#isIncluded(selection)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value;
        const same = nodes.get(key);
        if (same) same.push(selection);
        else nodes.set(key, [selection]);
        continue;
      }
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (this.#applies(selection, type)) this.#collect(type, selection.selectionSet.selections, nodes, spread);
        continue;
      }
      const name = selection.name.value;
      if (spread.has(name)) continue;
      spread.add(name);
      const fragment = this.fragments[name];
      if (fragment && this.#applies(fragment, type)) {
        this.#collect(type, fragment.selectionSet.selections, nodes, spread);
      }
    }
  }

  #isIncluded(node: SelectionNode): boolean {
    if (!node.directives?.length) return true;
    if (this.#directive(GraphQLSkipDirective, node)?.if === true) return false;
    return this.#directive(GraphQLIncludeDirective, node)?.if !== false;
  }

  #directive(directive: GraphQLDirective, node: SelectionNode) {
    return orBadInput(() => getDirectiveValues(directive, node, this.variables));
  }

  #applies({ typeCondition }: FragmentDefinitionNode | InlineFragmentNode, type: GraphQLObjectType): boolean {
    if (!typeCondition) return true;
    const condition = this.schema.getType(typeCondition.name.value);
    return condition === type || (isAbstractType(condition) && this.schema.isSubType(condition, type));
  }

  #field(parent: GraphQLObjectType, key: string, nodes: readonly FieldNode[]): FieldPlan | undefined {
    const [node] = nodes;
    const definition = node && this.#definition(parent, node.name.value);
    if (!node || !definition) return undefined;
    this.size += 1;
    if (this.size > this.mostFields) throw new TooManyFields();
    const index = this.size - 1;
    const resolve = isInWords(parent.name, definition.name) ? inTheirLanguage(definition.resolve) : definition.resolve;
    return {
      key,
      parent,
      definition,
      nodes,
      index,
      work: workOf(parent.name, definition.name),
      resolve: resolve === defaultFieldResolver ? undefined : resolve,
      info: this.#info(parent, definition, nodes),
      fixedArguments: fixedArguments(definition, node),
      shape: this.#shape(definition.type, nodes),
    };
  }

  #definition(parent: GraphQLObjectType, name: string): GraphQLField<unknown, unknown> | undefined {
    if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
    if (parent === this.schema.getQueryType()) {
      if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
      if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
    }
    return parent.getFields()[name];
  }

  #info(
    parentType: GraphQLObjectType,
    { name, type }: GraphQLField<unknown, unknown>,
    fieldNodes: readonly FieldNode[],
  ): GraphQLResolveInfo {
    const { schema, fragments, operation } = this;
    const known = { fieldName: name, fieldNodes, returnType: type, parentType, schema, fragments, operation };
    return known as unknown as GraphQLResolveInfo;
  }

  #shape(type: GraphQLOutputType, nodes: readonly FieldNode[]): Shape {
    if (isNonNullType(type)) return { ...this.#shape(type.ofType, nodes), nonNull: true };
    if (isListType(type)) return { nonNull: false, kind: "list", of: this.#shape(type.ofType, nodes) };
    if (isLeafType(type)) return { nonNull: false, kind: "leaf", type };
    const selectionSets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    if (!isAbstractType(type)) return { nonNull: false, kind: "object", plan: this.object(type, selectionSets) };
    const possible = this.schema.getPossibleTypes(type);
    const plans = new Map(possible.map((each) => [each.name, this.object(each, selectionSets)]));
    return { nonNull: false, kind: "abstract", type, plans };
  }
}

/** Null for a variable with a default comes as far as here: whoever asks has to put it right. */
export function orBadInput<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof GraphQLError && !error.originalError) error.extensions.code ??= "BAD_USER_INPUT";
    throw error;
  }
}

/** Undefined: a variable stands in them, or graphql-js would refuse them. */
function fixedArguments(
  definition: GraphQLField<unknown, unknown>,
  node: FieldNode,
): Readonly<Record<string, unknown>> | undefined {
  if (definition.args.length === 0) return NO_ARGUMENTS;
  let hasVariable = false;
  for (const argument of node.arguments ?? []) {
    visit(argument, {
      Variable() {
        hasVariable = true;
      },
    });
  }
  if (hasVariable) return undefined;
  try {
    return Object.freeze(getArgumentValues(definition, node));
  } catch {
    return undefined;
  }
}
