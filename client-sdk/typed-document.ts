// An operation as data, with its types.
import type { Act } from "./act.js";
import type { CallOptions } from "./connection.js";

/** One operation as data: what to send. */
export interface OperationDocument {
  readonly name: string;
  readonly kind: "query" | "mutation";
  /** `ACT` of a mutation; without it a mutation gives its raw data, and is not sent again where nobody answers. */
  readonly act?: Act;
  /** By which the server knows the words of a document of this SDK. */
  readonly id?: string;
  /** The names of its variables, "code! asOf"; those with "!" must be given. Left out: only the server looks at them. */
  readonly takes?: string;
  /** The words of a document of your own. */
  readonly text?: string;
}

/** With the types of what goes out and comes back. */
export interface TypedDocument<Data, Variables> extends OperationDocument {
  /** Carries the two types; absent at run time. */
  readonly types?: (variables: Variables) => Data;
}

/** Variables may be left out exactly where the operation requires none. */
export type Given<Variables> =
  Record<never, never> extends Variables
    ? [variables?: Variables, options?: CallOptions]
    : [variables: Variables, options?: CallOptions];

/** The method of a client that sends this document. */
export type Method<Document> =
  Document extends TypedDocument<infer Data, infer Variables> ? (...given: Given<Variables>) => Promise<Data> : never;

/** A value of the enum as this SDK knows it, or one that a newer server has added: always write a default branch. */
export type Open<Known extends string> = Known | (string & Record<never, never>);
