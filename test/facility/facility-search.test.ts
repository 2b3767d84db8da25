import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Data, dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const CALLED_GENERAL = [
  ...["BV-BINHDIEN", "BV-CHANMAY", "PK-102PVD", "PK-AULAC", "PK-AULAC-TS", "PK-CQN", "PK-MEDIC-01BN"],
  ...["PK-MEDIC-69NH", "PK-NXD", "PK-PHAPVIET", "PK-VIETNHAT"],
];
const BINH_DIEN = ["BV-BINHDIEN"];

describe("A search", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const found = async (search: string, asOf?: string): Promise<string[]> => {
    const { facilities } = await dataOf(
      server,
      `query ($search: String, $asOf: LocalDate) {
         facilities(filter: { search: $search }, asOf: $asOf, first: 100) { totalCount nodes { code } } }`,
      { search, asOf },
    );
    const codes = facilities.nodes.map(({ code }: Data) => code);
    expect(facilities.totalCount).toBe(codes.length);
    return codes.sort();
  };

  it.each([
    ["phu vang", ["TTYT-PHUVANG"]],
    ["Phú Vang", ["TTYT-PHUVANG"]],
    ["PHÚ  VANG", ["TTYT-PHUVANG"]],
    ["vang phu", ["TTYT-PHUVANG"]],
    ["ph van", ["PK-102PVD", "TTYT-PHUVANG"]],
    ["da khoa", CALLED_GENERAL],
    ["Đa khoa", CALLED_GENERAL],
    ["đk", CALLED_GENERAL],
    ["BVĐK", ["BV-BINHDIEN", "BV-CHANMAY"]],
    ["bvdk", ["BV-BINHDIEN", "BV-CHANMAY"]],
    ["bv dk binh dien", BINH_DIEN],
    ["BVĐK Bình Điền", BINH_DIEN],
    ["bệnh viện đa khoa bình điền", BINH_DIEN],
    ["BV-BINHDIEN", BINH_DIEN],
    ["ttyt thi xa huong", ["TTYT-HUONGTHUY", "TTYT-HUONGTRA"]],
    ["medic", ["PK-MEDIC-01BN", "PK-MEDIC-69NH"]],
    ["medic nguyễn huệ", ["PK-MEDIC-69NH"]],
    ["âu lạc", ["PK-AULAC", "PK-AULAC-TS"]],
    ["au lac thanh son", ["PK-AULAC-TS"]],
    ["phcn", ["BV-PHCN"]],
    ["khoẻ cán bộ", ["PK-BVSKCB"]],
    ["khỏe cán bộ", ["PK-BVSKCB"]],
    ["lao và bệnh phổi", ["BV-PHOI"]],
    ["268", ["BV-QY268"]],
  ])("for %j finds %j", async (search, codes) => {
    expect(await found(search)).toEqual([...codes].sort());
    expect(await found(search.normalize("NFD"))).toEqual([...codes].sort());
  });

  it.each(["%", "_", "%%", "---", "'", '"', "\\", "(", "🏥"])("for the sign %j alone finds nothing", async (search) => {
    expect(await found(search)).toEqual([]);
  });

  it.each(["vang ' OR 1=1 --", "phu% vang_x", "ang"])(
    "for %j finds nothing: signs are blanks, and words begin at their beginning",
    async (search) => {
      expect(await found(search)).toEqual([]);
    },
  );

  it.each(["", " ", "\t\n", "\u00a0"])("for the blank %j is no condition", async (search) => {
    expect(await found(search)).toHaveLength(42);
  });

  it("as of a day finds only what existed then, by any name that it ever had", async () => {
    expect([await found("chan may", "2019-08-08"), await found("chan may", "2022-12-07")]).toEqual([
      ["BV-CHANMAY"],
      [],
    ]);
    expect([await found("bệnh viện phổi", "2019-08-08"), await found("lao", "2022-12-07")]).toEqual([
      ["BV-PHOI"],
      ["BV-PHOI"],
    ]);
  });
});
