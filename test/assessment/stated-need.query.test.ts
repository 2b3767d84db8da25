import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Data, dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

/** The ten columns of the table of needs, as printed. */
const SYSTEMS: readonly (readonly [code: string, labelVi: string])[] = [
  ["INFRASTRUCTURE", "Hạ tầng CNTT"],
  ["HIS", "HIS Lvl 6"],
  ["LIS", "LIS"],
  ["RIS_PACS", "RIS – PACS"],
  ["EMR", "EMR"],
  ["MANAGEMENT", "QL/ĐH"],
  ["CITIZEN_APP", "APP cho người dân"],
  ["CLINICIAN_APP", "App cho BS/ĐD"],
  ["PORTAL", "Portal"],
  ["TELEHEALTH", "KCB từ xa"],
];

describe("The stated needs", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const needsOf = async (code: string, args = "", asOf?: string): Promise<Data[]> =>
    (
      await dataOf(
        server,
        `query ($code: String!, $asOf: LocalDate) { facility(code: $code, asOf: $asOf) {
           statedNeeds${args} { system { code labelVi } needed round { code } source { document { code } section } } } }`,
        { code, asOf },
      )
    ).facility.statedNeeds;

  it.each([
    [
      "BV-GTVT",
      ["INFRASTRUCTURE", "RIS_PACS", "EMR", "MANAGEMENT", "CITIZEN_APP", "CLINICIAN_APP", "PORTAL", "TELEHEALTH"],
    ],
    ["BV-BINHDIEN", ["LIS", "EMR", "CITIZEN_APP", "CLINICIAN_APP"]],
    ["BV-YHCT", ["LIS", "MANAGEMENT"]],
    ["TTYT-NAMDONG", ["HIS", "RIS_PACS", "EMR", "MANAGEMENT", "CITIZEN_APP", "PORTAL"]],
  ])("of %s are %j, and of the others it states none", async (code, wanted) => {
    const source = { document: { code: "BRIEFING-2022-12-07" }, section: "Nhu cầu ứng dụng CNTT" };
    expect(await needsOf(code)).toEqual(
      SYSTEMS.map(([system, labelVi]) => ({
        ...{ system: { code: system, labelVi }, needed: wanted.includes(system), round: { code: "2022" }, source },
      })),
    );
  });

  it("of 19 units are 137 of 190, from 18 for EMR down to 1 for remote treatment", async () => {
    const { facilities } = await dataOf(
      server,
      "{ facilities(first: 100) { nodes { code statedNeeds { system { code } needed } } } }",
    );
    const asked = facilities.nodes.filter(({ statedNeeds }: Data) => statedNeeds.length > 0);
    expect(asked).toHaveLength(19);
    const needs: Data[] = asked.flatMap(({ statedNeeds }: Data) => statedNeeds);
    const sums = SYSTEMS.map(([code]) => [
      code,
      needs.filter(({ system, needed }) => system.code === code && needed).length,
    ]);
    expect([needs.length, Object.fromEntries(sums)]).toEqual([
      190,
      {
        ...{ INFRASTRUCTURE: 12, HIS: 13, LIS: 14, RIS_PACS: 15, EMR: 18, MANAGEMENT: 16 },
        ...{ CITIZEN_APP: 16, CLINICIAN_APP: 15, PORTAL: 17, TELEHEALTH: 1 },
      },
    ]);
  });

  it("are none where the unit was not asked, and are not known before the survey closed", async () => {
    expect(await needsOf("CDC")).toEqual([]);
    expect(await needsOf("BV-TWHUE")).toEqual([]);
    expect(await needsOf("BV-MAT", "", "2022-09-30")).toEqual([]);
    expect(await needsOf("BV-MAT", "", "2022-10-01")).toHaveLength(10);
    expect(await needsOf("BV-MAT", '(round: "2022")')).toHaveLength(10);
    expect(await needsOf("BV-MAT", '(round: "2020")')).toEqual([]);
  });
});
