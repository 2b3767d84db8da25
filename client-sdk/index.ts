export { type Client, createClient } from "./client.js";
export { HealthApiError, type HealthApiErrorCode, type HealthApiErrorKind, type HealthApiFailure } from "./errors.js";
export * from "./generated/documents.js";
export type { Outcome } from "./outcome.js";
export { type CallOptions, type Connection, request } from "./transport.js";
export type { Open, TypedDocument } from "./typed-document.js";
