// Questions of another system that its key may ask: what the page of keys asks about them, and does with them.
import { ACT, type Outcome, type TypedDocument } from "hue-health-sdk";

export interface KeyDocument {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly admittedAt: string;
  readonly version: number;
  readonly check: {
    readonly documents: readonly { readonly mostCost: number }[];
    readonly problems: readonly Remark[];
    readonly deprecations: readonly Remark[];
  };
}

interface Remark {
  readonly message: string;
}

interface Mistake {
  readonly path: readonly string[];
  readonly code: string;
  readonly message: string;
}

/** One that a file has, before it is admitted. */
export interface FoundDocument {
  readonly name: string;
  readonly documentId: string;
  readonly mostCost: number;
}

const MISTAKES = "userErrors { path code message }";

export const KeyDocuments: TypedDocument<
  { readonly node: { readonly documents?: readonly KeyDocument[] } | null },
  { readonly id: string }
> = {
  name: "KeyDocuments",
  kind: "query",
  text: `query KeyDocuments($id: ID!) { node(id: $id) { ... on ApiKey { documents { id code name admittedAt version
    check { documents { mostCost } problems { message } deprecations { message } } } } } }`,
};

interface Admitted {
  readonly apiKeyDocumentsAdmit: {
    readonly documents: readonly FoundDocument[] | null;
    readonly userErrors: readonly Mistake[];
  } | null;
}

export const AdmitDocuments: TypedDocument<
  Outcome<Admitted>,
  { input: { id: string; texts: readonly string[]; dryRun: boolean } }
> = {
  ...{ name: "AdmitDocuments", kind: "mutation", act: ACT },
  text: `mutation AdmitDocuments($input: ApiKeyDocumentsAdmitInput!) { apiKeyDocumentsAdmit(input: $input) {
    documents { name documentId mostCost } ${MISTAKES} } }`,
};

interface Withdrawn {
  readonly apiKeyDocumentWithdraw: {
    readonly document: { readonly id: string } | null;
    readonly userErrors: readonly Mistake[];
  } | null;
}

export const WithdrawDocument: TypedDocument<Outcome<Withdrawn>, { input: { id: string; expectedVersion: number } }> = {
  ...{ name: "WithdrawDocument", kind: "mutation", act: ACT },
  text: `mutation WithdrawDocument($input: ApiKeyDocumentWithdrawInput!) { apiKeyDocumentWithdraw(input: $input) {
    document { id } ${MISTAKES} } }`,
};

/** The texts of a file: one of GraphQL, or those that client-preset has written down; undefined: it is neither. */
export async function textsIn(file: File): Promise<readonly string[] | undefined> {
  const text = await file.text();
  if (!file.name.endsWith(".json")) return [text];
  try {
    const texts: unknown[] = Object.values(JSON.parse(text));
    return texts.every((each) => typeof each === "string") ? texts : undefined;
  } catch {
    return undefined;
  }
}
