import { expect, it } from "@jest/globals";
import { HEALTH_API_ERROR_CODES } from "../../client-sdk/codes.js";
import { kindOf } from "../../client-sdk/errors.js";
import { ERROR_STATUS, type ErrorCode } from "../../server/errors.js";

it("knows exactly the codes that the server answers with", () => {
  expect([...HEALTH_API_ERROR_CODES].sort()).toEqual(Object.keys(ERROR_STATUS).sort());
});

it("tells what can be done about each of them", () => {
  const kinds = Object.entries(ERROR_STATUS).map(([code, status]) => [code, kindOf(code as ErrorCode, status)]);
  expect(Object.fromEntries(kinds)).toEqual({
    BAD_REQUEST: "bad-input",
    BAD_USER_INPUT: "bad-input",
    DATABASE_UNAVAILABLE: "server",
    FORBIDDEN: "forbidden",
    GRAPHQL_PARSE_FAILED: "bad-input",
    GRAPHQL_VALIDATION_FAILED: "bad-input",
    INTERNAL_SERVER_ERROR: "server",
    ISSUER_UNAVAILABLE: "server",
    METHOD_NOT_ALLOWED: "bad-input",
    NOT_FOUND: "bad-input",
    OPERATION_RESOLUTION_FAILURE: "bad-input",
    PAYLOAD_TOO_LARGE: "bad-input",
    PERSISTED_DOCUMENTS_ONLY: "not-supported",
    PERSISTED_DOCUMENT_UNKNOWN: "not-supported",
    PERSISTED_QUERY_NOT_SUPPORTED: "not-supported",
    QUERY_TOO_COMPLEX: "bad-input",
    RATE_LIMITED: "rate-limited",
    UNAUTHENTICATED: "unauthenticated",
    UNSUPPORTED_MEDIA_TYPE: "bad-input",
  });
});

it("goes by the status where no code came back, as from a proxy", () => {
  expect([401, 403, 404, 409, 429, 500, 502, 200].map((status) => kindOf(null, status))).toEqual([
    "unauthenticated",
    "forbidden",
    "bad-input",
    "conflict",
    "rate-limited",
    "server",
    "server",
    "server",
  ]);
});
