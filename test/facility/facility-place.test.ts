import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Data, dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

/** Each of the nine centres stands in the district that it is named after, as long as there is one. */
const IN_2022: Record<string, string> = {
  "TTYT-ALUOI": "481 Huyện A Lưới",
  "TTYT-HUONGTHUY": "479 Thị xã Hương Thủy",
  "TTYT-HUONGTRA": "480 Thị xã Hương Trà",
  "TTYT-NAMDONG": "483 Huyện Nam Đông",
  "TTYT-PHONGDIEN": "476 Huyện Phong Điền",
  "TTYT-PHULOC": "482 Huyện Phú Lộc",
  "TTYT-PHUVANG": "478 Huyện Phú Vang",
  "TTYT-QUANGDIEN": "477 Huyện Quảng Điền",
  "TTYT-TPHUE": "474 Thành phố Huế",
};
/** Nam Đông lies in Phú Lộc now; in which of the two new quarters the centre of Huế stands, no document says. */
const IN_MARCH_2025 = {
  ...IN_2022,
  "TTYT-NAMDONG": "482 Huyện Phú Lộc",
  "TTYT-PHONGDIEN": "476 Thị xã Phong Điền",
  "TTYT-TPHUE": "46 Thành phố Huế",
};
const IN_2026 = Object.fromEntries(Object.keys(IN_2022).map((code) => [code, "46 Thành phố Huế"]));
/** Without a day: the last place that a document states, also where the district has ended since. */
const LAST_STATED = { ...IN_MARCH_2025, "TTYT-TPHUE": "474 Thành phố Huế" };

describe("The nine district centres", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const placed = ({ code, area }: Data): [string, string] => [code, `${area.code} ${area.name}`];

  it.each([
    ["2018-12-31", IN_2022],
    ["2022-12-07", IN_2022],
    ["2024-12-31", IN_2022],
    ["2025-03-01", IN_MARCH_2025],
    ["2026-01-01", IN_2026],
    [null, LAST_STATED],
  ])("stand where they stood as of %s", async (asOf, places) => {
    const { facilities } = await dataOf(
      server,
      `query ($asOf: LocalDate) { facilities(asOf: $asOf, filter: { search: "TTYT", facilityType: ["HEALTH_CENTRE"] }) {
         nodes { code area { code name } } } }`,
      { asOf },
    );
    const centres = facilities.nodes.filter(({ code }: Data) => code in IN_2022);
    expect(Object.fromEntries(centres.map(placed))).toEqual(places);
  });

  it("stand elsewhere in a field that names its own day, whatever the day of the question", async () => {
    const { facilities } = await dataOf(
      server,
      `{ facilities(asOf: "2026-01-01", filter: { search: "Trung tâm Y tế" }) { nodes {
           code then: area(asOf: "2022-12-07") { code name } later: area(asOf: "2025-03-01") { code name } } } }`,
    );
    const centres = facilities.nodes.filter(({ code }: Data) => code in IN_2022);
    expect(Object.fromEntries(centres.map(({ code, then: area }: Data) => placed({ code, area })))).toEqual(IN_2022);
    expect(Object.fromEntries(centres.map(({ code, later: area }: Data) => placed({ code, area })))).toEqual(
      IN_MARCH_2025,
    );
  });

  const inArea = async (code: string, asOf: string | null) => {
    const { area } = await dataOf(
      server,
      `query ($code: String!, $asOf: LocalDate) { area(code: $code, asOf: $asOf) {
         name facilities(first: 100) { totalCount nodes { code } } } }`,
      { code, asOf },
    );
    return area && [area.name, area.facilities.totalCount, area.facilities.nodes.map(({ code: unit }: Data) => unit)];
  };

  it("are each the only unit known to stand in its district of 2022", async () => {
    for (const [unit, place] of Object.entries(IN_2022)) {
      const [code = "", ...name] = place.split(" ");
      expect(await inArea(code, "2022-12-07")).toEqual([name.join(" "), 1, [unit]]);
    }
  });

  it("are two in Phú Lộc in March 2025, none in Quận Thuận Hóa, and all in the province in 2026", async () => {
    expect(await inArea("482", "2025-03-01")).toEqual(["Huyện Phú Lộc", 2, ["TTYT-NAMDONG", "TTYT-PHULOC"]]);
    expect(await inArea("474", "2025-03-01")).toEqual(["Quận Thuận Hóa", 0, []]);
    expect(await inArea("482", "2026-01-01")).toBeNull();
    const [name, count, units] = (await inArea("46", "2026-01-01")) ?? [];
    expect([name, count]).toEqual(["Thành phố Huế", 41]);
    expect(units).toEqual(expect.arrayContaining(Object.keys(IN_2022)));
  });

  it("and all other units lie in the province on every day, and in the country", async () => {
    for (const [day, count] of [
      ["2018-12-31", 42],
      ["2022-12-07", 41],
      ["2025-03-01", 41],
      ["2026-01-01", 41],
      [null, 42],
    ] as const) {
      expect([day, (await inArea("46", day))?.[1], (await inArea("VN", day))?.[1]]).toEqual([day, count, count]);
    }
  });
});
