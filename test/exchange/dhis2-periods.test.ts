import { describe, expect, it } from "@jest/globals";
import { adxPeriodOf, daysIn, periodOf } from "../../server/exchange/dhis2/period.js";
import { isUid, uidOf } from "../../server/exchange/dhis2/uid.js";

// DHIS2's documentation, Web API: "Date and period format" and "ADX period definitions".
describe("A period of DHIS2", () => {
  it.each([
    ["20040315", null, "2004-03-15", "2004-03-15/P1D"],
    ["2004W10", "2004-03-01", "2004-03-07", "2004-03-01/P7D"],
    ["2020W53", "2020-12-28", "2021-01-03", "2020-12-28/P7D"],
    ["200403", "2004-03-01", "2004-03-31", "2004-03-01/P1M"],
    ["200401B", "2004-01-01", "2004-02-29", "2004-01-01/P2M"],
    ["2004Q1", "2004-01-01", "2004-03-31", "2004-01-01/P3M"],
    ["2004S1", "2004-01-01", "2004-06-30", "2004-01-01/P6M"],
    ["2004AprilS1", "2004-04-01", "2004-09-30", "2004-04-01/P6M"],
    ["2004", "2004-01-01", "2004-12-31", "2004-01-01/P1Y"],
    ["2004April", "2004-04-01", "2005-03-31", "2004-04-01/P1Y"],
    ["2004July", "2004-07-01", "2005-06-30", "2004-07-01/P1Y"],
    ["2004Oct", "2004-10-01", "2005-09-30", "2004-10-01/P1Y"],
  ])("%s is from %s to %s, in ADX %s, and comes back", (period, from, on, adx) => {
    expect([daysIn(period), daysIn(adx)]).toEqual([
      { from, on },
      { from, on },
    ]);
    expect([periodOf({ from, on }), adxPeriodOf({ from, on })]).toEqual([{ period }, { period: adx }]);
  });

  it("that DHIS2 does not have is the last day with the first one beside it; ADX has it", () => {
    const days = { from: "2018-05-01", on: "2018-12-31" };
    expect(periodOf(days)).toEqual({ period: "20181231", attributeOptionCombo: "Frm20180501" });
    expect(adxPeriodOf(days)).toEqual({ period: "2018-05-01/P245D" });
    expect(daysIn("2018-05-01/P245D")).toEqual(days);
    const ofOneDay = { from: "2018-05-01", on: "2018-05-01" };
    expect(periodOf(ofOneDay)).toEqual({ period: "20180501", attributeOptionCombo: "Frm20180501" });
    expect(adxPeriodOf(ofOneDay)).toEqual({ period: "2018-05-01/P1D", attributeOptionCombo: "Frm20180501" });
  });

  it.each([
    "",
    "x",
    "2004Q5",
    "20041301",
    "2004W54",
    "2005W53",
    "2015WedW5",
    "200413",
    "2015-06-02/P1M",
    "2015-06-01/P0D",
    "2015-06-01/P99999D",
  ])("is not %j", (period) => expect(daysIn(period)).toBeUndefined());
});

it("An id of DHIS2 is a letter and ten letters and digits, the same for the same code", () => {
  const ids = ["SYT", "474", "474@2025-01-01"].map((code) => uidOf("ORG_UNIT", code));
  expect([ids.every(isUid), new Set(ids).size, uidOf("ORG_UNIT", "SYT")]).toEqual([true, 3, ids[0]]);
});
