import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const PROVINCE_OF_2022 = { code: "46", name: "Tỉnh Thừa Thiên Huế" };
const DISTRICTS_OF_2022 = [
  { code: "474", name: "Thành phố Huế" },
  { code: "476", name: "Huyện Phong Điền" },
  { code: "477", name: "Huyện Quảng Điền" },
  { code: "478", name: "Huyện Phú Vang" },
  { code: "479", name: "Thị xã Hương Thủy" },
  { code: "480", name: "Thị xã Hương Trà" },
  { code: "481", name: "Huyện A Lưới" },
  { code: "482", name: "Huyện Phú Lộc" },
  { code: "483", name: "Huyện Nam Đông" },
];
const DISTRICTS_OF_MARCH_2025 = [
  { code: "474", name: "Quận Thuận Hóa" },
  { code: "475", name: "Quận Phú Xuân" },
  { code: "476", name: "Thị xã Phong Điền" },
  ...DISTRICTS_OF_2022.slice(2, 8),
];

describe("The province", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const districts = async (asOf: string | null) =>
    (
      await dataOf(
        server,
        "query ($asOf: LocalDate) { areas(asOf: $asOf, filter: { areaType: DISTRICT }) { code name } }",
        { asOf },
      )
    ).areas;
  const named = async (code: string, asOf?: string) =>
    (
      await dataOf(server, "query ($code: String!, $asOf: LocalDate) { area(code: $code, asOf: $asOf) { name } }", {
        code,
        asOf,
      })
    ).area?.name ?? null;

  it.each(["2018-12-31", "2021-06-30", "2022-12-07", "2024-12-31"])(
    "has nine districts as of %s, Nam Đông one of them",
    async (day) => {
      expect(await districts(day)).toEqual(DISTRICTS_OF_2022);
    },
  );

  it.each(["2025-01-01", "2025-03-01", "2025-06-30"])(
    "has nine others as of %s: 474 is Quận Thuận Hóa, 475 is new, Phong Điền is a thị xã, Nam Đông is gone",
    async (day) => {
      expect(await districts(day)).toEqual(DISTRICTS_OF_MARCH_2025);
    },
  );

  it.each(["2025-07-01", "2026-01-01"])("has no district as of %s, only its communes", async (asOf) => {
    const { areas } = await dataOf(
      server,
      "query ($asOf: LocalDate) { areas(asOf: $asOf) { code name areaType parent { code } children { code } } }",
      { asOf },
    );
    const isCommune = ({ areaType }: Data) => areaType === "COMMUNE";
    const children = areas.filter(isCommune).map(({ code }: Data) => ({ code }));
    expect(children).toHaveLength(40);
    expect(areas.filter((area: Data) => !isCommune(area))).toEqual([
      { code: "46", name: "Thành phố Huế", areaType: "PROVINCE", parent: { code: "VN" }, children },
      { code: "VN", name: "Việt Nam", areaType: "COUNTRY", parent: null, children: [{ code: "46" }] },
    ]);
  });

  it("shows without a day all areas above its 40 communes on record, ended ones with their last day and their last name", async () => {
    const { areas } = await dataOf(server, "{ areas { code name areaType validFrom validTo } }");
    const abolished = { areaType: "DISTRICT", validFrom: null, validTo: "2025-07-01" };
    expect(areas).toHaveLength(53);
    expect(areas.filter(({ areaType }: Data) => areaType !== "COMMUNE")).toEqual([
      { code: "46", name: "Thành phố Huế", areaType: "PROVINCE", validFrom: null, validTo: null },
      { ...abolished, code: "474", name: "Thành phố Huế", validTo: "2025-01-01" },
      { ...abolished, code: "474", name: "Quận Thuận Hóa", validFrom: "2025-01-01" },
      { ...abolished, code: "475", name: "Quận Phú Xuân", validFrom: "2025-01-01" },
      { ...abolished, code: "476", name: "Thị xã Phong Điền" },
      ...DISTRICTS_OF_2022.slice(2, 8).map((district) => ({ ...abolished, ...district })),
      { ...abolished, code: "483", name: "Huyện Nam Đông", validTo: "2025-01-01" },
      { code: "VN", name: "Việt Nam", areaType: "COUNTRY", validFrom: null, validTo: null },
    ]);
  });

  it("became Thành phố Huế, the name that one of its districts had until then, on 1 January 2025", async () => {
    expect(await named("46", "2024-12-31")).toBe("Tỉnh Thừa Thiên Huế");
    expect(await named("46", "2025-01-01")).toBe("Thành phố Huế");
    expect(await named("46")).toBe("Thành phố Huế");
    expect(await named("474", "2024-12-31")).toBe("Thành phố Huế");
  });

  it("takes a code without a day for its latest holder, and one that nobody holds on the day for nothing", async () => {
    expect(await named("474")).toBe("Quận Thuận Hóa");
    expect(await named("483")).toBe("Huyện Nam Đông");
    expect([
      await named("483", "2025-03-01"),
      await named("475", "2022-12-07"),
      await named("474", "2026-01-01"),
    ]).toEqual([null, null, null]);
    expect([await named("999"), await named(""), await named("474 ")]).toEqual([null, null, null]);
  });

  it("is what all nine districts of 2022 lie in, and lies in Việt Nam", async () => {
    const { area } = await dataOf(
      server,
      '{ area(code: "VN", asOf: "2022-12-07") { name parent { code } children { code name parent { code } children { code name parent { code name } } } } }',
    );
    const children = DISTRICTS_OF_2022.map((district) => ({ ...district, parent: PROVINCE_OF_2022 }));
    const province = { ...PROVINCE_OF_2022, parent: { code: "VN" }, children };
    expect(area).toEqual({ name: "Việt Nam", parent: null, children: [province] });
  });

  it("keeps the day of the question in nested fields unless they name their own", async () => {
    const { area } = await dataOf(
      server,
      `{ area(code: "46", asOf: "2022-12-07") {
           name children { name }
           later: children(asOf: "2025-03-01") { code name parent { name } again: parent(asOf: "2022-12-07") { name children { code } } }
           communes: children(asOf: "2026-01-01") { parent { name } } } }`,
    );
    expect(area).toEqual({
      name: "Tỉnh Thừa Thiên Huế",
      children: DISTRICTS_OF_2022.map(({ name }) => ({ name })),
      later: DISTRICTS_OF_MARCH_2025.map((district) => ({
        ...district,
        parent: { name: "Thành phố Huế" },
        // The two quarters of 2025 had no parent in 2022: they were not there.
        again: ["474", "475"].includes(district.code)
          ? null
          : { name: "Tỉnh Thừa Thiên Huế", children: DISTRICTS_OF_2022.map(({ code }) => ({ code })) },
      })),
      communes: Array(40).fill({ parent: { name: "Thành phố Huế" } }),
    });
  });

  it("has no parent for Nam Đông on a day on which Nam Đông no longer exists", async () => {
    const { area } = await dataOf(
      server,
      '{ area(code: "483", asOf: "2022-12-07") { parent { name } later: parent(asOf: "2025-03-01") { name } } }',
    );
    expect(area).toEqual({ parent: { name: "Tỉnh Thừa Thiên Huế" }, later: null });
  });

  it("does not let a day know that it will end", async () => {
    const { areas } = await dataOf(server, '{ areas(asOf: "2022-12-07") { validTo } }');
    expect(areas).toEqual(Array(11).fill({ validTo: null }));
  });

  it("refuses a day that is not in the calendar, also in a nested field", async () => {
    for (const query of [
      '{ areas(asOf: "2023-02-29") { code } }',
      '{ area(code: "46") { children(asOf: "2022") { code } } }',
    ]) {
      const { errors, status } = await runQuery(server, query);
      expect([status, errors?.map(({ extensions }) => extensions.code)]).toEqual([400, ["BAD_USER_INPUT"]]);
      expect(errors?.[0]?.message).toMatch(/is not a calendar day; write it as "YYYY-MM-DD"/);
    }
  });
});
