import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Data, dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

/** As Decision 19/2025/QĐ-TTg has them: 21 phường and 19 xã. */
const COMMUNES = [
  "19753 Phường Phú Xuân",
  "19774 Phường Kim Long",
  "19777 Phường Vỹ Dạ",
  "19789 Phường Thuận Hoá",
  "19804 Phường Hương An",
  "19813 Phường Thuỷ Xuân",
  "19815 Phường An Cựu",
  "19819 Phường Phong Điền",
  "19828 Phường Phong Phú",
  "19831 Phường Phong Dinh",
  "19858 Phường Phong Thái",
  "19867 Xã Quảng Điền",
  "19873 Phường Phong Quảng",
  "19885 Xã Đan Điền",
  "19900 Phường Thuận An",
  "19909 Phường Dương Nỗ",
  "19918 Xã Phú Hồ",
  "19930 Phường Mỹ Thượng",
  "19942 Xã Phú Vang",
  "19945 Xã Phú Vinh",
  "19960 Phường Phú Bài",
  "19969 Phường Thanh Thuỷ",
  "19975 Phường Hương Thuỷ",
  "19996 Phường Hương Trà",
  "20014 Phường Hoá Châu",
  "20017 Phường Kim Trà",
  "20035 Xã Bình Điền",
  "20044 Xã A Lưới 2",
  "20050 Xã A Lưới 5",
  "20056 Xã A Lưới 1",
  "20071 Xã A Lưới 3",
  "20101 Xã A Lưới 4",
  "20107 Xã Phú Lộc",
  "20122 Xã Vinh Lộc",
  "20131 Xã Hưng Lộc",
  "20137 Xã Chân Mây - Lăng Cô",
  "20140 Xã Lộc An",
  "20161 Xã Khe Tre",
  "20179 Xã Nam Đông",
  "20182 Xã Long Quảng",
];
const DISTRICTS = ["474", "475", "476", "477", "478", "479", "480", "481", "482"];

describe("The communes of 1 July 2025", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const inCity = async (asOf: string): Promise<Data[]> =>
    (
      await dataOf(
        server,
        `query ($asOf: LocalDate) { area(code: "46", asOf: $asOf) { children {
           code name areaType validFrom parent { code } children { code } } } }`,
        { asOf },
      )
    ).area.children;

  it("are 40, directly under the city, on the day on which the last district is gone, and not a day before", async () => {
    const before = await inCity("2025-06-30");
    expect(before.map(({ code, areaType }) => [code, areaType])).toEqual(DISTRICTS.map((code) => [code, "DISTRICT"]));
    for (const asOf of ["2025-07-01", "2026-01-01"]) {
      expect(await inCity(asOf)).toEqual(
        COMMUNES.map((each) => ({
          ...{ code: each.slice(0, 5), name: each.slice(6), areaType: "COMMUNE", validFrom: "2025-07-01" },
          ...{ parent: { code: "46" }, children: [] },
        })),
      );
    }
  });

  it("each cite the decision that lists them, and say what the register does not know", async () => {
    const { areas } = await dataOf(
      server,
      `{ areas(filter: { areaType: COMMUNE }) { changes { changedOn kind successor { code } noteVi noteEn
           legalDocument { number issuedOn inForceOn } } } }`,
    );
    const established = {
      ...{ changedOn: "2025-07-01", kind: "ESTABLISHED", successor: null },
      noteVi:
        "Mã và tên theo danh mục của quyết định; sổ đăng ký chưa có văn bản thành lập đơn vị này, cũng như những xã, phường cũ hợp thành.",
      noteEn:
        "Code and name as in the list of the decision; the register has neither the document that founded this area nor the former communes and wards that it was made of.",
      legalDocument: { number: "19/2025/QĐ-TTg", issuedOn: "2025-06-30", inForceOn: "2025-07-01" },
    };
    expect(areas).toEqual(Array(40).fill({ changes: [established] }));
  });

  it("have no facility, since no document places one there: all that stood in a district stand in the city", async () => {
    const ofDay = async (asOf: string): Promise<Data> =>
      (
        await dataOf(
          server,
          `query ($asOf: LocalDate) { area(code: "46", asOf: $asOf) { facilities(first: 100) { totalCount nodes { area { code } } }
             children { code facilities { totalCount } } } }`,
          { asOf },
        )
      ).area;
    const [before, after] = [await ofDay("2025-06-30"), await ofDay("2025-07-01")];
    expect(before.children.filter(({ facilities }: Data) => facilities.totalCount > 0)).toHaveLength(7);
    expect([before.facilities.totalCount, after.facilities.totalCount]).toEqual([41, 41]);
    expect(after.children.filter(({ facilities }: Data) => facilities.totalCount > 0)).toEqual([]);
    expect(new Set(after.facilities.nodes.map(({ area }: Data) => area.code))).toEqual(new Set(["46"]));
  });

  it("leave every figure with the district that it was counted in", async () => {
    const owedBy = (code: string) => `metric(code: "COVID_RECORDS_OWED") { series(subject: "${code}") { on value } }`;
    const answer = await dataOf(
      server,
      `{ children: metric(code: "CHILDREN_UNDER_1") { total(under: "46", on: "2018-12-31") { on value reporting expected } }
         all: metric(code: "COVID_RECORDS_OWED") { total(under: "46") { value reporting expected } }
         city: ${owedBy("474")} phuLoc: ${owedBy("482")} huongThuy: ${owedBy("479")} commune: ${owedBy("19975")}
         areas(filter: { areaType: COMMUNE }) { latestObservations { id } } }`,
    );
    const on = "2022-10-27";
    expect(answer).toEqual({
      children: { total: { on: "2018-12-31", value: 19_683, reporting: 9, expected: 9 } },
      all: { total: { value: 129_905, reporting: 3, expected: 9 } },
      city: { series: [{ on, value: 66_692 }] },
      phuLoc: { series: [{ on, value: 39_205 }] },
      huongThuy: { series: [{ on, value: 24_008 }] },
      commune: { series: [] },
      areas: Array(40).fill({ latestObservations: [] }),
    });
  });
});
