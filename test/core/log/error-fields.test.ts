import { expect, it } from "@jest/globals";
import { GraphQLError } from "graphql";
import { errorFields } from "../../../server/core/log/error-fields.js";

const SECRET = "MARKED-SECRET";

it.each<[string, Error]>([
  [
    "a driver that quotes a value",
    Object.assign(new Error(`Duplicate entry '${SECRET}' for key 'name'`), {
      code: "ER_DUP_ENTRY",
      sqlMessage: SECRET,
      sqlState: "23000",
    }),
  ],
  ["a value with quotes in it", new Error(`Duplicate entry 'it's "${SECRET}'s' for key 'name'`)],
  ["a parser that quotes what it read", new SyntaxError(`Unexpected token 'M', "${SECRET}" is not valid JSON`)],
  ["an object that is printed", new TypeError(`Received { password: ${SECRET} }`)],
  ["what hangs on an error", Object.assign(new Error("Invalid URL"), { input: SECRET, parameters: [SECRET] })],
  ["a cause", new Error("Outer", { cause: new Error(`Inner "${SECRET}"`) })],
  ["an error that graphql-js has wrapped", new GraphQLError("Outer", { originalError: new Error(`'${SECRET}'`) })],
])("tells nothing of what was sent: %s", (_what, error) => {
  expect(JSON.stringify(errorFields(error))).not.toContain(SECRET);
});

it("tells what kind of error it is, its code, the statement, where it was thrown, and the same of its cause", () => {
  const cause = Object.assign(new RangeError("Out of range"), {
    code: "ERR_X",
    sql: "SELECT 1 FROM facility WHERE id = ?",
  });
  expect(errorFields(new Error("It failed", { cause }))).toEqual({
    ...{ type: "Error", message: "It failed", stack: expect.stringMatching(/^ +at .*error-fields\.test\.ts/) },
    cause: {
      ...{ type: "RangeError", message: "Out of range", code: "ERR_X", sql: "SELECT 1 FROM facility WHERE id = ?" },
      stack: expect.stringMatching(/^ +at /),
    },
  });
  expect(errorFields(SECRET)).toEqual({ type: "string", message: "" });
});
