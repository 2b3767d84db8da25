import { type ASTNode, GraphQLError } from "graphql";

/** The codes that clients rely on, in `extensions.code`, each with the HTTP status that goes with it. */
export const ERROR_STATUS = {
  BAD_REQUEST: 400,
  BAD_USER_INPUT: 400,
  GRAPHQL_PARSE_FAILED: 400,
  GRAPHQL_VALIDATION_FAILED: 400,
  OPERATION_RESOLUTION_FAILURE: 400,
  PERSISTED_QUERY_NOT_SUPPORTED: 400,
  QUERY_TOO_COMPLEX: 400,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  INTERNAL_SERVER_ERROR: 500,
  DATABASE_UNAVAILABLE: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** A sentence in both languages of the field; which one is sent depends on `Accept-Language`. */
export interface Sentence {
  en: string;
  vi: string;
}

/** What the server will not do, said so that a person can put it right. */
export class Refusal extends GraphQLError {
  constructor(
    readonly code: ErrorCode,
    readonly sentence: Sentence,
    /** Where in the document, if that is not plain from where it is thrown. */
    node?: ASTNode,
  ) {
    super(sentence.en, { extensions: { code }, nodes: node ?? null });
  }
}

export const badInput = (en: string, vi: string, node?: ASTNode): Refusal =>
  new Refusal("BAD_USER_INPUT", { en, vi }, node);
