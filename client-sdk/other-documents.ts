// Documents of other generators as those that this SDK sends, with their types.
import type { Act, Outcome } from "./act.js";
import type { TypedDocument } from "./typed-document.js";

/** How client-preset, TypedDocumentNode and gql.tada write down what goes out and comes back. */
interface Typed<Data, Variables> {
  readonly __apiType?: ((variables: Variables) => Data) | undefined;
}

/** A document in the tree of graphql-js; `loc.source` is there where it was read from one text. */
interface Tree {
  readonly kind: "Document";
  readonly definitions: ReadonlyArray<object>;
  readonly loc?: { readonly source?: { readonly body: string } | undefined } | undefined;
}

/** A text, a `TypedDocumentString`, or a `TypedDocumentNode`. */
export type OtherDocument<Data, Variables> =
  | string
  // biome-ignore lint/complexity/noBannedTypes: what is meant is the class, of which TypedDocumentString is one.
  | (String & Typed<Data, Variables>)
  | (Tree & Typed<Data, Variables>);

export interface OtherDocumentOptions {
  /** `print` of graphql-js or of `@0no-co/graphql.web`, for a tree that does not bring its text. */
  readonly print?: ((document: never) => string) | undefined;
  /** The ids by the names, as `npx hue-health-sdk documents` writes them: the id goes out, and no words. */
  readonly ids?: Readonly<Record<string, string>> | undefined;
}

/**
 * A document of your own, as `request` and all else of this SDK takes it; a text has the types that you give it. With
 * `act: ACT` a mutation answers its outcome, and may be sent again.
 */
export function documentOf<Data, Variables extends object = Record<string, unknown>>(
  document: OtherDocument<Data, Variables>,
  options: OtherDocumentOptions & { readonly act: Act },
): TypedDocument<Outcome<Data>, Variables>;
export function documentOf<Data, Variables extends object = Record<string, unknown>>(
  document: OtherDocument<Data, Variables>,
  options?: OtherDocumentOptions,
): TypedDocument<Data, Variables>;
export function documentOf<Data, Variables>(
  document: OtherDocument<Data, Variables>,
  { print, act, ids }: OtherDocumentOptions & { readonly act?: Act } = {},
): TypedDocument<unknown, Variables> {
  const text = isTree(document) ? textOf(document, print) : `${document}`;
  const operation = operationIn(text);
  return { ...operation, ...(ids ? { id: idOf(operation.name, ids) } : { text }), ...(act && { act }) };
}

function idOf(name: string, ids: Readonly<Record<string, string>>): string {
  const id = Object.hasOwn(ids, name) ? ids[name] : undefined;
  if (id) return id;
  throw new TypeError(`"${name}" has no id among those given; run \`npx hue-health-sdk documents\` again.`);
}

const isTree = (document: object | string): document is Tree => typeof document === "object" && "kind" in document;

/** A text that lacks a part was put together of several, as by #import: nobody but `print` knows all of it. */
function textOf(document: Tree, print: OtherDocumentOptions["print"]): string {
  if (print) return print(document as never);
  const text = document.loc?.source?.body;
  const parts = document.definitions as { readonly name?: { readonly value: string } }[];
  if (text !== undefined && parts.every(({ name }) => text.includes(name?.value ?? ""))) return text;
  throw new TypeError("This document does not bring its text; give `print` of graphql beside it.");
}

const COMMENTS_AND_TEXTS = /#.*|"""(?:\\"""|[\s\S])*?"""|"(?:\\.|[^"\\\n])*"/g;
const INNERMOST = /\{[^{}]*\}|\([^()]*\)/g;

/** The one operation: what stands outside of all braces says it. */
function operationIn(text: string): Pick<TypedDocument<unknown, unknown>, "name" | "kind"> {
  let outline = text.replace(COMMENTS_AND_TEXTS, " ");
  for (let before = ""; before !== outline; ) [before, outline] = [outline, outline.replace(INNERMOST, " ")];
  const operations = outline.replace(/\bfragment\s+\w+/g, "").matchAll(/\b(query|mutation|subscription)\b\s*(\w*)/g);
  const [[, kind, name] = [], ...others] = operations;
  if (!name || others.length > 0)
    throw new TypeError("A document needs one operation with a name: errors, addresses and logs tell it by that.");
  if (kind !== "query" && kind !== "mutation") throw new TypeError(`"${name}" is a subscription; this API has none.`);
  return { name, kind };
}
