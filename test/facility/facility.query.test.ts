import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

/** The units by what the survey of 2022 and the letter of 2019 say of them. */
const SURVEYED_CENTRES = [
  "ALUOI",
  "HUONGTHUY",
  "HUONGTRA",
  "NAMDONG",
  "PHONGDIEN",
  "PHULOC",
  "PHUVANG",
  "QUANGDIEN",
  "TPHUE",
].map((place) => `TTYT-${place}`);
const PRIVATE_CLINICS = [
  ...["PK-102PVD", "PK-AULAC", "PK-AULAC-TS", "PK-CQN", "PK-MEDIC-01BN", "PK-MEDIC-69NH", "PK-NXD", "PK-PHAPVIET"],
  "PK-VIETNHAT",
];
const CLASS_2_CENTRES = ["TTYT-ALUOI", "TTYT-HUONGTHUY", "TTYT-HUONGTRA", "TTYT-PHULOC", "TTYT-PHUVANG", "TTYT-TPHUE"];
const CLASS_3_CENTRES = ["TTYT-NAMDONG", "TTYT-PHONGDIEN", "TTYT-QUANGDIEN"];

describe("A facility", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const CARD = `id code name aliases actualBeds openedOn closedOn ownership facilityType { code labelVi labelEn }
    serviceLevel { code labelVi } hospitalClass { code labelVi } profileFrom profileSource { document { code issuedOn } section }`;
  const one = async (args: string, fields = CARD) =>
    (await dataOf(server, `{ facility(${args}) { ${fields} } }`)).facility;

  it("is found by its code, with what the survey of 2022 prints and every spelling that the documents use", async () => {
    expect(await one('code: "TTYT-PHUVANG"')).toEqual({
      ...{ id: expect.any(String), code: "TTYT-PHUVANG", name: "Trung tâm Y tế huyện Phú Vang", actualBeds: 250 },
      ...{ openedOn: null, closedOn: null, ownership: "PUBLIC" },
      aliases: ["TTYT Phú Vang", "TTYT huyện Phú Vang", "TTYThuyện Phú Vang"],
      facilityType: { code: "HEALTH_CENTRE", labelVi: "Trung tâm y tế", labelEn: "Health centre" },
      serviceLevel: { code: "DISTRICT", labelVi: "Huyện/Thị Xã" },
      hospitalClass: { code: "CLASS_2", labelVi: "Hạng II" },
      profileFrom: "2022-09-16",
      profileSource: {
        document: { code: "BRIEFING-2022-12-07", issuedOn: "2022-12-07" },
        section: "Đối tượng khảo sát",
      },
    });
  });

  it("is found by its id, the same one", async () => {
    const byCode = await one('code: "PK-AULAC-TS"');
    expect(await one(`id: ${JSON.stringify(byCode.id)}`)).toEqual(byCode);
  });

  it("without class and beds in the survey has null for both, never 0", async () => {
    expect(await one('code: "CDC"', "facilityType { code } actualBeds hospitalClass { code }")).toEqual({
      facilityType: { code: "HEALTH_CENTRE" },
      actualBeds: null,
      hospitalClass: null,
    });
  });

  it.each(["4601", "TTYT", "ttyt-phuvang", "", "TTYT-PHUVANG ", "TTYT-PHUVANG'--"])(
    "with the unknown code %j is null without an error",
    async (code) => {
      expect(
        await runQuery(server, "query ($code: String) { facility(code: $code) { name } }", { code }),
      ).toMatchObject({
        status: 200,
        data: { facility: null },
      });
    },
  );

  it("with an id of nothing, or of something else, is null without an error", async () => {
    const { assessmentRound } = await dataOf(server, '{ assessmentRound(code: "2022") { id } }');
    for (const id of ["", "x", "RmFjaWxpdHk6OTk5OTk5", assessmentRound.id]) {
      expect(await one(`id: ${JSON.stringify(id)}`)).toBeNull();
    }
  });

  it("is asked for by code or by id, not by both and not by neither, says the refusal in the reader's language", async () => {
    for (const args of ['(code: "SYT", id: "x")', "", "(code: null, id: null)"]) {
      const query = `{ facility${args} { name } }`;
      const [en, vi] = [await runQuery(server, query), await runQuery(server, query, {}, { "accept-language": "vi" })];
      expect(
        [en, vi].map(({ status, errors }) => [status, errors?.[0]?.extensions.code, errors?.[0]?.message]),
      ).toEqual([
        [400, "BAD_USER_INPUT", "Give either `code` or `id`: exactly one of them says which facility is meant."],
        [400, "BAD_USER_INPUT", "Hãy ghi `code` hoặc `id`: đúng một trong hai để xác định cơ sở."],
      ]);
    }
  });

  const LIST = `query ($filter: FacilityFilter, $asOf: LocalDate) {
    facilities(filter: $filter, asOf: $asOf, first: 100) { totalCount nodes { code } } }`;
  const found = async (filter: object | null, asOf?: string): Promise<string[]> => {
    const { facilities } = await dataOf(server, LIST, { filter, asOf });
    const codes = facilities.nodes.map(({ code }: Data) => code);
    expect(facilities.totalCount).toBe(codes.length);
    return codes.sort();
  };

  it.each([
    ["general hospitals", { facilityType: ["GENERAL_HOSPITAL"] }, ["BV-BINHDIEN", "BV-CHANMAY", "BV-GTVT"]],
    ["health centres: nine and the CDC", { facilityType: ["HEALTH_CENTRE"] }, ["CDC", ...SURVEYED_CENTRES]],
    [
      "specialised units",
      { facilityType: ["SPECIALISED_UNIT"] },
      ["CC-ATVSTP", "CC-DSKHHGD", "TT-GDYK-PY", "TT-KIEMNGHIEM", "TT-VCCC"],
    ],
    [
      "the Department or a family doctor",
      { facilityType: ["HEALTH_DEPARTMENT", "FAMILY_DOCTOR_CLINIC"] },
      ["PK-BSGD-DHYD", "SYT"],
    ],
    ["units at district level", { serviceLevel: ["DISTRICT"] }, SURVEYED_CENTRES],
    ["hospitals of class I", { hospitalClass: ["CLASS_1"] }, []],
    [
      "units of class II",
      { hospitalClass: ["CLASS_2"] },
      ["BV-MAT", "BV-PHCN", "BV-TAMTHAN", "BV-YHCT", ...CLASS_2_CENTRES],
    ],
    [
      "units of class III",
      { hospitalClass: ["CLASS_3"] },
      ["BV-BINHDIEN", "BV-DALIEU", "BV-GTVT", "BV-PHOI", "BV-RHM", ...CLASS_3_CENTRES],
    ],
    ["private units", { ownership: ["PRIVATE"] }, ["BV-CTCH", "BV-HVT", ...PRIVATE_CLINICS]],
    ["units of other sectors", { ownership: ["SECTOR"] }, ["BV-DHYD", "BV-QY268", "BV-TWHUE", "PK-BSGD-DHYD"]],
    ["units in Phú Vang", { areaCode: "478" }, ["TTYT-PHUVANG"]],
    ["whoever a centre manages, and itself", { under: "TTYT-PHULOC" }, ["TTYT-PHULOC"]],
    ["one of no types at all", { facilityType: [] }, []],
    ["centres of class III", { facilityType: ["HEALTH_CENTRE"], hospitalClass: ["CLASS_3"] }, CLASS_3_CENTRES],
    [
      "centres of class III or II in a place called Điền, under the Department, public, in the province",
      {
        ...{ facilityType: ["HEALTH_CENTRE"], hospitalClass: ["CLASS_3", "CLASS_2"], search: "điền", under: "SYT" },
        ...{ ownership: ["PUBLIC"], areaCode: "46", serviceLevel: ["DISTRICT"] },
      },
      ["TTYT-PHONGDIEN", "TTYT-QUANGDIEN"],
    ],
    ["private units under the Department", { ownership: ["PRIVATE"], under: "SYT" }, []],
  ])("is listed among %s", async (_which, filter, codes) => {
    expect(await found(filter)).toEqual([...codes].sort());
  });

  it("is managed by the Department or is it: 27 of the 42 on record, 26 in 2019, 26 on 7 December 2022", async () => {
    const counts = [null, "2019-08-08", "2022-12-07"].map(
      async (day) => (await found({ under: "SYT" }, day ?? undefined)).length,
    );
    expect(await Promise.all(counts)).toEqual([27, 26, 26]);
  });

  it("is not left out by a condition that is null", async () => {
    const nothing = { search: null, facilityType: null, ownership: null, areaCode: null, under: null };
    expect(await found(nothing)).toEqual(await found(null));
    expect(await found(null)).toHaveLength(42);
  });

  it("is listed as of a day by what held on that day", async () => {
    expect(await found({ ownership: ["SECTOR"] }, "2019-08-08")).toContain("BV-GTVT");
    expect(await found({ ownership: ["SECTOR"] }, "2022-12-07")).not.toContain("BV-GTVT");
    expect(await found({ hospitalClass: ["CLASS_3"] }, "2019-08-08")).toEqual([]);
    expect(await found({ areaCode: "482" }, "2025-03-01")).toEqual(["TTYT-NAMDONG", "TTYT-PHULOC"]);
    expect(await found({ areaCode: "474" }, "2025-03-01")).toEqual([]);
  });

  it.each([
    [
      { facilityType: ["HEALTH_CENTER"] },
      /^No FACILITY_TYPE has code "HEALTH_CENTER"\. Did you mean "HEALTH_CENTRE"\? Known: /,
    ],
    [{ hospitalClass: ["Hạng II"] }, /^No HOSPITAL_CLASS has code "Hạng II"\..* Known: CLASS_1, CLASS_2, CLASS_3\.$/],
    [
      { serviceLevel: ["DISTRICT", "COMMUNE"] },
      /^No SERVICE_LEVEL has code "COMMUNE"\..* Known: PROVINCE, DISTRICT\.$/,
    ],
    [{ facilityType: Array(51).fill("HOSPITAL") }, /^51 facility types .*50/],
    [{ search: "x".repeat(201) }, /^`search` .*200/],
  ])("is not listed by %j, which is refused with a sentence", async (filter, sentence) => {
    const { status, errors } = await runQuery(server, LIST, { filter });
    expect([status, errors?.length, errors?.[0]?.extensions]).toEqual([400, 1, { code: "BAD_USER_INPUT" }]);
    expect(errors?.[0]?.message).toMatch(sentence);
  });
});
