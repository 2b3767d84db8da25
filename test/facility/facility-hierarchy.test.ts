import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

/** The 24 units that the survey of 2022 lists beside the Department and Bệnh viện Giao thông vận tải. */
const MANAGED_THROUGHOUT = [
  ...["BV-BINHDIEN", "BV-DALIEU", "BV-MAT", "BV-PHCN", "BV-PHOI", "BV-RHM", "BV-TAMTHAN", "BV-YHCT"],
  ...["CC-ATVSTP", "CC-DSKHHGD", "CDC", "PK-BVSKCB", "TT-GDYK-PY", "TT-KIEMNGHIEM", "TT-VCCC"],
  ...["TTYT-ALUOI", "TTYT-HUONGTHUY", "TTYT-HUONGTRA", "TTYT-NAMDONG", "TTYT-PHONGDIEN"],
  ...["TTYT-PHULOC", "TTYT-PHUVANG", "TTYT-QUANGDIEN", "TTYT-TPHUE"],
];
/** Rows 20, 21 and 23 to 35 of appendix 2: hospitals of ministries and sectors, private hospitals and clinics. */
const GUIDED_THROUGHOUT = [
  ...["BV-CTCH", "BV-DHYD", "BV-HVT", "BV-QY268", "BV-TWHUE", "PK-102PVD", "PK-AULAC", "PK-AULAC-TS"],
  ...["PK-BSGD-DHYD", "PK-CQN", "PK-MEDIC-01BN", "PK-MEDIC-69NH", "PK-NXD", "PK-PHAPVIET", "PK-VIETNHAT"],
];
const sorted = (units: { code: string }[]): string[] => units.map(({ code }) => code).sort();

describe("The units of the health department", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const facility = async (code: string, asOf: string | null, fields: string) =>
    (
      await dataOf(
        server,
        `query ($code: String!, $asOf: LocalDate) { facility(code: $code, asOf: $asOf) { ${fields} } }`,
        { code, asOf },
      )
    ).facility;
  const everybody = async (asOf: string | null) =>
    (
      await dataOf(
        server,
        "query ($asOf: LocalDate) { facilities(asOf: $asOf, first: 100) { totalCount nodes { code } } }",
        { asOf },
      )
    ).facilities;

  it("are 42 on record without a day, 42 in 2019, and 41 on 7 December 2022", async () => {
    const all = ["SYT", "BV-GTVT", "BV-CHANMAY", ...MANAGED_THROUGHOUT, ...GUIDED_THROUGHOUT].sort();
    expect(all).toHaveLength(42);
    for (const day of [null, "2019-08-08", "2021-04-07"]) {
      const { totalCount, nodes } = await everybody(day);
      expect([totalCount, sorted(nodes)]).toEqual([42, all]);
    }
    for (const day of ["2021-04-08", "2022-12-07", "2026-01-01"]) {
      const { totalCount, nodes } = await everybody(day);
      expect([totalCount, sorted(nodes)]).toEqual([41, all.filter((code) => code !== "BV-CHANMAY")]);
    }
  });

  it.each([
    ["2019-08-08", ["BV-CHANMAY"], ["BV-GTVT"]],
    ["2021-12-31", [], ["BV-GTVT"]],
    ["2022-12-07", ["BV-GTVT"], []],
    [null, ["BV-CHANMAY", "BV-GTVT"], []],
  ])(
    "are managed or guided by the Department as of %s, with %j managed and %j guided",
    async (day, managed, guided) => {
      const { children, guides } = await facility("SYT", day, "children { code } guides { code }");
      expect(sorted(children)).toEqual([...MANAGED_THROUGHOUT, ...managed].sort());
      expect(sorted(guides)).toEqual([...GUIDED_THROUGHOUT, ...guided].sort());
    },
  );

  it("have their own view of it: each managed one has the Department as parent and only ancestor, the others none", async () => {
    const { facilities } = await dataOf(
      server,
      '{ facilities(asOf: "2022-12-07", first: 100) { nodes { code parent { code } ancestors { code } guidedBy { code } } } }',
    );
    const syt = { code: "SYT" };
    for (const { code, ...above } of facilities.nodes) {
      const managed = [...MANAGED_THROUGHOUT, "BV-GTVT"].includes(code);
      const guided = GUIDED_THROUGHOUT.includes(code);
      expect({ code, ...above }).toEqual({
        code,
        parent: managed ? syt : null,
        ancestors: managed ? [syt] : [],
        guidedBy: guided ? syt : null,
      });
    }
  });

  it("include Chân Mây in 2019, not in 2022; it went into the centre of Phú Lộc on 8 April 2021", async () => {
    const fields = "name closedOn parent { code } area { code } successor { code name } noteVi";
    const open = { name: "Bệnh viện Đa khoa Chân Mây", closedOn: null, parent: { code: "SYT" }, area: { code: "46" } };
    expect(await facility("BV-CHANMAY", "2019-08-08", fields)).toEqual({ ...open, successor: null, noteVi: null });
    expect(await facility("BV-CHANMAY", "2021-04-07", "closedOn")).toEqual({ closedOn: null });
    expect(await facility("BV-CHANMAY", "2021-04-08", "closedOn")).toBeNull();
    expect(await facility("BV-CHANMAY", "2022-12-07", fields)).toBeNull();
    expect(await facility("BV-CHANMAY", null, fields)).toEqual({
      ...{ ...open, closedOn: "2021-04-08" },
      successor: { code: "TTYT-PHULOC", name: "Trung tâm Y tế huyện Phú Lộc" },
      noteVi: "Sáp nhập vào Trung tâm Y tế huyện Phú Lộc ngày 08/04/2021.",
    });

    const absorbed = [{ code: "BV-CHANMAY", closedOn: "2021-04-08" }];
    const of = async (day: string | null) =>
      (await facility("TTYT-PHULOC", day, "predecessors { code closedOn }")).predecessors;
    expect([await of("2021-04-07"), await of("2021-04-08"), await of(null)]).toEqual([[], absorbed, absorbed]);
  });

  it("have the name of the day: Lao và bệnh phổi in 2019, Phổi in 2022", async () => {
    const nameOn = async (day: string | null) => (await facility("BV-PHOI", day, "name")).name;
    expect([await nameOn("2019-08-08"), await nameOn("2022-09-15")]).toEqual(
      Array(2).fill("Bệnh viện Lao và bệnh phổi"),
    );
    expect([await nameOn("2022-09-16"), await nameOn("2022-12-07"), await nameOn(null)]).toEqual(
      Array(3).fill("Bệnh viện Phổi"),
    );
  });

  it("include Giao thông vận tải, guided as a sector hospital in 2019, managed as a public one in 2022", async () => {
    const fields =
      "ownership actualBeds hospitalClass { labelVi } serviceLevel { code } parent { code } guidedBy { code }";
    const unknown = { actualBeds: null, hospitalClass: null, serviceLevel: null };
    const sector = { ...unknown, ownership: "SECTOR", parent: null };
    expect(await facility("BV-GTVT", "2019-08-07", fields)).toEqual({ ...sector, guidedBy: null });
    expect(await facility("BV-GTVT", "2019-08-08", fields)).toEqual({ ...sector, guidedBy: { code: "SYT" } });
    const surveyed = {
      ...{ ownership: "PUBLIC", actualBeds: 150, hospitalClass: { labelVi: "Hạng III" } },
      ...{ serviceLevel: { code: "PROVINCE" }, parent: { code: "SYT" }, guidedBy: null },
    };
    expect(await facility("BV-GTVT", "2022-12-07", fields)).toEqual(surveyed);
    expect(await facility("BV-GTVT", null, fields)).toEqual(surveyed);
  });

  it("keep the day of the question in nested fields unless they name their own", async () => {
    const of = await facility(
      "SYT",
      "2022-12-07",
      `children { code parent { code } } then: children(asOf: "2019-08-08") { code name parent { code } area { name } }
       guides(asOf: "2019-08-08") { code guidedBy { code } now: guidedBy(asOf: "2022-12-07") { code } parent(asOf: "2022-12-07") { code } }`,
    );
    expect(sorted(of.children)).toEqual([...MANAGED_THROUGHOUT, "BV-GTVT"].sort());
    expect(sorted(of.then)).toEqual([...MANAGED_THROUGHOUT, "BV-CHANMAY"].sort());
    const phoi = of.then.find(({ code }: { code: string }) => code === "BV-PHOI");
    expect(phoi).toEqual({
      ...{ code: "BV-PHOI", name: "Bệnh viện Lao và bệnh phổi", parent: { code: "SYT" } },
      area: { name: "Tỉnh Thừa Thiên Huế" },
    });
    expect(of.guides.find(({ code }: { code: string }) => code === "BV-GTVT")).toEqual({
      ...{ code: "BV-GTVT", guidedBy: { code: "SYT" }, now: null, parent: { code: "SYT" } },
    });
  });
});
