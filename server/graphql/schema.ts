import "reflect-metadata";
import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLFieldResolver,
  GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
} from "graphql";
import { buildSchemaSync } from "type-graphql";
import { RESOLVERS } from "../concepts/index.js";
import { guardedBy, POLICY, ruleOf } from "../core/access/policy.js";
import type { Context } from "../core/context.js";
import { about } from "../core/schema/about.js";
import { checkInput } from "../core/schema/checks.js";
import { globalId } from "../core/schema/global-id.js";
import { markEmptied } from "../core/schema/input-field.js";
import { Node } from "../core/schema/node.type.js";
import { finishOneOf } from "../core/schema/one-of.js";
import { asAct, throwUserErrors, type UserError } from "../core/schema/user-errors.js";
import { pointInTimeOf, typeOf } from "../core/snapshot/batch.js";
import { mayGoOn } from "../core/time/turn.js";
import { resolveDirectly } from "./direct-resolvers.js";
import { DocumentsResolver } from "./documents.resolver.js";
import { requireGuards } from "./guards.js";
import { leavingOutNulls } from "./left-out.js";
import { NodeResolver } from "./node.resolver.js";
import { readTexts } from "./texts-of-input.js";

/** The whole schema; it needs no database. */
export function createSchema(): GraphQLSchema {
  requireGuards();
  const schema = buildSchemaSync({
    resolvers: [NodeResolver, DocumentsResolver, ...RESOLVERS],
    orphanedTypes: [Node],
    validateFn: checkInput,
    // Asking the new schema about itself takes longer than making it; test/start/start.test.ts does it once.
    skipCheck: true,
  });
  assumeValid(schema);
  markEmptied(schema);
  resolveDirectly(schema);
  finish(schema);
  return schema;
}

/**
 * What graphql-js keeps of its `assumeValid`, which type-graphql has no word for. To look whether each name and interface
 * is allowed takes milliseconds of every start; test/graphql/schema.test.ts does it once.
 */
const assumeValid = (schema: GraphQLSchema): void => void Object.assign(schema, { __validationErrors: [] });

/** What holds for all types alike, said once. */
function finish(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    // A row knows its type from the batch it was handed out in; type-graphql would ask for its class.
    if (isAbstractType(type)) type.resolveType = typeOf;
    finishOneOf(type);
    if (!(type instanceof GraphQLObjectType)) continue;
    const id = type.getFields().id;
    if (id && !id.resolve) id.resolve = (row: { id: number | string }) => globalId(type.name, row.id);
    const { asOf } = type.getFields();
    if (asOf && !asOf.resolve) asOf.resolve = (row: object) => pointInTimeOf(row).asOf;
    for (const { name } of type.getInterfaces()) guardFields(type, name);
  }
  const { query, mutation } = { query: schema.getQueryType(), mutation: schema.getMutationType() };
  if (!query || !mutation) throw new Error("There is nothing to ask, or nothing to do.");
  query.description = about("Everything that can be asked.", "Mọi điều có thể hỏi.");
  mutation.description = about(
    "Everything that can be done. What stands in one request is done in its order, each act wholly or not at all.",
    "Mọi việc có thể thực hiện. Các việc trong một yêu cầu được thực hiện theo thứ tự, mỗi việc trọn vẹn hoặc không gì cả.",
  );
  for (const field of Object.values(query.getFields())) {
    const asked = leavingOutNulls(field.args, field.resolve ?? defaultFieldResolver);
    field.resolve = guardedBy(ruleOf(`Query.${field.name}`), whenReady(asked));
  }
  for (const field of Object.values(mutation.getFields())) {
    const done = leavingOutNulls(field.args, field.resolve ?? defaultFieldResolver);
    const act = asAct(readingTexts(field, whenReady(holdingNothing(done))));
    field.resolve = guardedBy(ruleOf(`Mutation.${field.name}`), act, false);
  }
}

/** Guards the fields that a type has from an interface, where the policy has a row for them. */
function guardFields(type: GraphQLObjectType, from: string): void {
  for (const field of Object.values(type.getFields())) {
    const rule = POLICY[`${from}.${field.name}`];
    if (rule) field.resolve = guardedBy(rule, leavingOutNulls(field.args, field.resolve ?? defaultFieldResolver));
  }
}

/** Wraps a root field: the snapshot of this request is there before anything is resolved. */
const whenReady =
  (resolve: GraphQLFieldResolver<unknown, Context>): GraphQLFieldResolver<unknown, Context> =>
  (source, args, context, info) => {
    const waiting = context.snapshots.ready();
    // Many who wait for the same are not answered all in one turn.
    return waiting
      ? waiting.then(mayGoOn).then(() => resolve(source, args, context, info))
      : resolve(source, args, context, info);
  };

/** Wraps an act: it gets texts as they are meant, and none with what nobody sees. */
function readingTexts(
  { args: [input] }: GraphQLField<unknown, Context>,
  resolve: GraphQLFieldResolver<unknown, Context>,
) {
  const reading: GraphQLFieldResolver<unknown, Context> = (source, args, context, info) => {
    if (!input) return resolve(source, args, context, info);
    const found: UserError[] = [];
    const read = readTexts(input.type, args[input.name], [], found);
    throwUserErrors(found);
    return resolve(source, { ...args, [input.name]: read }, context, info);
  };
  return reading;
}

/** Wraps an act: what it answers is read after it, not what was held before. */
const holdingNothing =
  (resolve: GraphQLFieldResolver<unknown, Context>): GraphQLFieldResolver<unknown, Context> =>
  (source, args, context, info) => {
    context.snapshots.beginAct();
    return resolve(source, args, context, info);
  };
