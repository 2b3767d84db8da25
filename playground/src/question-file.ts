// A question as a .graphql file, as `npx hue-health-sdk documents` takes it.
import { Kind, type OperationDefinitionNode, parse } from "graphql";

/** A file to save, or what keeps the question from being one. */
export type QuestionFile =
  | { is: "file"; name: string; text: string }
  | { is: "unfinished" | "act" }
  | { is: "nameless"; suggested: string };

/** What a name may be: the server keeps no longer one. */
export const NAME = "[_A-Za-z][_0-9A-Za-z]{0,59}";

/** Of the text in the editor; `name` is for a question that has none. */
export function questionFile(text: string, name?: string): QuestionFile {
  let operations: OperationDefinitionNode[];
  try {
    operations = parse(text).definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  } catch {
    return { is: "unfinished" };
  }
  const [first] = operations;
  if (!first) return { is: "unfinished" };
  if (operations.some(({ operation }) => operation !== "query")) return { is: "act" };
  // One without a name stands alone.
  if (first.name) return { is: "file", name: `${first.name.value}.graphql`, text: ended(text) };
  if (!name || !new RegExp(`^${NAME}$`).test(name)) return { is: "nameless", suggested: suggestedFor(first) };
  return { is: "file", name: `${name}.graphql`, text: ended(named(text, first, name)) };
}

/** `query` and the name, in the place of `query` or of nothing. */
function named(text: string, { loc, selectionSet }: OperationDefinitionNode, name: string): string {
  const start = loc?.start ?? 0;
  const isShort = start === selectionSet.loc?.start;
  const rest = text.slice(isShort ? start : start + "query".length);
  return `${text.slice(0, start)}query ${name}${isShort ? " " : ""}${rest}`;
}

function suggestedFor({ selectionSet: { selections } }: OperationDefinitionNode): string {
  const [first] = selections.flatMap((each) => (each.kind === Kind.FIELD ? each.name.value : []));
  return first ? first.charAt(0).toUpperCase() + first.slice(1) : "";
}

const ended = (text: string): string => `${text.trimEnd()}\n`;
