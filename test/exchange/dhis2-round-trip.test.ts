import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import {
  type Answer,
  databaseWithoutFigures,
  databaseWithoutUnits,
  departmentOf,
  importedOf,
  jsonAt,
  readDhis2,
  sendDhis2,
} from "../support/dhis2.js";
import { serve, startTestServer, type TestServer } from "../support/server.js";

/** Without the instant at which it was made. */
const withoutInstant = (adx: string): string => adx.replace(/exported="[^"]*"/, "");

describe("What a server hands to DHIS2", () => {
  let from: TestServer;
  let metadata: Answer;
  beforeAll(async () => {
    from = await startTestServer();
    metadata = await jsonAt(from, "/metadata.json");
  });
  afterAll(async () => {
    expect(from.reported).toEqual([]);
    await from.close();
  });

  it.each([
    ["JSON by id", "/dataValueSets.json", ""],
    ["JSON by code", "/dataValueSets.json?idScheme=code", "?idScheme=code"],
    ["ADX", "/dataValueSets.adx", ""],
  ])("gives all figures to a server that has none, as %s, and that hands on the same", async (_, address, scheme) => {
    const other = await serve(await databaseWithoutFigures());
    const headers = await departmentOf(other);
    const text = await readDhis2(from, address);
    const sent = address.includes(".adx") ? text : JSON.parse(text);
    const tried = await sendDhis2(other, `/dataValueSets${scheme || "?"}&dryRun=true`, sent, headers);
    expect([tried.status, importedOf(tried)]).toEqual([
      200,
      { status: "SUCCESS", imported: 410, updated: 0, ignored: 0, deleted: 0, conflicts: [] },
    ]);
    expect((await jsonAt(other, "/dataValueSets.json")).dataValues).toEqual([]);
    const done = await sendDhis2(other, `/dataValueSets${scheme}`, sent, headers);
    expect([done.status, importedOf(done)]).toEqual([tried.status, importedOf(tried)]);
    expect(withoutInstant(await readDhis2(other, address))).toBe(withoutInstant(text));
    const again = await sendDhis2(other, `/dataValueSets${scheme}`, sent, headers);
    expect(importedOf(again)).toMatchObject({ status: "SUCCESS", imported: 0, updated: 0, ignored: 410 });
    expect(other.reported).toEqual([]);
    await other.close();
  });

  it("says of a figure what is beside it: quotes, notes, about, blanks, and periods that DHIS2 does not have", async () => {
    const { dataValues } = await jsonAt(from, "/dataValueSets.json?idScheme=code");
    const of = (element: string, unit: string) =>
      dataValues.filter((each: Answer) => each.dataElement === element && each.orgUnit === unit);
    const [snomed] = of("EMR_SNOMED", "VN");
    expect([snomed.period, snomed.value, JSON.parse(snomed.comment)]).toEqual([
      "20221117",
      "2.4",
      {
        note_vi: expect.stringContaining("Ngày của hội thảo"),
        note_en: expect.stringContaining("The day of the workshop"),
        quote: expect.stringContaining("(~29 đơn vị)"),
        ...{ approximate: true, on_stands_in: true },
      },
    ]);
    const [reported, blank] = [
      { period: "20181231", attributeOptionCombo: "Frm20180501" },
      { period: "20190731", attributeOptionCombo: "Frm20190101" },
    ].map((when) => ({ dataElement: "LINKUPS", ...when, orgUnit: "BV-PHOI" }));
    expect(of("LINKUPS", "BV-PHOI")).toEqual([
      { ...reported, value: "4336" },
      { ...blank, comment: '{"blank":true}' },
    ]);
    expect(of("LINKUPS_SUCCEEDED.NUMERATOR", "BV-PHOI")).toEqual([
      { ...reported, dataElement: "LINKUPS_SUCCEEDED.NUMERATOR", value: "4335" },
    ]);
    expect(of("LINKUP_CONNECTED", "BV-PHOI")).toMatchObject([{ period: "20190808", value: "true" }]);
    const adx = await readDhis2(from, "/dataValueSets.adx?dataElement=LINKUPS&orgUnit=BV-PHOI&endDate=2018-12-31");
    expect(withoutInstant(adx)).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<adx xmlns="urn:ihe:qrph:adx:2015" >\n' +
        '<group orgUnit="BV-PHOI" period="2018-05-01/P245D" dataSet="HEALTH_RECORD_2019">\n' +
        '<dataValue value="4336" dataElement="LINKUPS"/>\n</group>\n</adx>\n',
    );
  });

  it("gives areas and facilities to a server that has none, which hands on the same", async () => {
    const other = await serve(await databaseWithoutUnits());
    const headers = await departmentOf(other);
    const tried = await sendDhis2(other, "/metadata?importMode=VALIDATE", metadata, headers);
    expect([tried.status, tried.answer.response.stats]).toEqual([
      200,
      {
        created: 53,
        updated: 0,
        deleted: 0,
        ignored: metadata.organisationUnits.length - 53 + metadata.dataElements.length,
        total: expect.any(Number),
      },
    ]);
    const done = await sendDhis2(other, "/metadata", metadata, headers);
    expect([done.status, done.answer.response.stats.created]).toEqual([200, metadata.organisationUnits.length]);
    expect(await jsonAt(other, "/metadata.json")).toEqual(metadata);
    const again = await sendDhis2(other, "/metadata", metadata, headers);
    expect([again.status, again.answer.response.stats]).toMatchObject([200, { created: 0, updated: 0 }]);
    expect(other.reported).toEqual([]);
    await other.close();
  });
});
