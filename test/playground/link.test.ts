import { describe, expect, it } from "@jest/globals";
import { linkTo, onlyAsks, questionIn } from "../../playground/src/link.js";

const PAGE = "https://sở.example/hue/playground/?lang=en";
const opened = (query: string, variables = "") => questionIn(linkTo({ query, variables }, PAGE) ?? PAGE);

describe("A link to a question", () => {
  it("carries question and variables as they stand there, below the address of the page", () => {
    const query = "# Cơ sở\nquery One($code: String!) {\n  facility(code: $code) { name }\n}\n";
    const variables = '{\n  "code": "BV-MAT"\n}';
    expect(opened(query, variables)).toEqual({ query, variables });
    expect(linkTo({ query, variables }, PAGE)?.startsWith(`${new URL(PAGE).href}#query=`)).toBe(true);
    expect(questionIn(PAGE)).toBeUndefined();
  });

  it.each([
    ['mutation { sessionStart(input: { name: "a", password: "bí mật" }) { userErrors { code } } }', ""],
    ['mutation { sessionStart(input: { name: "a", password: """bí mật""" }) { userErrors { code } } }', ""],
    [
      'mutation M($p: Secret = "bí mật") { sessionStart(input: { name: "a", password: $p }) { userErrors { code } } }',
      "",
    ],
    [
      'mutation M($p: Secret!) { sessionStart(input: { name: "a", password: $p }) { userErrors { code } } }',
      '{ "p": "bí mật" }',
    ],
    [
      "mutation M($input: PasswordChangeInput!) { passwordChange(input: $input) { userErrors { code } } }",
      '{ "input": { "currentPassword": "bí mật", "newPassword": "bí mật" } }',
    ],
  ])("has blanks in the place of secrets: %s", (query, variables) => {
    const link = opened(query, variables);
    expect(link?.query).toMatch(/mutation/);
    expect(JSON.stringify(link)).not.toContain("bí mật");
  });

  it("is not made of what cannot be read, since its secrets cannot be found", () => {
    expect(linkTo({ query: '{ sessionStart(password: "bí mật"', variables: "" }, PAGE)).toBeUndefined();
    expect(linkTo({ query: "{ viewer { role } }", variables: '{ "password": "bí mật"' }, PAGE)).toBeUndefined();
  });

  it("is run when it is opened if it only asks, and one thing only", () => {
    expect(onlyAsks("{ viewer { role } }")).toBe(true);
    for (const text of ["mutation { a }", "query A { a } mutation B { b }", "query A { a } query B { b }", "{ half"])
      expect([text, onlyAsks(text)]).toEqual([text, false]);
  });
});
