// A key and a fetcher for SWR, of which nothing is imported.
import { request } from "./client.js";
import type { Connection } from "./connection.js";
import { type QuestionKey, questionKey } from "./question-key.js";
import type { TypedDocument } from "./typed-document.js";

/**
 * What `useSWR` takes, over one connection: `useSWR(...swr(FacilityCard, { code }))`. With null for variables nothing is
 * asked yet.
 */
export const swrOver =
  (connection: Connection) =>
  <Data, Variables extends object>(
    document: TypedDocument<Data, Variables>,
    ...[variables]: Record<never, never> extends Variables
      ? [variables?: Variables | null]
      : [variables: Variables | null]
  ): [key: QuestionKey | null, fetcher: () => Promise<Data>] => [
    variables === null ? null : questionKey(connection, document, variables),
    () => request<Data, unknown>(connection, document as TypedDocument<Data, unknown>, variables ?? {}),
  ];
