import { existsSync, mkdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { csvAt, workbookAt } from "../support/downloads.js";
import { FIGURES, importLines } from "../support/importing.js";
import { dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { openChromium } from "./open-chromium.js";
import { DESK, focused, lookedAt, openPortal } from "./portal.js";

jest.setTimeout(120_000);

let server: TestServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;
const errors: string[] = [];

beforeAll(async () => {
  if (!existsSync("portal/dist/index.html")) throw new Error('The portal is not built; run "npm run build".');
  mkdirSync(".cache", { recursive: true });
  server = await startTestServer();
  browser = await openChromium();
  context = await browser.newContext({ locale: "vi-VN", viewport: DESK });
  page = await pageIn(context);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

async function pageIn(of: BrowserContext): Promise<Page> {
  const made = await of.newPage();
  made.on("pageerror", (error) => errors.push(String(error)));
  made.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  return made;
}

const open = async (path: string): Promise<void> => {
  await page.goto(`${server.url}/${path}`);
  await loaded(page);
};
/** Whatever was asked for is there. */
const loaded = async (of: Page): Promise<void> => {
  await of.locator("h1").waitFor();
  await of.waitForFunction(() => !document.querySelector(".skeleton, [aria-busy=true]"));
};
const caption = (text: string) => page.locator("caption", { hasText: text });
/** The text of what is shown, with single spaces. */
const textOf = async (selector: string): Promise<string[]> =>
  (await page.locator(selector).allInnerTexts()).map((text) => text.replace(/\s+/g, " ").trim());
const excelAt = async (index = 0): Promise<string> => {
  const href = await page.getByRole("link", { name: "Tải Excel" }).nth(index).getAttribute("href");
  return new URL(href ?? "", server.url).href.slice(server.url.length);
};
/** The rows of the first sheet below its header. */
const excelRows = async (index = 0) => {
  const [sheet] = await workbookAt(server, await excelAt(index));
  return sheet?.data.slice(1) ?? [];
};

describe("The roadmap", () => {
  it("is reached from the start page by keyboard alone, and its heading has the focus", async () => {
    await open("");
    const link = page.getByRole("link", { name: "Lộ trình 2022–2030" });
    for (let i = 0; i < 20 && !(await link.evaluate((element) => element === document.activeElement)); i++) {
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Enter");
    await caption("20 trong 20 mục").waitFor();
    await focused(page.getByText("Lộ trình 2022–2030", { exact: true }));
    expect(await page.title()).toBe("Lộ trình 2022–2030 – Dữ liệu y tế Huế");
  });

  it("counts what is done of the 20 milestones by track, and says that their year is not known", async () => {
    expect(await textOf(".named-bars >> nth=0 >> li")).toEqual([
      ...["Đầu tư 0 trong 5 mục", "Khung không còn tiêu đề trong văn bản 0 trong 10 mục"],
      ...["Chuẩn bị đầu tư 0 trong 3 mục", "Tăng cường nguồn nhân lực CNTT, đào tạo nâng cao trình độ 0 trong 1 mục"],
      "Văn bản pháp luật, Quy chế, Hướng dẫn 0 trong 1 mục",
    ]);
    expect((await textOf(".notice"))[0]).toContain("trục năm 2022, 2023, 2024, 2025, 2030");
  });

  it("is filtered in its address, which can be shared, and Back takes the filter away", async () => {
    await page.getByLabel("Nhóm việc").selectOption("Chuẩn bị đầu tư");
    await caption("3 trong 20 mục").waitFor();
    expect(new URL(page.url()).search).toBe("?nhom=INVESTMENT_PREPARATION");
    expect(await excelRows()).toHaveLength(3);

    await page.goBack();
    await caption("20 trong 20 mục").waitFor();
    await page.goForward();
    await caption("3 trong 20 mục").waitFor();

    await open("lo-trinh?nam=2025");
    await caption("9 trong 21 mục tiêu").waitFor();
    await caption("0 trong 20 mục").waitFor();
    expect(await excelRows(1)).toHaveLength(9);
  });

  it("shows the one target of the Decision 2955 that a figure can be compared with: 3 %, 37 without a denominator", async () => {
    await open("lo-trinh?nam=2030&ngay=2022-12-07");
    const row = page.locator("tr", { hasText: "hoàn thành: triển khai hồ sơ bệnh" });
    const cells = (await row.locator("th, td:not(:nth-child(2))").allInnerTexts()).map((text) =>
      text.replace(/\s+/g, " "),
    );
    expect(cells).toEqual([
      ...["2955/QĐ-BYT", "năm 2030", "100 %", "3 % như tài liệu in; tử số 37; mẫu số không in 17/11/2022"],
      "chưa đạt; mới có một số liệu nên chưa dự báo được",
    ]);
  });

  it("sets side by side where documents differ about electronic medical records", async () => {
    await open("lo-trinh");
    const [dates = "", shares = ""] = await textOf(".differ");
    const inOrder = ["46/2018/TT-BYT – năm 2023", "13/2025/TT-BYT – 30/09/2025", "07/CT-TTg – 30/09/2025"];
    for (const each of [...inOrder, "13/2025/TT-BYT – 31/12/2026", "46/2018/TT-BYT – năm 2028"]) {
      expect(dates).toContain(each);
    }
    expect(shares).toContain("5316/QĐ-BYT – năm 2030 – 50 %");
    expect(shares).toContain("2955/QĐ-BYT – năm 2030 – 100 %");
    await page.screenshot({ path: ".cache/portal-lo-trinh.png", fullPage: true });
  });

  it("shows what was reported of a milestone, and counts it in the bar once it is done", async () => {
    const { roadmap } = await dataOf(server, '{ roadmap { milestones(track: "INVESTMENT") { id titleVi version } } }');
    const [{ id, titleVi, version }] = roadmap.milestones;
    await addTestAccount(server.db, "sở", "ADMIN");
    const acting = new Acting(server, (await signedIn(server, "sở")).headers, { progress: "id" });
    const report = { milestone: id, expectedVersion: version, on: "2026-01-05", status: "DONE" };
    await acting.did("milestoneRecordProgress", { ...report, noteVi: "Đã chạy ở các đơn vị." });
    await open("lo-trinh");
    await page.getByText("1 trong 5 mục").waitFor();
    await page.getByRole("link", { name: titleVi }).click();
    await caption("Tiến độ đã báo cáo: 1").waitFor();
    await focused(page.getByText(titleVi, { exact: true }));
    expect(await textOf(".chosen tbody tr")).toEqual(["05/01/2026 Toàn tỉnh hoàn thành Đã chạy ở các đơn vị."]);
    await page.goBack();
    await page.locator(".chosen").waitFor({ state: "detached" });
  });
});

describe("Project 06", () => {
  it("shows each share with its counts and its own day, computed and printed side by side", async () => {
    await open("de-an-06");
    const bars = await textOf(".named-bars >> nth=0 >> li");
    expect(bars).toHaveLength(9);
    expect(bars.slice(0, 4)).toEqual([
      "Tỷ lệ mũi tiêm đã nhập lên nền tảng quốc gia 94,23 % (2.716.396/2.882.881); tài liệu in 94,22 % Số liệu ngày 27/10/2022",
      "Tỷ lệ mũi tiêm chưa cập nhật lên nền tảng quốc gia 5,77 % (166.485/2.882.881); tài liệu in 5,78 % Số liệu ngày 27/10/2022",
      "Tỷ lệ hồ sơ tiêm chủng Covid-19 không hợp lệ 6,34 % (172.317/2.716.396) Số liệu ngày 27/10/2022 (mục không ghi ngày riêng)",
      'Tỷ lệ hồ sơ xác nhận "Hộ chiếu vắc xin" 83,85 % như tài liệu in; tử số không in; mẫu số 1.145.705 Số liệu ngày 27/10/2022 (mục không ghi ngày riêng)',
    ]);
    expect(bars).toContain(
      "Tỷ lệ cơ sở khám chữa bệnh sử dụng CCCD gắn chip trong KCB BHYT 57,22 % (107/187) Số liệu ngày 02/10/2022",
    );
    expect(await page.locator("svg.line").count()).toBe(0);
  });

  it("shows the figures of the districts as the briefing prints them, the largest first", async () => {
    expect(await textOf(".named-bars >> nth=1 >> li")).toEqual([
      "Thành phố Huế 66.692 hồ sơ Số liệu ngày 27/10/2022",
      "Huyện Phú Lộc 39.205 hồ sơ Số liệu ngày 27/10/2022",
      "Thị xã Hương Thủy 24.008 hồ sơ Số liệu ngày 27/10/2022",
    ]);
    await page.screenshot({ path: ".cache/portal-de-an-06.png", fullPage: true });
  });

  it("downloads the 16 figures that it shows", async () => {
    const shown = (await page.locator("tbody tr").count()) + 3;
    expect(await excelRows()).toHaveLength(shown);
    expect(shown).toBe(16);
  });

  it("tells of one metric what it means and what is printed of it, at an address of its own", async () => {
    await page.getByRole("link", { name: "Tỷ lệ lượt tra cứu CCCD thành công" }).click();
    await caption("1 trong 1 số liệu").waitFor();
    expect(new URL(page.url()).searchParams.get("chi-so")).toBe("ID_CARD_LOOKUPS_SUCCEEDED");
    expect(await textOf(".chosen tbody tr")).toEqual([
      "02/10/2022 Tỉnh Thừa Thiên Huế 70,61 % (6.452/9.137) tổng số lượt tra cứu 9.137 và số lượt tra cứu thành công là 6.452 lượt Báo cáo không in tỷ lệ.",
    ]);
    expect(await page.locator("svg.line").count()).toBe(0);
    await page.reload();
    await caption("1 trong 1 số liệu").waitFor();
  });

  it("says for a day before the figures that there are none", async () => {
    await open("de-an-06?ngay=2022-10-01");
    const [first] = await textOf(".named-bars >> nth=0 >> li");
    expect(first).toBe("Tỷ lệ mũi tiêm đã nhập lên nền tảng quốc gia chưa có số liệu");
    await open("de-an-06?ngay=2022-10-02");
    expect((await textOf(".named-bars >> nth=0 >> li")).filter((text) => !text.includes("chưa có"))).toHaveLength(2);
  });

  it("draws a line once there is a second figure", async () => {
    await importLines(server.db, "observations", "id-cards.csv", [
      FIGURES,
      "ID_CARD_FACILITIES,46,,31/12/2022,,150,187,,,",
    ]);
    await open("de-an-06?chi-so=ID_CARD_FACILITIES");
    await page.locator("svg.line").waitFor();
    expect(await page.locator("svg.line desc").textContent()).toBe(
      "02/10/2022: 57,22 % (107/187); 31/12/2022: 80,21 % (150/187)",
    );
    expect(await page.locator("svg.line circle").count()).toBe(2);
    await page.screenshot({ path: ".cache/portal-de-an-06-line.png", fullPage: true });
  });
});

describe("What is checked", () => {
  const CONFLICTS = 13;

  it("shows the 13 conflicts first, each with what is printed, what the rows give, and why", async () => {
    await open("doi-chieu");
    expect(await textOf(".named-bars li")).toEqual([
      ...["Không khớp 13 trong 198 mục", "Chỉ khác cách làm tròn 2 trong 198 mục"],
      ...["Không đủ dữ liệu 40 trong 198 mục", "Khớp 143 trong 198 mục"],
    ]);
    const checks = await textOf(".check");
    expect(checks).toHaveLength(CONFLICTS);
    expect(checks[0]).toContain("TỔNG SỐ Liên thông Tài liệu in 33 Tính lại từ dữ liệu 34 (lệch -1) Vì sao");
    expect(checks[0]).toContain("không gồm: Bệnh viện Trường Đại học Y - Dược Huế.");
    expect(checks.find((text) => text.includes("mức 1 năm 2020"))).toContain("16% Tính lại từ dữ liệu 11,11% (2/18)");
    expect(await excelRows()).toHaveLength(CONFLICTS);
    await page.screenshot({ path: ".cache/portal-doi-chieu.png", fullPage: true });
  });

  it("leads to those that are rounded otherwise: 94,22 % printed, 94,23 % by the counts", async () => {
    await page.getByRole("link", { name: "Chỉ khác cách làm tròn" }).click();
    await page.getByRole("heading", { name: "Chỉ khác cách làm tròn: 2 mục" }).waitFor();
    expect((await textOf(".check"))[0]).toContain("Tài liệu in 94,22% Tính lại từ dữ liệu 94,23% (lệch -0,01)");
    expect(new URL(page.url()).search).toBe("?ket-qua=ROUNDING");
  });

  it("is filtered by document and kind", async () => {
    await open("doi-chieu");
    await page.getByLabel("Tài liệu").selectOption("1999/SYT-VP");
    await page.getByRole("heading", { name: "Không khớp: 3 mục" }).waitFor();
    await page.getByLabel("Loại đối chiếu").selectOption("Công thức so với ghi chú của biểu mẫu");
    await page.getByRole("heading", { name: "Không khớp: 2 mục" }).waitFor();
    expect((await textOf(".check h3"))[0]).toContain("Công thức cột (7) của Phụ lục 1");
    expect(await excelRows()).toHaveLength(2);
    await page.goBack();
    await page.getByRole("heading", { name: "Không khớp: 3 mục" }).waitFor();
  });

  it("shows the 143 that match page by page", async () => {
    await open("doi-chieu?ket-qua=MATCH");
    expect(await page.locator(".check").count()).toBe(20);
    await page.getByRole("button", { name: "Xem thêm" }).click();
    await page.getByText("Đang xem 40 trong 143 mục.").waitFor();
    expect(await page.locator(".check").count()).toBe(40);
  });
});

describe("The areas", () => {
  it("are the city and its 40 communes now, and nine districts on 30 June 2025", async () => {
    await open("dia-ban");
    expect(await textOf(".tree [role=status]")).toEqual(["41 trong 41 địa bàn"]);
    expect(await textOf("summary")).toEqual(["40 xã, phường"]);
    await page.screenshot({ path: ".cache/portal-dia-ban.png", fullPage: true });
    await page.getByRole("link", { name: "Xem các huyện, như ngày 30/06/2025" }).click();
    await page.getByText("9 huyện, quận, thị xã, thành phố").waitFor();
    expect(await textOf(".tree li li")).toEqual([
      ...["Quận Thuận Hóa 474", "Quận Phú Xuân 475", "Thị xã Phong Điền 476", "Huyện Quảng Điền 477"],
      ...["Huyện Phú Vang 478", "Thị xã Hương Thủy 479", "Thị xã Hương Trà 480", "Huyện A Lưới 481"],
      "Huyện Phú Lộc 482",
    ]);
    const [, ...lines] = await csvAt(server, (await excelAt()).replace(".xlsx", ".csv"));
    // The country, the city, its districts.
    expect(lines).toHaveLength(11);
  });

  it("are found without accents", async () => {
    await page.getByLabel("Tìm địa bàn").fill("huong th");
    await page.getByText("1 trong 10 địa bàn").waitFor();
    expect(await textOf(".tree li li")).toEqual(["Thị xã Hương Thủy 479"]);
    expect(new URL(page.url()).searchParams.get("tim")).toBe("huong th");
  });

  it("tell whom the district of Phú Vang has, by keyboard", async () => {
    await open("dia-ban?ngay=2022-12-07");
    await page.getByRole("link", { name: "Huyện Phú Vang" }).focus();
    await page.keyboard.press("Enter");
    await caption("1 trong 1 cơ sở").waitFor();
    await focused(page.getByText("Huyện Phú Vang", { exact: true }));
    expect(await textOf(".chosen tbody tr")).toEqual(["Trung tâm Y tế huyện Phú Vang Trung tâm y tế Mức 3 2022"]);
    expect(await excelRows()).toHaveLength(1);
    expect(new URL(page.url()).searchParams.get("ma")).toBe("478");
    await page.goBack();
    await page.locator(".chosen").waitFor({ state: "detached" });
  });

  it("tell what the city of Huế of 2022 became, and lead there", async () => {
    await open("dia-ban?ma=474&ngay=2022-12-07");
    const changes = await textOf(".chosen li");
    expect(changes[0]).toMatch(/^01\/07\/2021: điều chỉnh địa giới/);
    expect(changes.slice(1).map((text) => text.split(".")[0])).toEqual([
      ...["01/01/2025: chia tách → Quận Thuận Hóa", "01/01/2025: chia tách → Quận Phú Xuân"],
    ]);
    await page.getByRole("link", { name: "Quận Phú Xuân" }).click();
    await page.getByRole("heading", { name: "Quận Phú Xuân" }).waitFor();
    expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({ ma: "475", ngay: "2025-01-01" });
    await page.screenshot({ path: ".cache/portal-dia-ban-475.png", fullPage: true });
  });

  it("say that nobody had a code on a day, and lead to who had it last", async () => {
    await open("dia-ban?ma=483&ngay=2026-01-01");
    await page.getByRole("link", { name: "Xem nơi mang mã này sau cùng" }).click();
    await page.getByRole("heading", { name: "Huyện Nam Đông" }).waitFor();
    expect((await textOf(".chosen li"))[0]).toMatch(/^01\/01\/2025: nhập vào đơn vị khác → Huyện Phú Lộc/);
  });
});

const VIEWS = [
  ...["lo-trinh", "de-an-06?chi-so=ID_CARD_FACILITIES", "doi-chieu", "dia-ban?ma=474&ngay=2022-12-07"],
  ...["doi-chieu?loai=FORMULA&lang=en", "lo-trinh?lang=en"],
];

describe.each(VIEWS)("/%s", (view) => {
  it("has no finding of axe on a desk and a phone, light and dark, and scrolls tables in their boxes alone", async () => {
    const { page: shown, errors: own } = await openPortal(browser, `${server.url}/${view}`);
    expect(await lookedAt(shown, view.replace(/\W+/g, "-"))).toEqual([]);
    expect(own).toEqual([]);
    await shown.context().close();
  });

  it("weighs at most 10 kB with code and data for who comes from the start page", async () => {
    // What its worker hands on is weighed as nothing.
    const own = await browser.newContext({ locale: "vi-VN", viewport: DESK, serviceWorkers: "block" });
    const shown = await pageIn(own);
    await shown.goto(`${server.url}/`);
    await loaded(shown);
    const sizes: Promise<number>[] = [];
    shown.on("requestfinished", (request) => {
      if (request.url().includes("/changes/")) return;
      sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
    });
    await shown.evaluate((to) => {
      history.pushState(null, "", to);
    }, `/${view}`);
    await loaded(shown);
    await shown.locator("main h2").first().waitFor();
    await loaded(shown);
    const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    expect(bytes).toBeGreaterThan(1_000);
    expect(bytes).toBeLessThanOrEqual(10_000);
    await own.close();
  });
});

it("prints with its source, without menu and filters", async () => {
  await open("de-an-06");
  await page.emulateMedia({ media: "print" });
  expect(await page.locator("nav").isVisible()).toBe(false);
  expect(await page.locator(".day").isVisible()).toBe(false);
  expect(await page.locator(".source").first().isVisible()).toBe(true);
  await page.emulateMedia({ media: null });
});

it("logs no error on the way", () => {
  expect(errors).toEqual([]);
});
