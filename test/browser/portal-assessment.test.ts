import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { parse } from "csv-parse/sync";
import type { Browser, Page } from "playwright-core";
import { csvAt } from "../support/downloads.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { openChromium } from "./open-chromium.js";
import { DESK, focused, keepScreenshot, lookedAt, openPortal, PHONE, settled } from "./portal.js";

jest.setTimeout(120_000);

/** "Nhu cầu ứng dụng CNTT" of the briefing, as printed. */
const PRINTED: string[][] = parse(readFileSync("data/briefing-2022-12-07/stated-needs.csv"), { bom: true });
const FELL = [
  ["Bệnh viện Răng Hàm Mặt Huế", "Mức 3", "Mức 2"],
  ["Trung tâm Y tế huyện Phú Lộc", "Mức 3", "Mức 2"],
  ["Trung tâm Y tế thị xã Hương Trà", "Mức 3", "Mức 2"],
  ["Trung tâm Y tế thị xã Hương Thủy", "Mức 4", "Mức 2"],
];

let server: TestServer;
let browser: Browser;
let page: Page;
let errors: string[];

beforeAll(async () => {
  server = await startTestServer();
  browser = await openChromium();
  ({ page, errors } = await openPortal(browser, `${server.url}/`));
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const go = (path: string) => page.goto(`${server.url}/${path}`);
const table = (name: string) => page.getByRole("region", { name, exact: true });

/** What the cells of a table say, row by row. */
async function rowsOf(name: string): Promise<string[][]> {
  await table(name).waitFor();
  return table(name)
    .locator("tbody tr")
    .evaluateAll((rows) =>
      rows.map((row) =>
        // biome-ignore lint/performance/useDomNodeTextContent: as it is read, with its line breaks
        [...(row as HTMLTableRowElement).cells].map((cell) => cell.innerText.replace(/\s+/g, " ").trim()),
      ),
    );
}

/** Names and figures of the bars of a picture, as they are drawn. */
const barsOf = (name: string) =>
  page
    .getByRole("img", { name })
    .locator("g")
    .evaluateAll((bars) => bars.map((bar) => [...bar.querySelectorAll("text")].map((text) => text.textContent)));

/** What a link to a file gives, as its CSV. */
async function linkedCsv(): Promise<string[][]> {
  const href = await page.getByRole("link", { name: "Tải Excel", exact: true }).getAttribute("href");
  const { pathname, search } = new URL(href ?? "");
  expect(pathname).toMatch(/\.xlsx$/);
  const file = await fetch(href ?? "");
  expect([file.status, file.headers.get("content-type")]).toEqual([200, expect.stringContaining("spreadsheetml")]);
  return csvAt(server, `${pathname.replace(/xlsx$/, "csv")}${search}`);
}

describe("Two rounds compared", () => {
  it("names who fell from 2020 to 2022 after one click on the start page, without scrolling", async () => {
    await go("");
    await page.getByRole("link", { name: "Đơn vị nào lên, đơn vị nào xuống mức?" }).click();
    expect(await rowsOf("Tụt mức, đợt 2020 sang đợt 2022")).toEqual(FELL);
    expect(await table("Tụt mức, đợt 2020 sang đợt 2022").locator("tr").last().isVisible()).toBe(true);
    const box = await table("Tụt mức, đợt 2020 sang đợt 2022").boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(DESK.height);
    expect(await page.title()).toBe("So sánh hai đợt – Dữ liệu y tế Huế");
    await focused(page.locator("h1"));
    await keepScreenshot(page, "so-sanh");
  });

  it("counts who rose, stayed and is unknown, and draws the same figures", async () => {
    expect(await rowsOf("Lên mức, đợt 2020 sang đợt 2022")).toEqual([
      ["Phòng khám Bảo vệ sức khỏe cán bộ", "Mức 1", "Mức 2"],
      ["Trung tâm Y tế huyện A Lưới", "Mức 1", "Mức 2"],
      ["Bệnh viện Phong - Da liễu", "Mức 2", "Mức 3"],
    ]);
    expect(await rowsOf("Giữ nguyên mức, đợt 2020 sang đợt 2022")).toHaveLength(11);
    expect(await rowsOf("Không rõ, đợt 2020 sang đợt 2022")).toEqual([
      ["Bệnh viện Giao thông vận tải Huế", "không rõ", "Mức 3"],
    ]);
    expect(await barsOf("Số đơn vị theo thay đổi, đợt 2020 sang đợt 2022")).toEqual([
      ["↓ Tụt mức", "4/19 (21,05 %)"],
      ["↑ Lên mức", "3/19 (15,79 %)"],
      ["= Giữ nguyên mức", "11/19 (57,89 %)"],
      ["? Không rõ", "1/19 (5,26 %)"],
    ]);
  });

  it("shows from which level to which, a level that is not known last and not as 0", async () => {
    const name = "Hàng: mức đợt 2020; cột: mức đợt 2022; ô: số đơn vị";
    expect(await table(name).locator("thead th").allTextContents()).toEqual([
      ...["Mức đợt 2020", "Mức 1 (2022)", "Mức 2 (2022)", "Mức 3 (2022)", "Mức 4 (2022)", "không rõ"],
    ]);
    expect((await rowsOf(name)).map((row) => row.map((cell) => cell.replace(/ [↓↑=?].*$/, "")))).toEqual([
      ["Mức 1 (2020)", "0", "2", "0", "0", "0"],
      ["Mức 2 (2020)", "0", "8", "1", "0", "0"],
      ["Mức 3 (2020)", "0", "3", "3", "0", "0"],
      ["Mức 4 (2020)", "0", "1", "0", "0", "0"],
      ["không rõ", "0", "0", "1", "0", "0"],
    ]);
  });

  it("says calmly what the briefing prints otherwise than its table gives", async () => {
    const notice = page.locator(".notice");
    expect(await notice.textContent()).toContain("Tỷ lệ đơn vị ở mức 1 năm 2020: in 16%; theo bảng 11,11% (2/18)");
    expect(await notice.locator("li").count()).toBe(4);
    expect(await page.locator("main").textContent()).toContain("Đợt 2022: 16/09/2022–01/10/2022");
  });

  it("gives the same rows to Excel, and those of one area where one is chosen", async () => {
    const rows = (await linkedCsv()).slice(1).map((row) => row.slice(0, 5));
    expect(rows.filter(([change]) => change === "Tụt mức").map(([, , ...row]) => row)).toEqual(FELL);
    expect(rows).toHaveLength(19);

    await page.getByLabel("Thuộc").selectOption({ label: "Thị xã Hương Thủy" });
    await page.getByRole("heading", { name: "Tụt mức: 1 trong 1 đơn vị" }).waitFor();
    expect(new URL(page.url()).searchParams.get("thuoc")).toBe("479");
    expect((await linkedCsv()).slice(1).map((row) => row.slice(0, 5))).toEqual([
      ["Tụt mức", "TTYT-HUONGTHUY", "Trung tâm Y tế thị xã Hương Thủy", "Mức 4", "Mức 2"],
    ]);
  });

  it("goes back and forward, and shows a shared address again", async () => {
    const shared = page.url();
    await page.goBack();
    await page.getByRole("heading", { name: "Tụt mức: 4 trong 19 đơn vị" }).waitFor();
    await page.goForward();
    await page.getByRole("heading", { name: "Tụt mức: 1 trong 1 đơn vị" }).waitFor();
    await page.goto(shared);
    await page.getByRole("heading", { name: "Tụt mức: 1 trong 1 đơn vị" }).waitFor();
    expect(await page.getByLabel("Thuộc").inputValue()).toBe("479");
  });

  it("compares backwards by keyboard alone, and speaks English by the switch", async () => {
    await go("so-sanh");
    await table("Tụt mức, đợt 2020 sang đợt 2022").waitFor();
    await page.getByLabel("Từ đợt").focus();
    await page.keyboard.press("ArrowDown");
    await page.getByRole("heading", { name: "Tụt mức: 0 trong 19 đơn vị" }).waitFor();
    await page.keyboard.press("Tab");
    await focused(page.locator(".field", { hasText: "Đến đợt" }).locator("input, select"));
    await page.keyboard.press("ArrowUp");
    await page.getByRole("heading", { name: "Tụt mức: 3 trong 19 đơn vị" }).waitFor();
    await page.getByRole("link", { name: "English" }).click();
    await page.getByRole("heading", { name: "Fell: 3 of 19 units" }).waitFor();
    expect(new URL(page.url()).search).toBe("?tu=2022&den=2020&lang=en");
  });

  it("says that there is no such round, in words", async () => {
    await go("so-sanh?den=1999");
    await page.getByText("Không có đợt nào mang mã này").waitFor();
  });
});

describe("Stated needs", () => {
  it("gives the table of 19 units to Excel in two clicks from the start page", async () => {
    await go("");
    await page.getByRole("navigation").getByRole("link", { name: "Nhu cầu" }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Tải Excel", exact: true }).click(),
    ]);
    expect(download.url()).toContain("/export/stated-needs-table.xlsx");
    const rows = (await linkedCsv()).slice(1);
    expect(rows.filter(([place]) => place !== "")).toHaveLength(19);
  });

  it("shows for each unit and system what the briefing prints", async () => {
    const rows = await rowsOf("19 đơn vị × 10 hệ thống");
    const printed = PRINTED.slice(1).map((row) => row.slice(2, 12).map((cell) => cell === "Có"));
    // By its name in the register; the briefing has its own order.
    const [, ...lines] = await csvAt(server, "/export/stated-needs-table.csv?round=2022");
    const byName = new Map(printed.map((cells, i) => [lines[i]?.[1], cells]));
    expect(rows.map(([name]) => name).sort()).toEqual([...byName.keys()].sort());
    for (const [name = "", needed, ...cells] of rows) {
      const wanted = byName.get(name) ?? [];
      expect([name, cells.map((cell) => cell.startsWith("Cần "))]).toEqual([name, wanted]);
      expect([name, needed]).toEqual([name, `${wanted.filter(Boolean).length}/10`]);
    }
  });

  it("sets what is there beside each need, in words", async () => {
    const rows = await rowsOf("19 đơn vị × 10 hệ thống");
    expect(rows.find(([name]) => name === "Bệnh viện Phổi")?.slice(2)).toEqual([
      "Cần đã có: mức 1",
      "Cần đã có: mức 2 dưới mức 6",
      "Cần chưa có",
      "Cần chưa có số liệu",
      "Cần chưa có số liệu",
      "Cần chưa có",
      ...["Cần không rõ", "Cần không rõ", "Cần không rõ"],
      "không nêu không rõ",
    ]);
    const lis = rows.filter((row) => row[4] === "Cần chưa có").map(([name]) => name);
    expect(lis).toEqual(["Bệnh viện Phổi", "Bệnh viện Răng Hàm Mặt Huế"]);
    await keepScreenshot(page, "nhu-cau");
  });

  it("adds up each system, and draws the same figures with their counts", async () => {
    const needed = [12, 13, 14, 15, 18, 16, 16, 15, 17, 1];
    const bars = await barsOf("Số đơn vị nêu nhu cầu");
    expect(bars.map(([, text]) => text?.split(" ")[0])).toEqual(needed.map((count) => `${count}/19`));
    const totals = await rowsOf("Số đơn vị");
    expect(totals.map(([name, text]) => [name, text])).toEqual(bars);
    expect(totals.find(([name]) => name === "LIS")?.slice(2)).toEqual(["2", "12", "0", "0", "2", "3", "0", "0"]);
  });

  it("sorts by a system by keyboard: who asked for it and lacks it comes first", async () => {
    await table("19 đơn vị × 10 hệ thống").getByRole("button", { name: "LIS" }).focus();
    await page.keyboard.press("Enter");
    await page.locator('th[aria-sort="ascending"]').waitFor();
    expect((await rowsOf("19 đơn vị × 10 hệ thống")).slice(0, 2).map(([name]) => name)).toEqual([
      ...["Bệnh viện Phổi", "Bệnh viện Răng Hàm Mặt Huế"],
    ]);
  });

  it("says that a round has no such table", async () => {
    await go("nhu-cau?dot=2020");
    await page.getByText("Chưa có số liệu: đợt 2020 không có bảng nhu cầu").waitFor();
  });
});

describe("What if", () => {
  const units = "1 trong 19 đơn vị";

  it("lifts the clinic to level 3 with basic LIS, and says why and that nothing is written", async () => {
    await go("gia-dinh?ma=PK-BVSKCB");
    await page.getByText("Trang này chỉ tính thử, không ghi gì.").waitFor();
    await page.getByLabel("Nhóm nội dung").selectOption("LIS");
    await page.getByText("Đã báo cáo: chưa có số liệu").waitFor();
    await page.getByLabel("Kết quả giả định").selectOption("BASIC");
    await page.getByRole("button", { name: "Thêm giả định" }).click();
    const [row = []] = await rowsOf(units);
    expect(row.slice(0, 5)).toEqual([
      "Phòng khám Bảo vệ sức khỏe cán bộ",
      ...["Mức 2", "Mức 2", "Mức 3 ↑ lên"],
      "Mức 3 cần LIS tối thiểu ở hạng cơ bản (Thông tư 54/2017/TT-BYT, Phụ lục II).",
    ]);
    expect(row[5]).toContain("Mức 4 cần HIS đạt mức 4 trở lên");
    expect(new URL(page.url()).searchParams.get("gd")).toBe("PK-BVSKCB.LIS.BASIC");
  });

  it("shows the distribution of the round before and after, in the picture as in the table", async () => {
    expect(await barsOf("Trước: như báo cáo")).toEqual([
      ["Mức 2", "73,68 % (14/19)"],
      ["Mức 3", "26,32 % (5/19)"],
    ]);
    expect(await barsOf("Sau: theo giả định")).toEqual([
      ["Mức 2", "68,42 % (13/19)"],
      ["Mức 3", "31,58 % (6/19)"],
    ]);
    expect(await rowsOf("Số đơn vị ở mỗi mức tính lại")).toEqual([
      ["Mức 2", "73,68 % (14/19)", "68,42 % (13/19)"],
      ["Mức 3", "26,32 % (5/19)", "31,58 % (6/19)"],
      ["không rõ", "0", "0"],
    ]);
  });

  it("takes several assumptions, one of all units, by keyboard; one named goes before one of all", async () => {
    await page.getByLabel("Đơn vị", { exact: true }).focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.getByLabel("Kết quả giả định").selectOption("NONE");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await table("19 trong 19 đơn vị").waitFor();
    expect(new URL(page.url()).searchParams.get("gd")).toBe("PK-BVSKCB.LIS.BASIC *.LIS.NONE");
    const after = (await rowsOf("19 trong 19 đơn vị")).map(([name, , , level]) => [name, level]);
    expect(after.filter(([, level]) => level?.startsWith("Mức 3"))).toEqual([
      ["Phòng khám Bảo vệ sức khỏe cán bộ", "Mức 3 ↑ lên"],
    ]);
    await keepScreenshot(page, "gia-dinh");
  });

  it("gives the same levels to Excel, for all units of the round", async () => {
    const rows = (await linkedCsv()).slice(1);
    const shown = await rowsOf("19 trong 19 đơn vị");
    const levels = (row: readonly string[]) => row.slice(1, 4).map((cell) => cell.slice(0, 5));
    expect(Object.fromEntries(rows.map((row) => [row[1], [row[3], row[4], row[5]]]))).toEqual(
      Object.fromEntries(shown.map((row) => [row[0], levels(row)])),
    );
  });

  it("drops an assumption, goes back to it, and shows the rules by which it was computed", async () => {
    await page.getByRole("button", { name: /^Bỏ giả định Tất cả đơn vị của đợt: LIS/ }).click();
    await table(units).waitFor();
    await page.goBack();
    await table("19 trong 19 đơn vị").waitFor();
    await page.getByText("Bộ quy tắc đã dùng để tính").click();
    await table("Điều kiện của từng mức").waitFor();
    expect(JSON.stringify(await rowsOf("Điều kiện của từng mức"))).toContain("LIS");
  });

  it("leads here from a facility, and leaves the record as it is", async () => {
    await go("mot-co-so?ma=TTYT-ALUOI");
    await page.getByRole("link", { name: "Nếu một nhóm có kết quả khác thì sao?" }).click();
    await page.getByLabel("Đơn vị", { exact: true }).waitFor();
    expect(await page.getByLabel("Đơn vị", { exact: true }).inputValue()).toBe("TTYT-ALUOI");
    const [entries] = await server.db.query<{ n: number }>("SELECT COUNT(*) AS n FROM audit_entry");
    await page.getByRole("button", { name: "Thêm giả định" }).click();
    await table(units).waitFor();
    expect(await server.db.query("SELECT COUNT(*) AS n FROM audit_entry")).toEqual([entries]);
  });
});

describe("Each of these pages", () => {
  it.each([
    "so-sanh?tu=2022&den=2020&sap=don-vi-giam",
    "nhu-cau?sap=LIS",
    "gia-dinh?gd=PK-BVSKCB.LIS.BASIC+*.INFRASTRUCTURE.3",
  ])("/%s fits and has nothing for axe to find once it has its fill", async (path) => {
    const own = await openPortal(browser, `${server.url}/${path}`);
    await own.page.locator("main table").last().waitFor();
    await settled(own.page);
    expect([await lookedAt(own.page, path.replace(/\W+/g, "-")), own.errors]).toEqual([[], []]);
    await own.page.context().close();
  });

  it.each(["so-sanh", "nhu-cau", "gia-dinh"])(
    "%s asks two questions, and weighs at most 10 kB after the first page",
    async (path) => {
      // What its worker hands on is weighed as nothing.
      const own = await openPortal(browser, `${server.url}/`, { viewport: PHONE, serviceWorkers: "block" });
      const session = await own.page.context().newCDPSession(own.page);
      await session.send("Network.enable");
      let bytes = 0;
      session.on("Network.loadingFinished", ({ encodedDataLength }) => {
        bytes += encodedDataLength;
      });
      const questions: string[] = [];
      own.page.on("request", (request) => {
        if (new URL(request.url()).pathname === "/graphql") questions.push(request.url());
      });
      await own.page.getByRole("button", { name: "Danh mục" }).click();
      await own.page.locator(`nav a[href$="/${path}"]`).click();
      await own.page.locator("main table").first().waitFor();
      await own.page.waitForTimeout(500);
      expect(questions).toHaveLength(2);
      expect(bytes).toBeGreaterThan(4000);
      expect(bytes).toBeLessThanOrEqual(10_000);
      await own.page.context().close();
    },
  );

  it("logs no error", () => {
    expect(errors).toEqual([]);
  });
});
