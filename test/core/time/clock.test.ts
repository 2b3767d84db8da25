import { describe, expect, it } from "@jest/globals";
import { beginOf, dayAt, endOf } from "../../../server/core/time/clock.js";

describe("The day in Vietnam", () => {
  it("begins and ends at midnight there, whichever instant was asked about before", () => {
    const [begin, end] = [beginOf("2026-11-28"), endOf("2026-11-28")];
    const days = [begin, end - 1, end, begin - 1, begin, end, end - 1, 0, -25_200_001].map(dayAt);
    expect(days).toEqual([
      ...["2026-11-28", "2026-11-28", "2026-11-29", "2026-11-27", "2026-11-28", "2026-11-29", "2026-11-28"],
      ...["1970-01-01", "1969-12-31"],
    ]);
    expect(() => dayAt(Number.NaN)).toThrow(RangeError);
  });
});
