import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

describe("The law", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const changesOf = async (code: string, asOf?: string) =>
    (
      await dataOf(
        server,
        `query ($code: String!, $asOf: LocalDate) { area(code: $code, asOf: $asOf) {
           changes { changedOn kind successor { code name } legalDocument { number } } } }`,
        { code, asOf },
      )
    ).area.changes;
  const REDRAWN = {
    ...{ changedOn: "2021-07-01", kind: "BOUNDARY", successor: null },
    legalDocument: { number: "Nghị quyết ngày 27/04/2021 (số không ghi)" },
  };
  const BY_1314 = { legalDocument: { number: "1314/NQ-UBTVQH15" } };
  const ABOLISHED = { changedOn: "2025-07-01", kind: "ABOLISHED", successor: null, legalDocument: null };

  it.each(["474", "478", "479", "480"])("redrew the boundary of %s on 1 July 2021, and 2022 knows it", async (code) => {
    expect(await changesOf(code, "2021-06-30")).toEqual([]);
    expect(await changesOf(code, "2022-12-07")).toEqual([REDRAWN]);
  });

  it("gave Nam Đông to Phú Lộc and divided Huế in two on 1 January 2025", async () => {
    const merged = { changedOn: "2025-01-01", kind: "MERGED", successor: { code: "482", name: "Huyện Phú Lộc" } };
    expect(await changesOf("483")).toEqual([{ ...merged, ...BY_1314 }]);
    expect(await changesOf("483", "2024-12-31")).toEqual([]);
    const { areas } = await dataOf(
      server,
      "{ areas { name validTo changes { changedOn kind successor { code name } legalDocument { number } } } }",
    );
    const split = { changedOn: "2025-01-01", kind: "SPLIT", ...BY_1314 };
    expect(
      areas.find(({ validTo, name }: { validTo: string; name: string }) => name === "Thành phố Huế" && validTo),
    ).toEqual({
      ...{ name: "Thành phố Huế", validTo: "2025-01-01" },
      changes: [
        REDRAWN,
        { ...split, successor: { code: "474", name: "Quận Thuận Hóa" } },
        { ...split, successor: { code: "475", name: "Quận Phú Xuân" } },
      ],
    });
    expect(await changesOf("474")).toEqual([ABOLISHED]);
    expect(await changesOf("476")).toEqual([
      { changedOn: "2025-01-01", kind: "STATUS", successor: null, ...BY_1314 },
      ABOLISHED,
    ]);
  });

  it("tells of the city of Huế of 2022 what became of it by a later day", async () => {
    const { area } = await dataOf(
      server,
      `{ area(code: "474", asOf: "2022-12-07") { name
         day: changes { kind } eve: changes(asOf: "2024-12-31") { kind }
         later: changes(asOf: "2025-01-01") { kind successor { name } } } }`,
    );
    expect(area).toEqual({
      ...{ name: "Thành phố Huế", day: [{ kind: "BOUNDARY" }], eve: [{ kind: "BOUNDARY" }] },
      later: [
        { kind: "BOUNDARY", successor: null },
        { kind: "SPLIT", successor: { name: "Quận Thuận Hóa" } },
        { kind: "SPLIT", successor: { name: "Quận Phú Xuân" } },
      ],
    });
  });

  it("made the province a city of its own rank, under another document, and enlarged Phú Lộc, on the same day", async () => {
    const status = { changedOn: "2025-01-01", kind: "STATUS", successor: null };
    expect(await changesOf("46")).toEqual([{ ...status, legalDocument: { number: "175/2024/QH15" } }]);
    expect(await changesOf("482")).toEqual([{ ...status, kind: "BOUNDARY", ...BY_1314 }, ABOLISHED]);
  });
});
