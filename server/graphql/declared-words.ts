import {
  type ASTNode,
  BREAK,
  defaultFieldResolver,
  type GraphQLFieldResolver,
  introspectionTypes,
  SchemaMetaFieldDef,
  specifiedDirectives,
  specifiedScalarTypes,
  TypeMetaFieldDef,
  visit,
} from "graphql";
import type { Context, Language } from "../core/context.js";
import type { LocalizedMessage } from "../core/text/localized-message.js";
import * as messages from "./graphql.messages.js";

const ABOUT = new Set([SchemaMetaFieldDef.name, TypeMetaFieldDef.name]);

/** Whether anything in these parts of a document asks about the schema. */
export const isAboutSchema = (parts: readonly ASTNode[]): boolean => asksFor(parts, ABOUT);

/** Whether anything in these parts of a document asks for a field of one of these names. */
export function asksFor(parts: readonly ASTNode[], names: ReadonlySet<string>): boolean {
  let found = false;
  for (const part of parts) {
    visit(part, {
      Field({ name }) {
        if (!names.has(name.value)) return undefined;
        found = true;
        return BREAK;
      },
    });
  }
  return found;
}

const WORDS = new Set(["description", "deprecationReason"]);

/** Whether a field of introspection hands out what the schema says in words. */
export const isInWords = (type: string, field: string): boolean => type.startsWith("__") && WORDS.has(field);

/** What stands in every schema, by the names of types and directives. */
const OF_GRAPHQL: Readonly<Record<string, LocalizedMessage>> = {
  String: messages.ofString,
  Int: messages.ofInt,
  Float: messages.ofFloat,
  Boolean: messages.ofBoolean,
  ID: messages.ofId,
  include: messages.ofInclude,
  skip: messages.ofSkip,
  deprecated: messages.ofDeprecated,
  specifiedBy: messages.ofSpecifiedBy,
  oneOf: messages.ofOneOf,
};

/** The words of the schema as `about` has written them: English, then Vietnamese. Each is taken apart once. */
const known = new Map<string, LocalizedMessage>(
  [...introspectionTypes, ...specifiedScalarTypes, ...specifiedDirectives].flatMap(({ name, description }) =>
    description ? [[description, OF_GRAPHQL[name] ?? { en: description, vi: description }]] : [],
  ),
);

function takenApart(words: string): LocalizedMessage {
  const found = known.get(words);
  if (found) return found;
  const [en = words, vi = en] = words.split("\n\n");
  const made = { en, vi };
  known.set(words, made);
  return made;
}

/** Words of the schema in one language. */
export const declaredIn = (language: Language, words: string): string => takenApart(words)[language];

/** Wraps a field of introspection: whoever asks reads what the schema says in one language. */
export const inTheirLanguage =
  (resolve: GraphQLFieldResolver<unknown, unknown> = defaultFieldResolver): GraphQLFieldResolver<unknown, unknown> =>
  (source, args, context, info) => {
    const words = resolve(source, args, context, info);
    return typeof words === "string" ? declaredIn((context as Context).language, words) : words;
  };
