import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { HEALTH_API_ERROR_CODES } from "../../client-sdk/codes.js";
import { kindOf } from "../../client-sdk/errors.js";
import { createClient, request } from "../../client-sdk/index.js";
import { ERROR_STATUS, type ErrorCode } from "../../server/core/schema/errors.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { startTestServer, type TestServer } from "../support/server.js";

it("knows exactly the codes that the server answers with", () => {
  expect([...HEALTH_API_ERROR_CODES].sort()).toEqual(Object.keys(ERROR_STATUS).sort());
});

it("tells what can be done about each of them", () => {
  const kinds = Object.entries(ERROR_STATUS).map(([code, status]) => [code, kindOf(code as ErrorCode, status)]);
  expect(Object.fromEntries(kinds)).toEqual({
    BAD_REQUEST: "bad-input",
    BAD_USER_INPUT: "bad-input",
    BATCH_NOT_SUPPORTED: "not-supported",
    DATABASE_UNAVAILABLE: "server",
    DEADLINE_EXCEEDED: "server",
    FORBIDDEN: "forbidden",
    GRAPHQL_PARSE_FAILED: "bad-input",
    GRAPHQL_VALIDATION_FAILED: "bad-input",
    HEADERS_TOO_LARGE: "bad-input",
    INTERNAL_SERVER_ERROR: "server",
    ISSUER_UNAVAILABLE: "server",
    METHOD_NOT_ALLOWED: "bad-input",
    NOT_ACCEPTABLE: "bad-input",
    NOT_FOUND: "bad-input",
    OPERATION_RESOLUTION_FAILURE: "bad-input",
    PAYLOAD_TOO_LARGE: "bad-input",
    PERSISTED_DOCUMENTS_ONLY: "not-supported",
    PERSISTED_DOCUMENT_UNKNOWN: "not-supported",
    PERSISTED_QUERY_NOT_SUPPORTED: "not-supported",
    QUERY_TOO_COMPLEX: "bad-input",
    RATE_LIMITED: "rate-limited",
    REQUEST_TIMEOUT: "timeout",
    SAVED_NOT_SHOWN: "server",
    SUBSCRIPTION_NOT_SUPPORTED: "not-supported",
    UNAUTHENTICATED: "unauthenticated",
    UNSUPPORTED_MEDIA_TYPE: "bad-input",
    WEBSOCKET_NOT_SUPPORTED: "not-supported",
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

describe("Whoever calls the real server", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "mắt", "FACILITY_EDITOR", "BV-MAT");
  });
  afterAll(() => server.close());

  const clientOf = (token?: string) =>
    createClient({ url: `${server.url}/graphql`, token, language: "en", retries: 0 });
  const failed = { status: 400, requestId: expect.any(String), retryAfter: null };

  it("without a token is unauthenticated, and beyond it forbidden", async () => {
    const { accessToken } = await signedIn(server, "mắt");
    await expect(clientOf().accounts()).rejects.toMatchObject({ kind: "unauthenticated", code: "UNAUTHENTICATED" });
    await expect(clientOf("forged").viewer()).rejects.toMatchObject({ kind: "unauthenticated", status: 401 });
    await expect(clientOf(accessToken).accounts()).rejects.toMatchObject({ kind: "forbidden", code: "FORBIDDEN" });
  });

  it("is told what is wrong with the question", async () => {
    await expect(clientOf().facilityList({ first: 1000 })).rejects.toMatchObject({
      ...failed,
      ...{ kind: "bad-input", code: "BAD_USER_INPUT", operation: "FacilityList", data: null },
      message: "`first` is 1,000; it must be from 1 to 100.",
      errors: [{ path: ["facilities"], extensions: { code: "BAD_USER_INPUT" } }],
    });
  });

  it("with a document that this server does not have learns that it is not supported", async () => {
    const Newer = { name: "Newer", kind: "query", id: "0123456789012345678901" } as const;
    await expect(request({ url: `${server.url}/graphql` }, Newer)).rejects.toMatchObject({
      ...{ ...failed, kind: "not-supported", code: "PERSISTED_DOCUMENT_UNKNOWN", operation: "Newer" },
    });
  });

  it("guessing passwords is rate-limited, and learns for how long", async () => {
    const guess = () => clientOf().startSession({ name: "mắt", password: "wrong" });
    for (let i = 0; i < 10; i += 1) expect(await guess()).toMatchObject({ ok: false });
    await expect(guess()).rejects.toMatchObject({
      ...{ kind: "rate-limited", code: "RATE_LIMITED", status: 429 },
      retryAfter: expect.any(Number),
    });
  });

  it("has the rest within reach where a part of the answer fails", async () => {
    const text = 'query Partly { viewer { role } facility(code: "BV-MAT") { code auditTrail { totalCount } } }';
    const Partly = { name: "Partly", kind: "query", text } as const;
    await expect(request({ url: `${server.url}/graphql` }, Partly)).rejects.toMatchObject({
      ...{ kind: "unauthenticated", code: "UNAUTHENTICATED", status: 200 },
      data: { viewer: { role: "PUBLIC" }, facility: { code: "BV-MAT", auditTrail: null } },
      errors: [{ path: ["facility", "auditTrail"] }],
    });
  });
});
