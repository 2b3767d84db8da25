import { expect, it } from "@jest/globals";
import { kindOfCode } from "../../client-sdk/errors.js";
import { ERROR_STATUS } from "../../server/errors.js";

it("knows exactly the codes that the server answers with", () => {
  expect(Object.keys(kindOfCode).sort()).toEqual(Object.keys(ERROR_STATUS).sort());
});

it("takes a code of status 4xx for bad input and a code of status 5xx for a failure of the server", () => {
  expect(kindOfCode).toEqual(
    Object.fromEntries(
      Object.entries(ERROR_STATUS).map(([code, status]) => [code, status < 500 ? "bad-input" : "server"]),
    ),
  );
});
