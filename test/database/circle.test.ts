import { describe, expect, it } from "@jest/globals";
import { type DatedEdge, edgesOf, firstDayAbove, MOST_LEVELS, withRows } from "../../server/core/time/circle.js";
import { covers, FOR_EVER, SINCE_EVER } from "../../server/core/time/point-in-time.js";
import { newSeed, randomOf } from "../support/random.js";

const DAYS = [SINCE_EVER, "2020-01-01", "2021-01-01", "2022-01-01", "2023-01-01", "2024-01-01", FOR_EVER];

describe("Who stands above whom", () => {
  it("is looked for on every day: a circle of the past is one, though none is left of it", () => {
    const rows: DatedEdge<string>[] = [{ below: "B", above: "A", validFrom: SINCE_EVER, validTo: "2024-01-01" }];
    const since = (from: string) => firstDayAbove(withRows(edgesOf(rows), []), "B", "A", from, FOR_EVER);
    expect(since("2020-01-01")).toBe("2020-01-01");
    expect(since("2023-12-31")).toBe("2023-12-31");
    expect(since("2024-01-01")).toBeNull();
  });

  it("is found through others, from the first day on which all of them hold", () => {
    const rows: DatedEdge<string>[] = [
      { below: "C", above: "B", validFrom: "2021-01-01", validTo: "2023-01-01" },
      { below: "B", above: "A", validFrom: "2022-01-01", validTo: FOR_EVER },
    ];
    expect(firstDayAbove(withRows(edgesOf(rows), []), "C", "A", SINCE_EVER, FOR_EVER)).toBe("2022-01-01");
  });

  it("ends where the next row of the same begins, and of rows that begin on one day the written one holds", () => {
    const row = (above: string, validFrom: string, validTo: string, below = "C") => ({
      below,
      above,
      validFrom,
      validTo,
    });
    const onRecord = [
      row("B", "2022-01-01", FOR_EVER),
      row("A", "2020-01-01", "2021-01-01"),
      row("X", "2021-06-01", FOR_EVER),
    ];
    const aboveOf = withRows(edgesOf(onRecord), [
      row("D", "2022-01-01", "2023-01-01"),
      row("E", "2020-01-01", FOR_EVER, "Z"),
    ]);
    expect(aboveOf("C")).toEqual([
      row("A", "2020-01-01", "2021-01-01"),
      row("X", "2021-06-01", "2022-01-01"),
      row("D", "2022-01-01", "2023-01-01"),
    ]);
    expect([aboveOf("Z"), aboveOf("A")]).toEqual([[row("E", "2020-01-01", FOR_EVER, "Z")], []]);
  });

  it("ends with more levels than there ever are", () => {
    const chain = (length: number): DatedEdge<number>[] =>
      Array.from({ length }, (_, i) => ({ below: i, above: i + 1, validFrom: SINCE_EVER, validTo: FOR_EVER }));
    expect(firstDayAbove(withRows(edgesOf(chain(MOST_LEVELS - 1)), []), 0, -1, SINCE_EVER, FOR_EVER)).toBeNull();
    expect(firstDayAbove(withRows(edgesOf(chain(100_000)), []), 0, -1, SINCE_EVER, FOR_EVER)).toBe(SINCE_EVER);
  });

  it("is what going through all days one by one finds, whatever the rows", () => {
    const below = randomOf(newSeed("circles"));
    let found = 0;
    for (let round = 0; round < 3000; round += 1) {
      const rows = Array.from({ length: 1 + below(9) }, (): DatedEdge<number> => {
        const from = below(DAYS.length - 1);
        const to = from + 1 + below(DAYS.length - 1 - from);
        return { below: below(5), above: below(5), validFrom: DAYS[from] ?? "", validTo: DAYS[to] ?? "" };
      });
      const cut = below(rows.length);
      const aboveOf = withRows(edgesOf(rows.slice(0, cut)), rows.slice(cut));
      const isAbove = (one: number, other: number, day: string): boolean => {
        const seen = new Set([one]);
        for (const each of seen) {
          for (const { above, validFrom, validTo } of aboveOf(each))
            if (covers(validFrom, validTo, day)) seen.add(above);
        }
        seen.delete(one);
        return seen.has(other);
      };
      // Of circles that do not hold the one who is looked for nothing is said.
      const isCircular = [0, 1, 2, 3, 4].some((each) =>
        DAYS.some((day) =>
          aboveOf(each).some(
            ({ above, validFrom, validTo }) =>
              covers(validFrom, validTo, day) && (above === each || isAbove(above, each, day)),
          ),
        ),
      );
      if (isCircular) continue;
      const [from, to] = [below(3), 3 + below(4)].map((i) => DAYS[i] ?? "") as [string, string];
      const expected = DAYS.find((day) => from <= day && day < to && isAbove(0, 1, day)) ?? null;
      if (expected !== null) found += 1;
      expect([rows, firstDayAbove(aboveOf, 0, 1, from, to)]).toEqual([rows, expected]);
    }
    expect(found).toBeGreaterThan(50);
  });
});
