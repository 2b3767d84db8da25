import { describe, expect, it } from "@jest/globals";
import { choose, lookUpCode, notKnown } from "../../server/core/schema/code-lookup.js";
import { didYouMean } from "../../server/core/text/nearest-names.js";

const WHAT = { en: "metric has code", vi: "chỉ số nào mang mã" };
const KNOWN = ["LINKUPS", "LINKUPS_FAILED", "POPULATION_MANAGED"];

describe("What a field names", () => {
  it("is found, or told with the nearest that it could have meant", () => {
    expect(choose("metric", WHAT, "LINKUPS", KNOWN, (code) => code)).toEqual({ found: "LINKUPS", mistake: undefined });
    expect(choose("metric", WHAT, null, KNOWN, (code) => code)).toEqual({ found: null, mistake: undefined });
    expect(choose("metric", WHAT, "LINKUP", KNOWN, (code) => code)).toMatchObject({
      found: null,
      mistake: {
        ...{ code: "NOT_FOUND", path: ["metric"] },
        sentence: {
          en: 'No metric has code "LINKUP". Nearest known: "LINKUPS".',
          vi: 'Không có chỉ số nào mang mã "LINKUP". Gần giống: "LINKUPS".',
        },
      },
    });
  });

  it("is told without a suggestion where nothing known is like it", () => {
    const alone = {
      sentence: { en: 'No metric has code "9999999999".', vi: 'Không có chỉ số nào mang mã "9999999999".' },
    };
    expect(notKnown(["metric"], WHAT, "9999999999", KNOWN)).toMatchObject(alone);
    expect(lookUpCode(["metric"], WHAT, "9999999999", undefined, () => []).mistake).toMatchObject(alone);
    expect(didYouMean("9999999999", KNOWN)).toEqual({ en: "", vi: "" });
    expect(didYouMean("LINKUP", KNOWN)).toEqual({
      en: ' Did you mean "LINKUPS"?',
      vi: ' Có phải ý bạn là "LINKUPS"?',
    });
  });
});
