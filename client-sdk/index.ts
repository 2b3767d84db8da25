// Everything that the SDK exports.
export { ACT, type Outcome } from "./act.js";
export type { Call } from "./call.js";
export { type Client, createClient, request } from "./client.js";
export { HEALTH_API_ERROR_CODES, type HealthApiErrorCode } from "./codes.js";
export type { CallOptions, Connection, OwnHeaders, Token } from "./connection.js";
export { type Copy, type CopyOptions, copyOf } from "./copy.js";
export { HealthApiError, type HealthApiErrorKind, type HealthApiFailure } from "./errors.js";
export * from "./generated/documents.js";
export { type ImportFileOptions, type ImportProgress, importFile, type TableFile } from "./import-file.js";
export { everyNode, type Page, toArray } from "./pages.js";
export { parseDateTime, parseLocalDate } from "./scalars.js";
export {
  type Answered,
  type AnswerStorage,
  type ItemStorage,
  itemStorage,
  memoryStorage,
  offline,
  type Stale,
} from "./storage.js";
export type { Open, TypedDocument } from "./typed-document.js";
