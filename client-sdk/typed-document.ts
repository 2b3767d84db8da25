/** One operation as data: what to send, and the types of what goes out and comes back. */
export interface TypedDocument<Data, Variables> {
  readonly name: string;
  readonly kind: "query" | "mutation";
  readonly text: string;
  /** Carries the two types; absent at run time. */
  readonly types?: (variables: Variables) => Data;
}

/** A value of the enum as this SDK knows it, or one that a newer server has added: always write a default branch. */
export type Open<Known extends string> = Known | (string & Record<never, never>);
