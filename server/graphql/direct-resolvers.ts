import {
  defaultFieldResolver,
  type GraphQLFieldResolver,
  GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
} from "graphql";
import { getMetadataStorage } from "type-graphql";
import type { Context } from "../core/context.js";
import { leavingOutNulls } from "./left-out.js";

/** What type-graphql knows of a method that resolves a field. */
type Known = ReturnType<typeof getMetadataStorage>["fieldResolvers"][number];

/**
 * type-graphql checks every argument in a promise of its own, so a field with an argument costs promises for each object
 * of a list. Plain values have been checked by GraphQL already: such fields call their methods directly. A field that
 * has a guard, or takes an object, is left to type-graphql. On both ways null is what was left out.
 */
export function resolveDirectly(schema: GraphQLSchema): void {
  const { fieldResolvers, objectTypes } = getMetadataStorage();
  for (const known of fieldResolvers) {
    // A method of the type itself works on the object, not on a resolver.
    if (known.kind !== "external") continue;
    const owner = known.resolverClassMetadata?.getObjectType() ?? known.getObjectType?.();
    const type = schema.getType(objectTypes.find(({ target }) => target === owner)?.name ?? "");
    const field = type instanceof GraphQLObjectType ? type.getFields()[known.schemaName] : undefined;
    if (!field) continue;
    const takesObjects = field.args.some(({ type: argument }) => isInputObjectType(getNamedType(argument)));
    field.resolve =
      takesObjects || isGuarded(known)
        ? leavingOutNulls(field.args, field.resolve ?? defaultFieldResolver)
        : directly(known);
  }
}

const isGuarded = ({ roles, middlewares = [] }: Known): boolean => roles !== undefined || middlewares.length > 0;

function directly({ target, methodName, params = [] }: Known): GraphQLFieldResolver<unknown, Context> {
  const resolver = new (target as new () => Record<string, (...values: unknown[]) => unknown>)();
  const values = [...params].sort((a, b) => a.index - b.index).map(takenFrom);
  return (root, args, context) => resolver[methodName]?.(...values.map((take) => take(root, args, context)));
}

type Take = (root: unknown, args: Record<string, unknown>, context: Context) => unknown;

function takenFrom(param: NonNullable<Known["params"]>[number]): Take {
  if (param.kind === "root") return (root) => root;
  if (param.kind === "context") return (_, __, context) => context;
  if (param.kind === "arg") return (_, args) => args[param.name] ?? undefined;
  throw new Error(`A parameter of kind "${param.kind}" in ${param.methodName} is not known here.`);
}
