// Answers for tests and previews without a server, by Mock Service Worker, of which nothing is imported.
import type { Outcome } from "./act.js";
import { HealthApiError } from "./errors.js";
import type { OperationDocument, TypedDocument } from "./typed-document.js";

/** What is answered to a document, or what makes it of the variables; a HealthApiError that it throws is refused so. */
export type Mocked<Data, Variables> = Data | ((variables: Variables) => Data | Promise<Data>);

/** What the handlers of MSW take; undefined: another document is asked, for another handler. */
export type MockResolver = (asked: { readonly request: Request }) => Promise<Response | undefined>;

/**
 * Answers one document as the server would: `http.all("*\/graphql", mocked(FacilityCard, { facility: null }))`. To an act
 * it answers its outcome.
 */
export const mocked =
  <const Data, Variables>(document: TypedDocument<Data, Variables>, answer: Mocked<Data, Variables>): MockResolver =>
  async ({ request }) => {
    const asked = await questionIn(request);
    if (!asked || !isAsked(document, asked)) return undefined;
    try {
      const variables = (asked.variables ?? {}) as Variables;
      const data = await (typeof answer === "function" ? (answer as (given: Variables) => Data)(variables) : answer);
      return Response.json({ data: document.act ? payloadOf(data as Outcome<unknown>) : data });
    } catch (error) {
      if (!(error instanceof HealthApiError)) throw error;
      const { message, code, status } = error;
      return Response.json({ errors: [{ message, extensions: { code } }] }, { status: status ?? 200 });
    }
  };

interface Asked {
  readonly documentId?: string | null;
  readonly query?: string | null;
  readonly variables?: unknown;
}

/** Undefined: it is no question in JSON or in the address. */
async function questionIn(request: Request): Promise<Asked | undefined> {
  if (request.method === "GET") {
    const { searchParams } = new URL(request.url);
    const { variables, ...asked } = Object.fromEntries(searchParams) as Record<string, string>;
    return { ...asked, variables: JSON.parse(variables ?? "{}") };
  }
  const isJson = request.headers.get("content-type")?.includes("json");
  return isJson ? await request.clone().json() : undefined;
}

const isAsked = ({ id, text }: OperationDocument, { documentId, query }: Asked): boolean =>
  id ? id === documentId : text === query;

/** The SDK looks at the first field of an act, whatever its name. */
function payloadOf(outcome: Outcome<unknown>): object {
  const { ok, userErrors = [], current, ...done } = { current: {}, ...outcome } as Record<string, unknown>;
  return { act: { ...(ok ? done : (current as object)), userErrors } };
}
