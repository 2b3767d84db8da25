import {
  type GraphQLFieldResolver,
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
} from "graphql";
import type { Context } from "../core/context.js";
import { NULL_EMPTIES } from "../core/schema/input-field.js";

/** An argument, or a field of an input. */
interface Place {
  readonly name: string;
  readonly type: GraphQLInputType;
  readonly extensions: Readonly<Record<string, unknown>>;
}

type Given = Readonly<Record<string, unknown>>;

/**
 * Null is what was left out. Clients send null for a variable that nobody set (Relay `last: null, before: null` with each
 * page forward), and mean nothing by it.
 */
export const leavingOutNulls = (
  places: readonly Place[],
  resolve: GraphQLFieldResolver<unknown, Context>,
): GraphQLFieldResolver<unknown, Context> =>
  places.length === 0
    ? resolve
    : (source, args, context, info) => resolve(source, withoutNulls(args, places), context, info);

/** The same, or a copy where something is to be left out: arguments may be shared by all requests. */
function withoutNulls(given: Given, places: readonly Place[]): Given {
  let left = given;
  for (const { name, type, extensions } of places) {
    const value = given[name];
    if (value === undefined) continue;
    const said = value === null ? (extensions[NULL_EMPTIES] ? null : undefined) : saidOf(value, type);
    if (said === value) continue;
    if (left === given) left = { ...given };
    if (said === undefined) delete (left as Record<string, unknown>)[name];
    else (left as Record<string, unknown>)[name] = said;
  }
  return left;
}

function saidOf(value: unknown, type: GraphQLInputType): unknown {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return value;
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    const items = value as readonly unknown[];
    const said = items.map((item) => (item === null ? null : saidOf(item, nullable.ofType)));
    return said.some((item, i) => item !== items[i]) ? said : value;
  }
  return withoutNulls(value as Given, Object.values(named.getFields()));
}
