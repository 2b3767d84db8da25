import {
  defaultFieldResolver,
  type GraphQLArgument,
  type GraphQLFieldResolver,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from "graphql";
import { getMetadataStorage } from "type-graphql";
import type { Context } from "../core/context.js";
import { checkInput } from "../core/schema/checks.js";
import { leavingOutNulls } from "./left-out.js";

/** What type-graphql knows of a method that resolves a field. */
type Known = Omit<ReturnType<typeof getMetadataStorage>["fieldResolvers"][number], "kind">;

/**
 * type-graphql checks every argument in a promise of its own, so a field with an argument costs promises for each object
 * of a list. Plain values have been checked by GraphQL already: such fields call their methods directly. A field that
 * has a guard, or is given an object, is left to type-graphql. On both ways null is what was left out.
 */
export function resolveDirectly(schema: GraphQLSchema): void {
  // A method of the type itself works on the object, not on a resolver.
  const external = getMetadataStorage().fieldResolvers.filter(({ kind }) => kind === "external");
  const owned = external.flatMap((known) => {
    const type = typeResolvedBy(known, schema);
    return type ? [{ known, type }] : [];
  });
  // What an interface resolves for all its types, a type of them may resolve for itself.
  for (const { known, type } of owned)
    if (isInterfaceType(type)) for (const each of schema.getPossibleTypes(type)) resolveBy(known, each);
  for (const { known, type } of owned) if (isObjectType(type)) resolveBy(known, type);
  const query = schema.getQueryType();
  if (query) for (const known of getMetadataStorage().queries) resolveBy(known, query);
}

function typeResolvedBy(known: Known, schema: GraphQLSchema): GraphQLNamedType | undefined {
  const owner = known.resolverClassMetadata?.getObjectType() ?? known.getObjectType?.();
  const { objectTypes, interfaceTypes } = getMetadataStorage();
  return schema.getType([...objectTypes, ...interfaceTypes].find(({ target }) => target === owner)?.name ?? "");
}

function resolveBy(known: Known, type: GraphQLObjectType): void {
  const field = type.getFields()[known.schemaName];
  if (!field) return;
  const checking = leavingOutNulls(field.args, field.resolve ?? defaultFieldResolver);
  field.resolve = isGuarded(known) ? checking : unlessGiven(objectsIn(field.args), directly(known), checking);
}

/** The arguments that are objects, or lists of them. */
const objectsIn = (args: readonly GraphQLArgument[]): string[] =>
  args.filter(({ type }) => isInputObjectType(getNamedType(type))).map(({ name }) => name);

type Resolve = GraphQLFieldResolver<unknown, Context>;

/** The one way, but the other for whoever gives one of these arguments. */
function unlessGiven(names: readonly string[], one: Resolve, other: Resolve): Resolve {
  if (names.length === 0) return one;
  return (root, args, context, info) =>
    (names.every((name) => args[name] == null) ? one : other)(root, args, context, info);
}

const isGuarded = ({ roles, middlewares = [] }: Known): boolean => roles !== undefined || middlewares.length > 0;

function directly({ target, methodName, params = [] }: Known): Resolve {
  const resolver = new (target as new () => Record<string, (...values: unknown[]) => unknown>)();
  const sorted = [...params].sort((a, b) => a.index - b.index);
  const shape = sorted.find(({ kind }) => kind === "args");
  const method = (resolver[methodName] as (...values: unknown[]) => unknown).bind(resolver);
  if (!shape) return calling(method, sorted.map(takenFrom));
  const inputs = checkedArguments(shape as ArgsParam);
  const call = calling(
    method,
    sorted.map((param): Take => (param === shape ? (_, args) => inputs.of(args) : takenFrom(param))),
  );
  return (root, args, context, info) => {
    const waiting = inputs.check(args);
    return waiting ? waiting.then(() => call(root, args, context, info)) : call(root, args, context, info);
  };
}

type Args = Readonly<Record<string, unknown>>;
type Take = (root: unknown, args: Args, context: Context, info: GraphQLResolveInfo) => unknown;
type ArgsParam = Extract<NonNullable<Known["params"]>[number], { kind: "args" }>;

const NOTHING: Take = () => undefined;

/** Calls a method with what is taken; of four values or fewer no list is made for each object. */
function calling(method: (...values: unknown[]) => unknown, takes: readonly Take[]): Take {
  const [a = NOTHING, b = NOTHING, c = NOTHING, d = NOTHING, ...more] = takes;
  if (more.length > 0)
    return (root, args, context, info) => method(...takes.map((take) => take(root, args, context, info)));
  return (root, args, context, info) =>
    method(
      a(root, args, context, info),
      b(root, args, context, info),
      c(root, args, context, info),
      d(root, args, context, info),
    );
}

/** Arguments as an object of their class. They are the same for all objects of a list: made and checked once. */
function checkedArguments({ getType }: ArgsParam) {
  const Arguments = getType() as new () => object;
  const names = namesIn(Arguments);
  const known = new WeakMap<Args, object>();
  const good = new WeakSet<Args>();
  const of = (args: Args): object => {
    const made = known.get(args) ?? Object.assign(new Arguments(), given(args, names));
    known.set(args, made);
    return made;
  };
  return {
    of,
    check(args: Args): Promise<void> | undefined {
      if (good.has(args)) return undefined;
      const waiting = checkInput(of(args));
      if (waiting) return waiting;
      good.add(args);
      return undefined;
    },
  };
}

/** The arguments that a class and those above it declare. */
function namesIn(Arguments: object): readonly string[] {
  const own = getMetadataStorage().argumentTypes.find(({ target }) => target === Arguments);
  const above = Object.getPrototypeOf(Arguments) as object;
  return [...(own?.fields?.map(({ name }) => name) ?? []), ...(above === Function.prototype ? [] : namesIn(above))];
}

const given = (args: Args, names: readonly string[]): Args =>
  Object.fromEntries(names.flatMap((name) => (args[name] == null ? [] : [[name, args[name]]])));

function takenFrom(param: NonNullable<Known["params"]>[number]): Take {
  if (param.kind === "root") return (root) => root;
  if (param.kind === "context") return (_, __, context) => context;
  if (param.kind === "info") return (_, __, ___, info) => info;
  if (param.kind === "arg") return (_, args) => args[param.name] ?? undefined;
  throw new Error(`A parameter of kind "${param.kind}" in ${param.methodName} is not known here.`);
}
