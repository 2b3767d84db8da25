import { type GraphQLInputType, GraphQLString, isInputObjectType, isListType, isNonNullType } from "graphql";
import { type UserError, userError } from "../core/schema/user-errors.js";
import { unseenCharacter } from "../core/text/text.messages.js";
import { lookalikeIn, type PlacedCharacter, unseenIn } from "../core/text/unseen.js";
import * as messages from "./graphql.messages.js";

/** Names and codes: two of them must not look the same. */
const NAMES = new Set(["name", "code", "number", "label"]);
/** A file is no text of an input: whoever reads it says what is wrong with it. */
const FILES = new Set(["ApiKeyDocumentsAdmitInput.texts", "FileImportInput.text"]);

/**
 * An input as it is meant: its texts in NFC, so that the same words are the same on record. What nobody sees, and in
 * names and codes what is not what it looks like, is added to `found`.
 */
export function readTexts(
  type: GraphQLInputType,
  value: unknown,
  path: readonly string[],
  found: UserError[],
): unknown {
  if (value === null || value === undefined) return value;
  if (isNonNullType(type)) return readTexts(type.ofType, value, path, found);
  if (isListType(type)) {
    return Array.isArray(value)
      ? value.map((each, i) => readTexts(type.ofType, each, [...path, `${i}`], found))
      : value;
  }
  if (type === GraphQLString && typeof value === "string") {
    found.push(...problemsOf(value, path));
    return value.normalize("NFC");
  }
  if (!isInputObjectType(type)) return value;
  const fields = type.getFields();
  return Object.fromEntries(
    Object.entries(value).map(([name, given]) => {
      const field = fields[name];
      const isRead = field && !FILES.has(`${type.name}.${name}`);
      return [name, isRead ? readTexts(field.type, given, [...path, name], found) : given];
    }),
  );
}

function problemsOf(text: string, path: readonly string[]): UserError[] {
  const unseen = unseenIn(text);
  if (unseen) {
    return [userError("INVALID", path, unseenCharacter(unseen))];
  }
  const other = NAMES.has(path.at(-1) ?? "") ? lookalikeIn(text) : undefined;
  return other ? [looksLike(other, path)] : [];
}

const looksLike = ({ character, code, place }: PlacedCharacter, path: readonly string[]): UserError =>
  userError("INVALID", path, messages.lookalikeCharacter(place, character, code));
