import { describe, expect, it } from "@jest/globals";
import { printed } from "../../client-sdk/codegen/printed.js";

const JSON_OF_TWO = { isCode: false, most: 2 };

describe("An answer on the page of an operation", () => {
  it("stands on one line where it fits, and says how many entries were left out", () => {
    const answer = {
      code: "46",
      list: [1, 2, 3],
      both: [{ a: null }, { a: "…" }],
      empty: [],
      none: {},
      gone: undefined,
    };

    expect(printed(answer, JSON_OF_TWO)).toBe(
      [
        "{",
        '  "code": "46",',
        '  "list": [',
        "    1,",
        "    2",
        "    // … 1 more",
        "  ],",
        '  "both": [{ "a": null }, { "a": "…" }],',
        '  "empty": [],',
        '  "none": {}',
        "}",
      ].join("\n"),
    );
  });

  it("is JSON where nothing was left out, however wide it is", () => {
    const answer = { text: "Huế ".repeat(40), lists: [[1, 2], ["x".repeat(90)]], quote: 'a "b"\n' };

    expect(JSON.parse(printed(answer, JSON_OF_TWO))).toEqual(answer);
    expect(printed(answer, JSON_OF_TWO).split("\n").length).toBeGreaterThan(5);
  });

  it("of variables is whole and without quotes around names", () => {
    const style = { isCode: true, most: Number.POSITIVE_INFINITY };

    expect(printed({ input: { codes: ["a", "b", "c"], on: null } }, style)).toBe(
      '{ input: { codes: ["a", "b", "c"], on: null } }',
    );
  });
});
