import { describe, expect, it } from "@jest/globals";
import { exactValue } from "../../server/concepts/metric/observation/exact-value.js";
import { comparisonBy, type TargetComparison } from "../../server/concepts/roadmap/target/target-comparison.js";
import { type Aim, progressOf, undecided } from "../../server/concepts/roadmap/target/target-progress.js";

type Counts = readonly [on: string, numerator: number | null, denominator: number | null];

const share = ([on, numerator, denominator]: Counts) => ({
  ...{ on, denominator },
  figure: exactValue("RATIO", { value: null, numerator, denominator }),
});
const MORE: Aim = { value: 90, comparison: "AT_LEAST", dueOn: "2025-12-31", isShare: true, isOfTheSame: true };
const LESS: Aim = { ...MORE, value: 5, comparison: "AT_MOST" };

const progress = (aim: Aim, counts: readonly Counts[], on: string | null = null) => {
  const { latest, dueOn, ...rest } = progressOf(aim, counts.map(share), on);
  expect(dueOn).toBe(aim.dueOn);
  return { ...rest, latestOn: latest?.on ?? null };
};

/** 2022 ends 1096 days before 2025 does (2024 is a leap year), and 730 days after 2020 does. */
const [END_2020, END_2021, END_2022, END_2023] = ["2020-12-31", "2021-12-31", "2022-12-31", "2023-12-31"] as const;

describe("The progress of a target", () => {
  it("has a distance and a needed pace from one figure, and not enough data for a forecast", () => {
    // 90 − 60 = 30 points in 1096 days: 30 / 1096 × 365 = 9,9908… a year.
    expect(progress(MORE, [[END_2022, 60, 100]])).toEqual({
      ...{ status: "NOT_ENOUGH_DATA", on: END_2022, daysLeft: 1096, latestOn: END_2022 },
      ...{ distance: 30, pace: null, neededPace: 9.99, forecast: null },
    });
  });

  it("is on track where the line through the last two figures is there in time", () => {
    // From 50 to 65 in 365 days: 15 a year. 25 left: 25 / 15 × 365 = 608,33 → the 609th day. On the last day, 1096 days
    // on: 65 + 1096 × 15 / 365 = 110,0411: not cut at 100. Needed: 25 / 1096 × 365 = 8,3257…
    expect(
      progress(MORE, [
        [END_2020, 1, 100],
        [END_2021, 50, 100],
        [END_2022, 65, 100],
      ]),
    ).toEqual({
      ...{ status: "ON_TRACK", on: END_2022, daysLeft: 1096, latestOn: END_2022 },
      ...{ distance: 25, pace: 15, neededPace: 8.33 },
      forecast: {
        ...{ from: END_2021, to: END_2022, onDue: 110.04, reachedOn: "2024-08-31", denominatorChanged: false },
        ...{ leavesRange: true },
      },
    });
  });

  it("is behind where it is there too late, by a day as well", () => {
    // 1 point a year: 25 left take 9125 days. On the last day 65 + 1096 / 365 = 68,0027…
    const slow = progress(MORE, [
      [END_2021, 64, 100],
      [END_2022, 65, 100],
    ]);
    expect(slow).toMatchObject({ status: "BEHIND", pace: 1, neededPace: 8.33 });
    expect(slow.forecast).toMatchObject({ onDue: 68, reachedOn: "2047-12-25" });
    // 10 points in 365 days, 10 left: reached 365 days on.
    const line: Counts[] = [
      [END_2021, 70, 100],
      [END_2022, 80, 100],
    ];
    const until = (dueOn: string) => progress({ ...MORE, dueOn }, line);
    expect([until(END_2023).status, until("2023-12-30").status]).toEqual(["ON_TRACK", "BEHIND"]);
    expect(until(END_2023).forecast).toMatchObject({ onDue: 90, reachedOn: END_2023 });
  });

  it("never arrives at zero pace, nor when moving away", () => {
    const still = progress(MORE, [
      [END_2021, 60, 100],
      [END_2022, 60, 100],
    ]);
    expect(still).toMatchObject({ status: "BEHIND", distance: 30, pace: 0, neededPace: 9.99 });
    expect(still.forecast).toMatchObject({ onDue: 60, reachedOn: null });
    const away = progress(MORE, [
      [END_2021, 65, 100],
      [END_2022, 60, 100],
    ]);
    expect(away).toMatchObject({ status: "BEHIND", pace: -5 });
    expect(away.forecast?.reachedOn).toBeNull();
  });

  it("arrives in no calendar at a pace next to none: no day is named after the year 9999", () => {
    const { forecast } = progress(MORE, [
      [END_2021, 60_000, 100_000],
      [END_2022, 60_001, 100_000],
    ]);
    expect(forecast).toMatchObject({ onDue: 60, reachedOn: null });
  });

  it("is met at the value exactly, and by more than it; the distance is then 0 or below", () => {
    const met = progress(MORE, [[END_2022, 9, 10]], "2024-01-01");
    expect(met).toEqual({
      ...{ status: "MET", on: "2024-01-01", daysLeft: 730, latestOn: END_2022 },
      ...{ distance: 0, pace: null, neededPace: null, forecast: null },
    });
    const beyond = progress(MORE, [
      [END_2021, 80, 100],
      [END_2022, 112, 100],
    ]);
    expect(beyond).toMatchObject({ status: "MET", distance: -22, pace: 32, neededPace: null });
    expect(beyond.forecast?.reachedOn).toBeNull();
  });

  it("is not met by what only rounds to the value", () => {
    // 89,996 %.
    const close = progress(MORE, [[END_2022, 89_996, 100_000]]);
    expect(close).toMatchObject({ status: "NOT_ENOUGH_DATA", distance: 0 });
    expect(progress(MORE, [[END_2022, 90_000, 100_000]]).status).toBe("MET");
  });

  it("is overdue from the day after the last one, and met later it is met", () => {
    const counts: Counts[] = [
      [END_2021, 50, 100],
      [END_2022, 65, 100],
    ];
    const seen = (on: string) => progress(MORE, counts, on);
    expect(seen("2025-12-31")).toMatchObject({ status: "ON_TRACK", daysLeft: 0, distance: 25, neededPace: null });
    expect(seen("2026-01-01")).toMatchObject({ status: "OVERDUE", daysLeft: -1, distance: 25, neededPace: null });
    expect(progress(MORE, [...counts, ["2026-06-30", 95, 100]], "2026-07-01").status).toBe("MET");
  });

  it("has no forecast for a day before the last figure", () => {
    const { status, forecast } = progress({ ...MORE, dueOn: "2022-06-30" }, [
      [END_2021, 50, 100],
      [END_2022, 65, 100],
    ]);
    expect(status).toBe("OVERDUE");
    expect(forecast).toMatchObject({ onDue: null, reachedOn: "2024-08-31" });
  });

  it("due on the day of the last figure has that figure as what the line comes to, and no day left", () => {
    const counts: Counts[] = [
      [END_2021, 50, 100],
      [END_2022, 65, 100],
    ];
    const due = (dueOn: string, on: string | null = null) => progress({ ...MORE, dueOn }, counts, on);
    expect(due(END_2022)).toMatchObject({ status: "BEHIND", daysLeft: 0, distance: 25, pace: 15, neededPace: null });
    expect(due(END_2022).forecast).toMatchObject({ onDue: 65, reachedOn: "2024-08-31" });
    expect(due("2022-12-30")).toMatchObject({ status: "OVERDUE", daysLeft: -1, forecast: { onDue: null } });
    // A day later the line is a day further: 65 + 15 / 365 = 65,0410…
    expect(due("2023-01-01")).toMatchObject({ status: "BEHIND", daysLeft: 1, forecast: { onDue: 65.04 } });
    // What counts is the last figure, and not the day it is seen from.
    expect(due(END_2022, "2023-06-30")).toMatchObject({ status: "OVERDUE", forecast: { onDue: 65 } });
  });

  it("knows only the figures until the day it is seen from", () => {
    const counts: Counts[] = [
      [END_2021, 50, 100],
      [END_2022, 65, 100],
      [END_2023, 95, 100],
    ];
    expect(progress(MORE, counts, "2023-06-30")).toMatchObject({ status: "ON_TRACK", latestOn: END_2022 });
    expect(progress(MORE, counts, END_2022)).toMatchObject({ latestOn: END_2022, distance: 25 });
    expect(progress(MORE, counts, "2021-06-30")).toMatchObject({ status: "NO_OBSERVATION", latestOn: null });
  });

  it("without any figure is not known, and says how many days are left if a day is named", () => {
    const nothing = { distance: null, pace: null, neededPace: null, forecast: null, latestOn: null };
    expect(progress(MORE, [])).toEqual({ status: "NO_OBSERVATION", on: null, daysLeft: null, ...nothing });
    expect(progress(MORE, [], "2026-01-10")).toEqual({
      ...{ status: "NO_OBSERVATION", on: "2026-01-10", daysLeft: -10, ...nothing },
    });
  });

  it("is not computable where what was reported is no share: no denominator, or 0 of 0", () => {
    expect(progress(MORE, [[END_2022, 1_271_392, null]]).status).toBe("NOT_COMPUTABLE");
    expect(progress(MORE, [[END_2022, 0, 0]]).status).toBe("NOT_COMPUTABLE");
    // The last one that is a share counts.
    expect(
      progress(MORE, [
        [END_2021, 60, 100],
        [END_2022, 70, null],
      ]),
    ).toMatchObject({ latestOn: END_2021, distance: 30 });
  });

  it("is not measurable without a value, without a metric, or where neither more nor less is better", () => {
    const counts: Counts[] = [[END_2022, 60, 100]];
    expect(["NEITHER", null].map(comparisonBy)).toEqual([null, null]);
    for (const aim of [{ value: null }, { comparison: null }])
      expect(progress({ ...MORE, ...aim }, counts)).toMatchObject({ status: "NOT_MEASURABLE", distance: null });
  });

  it("is met at more than the value only, or at less, where the statement asks for that", () => {
    const at = (comparison: TargetComparison, percent: number) =>
      progress({ ...MORE, comparison }, [[END_2022, percent, 100]]).status === "MET";
    expect([89, 90, 91].map((percent) => at("MORE_THAN", percent))).toEqual([false, false, true]);
    expect([89, 90, 91].map((percent) => at("AT_LEAST", percent))).toEqual([false, true, true]);
    expect([89, 90, 91].map((percent) => at("LESS_THAN", percent))).toEqual([true, false, false]);
    expect([89, 90, 91].map((percent) => at("AT_MOST", percent))).toEqual([true, true, false]);
    // 10 points in 365 days, 10 left: at the value after 365 days, above it the day after.
    const until = (dueOn: string, comparison: TargetComparison) =>
      progress({ ...MORE, comparison, dueOn }, [
        [END_2021, 70, 100],
        [END_2022, 80, 100],
      ]);
    expect([until(END_2023, "AT_LEAST").status, until(END_2023, "MORE_THAN").status]).toEqual(["ON_TRACK", "BEHIND"]);
    expect(until("2024-01-01", "MORE_THAN")).toMatchObject({
      status: "ON_TRACK",
      forecast: { reachedOn: "2024-01-01" },
    });
  });

  it("has nothing to compare where the figures count something else", () => {
    expect(progress({ ...MORE, isOfTheSame: false }, [[END_2022, 95, 100]])).toEqual({
      ...{ status: "NOT_COMPUTABLE", on: null, daysLeft: null, latestOn: null },
      ...{ distance: null, pace: null, neededPace: null, forecast: null },
    });
  });

  it("says where the line of a share leaves 0 to 100, and nothing of what is no share or due before", () => {
    const leaves = (aim: Partial<Aim>, ...percents: [number, number]) =>
      progress({ ...MORE, ...aim }, [
        [END_2021, percents[0], 100],
        [END_2022, percents[1], 100],
      ]).forecast?.leavesRange;
    expect(leaves({ dueOn: END_2023 }, 60, 80)).toBe(false);
    expect(leaves({ dueOn: "2024-01-01" }, 60, 80)).toBe(true);
    expect(leaves({ dueOn: END_2023 }, 40, 20)).toBe(false);
    expect(leaves({ dueOn: "2024-01-01" }, 40, 20)).toBe(true);
    expect(leaves({ dueOn: "2024-01-01", isShare: false }, 60, 80)).toBeNull();
    expect(leaves({ dueOn: END_2021 }, 60, 80)).toBeNull();
    expect([leaves({ dueOn: END_2022 }, 60, 80), leaves({ dueOn: END_2022 }, 60, 112)]).toEqual([false, true]);
  });

  it("goes over percentages where the denominator changes, and says so", () => {
    // 60 of 100, then 70 of 140: more of them, and a smaller share, 60 % → 50 %.
    const changed = progress(MORE, [
      [END_2021, 60, 100],
      [END_2022, 70, 140],
    ]);
    expect(changed).toMatchObject({ status: "BEHIND", distance: 40, pace: -10 });
    expect(changed.forecast).toMatchObject({ denominatorChanged: true, reachedOn: null });
  });

  it("counts downwards where less is better", () => {
    // From 15 to 10 in a year, 5 left: reached 365 days on. Needed: 5 / 1096 × 365 = 1,6651…
    const falling = progress(LESS, [
      [END_2021, 15, 100],
      [END_2022, 10, 100],
    ]);
    expect(falling).toMatchObject({ status: "ON_TRACK", distance: 5, pace: 5, neededPace: 1.67 });
    // 10 − 1096 × 5 / 365 = −5,0137: a line knows no bounds.
    expect(falling.forecast).toMatchObject({ onDue: -5.01, reachedOn: END_2023 });
    expect(progress(LESS, [[END_2022, 5, 100]]).status).toBe("MET");
    expect(progress(LESS, [[END_2022, 0, 100]])).toMatchObject({ status: "MET", distance: -5 });
    expect(
      progress(LESS, [
        [END_2021, 6, 100],
        [END_2022, 8, 100],
      ]),
    ).toMatchObject({ status: "BEHIND", pace: -2 });
  });

  it("is neither a pace nor a forecast of two figures of one day", () => {
    const twice = progress(MORE, [
      [END_2022, 60, 100],
      [END_2022, 65, 100],
    ]);
    expect(twice).toMatchObject({ status: "NOT_ENOUGH_DATA", distance: 25, pace: null, forecast: null });
  });

  it("is not decided while the newest total has gaps, and measurable no more than otherwise", () => {
    const latest = share([END_2022, 60, 100]);
    const nothing = { distance: null, pace: null, neededPace: null, forecast: null };
    const seen = { dueOn: MORE.dueOn, on: END_2022, daysLeft: 1096, latest, ...nothing };
    expect(undecided(MORE, latest, END_2022)).toEqual({ status: "INCOMPLETE", ...seen });
    expect(undecided({ ...MORE, value: null }, latest, END_2022)).toEqual({ status: "NOT_MEASURABLE", ...seen });
  });

  it("names the last day of all calendars, and none after it", () => {
    // 1 point in 365 days: 25 points take 9125 days.
    const from = (on: string, before: string) =>
      progress({ ...MORE, dueOn: "9999-12-31" }, [
        [before, 64, 100],
        [on, 65, 100],
      ]).forecast?.reachedOn;
    expect(from("9975-01-06", "9974-01-06")).toBe("9999-12-31");
    expect(from("9975-01-07", "9974-01-07")).toBeNull();
  });

  it("takes printed percentages, whose denominators are not known", () => {
    const printed = [42.9, 45].map((value, i) => ({
      ...{ on: [END_2021, END_2022][i] ?? "", denominator: null },
      figure: exactValue("RATIO", { value, numerator: null, denominator: null }),
    }));
    const [first, second] = printed as [(typeof printed)[0], (typeof printed)[0]];
    for (const one of [
      [first, share([END_2022, 45, 100])],
      [share([END_2021, 45, 100]), second],
    ]) {
      expect(progressOf(MORE, one, null).forecast).toMatchObject({ denominatorChanged: null });
    }
    expect(progressOf(MORE, printed, null)).toMatchObject({
      ...{ distance: 45, pace: 2.1 },
      forecast: { denominatorChanged: null },
    });
  });
});
