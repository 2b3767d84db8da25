import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { today } from "../../portal/src/format.js";
import { PAGES, WORKPLACE } from "../../portal/src/page-names.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { assessing, openRound } from "../support/assessments.js";
import { csvAt } from "../support/downloads.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { openChromium } from "./open-chromium.js";
import { lookedAt, openPortal, settled } from "./portal.js";

jest.setTimeout(180_000);

let server: TestServer;
let browser: Browser;
let page: Page;
let errors: string[];

beforeAll(async () => {
  server = await startTestServer();
  browser = await openChromium();
  ({ page, errors } = await openPortal(browser, server.url));
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const go = async (address: string): Promise<void> => {
  await page.goto(`${server.url}/${address}`);
  await settled(page);
};

/** Where the buttons of the page lead: name and parameters of each file. */
async function filesOffered(): Promise<[name: string, parameters: Record<string, string>][]> {
  const links = page.getByRole("link", { name: /^Tải Excel/ });
  const addresses = await links.evaluateAll((all) => all.map((each) => (each as HTMLAnchorElement).href));
  return addresses.map((each) => {
    const { pathname, searchParams } = new URL(each);
    return [pathname.replace("/export/", "").replace(".xlsx", ""), Object.fromEntries(searchParams)];
  });
}

/** The rows of a file below its header. */
const rowsOf = async ([name, parameters]: [string, Record<string, string>]): Promise<string[][]> =>
  (await csvAt(server, `/export/${name}.csv?${new URLSearchParams(parameters)}`)).slice(1);

/** The cells of a table that its caption begins with, row by row, with single spaces. */
const tableOf = (caption: RegExp): Promise<string[][]> =>
  page
    .locator("table", { has: page.locator("caption", { hasText: caption }) })
    .first()
    .locator("tbody tr")
    .evaluateAll((rows) =>
      rows.map((row) =>
        // biome-ignore lint/performance/useDomNodeTextContent: as it is read, with its line breaks
        [...(row as HTMLTableRowElement).cells].map((cell) => cell.innerText.replace(/\s+/g, " ").trim()),
      ),
    );

const countIn = (rows: string[][], column: number, value: string) => rows.filter((row) => row[column] === value).length;
const day = (iso = "") => iso.split("-").reverse().join("/");

type Files = [string, Record<string, string>][];
interface Case {
  address: string;
  files: Files;
  /** That the page shows what is in its files. */
  same(rows: string[][][]): Promise<void>;
}

const CASES: readonly Case[] = [
  {
    address: "",
    files: [["assessments", { round: "2022" }]],
    async same([levels = []]) {
      const bars = await page.getByRole("img", { name: "Số đơn vị ở mỗi mức" }).locator("g").allTextContents();
      expect(bars.map((text) => /(\d+)\/19/.exec(text)?.[1])).toEqual(
        ["Mức 2", "Mức 3"].map((level) => String(countIn(levels, 2, level))),
      );
      expect(levels).toHaveLength(19);
    },
  },
  {
    address: "co-so?tim=trung+tam&muc=2&so-huu=PUBLIC&sap=giuong-giam&ngay=2022-12-07",
    files: [
      [
        "facilities",
        {
          ...{ search: "trung tam", ownership: "PUBLIC", asOf: "2022-12-07", round: "2022", level: "2" },
          ...{ orderBy: "ACTUAL_BEDS", direction: "DESC" },
        },
      ],
    ],
    async same([rows = []]) {
      const shown = await tableOf(/ trong \d+ đơn vị/);
      expect(shown.length).toBeGreaterThan(5);
      expect(rows.map((row) => [row[1], row[14], `${row[16]} ${row[17]}`])).toEqual(
        shown.map(([name, , area, , , level]) => [name, area, level]),
      );
    },
  },
  {
    address: "mot-co-so?ma=TTYT-PHUVANG&ngay=2021-06-01",
    files: [
      ["assessments", { facility: "TTYT-PHUVANG", asOf: "2021-06-01" }],
      ["observations", { subject: "TTYT-PHUVANG", to: "2021-06-01" }],
    ],
    async same([levels = [], figures = []]) {
      expect(levels.map(([round, , level]) => `Công bố năm ${round} ${level}`)).toEqual(
        (await page.locator("dl.levels > div").allInnerTexts()).map((text) => text.replace(/\s+/g, " ")),
      );
      const shown = await tableOf(/Mỗi chỉ số một dòng/);
      expect(shown.length).toBeGreaterThan(0);
      expect(new Set(figures.map((row) => row[0])).size).toBe(shown.length);
      for (const row of figures) expect((row[3] ?? "") <= "2021-06-01").toBe(true);
    },
  },
  {
    address: "mot-co-so?ma=TTYT-PHUVANG",
    files: [
      ["assessments", { facility: "TTYT-PHUVANG" }],
      ["stated-needs", { facility: "TTYT-PHUVANG" }],
      ["observations", { subject: "TTYT-PHUVANG" }],
    ],
    async same([levels = [], needs = []]) {
      expect(levels.map(([round]) => round)).toEqual(["2020", "2022"]);
      expect(needs.map((row) => [row[2], row[3] === "Có" ? "Có" : "không nêu"])).toEqual(
        (await tableOf(/Nhu cầu và điều đã có/)).map(([system, need]) => [system, need]),
      );
    },
  },
  {
    address: "so-sanh?thuoc=479",
    files: [["level-changes", { from: "2020", to: "2022", under: "479" }]],
    async same([rows = []]) {
      expect(rows.map((row) => [row[2], row[3], row[4]])).toEqual(await tableOf(/^Tụt mức, đợt 2020 sang đợt 2022/));
    },
  },
  {
    address: "nhu-cau?thuoc=SYT",
    files: [
      ["stated-needs-table", { round: "2022", under: "SYT" }],
      ["stated-needs", { round: "2022", under: "SYT" }],
    ],
    async same([table = [], needs = []]) {
      const units = await tableOf(/ đơn vị × 10 hệ thống/);
      expect(table.filter(([place]) => place !== "")).toHaveLength(units.length);
      for (const [system = "", needed, ...counts] of await tableOf(/^Số đơn vị$/)) {
        const own = needs.filter((row) => row[2] === system);
        expect([system, needed?.split("/")[0]]).toEqual([system, String(countIn(own, 3, "Có"))]);
        const situations = [...new Set(own.map((row) => row[5] ?? ""))].map((each) => String(countIn(own, 5, each)));
        expect(counts.filter((count) => count !== "0").sort()).toEqual(situations.sort());
      }
    },
  },
  {
    address: "lo-trinh?nhom=INVESTMENT_PREPARATION&ngay=2022-12-07",
    files: [
      ["milestones", { track: "INVESTMENT_PREPARATION", asOf: "2022-12-07" }],
      ["targets", { on: "2022-12-07" }],
    ],
    async same([milestones = [], targets = []]) {
      expect(milestones.map((row) => [row[2], row[0], row[1] || "không rõ", row[3]?.toLowerCase(), row[5]])).toEqual(
        (await tableOf(/3 trong 20 mục/)).map(([title, track, year, status]) => [title, track, year, status, "0"]),
      );
      const shown = await tableOf(/21 trong 21 mục tiêu/);
      expect(targets.map((row) => [row[9], row[2], row[11]])).toEqual(
        shown.map(([document, statement, , , , progress]) => [
          document?.replace(/ hết hiệu lực.*/, ""),
          ...[statement, progress],
        ]),
      );
    },
  },
  {
    address: "lo-trinh?nam=2030",
    files: [
      ["milestones", { year: "2030" }],
      ["targets", { year: "2030", on: today() }],
    ],
    async same([milestones = [], targets = []]) {
      expect(milestones).toEqual([]);
      expect(targets.length).toBeGreaterThan(5);
      await page.getByText(`${targets.length} trong 21 mục tiêu`).waitFor();
    },
  },
  {
    address: "de-an-06?chi-so=ID_CARD_FACILITIES&ngay=2022-12-07",
    files: [
      ["observations", { metric: "ID_CARD_FACILITIES", to: "2022-12-07" }],
      ["observations", { programme: "PROJECT_06", to: "2022-12-07" }],
    ],
    async same([ofOne = [], all = []]) {
      await page.getByText(`${ofOne.length} trong ${ofOne.length} số liệu`).waitFor();
      const days = new Set((await tableOf(/Số liệu mới nhất của từng chỉ số/)).map((row) => row[2]));
      for (const each of days) expect(all.map((row) => day(row[3]))).toContain(each);
    },
  },
  {
    address: "doi-chieu?ket-qua=ROUNDING&loai=SHARE&tai-lieu=BRIEFING-2022-12-07",
    files: [["discrepancies", { status: "ROUNDING", kind: "SHARE", document: "BRIEFING-2022-12-07" }]],
    async same([rows = []]) {
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.map((row) => row[2])).toEqual(await page.locator("article.check h3").allInnerTexts());
    },
  },
  {
    address: "dia-ban?ma=478&tim=phu&ngay=2022-12-07",
    files: [
      ["facilities", { areaCode: "478", asOf: "2022-12-07" }],
      ["areas", { search: "phu", asOf: "2022-12-07" }],
    ],
    async same([facilities = [], areas = []]) {
      const shown = await tableOf(/ trong \d+ cơ sở/);
      expect(facilities.map((row) => [row[1], `${row[16]} ${row[17]}`.trim() || "chưa có số liệu"])).toEqual(
        shown.map(([name, , level]) => [name, level]),
      );
      await page.getByText(new RegExp(`^${areas.length} trong \\d+ địa bàn`)).waitFor();
    },
  },
  {
    address: "gia-dinh?gd=BV-MAT.HIS.6+PK-BVSKCB.LIS.BASIC",
    files: [["what-if", { round: "2022", assume: "PK-BVSKCB.LIS.BASIC" }]],
    async same([, all = []]) {
      const shown = await tableOf(/2 trong 19 đơn vị/);
      expect(all).toHaveLength(19);
      for (const [name, published, before, after] of shown) {
        const row = all.find((each) => each[1] === name);
        expect([published, before, after?.replace(/ [↑↓=].*/, "")]).toEqual(row?.slice(3, 6));
      }
    },
  },
];

describe("The file of every public page", () => {
  it("is looked at here, whatever pages there are", () => {
    const names = Object.keys(PAGES).filter((name) => !(name in WORKPLACE));
    expect([...new Set(CASES.map(({ address }) => address.replace(/\?.*/, "")))].sort()).toEqual(names.sort());
  });

  it.each(CASES)("has the day, the filters and the figures of /$address", async ({ address, files, same }) => {
    await go(address);
    const offered = await filesOffered();
    expect(offered).toEqual(files);
    const assumed = address.startsWith("gia-dinh")
      ? [await csvAt(server, "/export/what-if.csv?round=2022&assume=BV-MAT.HIS.6&assume=PK-BVSKCB.LIS.BASIC")]
      : [];
    await same([...(await Promise.all(offered.map(rowsOf))), ...assumed.map((rows) => rows.slice(1))]);
    expect(errors).toEqual([]);
  });

  it("is offered on a past day of the roadmap, where it says of which day it is", async () => {
    await go("lo-trinh?ngay=2022-12-07");
    expect(await lookedAt(page, "lo-trinh-ngay")).toEqual([]);
  });
});

describe("A round of 2026 that is opened and published", () => {
  it("is the one that all pages speak of, without anybody choosing it", async () => {
    await addTestAccount(server.db, "sở", "ADMIN");
    const department = assessing(server, (await signedIn(server, "sở")).headers);
    await openRound(department, "2026");
    await go("");
    await page.getByRole("heading", { name: "Mức ứng dụng công nghệ thông tin, đợt 2022" }).waitFor();

    let { id, version } = await department.done("assessmentStart", { facility: "BV-MAT", round: "2026" });
    const levels = { HIS: 5, INFRASTRUCTURE: 5 };
    const components = [
      ...Object.entries(levels).map(([component, level]) => ({ component, level })),
      ...["LIS", "RIS_PACS", "EMR", "MANAGEMENT"].map((component) => ({ component, grade: "BASIC" })),
    ];
    for (const [act, more] of [
      ["assessmentSave", { reportedLevel: 5, components }],
      ["assessmentSubmit", {}],
      ["assessmentVerify", {}],
      ["assessmentPublish", {}],
    ] as const)
      ({ id, version } = await department.done(act, { id, expectedVersion: version, ...more }));

    await go("");
    await page.getByRole("heading", { name: "Mức ứng dụng công nghệ thông tin, đợt 2026" }).waitFor();
    const bars = await page.getByRole("img", { name: "Số đơn vị ở mỗi mức" }).locator("g").allTextContents();
    expect(bars).toEqual([expect.stringMatching(/Mức 5.*1\/1/)]);
    expect(await filesOffered()).toEqual([["assessments", { round: "2026" }]]);
    await go("co-so?muc=5");
    await page.getByLabel("Mức công bố đợt 2026").waitFor();
    expect((await tableOf(/^1 trong 42 đơn vị/)).map(([name, , , , , level]) => [name, level])).toEqual([
      ["Bệnh viện Mắt Huế", "Mức 5 2026"],
    ]);
    await go("so-sanh");
    expect(await filesOffered()).toEqual([["level-changes", { from: "2022", to: "2026" }]]);
    expect(await page.getByLabel("Từ đợt").inputValue()).toBe("2022");
    expect(await page.getByLabel("Đến đợt").inputValue()).toBe("2026");
    await go("gia-dinh");
    expect(await page.getByLabel("Đợt", { exact: true }).inputValue()).toBe("2026");
    await go("nhu-cau");
    await page.getByText("đợt 2026 không có bảng nhu cầu").waitFor();
    expect(errors).toEqual([]);
  });
});
