import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { AREAS_LIST } from "../../server/concepts/area/area.format.js";
import { FACILITIES_LIST } from "../../server/concepts/facility/facility.format.js";
import { type Format } from "../../server/files/format.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { loadedDatabase } from "../support/database.js";
import { newSeed, randomOf } from "../support/random.js";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";
import { FILE_IMPORT } from "../support/uploads.js";

type Line = Readonly<Record<string, string>>;

const textOf = ({ columns }: Format, lines: readonly Line[]): string =>
  [
    columns.map(({ name }) => name).join(","),
    ...lines.map((line) => columns.map(({ name }) => line[name] ?? "").join(",")),
  ].join("\n");

describe("A tree that goes in a circle", () => {
  let server: TestServer;
  let headers: Record<string, string>;
  beforeAll(async () => {
    server = await serve(await loadedDatabase(), { now: () => Date.parse("2026-06-15T08:00:00+07:00") });
    await addTestAccount(server.db, "sở", "ADMIN");
    headers = (await signedIn(server, "sở")).headers;
  });
  afterAll(() => server.close());

  const importing = async (format: string, columns: Format, lines: readonly Line[]): Promise<Data> => {
    const { data, errors } = await runQuery(
      server,
      FILE_IMPORT,
      { input: { format, text: textOf(columns, lines) } },
      headers,
    );
    if (errors) throw new Error(JSON.stringify(errors));
    return data.fileImport.report;
  };
  const unit = (code: string, more: Line = {}): Line => ({
    ...{ code, name: `Trạm SYNTHETIC ${code}`, facility_type: "Trung tâm y tế", ownership: "PUBLIC", area: "46" },
    ...more,
  });

  it("is refused of areas in one file, and everything else is answered", async () => {
    const area = (code: string, parent: string): Line => ({
      code,
      name: `Xã SYNTHETIC ${code}`,
      area_type: "COMMUNE",
      parent,
      valid_from: "2026-01-01",
    });
    const { imported, problems } = await importing("AREAS", AREAS_LIST, [
      area("X1", "X2"),
      area("X2", "X3"),
      area("X3", "X1"),
      area("X4", "X4"),
    ]);
    expect(imported).toBe(false);
    expect(problems.map(({ row, column, message }: Data) => [row, column, message])).toEqual([
      [2, "parent", '"X2" itself lies within "X1", directly or not.'],
      [3, "parent", '"X3" itself lies within "X2", directly or not.'],
      [4, "parent", '"X1" itself lies within "X3", directly or not.'],
      [5, "parent", '"X4" itself lies within "X4", directly or not.'],
    ]);
    expect(
      (await dataOf(server, '{ facilities(filter: { areaCode: "46" }) { totalCount } }')).facilities.totalCount,
    ).toBeGreaterThan(0);
  });

  it("is refused of facilities also where it would hold on past days alone", async () => {
    const report = await importing("FACILITIES", FACILITIES_LIST, [
      unit("VONG-A", { valid_from: "2019-01-01", managed_by: "SYT" }),
      unit("VONG-B", { valid_from: "2019-01-01", managed_by: "VONG-A" }),
    ]);
    expect(report.problems).toEqual([]);
    const moved = await importing("FACILITIES", FACILITIES_LIST, [
      { code: "VONG-B", managed_by: "SYT", valid_from: "2024-01-01" },
    ]);
    expect(moved.problems).toEqual([]);
    const { problems } = await importing("FACILITIES", FACILITIES_LIST, [
      { code: "VONG-A", managed_by: "VONG-B", valid_from: "2020-01-01" },
    ]);
    expect(problems.map(({ column, message }: Data) => [column, message])).toEqual([
      ["managed_by", '"VONG-B" is itself managed by "VONG-A" on 2020-01-01, directly or not.'],
    ]);
  });

  it("never comes about, by whatever acts and files in whatever order, on any day", async () => {
    const below = randomOf(newSeed("management"));
    const one = <T>(of: readonly T[]): T => of[below(of.length)] as T;
    const codes = ["NGAU-1", "NGAU-2", "NGAU-3", "NGAU-4", "NGAU-5"];
    const days = Array.from({ length: 12 }, (_, i) => `20${10 + i}-01-01`);
    const first = await importing(
      "FACILITIES",
      FACILITIES_LIST,
      codes.map((code) => unit(code, { managed_by: "SYT" })),
    );
    expect(first.problems).toEqual([]);
    const outcomes = { done: 0, refused: 0 };
    for (let step = 0; step < 150; step += 1) {
      const lines = codes
        .filter(() => below(3) === 0)
        .map((code) => ({ code, managed_by: one(codes), valid_from: one(days) }));
      if (below(2) === 0) {
        const { imported } = await importing("FACILITIES", FACILITIES_LIST, lines);
        outcomes[imported ? "done" : "refused"] += 1;
      } else {
        const { facility } = await dataOf(server, `{ facility(code: "${one(codes)}") { id version } }`);
        const input = {
          id: facility.id,
          expectedVersion: facility.version,
          managedBy: one([...codes, "SYT"]),
          on: one(days),
        };
        const { userErrors } = await new Acting(server, headers, {}).payload("facilityReassign", input);
        outcomes[userErrors.length === 0 ? "done" : "refused"] += 1;
      }
    }
    expect(outcomes.done).toBeGreaterThan(5);
    expect(outcomes.refused).toBeGreaterThan(5);
    for (const asOf of [null, "2009-01-01", ...days, "2026-06-15"]) {
      const { data, errors } = await runQuery(
        server,
        `query ($codes: [String!]!, $asOf: LocalDate) { ${codes.map((code) => `${code.replace("-", "")}: facility(code: "${code}", asOf: $asOf) { code ancestors { code } }`).join(" ")} }`.replace(
          "$codes: [String!]!, ",
          "",
        ),
        { asOf },
      );
      expect(errors).toBeUndefined();
      for (const { code, ancestors } of Object.values<Data>(data)) {
        const above = ancestors.map((each: Data) => each.code);
        expect([asOf, code, new Set([code, ...above]).size]).toEqual([asOf, code, above.length + 1]);
        expect(above.at(-1)).toBe("SYT");
      }
    }
  });
});
