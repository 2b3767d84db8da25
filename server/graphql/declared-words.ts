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
export function isAboutSchema(parts: readonly ASTNode[]): boolean {
  let found = false;
  for (const part of parts) {
    visit(part, {
      Field({ name }) {
        if (!ABOUT.has(name.value)) return undefined;
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

/** The words of the schema as `about` has written them: English, then Vietnamese. Each is taken apart once. */
const known = new Map<string, LocalizedMessage>(
  [...introspectionTypes, ...specifiedScalarTypes, ...specifiedDirectives].flatMap(({ name, description }) =>
    description ? [[description, { en: description, vi: messages.ofGraphQL[name] ?? description }]] : [],
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
