import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { readCodeMap } from "../../server/exchange/dhis2/code-map.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { type Answer, databaseWithoutFigures, departmentOf, importedOf, jsonAt, sendDhis2 } from "../support/dhis2.js";
import { serve, startTestServer, type TestServer } from "../support/server.js";

/** The units and data elements of the examples in DHIS2's documentation, as figures of ours. */
const CODES = `type,code,dhis2_id,dhis2_code,category_option_combo
ORG_UNIT,BV-PHOI,DiszpKrYNg8,OU_559,
ORG_UNIT,BV-MAT,FNnj3jKGS7i,,
DATA_ELEMENT,LINKUPS,f7n9E0hX8qk,VCCT_0,
DATA_ELEMENT,LINKUPS_SUCCEEDED.NUMERATOR,Ix2HsbDMLea,,
DATA_ELEMENT,LINKUPS_SUCCEEDED.DENOMINATOR,eY5ehpbEsB7,,
DATA_ELEMENT,LINKUPS_FAILED.NUMERATOR,,VCCT_1,"GENDER=FMLE,HIV_AGE=AGE0-14"
DATA_ELEMENT,LINKUPZ,,,
`;

/** https://docs.dhis2.org/en/develop/using-the-api/dhis-core-version-master/data.html, "Sending data values". */
const OF_ONE_UNIT = {
  dataSet: "pBOMPrpg1QX",
  completeDate: "2014-02-03",
  period: "201401",
  orgUnit: "DiszpKrYNg8",
  dataValues: [
    { dataElement: "f7n9E0hX8qk", value: "1" },
    { dataElement: "Ix2HsbDMLea", value: "2" },
    { dataElement: "eY5ehpbEsB7", value: "3" },
  ],
};
const OF_ONE_UNIT_IN_XML = `<dataValueSet xmlns="http://dhis2.org/schema/dxf/2.0" dataSet="pBOMPrpg1QX"
  completeDate="2014-02-03" period="201401" orgUnit="DiszpKrYNg8">
  <dataValue dataElement="f7n9E0hX8qk" value="12"/>
  <dataValue dataElement="Ix2HsbDMLea" value="14"/>
  <dataValue dataElement="eY5ehpbEsB7" value="16"/>
</dataValueSet>`;
/** "Sending bulks of data values". */
const OF_MORE = {
  dataValues: [
    { dataElement: "f7n9E0hX8qk", period: "201401", orgUnit: "DiszpKrYNg8", value: "12" },
    { dataElement: "f7n9E0hX8qk", period: "201401", orgUnit: "FNnj3jKGS7i", value: "14" },
    { dataElement: "f7n9E0hX8qk", period: "201402", orgUnit: "DiszpKrYNg8", value: "16" },
    { dataElement: "f7n9E0hX8qk", period: "201402", orgUnit: "Jkhdsf8sdf4", value: "18" },
  ],
};
/** "ADX data format", of its ten values the first two. */
const IN_ADX = `<adx xmlns="urn:ihe:qrph:adx:2015" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="urn:ihe:qrph:adx:2015 ../schema/adx_loose.xsd"
  exported="2015-02-08T19:30:00Z">
  <group orgUnit="OU_559" period="2015-06-01/P1M"
    completeDate="2015-07-01" dataSet="(TB/HIV)VCCT">
    <dataValue dataElement="VCCT_0" GENDER="FMLE" HIV_AGE="AGE0-14" value="32"/>
    <dataValue dataElement="VCCT_1" GENDER="FMLE" HIV_AGE="AGE0-14" value="20"/>
  </group>
</adx>`;

let server: TestServer;
async function close(): Promise<void> {
  expect(server.reported).toEqual([]);
  await server.close();
}

const value = (more: object): { dataValues: object[] } => ({
  dataValues: [{ dataElement: "LINKUPS", orgUnit: "BV-PHOI", period: "201401", value: "1", ...more }],
});

const linkups = async (query = "") =>
  (await jsonAt(server, `/dataValueSets.json?dataSet=HEALTH_RECORD_2019${query}`)).dataValues;

describe("The examples of DHIS2's documentation, with a map of their codes,", () => {
  afterEach(close);

  it("are imported as figures of the units and metrics that the map names, and given back by the same ids", async () => {
    server = await serve(await databaseWithoutFigures(), {}, { codes: await readCodeMap("codes.csv", CODES) });
    const headers = await departmentOf(server);
    const first = await sendDhis2(server, "/api/dataValueSets", OF_ONE_UNIT, headers);
    // Of a ratio two values are one figure.
    expect(importedOf(first)).toEqual({
      ...{ status: "SUCCESS", imported: 2, updated: 0, ignored: 0, deleted: 0, conflicts: [] },
    });
    expect(first.answer.response.warnings).toEqual([
      {
        ...{ object: "", errorCode: "UNKNOWN_NAME", property: "map", indexes: [] },
        value: 'The map of codes names "LINKUPZ", which nothing on record is called. Nearest: "LINKUPS".',
      },
    ]);
    const given = (values: readonly string[]) =>
      values.map((value, i) => ({
        dataElement: OF_ONE_UNIT.dataValues[i]?.dataElement,
        ...{ period: "201401", orgUnit: "DiszpKrYNg8", value },
      }));
    expect(await linkups()).toEqual(given(["1", "2", "3"]));
    const second = await sendDhis2(server, "/dataValueSets", OF_ONE_UNIT_IN_XML, headers);
    expect(importedOf(second)).toMatchObject({ status: "SUCCESS", imported: 0, updated: 2, ignored: 0 });
    expect(await linkups()).toEqual(given(["12", "14", "16"]));
    const again = await sendDhis2(server, "/dataValueSets", OF_ONE_UNIT_IN_XML, headers);
    expect(importedOf(again)).toMatchObject({ status: "SUCCESS", imported: 0, updated: 0, ignored: 2 });
  });

  it("are refused as a whole for a unit that nothing is called, with its place", async () => {
    server = await serve(await databaseWithoutFigures(), {}, { codes: await readCodeMap("codes.csv", CODES) });
    const headers = await departmentOf(server);
    const refused = await sendDhis2(server, "/dataValueSets", OF_MORE, headers);
    expect([refused.status, refused.answer.response.rejectedIndexes, importedOf(refused)]).toEqual([
      409,
      [3],
      {
        ...{ status: "ERROR", imported: 0, updated: 0, ignored: 3, deleted: 0 },
        conflicts: [
          {
            ...{ object: "Jkhdsf8sdf4", errorCode: "UNKNOWN_NAME", property: "orgUnit", indexes: [3] },
            value: 'No facility or area is called "Jkhdsf8sdf4".',
          },
        ],
      },
    ]);
    expect(await linkups()).toEqual([]);
    const some = { dataValues: OF_MORE.dataValues.slice(0, 3) };
    expect(importedOf(await sendDhis2(server, "/dataValueSets", some, headers))).toMatchObject({ imported: 3 });
  });

  it("are refused for dimensions that the map does not name, and taken for those that it does", async () => {
    server = await serve(await databaseWithoutFigures(), {}, { codes: await readCodeMap("codes.csv", CODES) });
    const headers = await departmentOf(server);
    const { status, answer } = await sendDhis2(server, "/dataValueSets", IN_ADX, headers);
    expect([status, answer.response.conflicts]).toEqual([
      409,
      [
        {
          ...{ object: "VCCT_0", errorCode: "UNKNOWN_NAME", property: "dataElement", indexes: [0] },
          value: '"VCCT_0" has no part "GENDER=FMLE,HIV_AGE=AGE0-14" here; say in the map of codes which metric it is.',
        },
      ],
    ]);
    const withoutFirst = IN_ADX.replace(/<dataValue dataElement="VCCT_0".*/, "");
    expect(importedOf(await sendDhis2(server, "/dataValueSets", withoutFirst, headers))).toMatchObject({ imported: 1 });
    expect(await linkups("&idScheme=code&dataElement=VCCT_1")).toEqual([
      {
        ...{ dataElement: "VCCT_1", period: "201506", orgUnit: "OU_559", value: "20" },
        categoryOptionCombo: "GENDER=FMLE,HIV_AGE=AGE0-14",
      },
    ]);
  });
});

describe("A map of codes", () => {
  it("that cannot be read is told line by line", async () => {
    const wrong =
      "type,code,dhis2_id\nORG_UNIT,SYT,short\nDATA_ELEMENTS,LINKUPS,f7n9E0hX8qk\nORG_UNIT,SYT,f7n9E0hX8qk\n";
    await expect(readCodeMap("codes.csv", wrong)).rejects.toThrow(
      /line 2.*"short" is no id of DHIS2[\s\S]*line 3.*"DATA_ELEMENTS" is not one of[\s\S]*line 4.*An earlier line/,
    );
  });
});

describe("Data values", () => {
  let headers: Record<string, string>;
  beforeAll(async () => {
    server = await serve(await databaseWithoutFigures());
    headers = await departmentOf(server);
  });
  afterAll(close);

  it.each<[string, object, [property: string, errorCode: string, sentence: RegExp]]>([
    [
      "a metric nearly called so",
      { dataElement: "LINKUP" },
      ["dataElement", "UNKNOWN_NAME", /No metric is called "LINKUP"\. Nearest: "LINKUPS"/],
    ],
    ["a unit nearly called so", { orgUnit: "BV-PHOII" }, ["orgUnit", "UNKNOWN_NAME", /Nearest: "BV-PHOI"/]],
    ["no period", { period: "2014X" }, ["period", "NOT_A_DATE", /is no period that is known here/]],
    ["a blank", { value: "" }, ["value", "MISSING_VALUE", /a blank is no 0/]],
    ["a number with a comma", { value: "1,5" }, ["value", "NOT_A_NUMBER", /is no number/]],
    ["more digits than are kept", { value: "1234567890123456.5" }, ["value", "NOT_A_NUMBER", /at most 15 digits/]],
    [
      "what is neither true nor false",
      { dataElement: "LINKUP_CONNECTED", value: "maybe" },
      ["value", "NOT_A_CHOICE", /neither true nor false/],
    ],
    ["what is not counted in halves", { value: "1.5" }, ["value", "NOT_A_NUMBER", /is no whole number/]],
    ["a day to come", { period: "20991231" }, ["period", "INCONSISTENT", /./]],
    ["a deletion", { deleted: true }, ["deleted", "INCONSISTENT", /by people, for a reason/]],
    [
      "another disaggregation",
      { categoryOptionCombo: "Prlt0C1RF0s" },
      ["dataElement", "UNKNOWN_NAME", /has no part "Prlt0C1RF0s"/],
    ],
    [
      "another attribute",
      { attributeOptionCombo: "wbrDrL2aYEc" },
      ["attributeOptionCombo", "UNKNOWN_NAME", /does not tell a first day/],
    ],
    ["a metric of areas for a facility", { dataElement: "CHILDREN_UNDER_1" }, ["orgUnit", "INCONSISTENT", /./]],
  ])("are refused for %s", async (_, more, [property, errorCode, sentence]) => {
    const { status, answer } = await sendDhis2(server, "/dataValueSets?idScheme=code", value(more), headers);
    expect([status, answer.response.conflicts]).toEqual([
      409,
      [expect.objectContaining({ property, errorCode, indexes: [0], value: expect.stringMatching(sentence) })],
    ]);
  });
});

describe("Data values that are taken", () => {
  afterEach(close);

  it("of a ratio stay as they are on record where only one of them is sent", async () => {
    server = await serve(await databaseWithoutFigures());
    const headers = await departmentOf(server);
    const at = { orgUnit: "BV-PHOI", period: "201401" };
    const send = (dataValues: object[]) => sendDhis2(server, "/dataValueSets?idScheme=code", { dataValues }, headers);
    await send([
      { dataElement: "LINKUPS_FAILED.NUMERATOR", ...at, value: "1" },
      { dataElement: "LINKUPS_FAILED.DENOMINATOR", ...at, value: "4", comment: "đã kiểm tra" },
    ]);
    expect(importedOf(await send([{ dataElement: "LINKUPS_FAILED.NUMERATOR", ...at, value: "2" }]))).toMatchObject({
      updated: 1,
    });
    expect(await linkups("&idScheme=code")).toEqual([
      { dataElement: "LINKUPS_FAILED.NUMERATOR", ...at, value: "2", comment: "đã kiểm tra" },
      { dataElement: "LINKUPS_FAILED.DENOMINATOR", ...at, value: "4" },
    ]);
  });

  it("are not taken off the record by a blank, nor by a day without the first one of the period", async () => {
    server = await serve(await databaseWithoutFigures());
    const headers = await departmentOf(server);
    const send = (more: object) => sendDhis2(server, "/dataValueSets?idScheme=code", value(more), headers);
    const odd = { period: "20181231", attributeOptionCombo: "Frm20180501" };
    const ratio = { ...odd, dataElement: "LINKUPS_FAILED.DENOMINATOR", value: "9" };
    for (const more of [{ ...odd, value: "7" }, ratio])
      expect(importedOf(await send(more))).toMatchObject({ imported: 1 });
    const blank = { ...odd, value: "", comment: '{"blank":true}' };
    expect(importedOf(await send(blank))).toMatchObject({ status: "SUCCESS", updated: 0, ignored: 1 });
    const part = { dataElement: "LINKUPS_FAILED.NUMERATOR", period: "20181231", value: "2" };
    expect(importedOf(await send(part))).toMatchObject({ imported: 0, updated: 1 });
    expect((await linkups("&idScheme=code")).map((each: Answer) => [each.dataElement, each.value])).toEqual([
      ["LINKUPS", "7"],
      ["LINKUPS_FAILED.NUMERATOR", "2"],
      ["LINKUPS_FAILED.DENOMINATOR", "9"],
    ]);
  });

  it("replace nothing that another source says, and are kept in the trail with who sent them", async () => {
    server = await startTestServer();
    const headers = await departmentOf(server);
    const period = { period: "20181231", attributeOptionCombo: "Frm20180501" };
    const other = await sendDhis2(server, "/dataValueSets?idScheme=code", value({ ...period, value: "5" }), headers);
    expect([other.status, importedOf(other).conflicts]).toEqual([
      409,
      [expect.objectContaining({ errorCode: "OTHER_SOURCE" })],
    ]);
    const before = new Date().toISOString();
    const own = "/dataValueSets?idScheme=code&clientMutationId=once";
    for (const _ of [1, 2]) {
      expect(importedOf(await sendDhis2(server, own, value({}), headers))).toMatchObject({ imported: 1, updated: 0 });
    }
    const [entry] = await server.db.query<{ act: string; actor: string }>(
      "SELECT act, actor FROM audit_entry WHERE object_type = 'Import' ORDER BY id DESC LIMIT 1",
    );
    expect(entry).toEqual({ act: "fileImport", actor: "sở" });
    const since = await linkups(`&idScheme=code&lastUpdated=${before}`);
    expect(since).toEqual([{ dataElement: "LINKUPS", orgUnit: "BV-PHOI", period: "201401", value: "1" }]);
    expect(await linkups("&lastUpdated=2999-01-01")).toEqual([]);
    expect((await linkups("&lastUpdatedDuration=1h")).length).toBeGreaterThan(1);
  });

  it("of their own facility are for editors too, of others they are not", async () => {
    server = await serve(await databaseWithoutFigures());
    await addTestAccount(server.db, "phổi", "FACILITY_EDITOR", "BV-PHOI");
    const { headers } = await signedIn(server, "phổi");
    const send = (more: object) => sendDhis2(server, "/dataValueSets?idScheme=code", value(more), headers);
    expect(importedOf(await send({}))).toMatchObject({ status: "SUCCESS", imported: 1 });
    const refused = await send({ orgUnit: "BV-MAT" });
    expect([refused.status, refused.answer.response.conflicts[0].value]).toEqual([
      409,
      expect.stringContaining("No facility of yours is known as"),
    ]);
  });

  it("are found by data element, data set, unit and what lies in it, period and days", async () => {
    server = await startTestServer();
    const found = async (query: string) =>
      (await jsonAt(server, `/dataValueSets.json?idScheme=code&${query}`)).dataValues.map(
        (each: Answer) => each.orgUnit,
      );
    expect(await found("dataElement=LINKUPS&orgUnit=BV-PHOI&endDate=2018-12-31")).toEqual(["BV-PHOI"]);
    expect(await found("dataElement=LINKUPS&orgUnit=BV-PHOI&period=20181231")).toEqual([]);
    expect(await found("dataElement=CHILDREN_UNDER_1&orgUnit=46")).toEqual([]);
    const under = await found("dataElement=CHILDREN_UNDER_1&orgUnit=46&children=true&period=2018");
    expect([under.length, new Set(under).size]).toEqual([9, 9]);
    expect(await found("dataElement=COVID_DOSES_GIVEN&period=20221027")).toEqual(["46"]);
    expect(await found("dataSet=PROJECT_06&startDate=2022-11-01&endDate=2022-11-01")).not.toEqual([]);
  });
});
