import { type ApolloServer, HeaderMap } from "@apollo/server";
import type { FormattedExecutionResult } from "graphql";
import type { Context, Language } from "../core/context.js";
import type { Asked } from "../core/log/seen.js";
import type { Report } from "./apollo.js";
import type { Executor, Question } from "./executor.js";
import { reportHidden, wordErrors } from "./worded-errors.js";

/** What is answered to a question. */
export interface Answered {
  result: FormattedExecutionResult;
  status: number;
  /** When to ask again, and how instead. */
  headers: Readonly<Record<string, string>>;
  /** The answer of a query, without an error, that holds until something on record changes. */
  cacheable: boolean;
  /** In which language it is, where it is about the schema; undefined: what is on record is in languages of its own. */
  language: Language | undefined;
  /** Undefined: what was asked is nothing that can be. */
  asked: Asked | undefined;
}

/** Asks again what came before, without Apollo; undefined: it is for Apollo. */
export async function askAgain(
  executor: Executor,
  report: Report,
  question: Question,
  context: Context,
  { onlyQuery, accept }: { onlyQuery: boolean; accept: string | undefined },
): Promise<Answered | undefined> {
  const again = executor.again(question, context, onlyQuery);
  if (!again) return undefined;
  const { isQuery, isOfMoment, isAboutSchema, asked } = again;
  const language = isAboutSchema ? context.language : undefined;
  const { data, errors, extensions } = await again.result;
  const rest = { ...(data !== undefined && { data }), ...(extensions && { extensions }) };
  const cacheable = isQuery && !isOfMoment;
  if (!errors) return { result: rest, status: 200, headers: {}, cacheable, language, asked };
  const worded = wordErrors(errors, data, context, accept);
  reportHidden(errors, worded, report, context);
  const { status, headers } = worded;
  return { result: { errors: worded.errors, ...rest }, status, headers, cacheable: false, language, asked };
}

/** Has Apollo parse, validate and execute a question, and word what is wrong with it. */
export async function askNew(
  apollo: ApolloServer<Context>,
  executor: Executor,
  { query, operationName, variables, extensions }: Question,
  context: Context,
  accept: string | undefined,
): Promise<Answered> {
  const http = { method: "POST", headers: new HeaderMap([["accept", accept ?? ""]]), search: "", body: {} };
  const request = {
    ...(query != null && { query }),
    ...(operationName != null && { operationName }),
    ...(variables && { variables }),
    ...(extensions && { extensions }),
    http,
  };
  const { body, http: head } = await apollo.executeOperation(request, { contextValue: context });
  if (body.kind !== "single") throw new Error("Answers in parts are not served.");
  const { errors, data, extensions: told } = body.singleResult;
  const result = { ...(errors && { errors }), ...(data !== undefined && { data }), ...(told && { extensions: told }) };
  const known = executor.known({ query, operationName });
  return {
    result,
    status: head.status ?? 200,
    headers: Object.fromEntries(head.headers),
    cacheable: !errors && known?.isQuery === true && !known.isOfMoment,
    language: known?.isAboutSchema ? context.language : undefined,
    asked: known?.asked,
  };
}
