// Options for TanStack Query, of which nothing is imported.
import { request } from "./client.js";
import type { Connection } from "./connection.js";
import { type QuestionKey, questionKey } from "./question-key.js";
import type { TypedDocument } from "./typed-document.js";

/** What `useQuery`, `fetchQuery`, `prefetchQuery` and their like take; what else they take is put beside it. */
export interface QueryOptions<Data> {
  readonly queryKey: QuestionKey;
  readonly queryFn: (context: { readonly signal: AbortSignal }) => Promise<Data>;
}

/**
 * `queryOptions` over one connection: the key has who asks, in which language, what, and with which variables. Variables
 * may be left out where the document requires none.
 */
export const queryOptionsOver =
  (connection: Connection) =>
  <Data, Variables extends object>(
    document: TypedDocument<Data, Variables>,
    ...[variables]: Record<never, never> extends Variables ? [variables?: Variables] : [variables: Variables]
  ): QueryOptions<Data> => ({
    queryKey: questionKey(connection, document, variables),
    queryFn: ({ signal }) =>
      request<Data, unknown>(connection, document as TypedDocument<Data, unknown>, variables, { signal }),
  });
