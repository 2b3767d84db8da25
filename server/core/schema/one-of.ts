import type { GraphQLNamedType } from "graphql";
import { isInputObjectType } from "graphql";
import { Extensions } from "type-graphql";

const ONE_OF = "oneOf";

/** Marks an input of which exactly one field is given (`@oneOf`), for which type-graphql has no word. */
export const OneOf = (): ClassDecorator => Extensions({ [ONE_OF]: true }) as ClassDecorator;

/** Tells GraphQL, which then holds clients to it: what is given otherwise is refused before anything is asked. */
export function finishOneOf(type: GraphQLNamedType): void {
  if (isInputObjectType(type) && type.extensions[ONE_OF]) type.isOneOf = true;
}
