import { describe, expect, it } from "@jest/globals";
import { guarded, unguarded } from "../../server/text/formula-guard.js";

describe("A text that a spreadsheet would take for a formula", () => {
  it.each(["=1+1", "+84 234", "-5%", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠x", "'=1", "''-1"])(
    "%j is told apart by an apostrophe",
    (text) => {
      expect(guarded(text)).toBe(`'${text}`);
    },
  );

  it.each(["Bệnh viện Mắt Huế", "1 = 1", "a@b", "5-6", "'", "''", "'tốt'", "", " =1", "~515", "−5"])(
    "%j is none, and stays as it is",
    (text) => {
      expect(guarded(text)).toBe(text);
      expect(unguarded(text)).toBe(text);
    },
  );

  it("comes back as it was, with every number of apostrophes of its own", () => {
    const texts = ["", "'", "''", "'''"].flatMap((own) => ["=1", "-", "x", ""].map((text) => own + text));
    expect(texts.map((text) => unguarded(guarded(text)))).toEqual(texts);
  });
});
