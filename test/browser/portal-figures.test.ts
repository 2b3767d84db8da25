import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { openChromium } from "./open-chromium.js";
import { ACTS, focused, keepScreenshot, lookedAt, openPortal, settled } from "./portal.js";
import { expectNothingKept, openAs, shown } from "./workplace.js";

jest.setTimeout(180_000);

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  server = await startTestServer();
  await addTestAccount(server.db, "sở", "ADMIN");
  await addTestAccount(server.db, "phú vang", "FACILITY_EDITOR", "TTYT-PHUVANG");
  browser = await openChromium();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const mainText = (page: Page): Promise<string> => shown(page.getByRole("main"));

const figureOf = async (metric: string, subject: string, year: number) => {
  const { data } = await runQuery(
    server,
    `query ($filter: ObservationFilter) {
      observations(filter: $filter, first: 1) { nodes { id version value ratio { numerator denominator } } }
    }`,
    { filter: { metrics: [metric], subjects: [subject], year, reported: true } },
  );
  return data.observations.nodes[0];
};

describe("Who changed this figure", () => {
  it("is three steps from the start page: a search, the unit, the history of its figure", async () => {
    const { headers } = await signedIn(server, "sở");
    const figure = await figureOf("LINKUPS_FAILED", "TTYT-PHUVANG", 2018);
    const acting = new Acting(server, headers, { observation: "id value version" });
    await acting.did("observationCorrect", {
      ...{ id: figure.id, expectedVersion: figure.version, numerator: 27713, denominator: 198215 },
      reason: "Đối chiếu với bản giấy.",
    });

    const { page, errors } = await openAs(browser, server, "sở", "");
    let steps = 0;
    const step = async (act: Promise<unknown>) => {
      steps++;
      await act;
    };
    await step(page.getByLabel("Tìm một cơ sở").fill("ttyt phu vang"));
    await step(page.getByRole("link", { name: "Trung tâm Y tế huyện Phú Vang" }).click());
    await step(page.getByRole("link", { name: "Lịch sử, sửa Tỷ lệ lượt liên thông lỗi" }).click());
    await page.getByText("Đối chiếu với bản giấy.").waitFor();
    const trail = await shown(page.locator(".trail"));
    expect(trail).toMatch(/Sửa số liệu – sở \(Sở Y tế\), \d\d\/\d\d\/\d{4} \d\d:\d\d/);
    expect(trail).toContain(`Tử số: ${figure.ratio.numerator.toLocaleString("vi-VN")} → thành 27.713`);
    expect(trail).toContain("Lý do: Đối chiếu với bản giấy.");
    expect(await mainText(page)).toContain("Tài liệu in");
    expect(steps).toBeLessThanOrEqual(3);
    await keepScreenshot(page, "so-lieu-ai-da-sua");
    await expectNothingKept(page, "Đối chiếu với bản giấy.");
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("is not public: who is not signed in finds no link to it, and signs in first at its address", async () => {
    const { page } = await openPortal(browser, `${server.url}/mot-co-so?ma=TTYT-PHUVANG`);
    await page.getByRole("heading", { name: "Số liệu mới nhất" }).waitFor();
    expect(await page.getByRole("link", { name: /Lịch sử/ }).count()).toBe(0);
    await page.goto(`${server.url}/de-an-06?chi-so=HEALTH_RECORDS`);
    await settled(page);
    expect(await page.getByRole("link", { name: /Lịch sử/ }).count()).toBe(0);
    const { id } = await figureOf("LINKUPS_FAILED", "TTYT-PHUVANG", 2018);
    await page.goto(`${server.url}/so-lieu?id=${id}`);
    await page.getByLabel("Tên đăng nhập").waitFor();
    expect(await mainText(page)).not.toContain("Đối chiếu");
    await page.context().close();
  });

  it("is a step away from each figure of Project 06 too", async () => {
    const { page } = await openAs(browser, server, "sở", "de-an-06");
    const link = page
      .getByRole("row", { name: /Số hồ sơ sức khỏe điện tử/ })
      .getByRole("link", { name: /Lịch sử, sửa/ });
    await link.click();
    await page.getByRole("heading", { name: /Số hồ sơ sức khỏe điện tử: / }).waitFor();
    await page.getByText(/Chưa ai sửa. Số liệu nạp từ tài liệu: Báo cáo/).waitFor();
    await page.context().close();
  });

  it("says of a figure that nobody changed where it was loaded from", async () => {
    const { id } = await figureOf("LINKUPS", "BV-TAMTHAN", 2018);
    const { page } = await openAs(browser, server, "sở", `so-lieu?id=${id}`);
    await page.getByRole("heading", { name: "Nhật ký" }).waitFor();
    await settled(page);
    expect(await shown(page.locator(".trail"))).toContain(
      "Chưa ai sửa. Số liệu nạp từ tài liệu: V/v báo cáo kết quả triển khai hệ thống quản lý hồ sơ sức khỏe điện tử toàn dân, số 1999/SYT-VP; mục: Phụ lục 2",
    );
    await page.context().close();
  });
});

describe("A figure that is put right", () => {
  it("is corrected and its trail read in five steps from the start page; it can be taken back", async () => {
    const { page, errors } = await openAs(browser, server, "sở", "");
    let steps = 0;
    const step = async (act: Promise<unknown>) => {
      steps++;
      await act;
    };
    await step(page.getByRole("main").getByRole("link", { name: "Số liệu" }).click());
    await step(
      page
        .getByRole("row", { name: /Số mũi tiêm vắc xin/ })
        .first()
        .getByRole("link")
        .click(),
    );
    await step(page.getByLabel(/^Giá trị/).fill("3.100.001"));
    await step(page.getByLabel("Lý do sửa").fill("Bản in thiếu một mũi."));
    expect(await shown(page.locator(".before-after"))).toMatch(
      /Số mũi tiêm.*Thành phố Huế.*|Số mũi tiêm.*Tỉnh Thừa Thiên Huế.*/,
    );
    expect(await shown(page.locator(".before-after"))).toContain("3.100.001 mũi tiêm");
    await keepScreenshot(page, "so-lieu-truoc-khi-sua");
    await step(page.getByRole("button", { name: "Sửa số liệu" }).click());
    await page.getByText("Lý do: Bản in thiếu một mũi.").waitFor();
    expect(steps).toBeLessThanOrEqual(5);
    expect(await page.getByRole("status").allInnerTexts()).toContainEqual(
      expect.stringMatching(/Đã sửa từ .* thành 3\.100\.001 mũi tiêm/),
    );
    await keepScreenshot(page, "so-lieu-da-sua");

    await page.evaluate(() => {
      const look = () => {
        if (!document.querySelector(".trail ol > li")) document.documentElement.dataset.trail = "gone";
      };
      new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
    });
    await page.getByRole("button", { name: /^Sửa lại thành/ }).click();
    await page.getByRole("button", { name: "Sửa số liệu" }).click();
    await page.getByText("Lý do: Hoàn tác lần sửa").waitFor();
    expect(await page.locator(".trail ol > li").count()).toBe(2);
    // The trail was read again with the new version, and was there meanwhile.
    expect(await page.evaluate(() => document.documentElement.dataset.trail)).toBeUndefined();
    // As printed again: it cites its document again.
    expect(await shown(page.locator("dl").first())).not.toContain("Nhập trên hệ thống");
    await expectNothingKept(page, "Bản in thiếu");
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("says at its field what is wrong, and keeps what was typed, also while one looks elsewhere", async () => {
    const { id } = await figureOf("LINKUPS_SUCCEEDED", "TTYT-PHUVANG", 2018);
    const { page } = await openAs(browser, server, "sở", `so-lieu?id=${id}`);
    await page.getByLabel("Tử số").fill("1.5");
    await page.getByRole("button", { name: "Sửa số liệu" }).click();
    const summary = page.getByRole("alert");
    await summary.getByRole("link", { name: /“1.5” không đọc được là một số/ }).click();
    await focused(page.locator("[id='sua-numerator']"));
    await page.getByLabel("Tử số").fill("999.999");
    await page.getByRole("button", { name: "Sửa số liệu" }).click();
    await page.locator("#sua-reason-error").waitFor();
    expect(await page.getByLabel("Tử số").inputValue()).toBe("999.999");
    await page.getByRole("banner").getByRole("link", { name: "Làm việc" }).click();
    await page.getByRole("heading", { name: "Làm việc" }).waitFor();
    await page.goBack();
    await settled(page);
    expect(await page.getByLabel("Tử số").inputValue()).toBe("999.999");
    // The tab is not closed with it either.
    const asked = page.waitForEvent("dialog");
    const left = page.close({ runBeforeUnload: true });
    const dialog = await asked;
    expect(dialog.type()).toBe("beforeunload");
    await dialog.dismiss();
    await left;
    await page.getByRole("button", { name: "Bỏ điều đã gõ" }).click();
    expect(await page.getByLabel("Tử số").inputValue()).not.toBe("999.999");
    await page.context().close();
  });

  it("shows both sides where somebody else was quicker, and the person decides", async () => {
    const { id, version } = await figureOf("LINKUPS", "TTYT-PHUVANG", 2018);
    const { page } = await openAs(browser, server, "sở", `so-lieu?id=${id}`);
    await page.getByLabel(/^Giá trị/).fill("200.000");
    await page.getByLabel("Lý do sửa").fill("Đếm lại.");
    const { headers } = await signedIn(server, "sở");
    const acting = new Acting(server, headers, { observation: "id" });
    await acting.did("observationCorrect", { id, expectedVersion: version, value: 199000, reason: "Số của huyện." });
    await page.getByText("Số của huyện.").waitFor();
    await page.getByRole("button", { name: "Sửa số liệu" }).click();
    const both = page.getByRole("alert");
    await both.getByText("199.000 lượt liên thông").first().waitFor();
    expect(await shown(both)).toContain("200.000 lượt liên thông");
    await keepScreenshot(page, "so-lieu-hai-ben");
    await both.getByRole("button", { name: "Sửa thành 200.000 lượt liên thông" }).click();
    await page.getByText("Lý do: Đếm lại.").waitFor();
    expect((await figureOf("LINKUPS", "TTYT-PHUVANG", 2018)).value).toBe(200000);
    await page.context().close();
  });

  it("is corrected once where the answer is lost and the person presses again", async () => {
    const { id, version, ratio } = await figureOf("LINKUPS_FAILED", "TTYT-PHUVANG", 2018);
    const before: string = ratio.numerator.toLocaleString("vi-VN");
    const { page } = await openAs(browser, server, "sở", `so-lieu?id=${id}`);
    let arrived = 0;
    let isLost = true;
    await page.route(ACTS, async (route) => {
      if (!route.request().postData()?.includes("clientMutationId")) return route.continue();
      // The server does it; nobody hears of it, however often the SDK tries.
      const response = await route.fetch();
      arrived += 1;
      return isLost ? route.abort() : route.fulfill({ response });
    });
    await page.getByLabel("Tử số").fill("27.000");
    await page.getByLabel("Lý do sửa").fill("Cắt mất trả lời.");
    await page.getByRole("button", { name: "Sửa số liệu" }).click();
    await page.getByText("Máy chủ chưa trả lời. Nhấn lại để thử tiếp; việc này chỉ được thực hiện một lần.").waitFor();
    expect(arrived).toBeGreaterThan(0);
    expect(await page.getByLabel("Tử số").inputValue()).toBe("27.000");
    isLost = false;
    await page.getByRole("button", { name: "Sửa số liệu" }).click();
    await page
      .getByText(new RegExp(`Đã sửa từ .*${before}.* thành .*27\\.000`))
      .first()
      .waitFor();
    const corrected = await figureOf("LINKUPS_FAILED", "TTYT-PHUVANG", 2018);
    expect(corrected).toMatchObject({ version: version + 1, ratio: { numerator: 27000 } });
    const { data } = await runQuery(
      server,
      "query ($id: ID!) { auditEntries(filter: { objectId: $id }) { totalCount nodes { act reason } } }",
      { id },
      (await signedIn(server, "sở")).headers,
    );
    const { totalCount, nodes } = data.auditEntries;
    expect([totalCount, nodes[0]]).toEqual([version, { act: "observationCorrect", reason: "Cắt mất trả lời." }]);
    await page.context().close();
  });

  it("is not offered to an editor for what a document prints, nor for another unit", async () => {
    const printed = await figureOf("LINKUPS_SUCCEEDED", "TTYT-PHUVANG", 2018);
    const { page } = await openAs(browser, server, "phú vang", `so-lieu?id=${printed.id}`);
    await page.getByText("Số liệu do tài liệu in: chỉ Sở Y tế sửa được.").waitFor();
    expect(await page.getByRole("button", { name: /Sửa số liệu|Rút lại/ }).count()).toBe(0);
    const foreign = await figureOf("LINKUPS", "BV-TAMTHAN", 2018);
    await page.goto(`${server.url}/so-lieu?id=${foreign.id}`);
    await page.getByText("Số liệu này chỉ đơn vị đó và Sở Y tế sửa được.").waitFor();
    await page.context().close();
  });
});

describe("Whoever manages other units", () => {
  it("is offered them too: to enter a figure, to correct it, and what they owe", async () => {
    await addTestAccount(server.db, "văn phòng", "FACILITY_EDITOR", "SYT");
    const { page, errors } = await openAs(browser, server, "văn phòng", "so-lieu?nhap=co&chi-so=LINKUPS");
    const subject = page.locator("#nhap-subject");
    await subject.locator("option", { hasText: "Bệnh viện Mắt Huế" }).waitFor({ state: "attached" });
    // Those that others manage or own are not there.
    expect(await subject.locator("option", { hasText: "Bệnh viện Trung ương Huế" }).count()).toBe(0);
    await subject.selectOption({ label: "Bệnh viện Mắt Huế" });
    await page.getByLabel("Tính đến ngày").fill("2026-10-31");
    await page.getByLabel(/^Giá trị/).fill("4.321");
    await page.getByRole("button", { name: "Ghi số liệu" }).click();
    await page.getByRole("status").filter({ hasText: "4.321 lượt liên thông" }).waitFor();
    const figure = await figureOf("LINKUPS", "BV-MAT", 2026);
    expect(figure.value).toBe(4321);
    await page.goto(`${server.url}/so-lieu?id=${figure.id}`);
    await page.getByRole("button", { name: "Sửa số liệu" }).waitFor();
    await page.getByRole("button", { name: "Rút lại số liệu này…" }).waitFor();
    await page.goto(`${server.url}/so-lieu?xem=phai-bao-cao`);
    await page.getByRole("link", { name: "Bệnh viện Mắt Huế" }).first().waitFor();
    await page.getByRole("link", { name: "Trung tâm Y tế huyện Phú Vang" }).first().waitFor();
    expect(errors).toEqual([]);
    await page.context().close();
  });
});

describe("A figure that is due", () => {
  it("is found by the unit that owes it, entered by the keyboard alone, withdrawn for a reason and recorded again", async () => {
    const { page, errors } = await openAs(browser, server, "phú vang", "so-lieu?xem=phai-bao-cao");
    await page.getByText("2 trong 2 báo cáo").waitFor();
    expect(await shown(page.locator("tbody"))).toMatch(/quá hạn/);
    await keepScreenshot(page, "so-lieu-phai-bao-cao");
    await page
      .getByRole("row", { name: /Phụ lục 2/ })
      .getByRole("link")
      .click();
    await page.getByRole("heading", { name: /Phụ lục 2 của Trung tâm Y tế huyện Phú Vang/ }).waitFor();
    await settled(page);
    await page.getByRole("link", { name: "Nhập Tổng số lượt liên thông" }).focus();
    await page.keyboard.press("Enter");
    await page.getByLabel(/^Giá trị/).focus();
    await page.keyboard.type("21.500");
    expect(await shown(page.locator(".before-after"))).toContain("chưa có số liệu");
    for (let tabs = 0; tabs < 4; tabs++) {
      await page.keyboard.press("Tab");
      if (await page.evaluate(() => document.activeElement?.textContent === "Ghi số liệu")) break;
    }
    await page.keyboard.press("Enter");
    await page
      .getByRole("status")
      .filter({ hasText: /Đã ghi .*21\.500 lượt liên thông/ })
      .waitFor();
    await keepScreenshot(page, "so-lieu-da-nhap");
    const figure = await figureOf("LINKUPS", "TTYT-PHUVANG", 2019);
    expect(figure.value).toBe(21500);

    // Its own facility takes it back and enters it again.
    await page.goto(`${server.url}/so-lieu?id=${figure.id}`);
    await page.getByRole("button", { name: "Rút lại số liệu này…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Rút lại số liệu" }).click();
    await page.locator("#rut-reason-error").waitFor();
    await page.getByRole("dialog").getByLabel("Lý do rút").fill("Ghi nhầm tháng.");
    await keepScreenshot(page, "so-lieu-rut-lai");
    await page.getByRole("dialog").getByRole("button", { name: "Rút lại số liệu" }).click();
    await page.getByRole("heading", { name: "Số liệu đã rút lại" }).waitFor();
    expect(await figureOf("LINKUPS", "TTYT-PHUVANG", 2019)).toBeUndefined();
    await page.getByRole("link", { name: "Ghi lại số liệu này" }).click();
    await page.getByLabel(/^Giá trị/).fill("21.400");
    await page.getByRole("button", { name: "Ghi số liệu" }).click();
    await page.getByRole("status").filter({ hasText: "21.400 lượt liên thông" }).waitFor();
    expect((await figureOf("LINKUPS", "TTYT-PHUVANG", 2019)).value).toBe(21400);
    // Entered once more it is on record already: what was typed goes along to where that is corrected.
    await page.getByLabel(/^Giá trị/).fill("21.300");
    await page.getByRole("button", { name: "Ghi số liệu" }).click();
    await page.getByRole("link", { name: "Sửa số liệu đã có thành số bạn gõ" }).click();
    await page.getByRole("heading", { name: "Sửa số liệu" }).waitFor();
    expect(await page.getByLabel(/^Giá trị/).inputValue()).toBe("21.300");
    expect(await shown(page.locator(".before-after"))).toContain("21.400 lượt liên thông Sẽ là 21.300");
    await page.getByRole("button", { name: "Bỏ điều đã gõ" }).click();
    await expectNothingKept(page, "21.500");
    expect(errors).toEqual([]);
    await page.context().close();
  });
});

describe("The page of figures", () => {
  it("keeps its filter in the address, and an editor begins with its own", async () => {
    const { page } = await openAs(browser, server, "phú vang", "so-lieu");
    expect(await page.getByLabel("Của").inputValue()).toBe("TTYT-PHUVANG");
    await page.getByLabel("Chỉ số").selectOption("LINKUPS");
    await page.getByText("2 trong 2 số liệu").waitFor();
    expect(new URL(page.url()).searchParams.get("chi-so")).toBe("LINKUPS");
    await page.getByLabel("Của").selectOption("tat-ca");
    await page.getByText(/50 trong \d+ số liệu/).waitFor();
    await page.getByRole("link", { name: "50 số liệu tiếp theo" }).click();
    await page.getByRole("link", { name: "Về trang đầu" }).waitFor();
    await page.goBack();
    await settled(page);
    await page.getByLabel("Như trong ngày").fill("2018-12-31");
    await page.waitForURL(/ngay=2018-12-31/);
    await settled(page);
    expect(await shown(page.locator("tbody"))).toContain("31/12/2018");
    expect(await shown(page.locator("tbody"))).not.toContain("2019");
    await page.context().close();
  });

  it.each(["so-lieu", "so-lieu?xem=phai-bao-cao", "so-lieu?nhap=co", "so-lieu?id="])(
    "/%s has nothing that axe finds, on a desk and a phone, light and dark",
    async (path) => {
      const { id } = await figureOf("LINKUPS_SUCCEEDED", "TTYT-PHUVANG", 2018);
      const { page, errors } = await openAs(browser, server, "sở", path.endsWith("id=") ? path + id : path);
      expect(await lookedAt(page, path.replace(/[^a-z]+/g, "-"))).toEqual([]);
      expect(errors).toEqual([]);
      await page.context().close();
    },
  );
});
