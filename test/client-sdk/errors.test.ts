import { expect, it } from "@jest/globals";
import { kindOfCode } from "../../client-sdk/errors.js";
import { ERROR_STATUS } from "../../server/errors.js";

it("knows exactly the codes that the server answers with", () => {
  expect(Object.keys(kindOfCode).sort()).toEqual(Object.keys(ERROR_STATUS).sort());
});

it("takes a code of status 4xx for bad input, except who asks and how often, and one of 5xx for a failure of the server", () => {
  const own: Record<number, string> = { 401: "unauthenticated", 403: "forbidden", 429: "rate-limited" };
  expect(kindOfCode).toEqual(
    Object.fromEntries(
      Object.entries(ERROR_STATUS).map(([code, status]) => [
        code,
        own[status] ?? (status < 500 ? "bad-input" : "server"),
      ]),
    ),
  );
});
