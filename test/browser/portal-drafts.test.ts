import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { addTestAccount, signedIn } from "../support/accounts.js";
import type { Acting } from "../support/acting.js";
import { assessing } from "../support/assessments.js";
import { runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { openChromium } from "./open-chromium.js";
import { ACTS, keepScreenshot, lookedAt, openPortal, settled } from "./portal.js";
import { openAs, storagesOf } from "./workplace.js";

jest.setTimeout(180_000);

let server: TestServer;
let browser: Browser;
let department: Acting;
let unit: Acting;

beforeAll(async () => {
  server = await startTestServer();
  await addTestAccount(server.db, "sở", "ADMIN");
  await addTestAccount(server.db, "phú vang", "FACILITY_EDITOR", "TTYT-PHUVANG");
  await addTestAccount(server.db, "mắt", "FACILITY_EDITOR", "BV-MAT");
  department = assessing(server, (await signedIn(server, "sở")).headers);
  unit = assessing(server, (await signedIn(server, "phú vang")).headers);
  browser = await openChromium();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const pageOf = (name: string, path = "", options = {}) => openAs(browser, server, name, path, options);

const expectNoSecrets = async (page: Page) => {
  expect(await storagesOf(page)).not.toMatch(/eyJ|Bearer|SUBMITTED|NEEDS_UPGRADE|bốn mùa/);
};

const draftOf = async (who: Acting, code: string, round = "2026") =>
  (
    await runQuery(
      server,
      `{ facility(code: "${code}") { assessmentDraft(round: "${round}") {
        id version status reportedLevel components { component level grade } answers { criterion { code } answer }
        statedNeeds { system { code } needed } } } }`,
      {},
      who.headers,
    )
  ).data.facility.assessmentDraft;

const SAVED = /Đã lưu lúc/;

describe("The assessment of 2026 in the workplace", () => {
  it("is opened by the Department, which is told first what that does", async () => {
    const { page, errors } = await pageOf("sở", "danh-gia");
    await page.getByRole("button", { name: "Mở đợt mới" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText(/mọi đơn vị nhập được đánh giá đợt 2026/).waitFor();
    await dialog.getByLabel("Mã đợt").fill("đợt 1");
    await dialog.getByRole("button", { name: "Mở đợt mới" }).click();
    await dialog
      .getByText(/Mã có từ 1 đến 20/)
      .first()
      .waitFor();
    await dialog.getByLabel("Mã đợt").fill("2026");
    await dialog.getByRole("button", { name: "Mở đợt mới" }).click();
    await page.getByText("Đợt 2026 đang mở.").waitFor();
    await settled(page);
    expect(new URL(page.url()).searchParams.get("dot")).toBe("2026");
    expect(await page.locator("tbody tr").count()).toBe(42);
    expect(errors).toEqual([]);
    await expectNoSecrets(page);
    await page.context().close();
  });

  it("is filled in and handed in by a unit: the fields and three steps", async () => {
    const { page, errors } = await pageOf("phú vang");
    let steps = 0;
    const step = async (act: Promise<void>) => {
      steps += 1;
      await act;
    };
    await step(page.getByRole("link", { name: "Làm việc" }).click());
    await step(page.getByRole("link", { name: "Đánh giá" }).click());
    await page.getByRole("heading", { name: /Đánh giá 2026: Trung tâm Y tế huyện Phú Vang/ }).waitFor();
    await settled(page);

    await page.getByLabel("HIS", { exact: true }).selectOption("4");
    await page.getByLabel("Hạ tầng thông tin", { exact: true }).selectOption("4");
    await page.getByLabel("LIS", { exact: true }).selectOption("BASIC");
    await page.getByLabel("Phần mềm quản lý điều hành", { exact: true }).selectOption("BASIC");
    for (const criterion of await page.locator("fieldset[id^=danh-gia-answer]").all()) {
      await criterion.getByLabel("Đã đáp ứng").check();
    }
    await page.locator("#danh-gia-answer-LIS_89").getByLabel("Cần nâng cấp").check();
    await page.getByText("Hạng theo các câu trả lời: cơ bản").waitFor();
    await page.locator("#danh-gia-need-EMR").getByLabel("Có nhu cầu", { exact: true }).check();
    await page.locator("#danh-gia-level").selectOption("4");
    await page.getByLabel("Tôi đã xem lại nội dung trên").check();
    await page.getByText(SAVED).waitFor();
    await keepScreenshot(page, "danh-gia-nhap-1366-light");
    await step(page.getByRole("button", { name: "Gửi Sở Y tế" }).click());
    await page.getByText("đã gửi, chờ Sở Y tế thẩm định").first().waitFor();
    expect(steps).toBe(3);
    expect(errors).toEqual([]);

    const draft = await draftOf(unit, "TTYT-PHUVANG");
    expect(draft).toMatchObject({ status: "SUBMITTED", reportedLevel: 4 });
    expect(draft.components).toEqual(
      expect.arrayContaining([
        { component: "HIS", level: 4, grade: null },
        { component: "INFRASTRUCTURE", level: 4, grade: null },
        { component: "LIS", level: null, grade: "BASIC" },
        { component: "MANAGEMENT", level: null, grade: "BASIC" },
      ]),
    );
    expect(draft.answers).toHaveLength(20);
    expect(draft.answers.filter(({ answer }: { answer: string }) => answer !== "MET")).toEqual([
      { criterion: { code: "LIS_89" }, answer: "NEEDS_UPGRADE" },
    ]);
    expect(draft.statedNeeds).toEqual([{ system: { code: "EMR" }, needed: true }]);
    expect(await page.locator("fieldset, select").count()).toBe(0);
    await expectNoSecrets(page);
    await page.context().close();
  });

  it("is given back for a reason, handed in again, verified and published by the Department", async () => {
    const { page, errors } = await pageOf("sở", "danh-gia?ma=TTYT-PHUVANG&dot=2026");
    await page.getByRole("button", { name: "Trả lại đơn vị" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("từ “đã gửi, chờ Sở Y tế thẩm định” sang “đang nhập”").waitFor();
    await dialog.getByRole("button", { name: "Trả lại đơn vị" }).click();
    await dialog.getByRole("alert").waitFor();
    await dialog.getByLabel("Lý do").fill("Thiếu minh chứng LIS");
    await dialog.getByRole("button", { name: "Trả lại đơn vị" }).click();
    await page.getByText("Trả lại đơn vị: đã thực hiện.").waitFor();
    const { page: entered } = await pageOf("phú vang", "danh-gia");
    await entered.getByText("Sở Y tế đề nghị sửa: Thiếu minh chứng LIS").waitFor();
    await entered.context().close();
    const { id, version } = await draftOf(unit, "TTYT-PHUVANG");
    await unit.done("assessmentSubmit", { id, expectedVersion: version });
    await page.reload();
    await settled(page);

    await page.getByRole("button", { name: "Thẩm định" }).click();
    await dialog.getByLabel("Mức Sở Y tế xác định").selectOption("3");
    await dialog.getByRole("button", { name: "Thẩm định" }).click();
    await page.getByText("nay đã thẩm định, chờ công bố").waitFor();
    await page.getByRole("button", { name: "Công bố" }).click();
    await dialog.getByText("Mức mọi người đọc: từ chưa công bố sang Mức 3").waitFor();
    await keepScreenshot(page, "danh-gia-cong-bo-1366-light");
    await dialog.getByRole("button", { name: "Công bố" }).click();
    await page.getByText("Công bố: đã thực hiện.").waitFor();
    const query = '{ facility(code: "TTYT-PHUVANG") { assessment(round: "2026") { reportedLevel } } }';
    expect((await runQuery(server, query)).data.facility.assessment).toEqual({ reportedLevel: 3 });

    await page.getByRole("button", { name: "Mở lại để sửa" }).click();
    await dialog.getByLabel("Lý do").fill("Sửa kết quả LIS");
    await dialog.getByRole("button", { name: "Mở lại để sửa" }).click();
    await page.getByText("Tình trạng: đang nhập").waitFor();
    expect((await runQuery(server, query)).data.facility.assessment).toEqual({ reportedLevel: 3 });
    expect(errors).toEqual([]);
    await expectNoSecrets(page);
    await page.context().close();
  });

  it("shows both sides where two people enter the same field, and keeps what either decides", async () => {
    const { page } = await pageOf("mắt");
    const other = assessing(server, (await signedIn(server, "mắt")).headers);
    await page.goto(`${server.url}/danh-gia`);
    await page.locator("#danh-gia-answer-LIS_80").getByLabel("Đã đáp ứng").check();
    await page.locator("#danh-gia-answer-LIS_81").getByLabel("Đã đáp ứng").check();
    await page.getByText(SAVED).waitFor();
    const { id, version } = await draftOf(other, "BV-MAT");
    // What is sent from here arrives after the other has saved.
    let letGo: (value?: unknown) => void = () => {};
    const held = new Promise((done) => {
      letGo = done;
    });
    await page.route(ACTS, async (route) => {
      await held;
      await route.continue();
    });
    await page.locator("#danh-gia-answer-LIS_80").getByLabel("Cần nâng cấp").check();
    await page.locator("#danh-gia-answer-LIS_82").getByLabel("Đã đáp ứng").check();
    await page.getByText("Đang lưu…").waitFor();
    await other.done("assessmentSave", {
      ...{ id, expectedVersion: version },
      answers: [
        { criterion: "LIS_80", answer: "NOT_EQUIPPED" },
        { criterion: "LIS_83", answer: "MET" },
      ],
    });
    letGo();
    const conflict = page.getByRole("alert", { name: "Hai người cùng sửa" });
    await conflict.getByRole("button", { name: "Lấy bản đã lưu: Chưa trang bị" }).waitFor();
    await keepScreenshot(page, "danh-gia-xung-dot-1366-light");
    await conflict.getByRole("button", { name: "Giữ của tôi: Cần nâng cấp" }).click();
    await page.getByText(SAVED).waitFor();
    expect((await draftOf(other, "BV-MAT")).answers).toEqual([
      { criterion: { code: "LIS_80" }, answer: "NEEDS_UPGRADE" },
      { criterion: { code: "LIS_81" }, answer: "MET" },
      { criterion: { code: "LIS_82" }, answer: "MET" },
      { criterion: { code: "LIS_83" }, answer: "MET" },
    ]);
    await page.context().close();
  });

  it("goes out as a table for Excel and comes back, tried first", async () => {
    const { page, errors } = await pageOf("mắt", "danh-gia");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Tải bảng Excel" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("assessment-answers-2026-BV-MAT.xlsx");
    const file = (lines: string[]) => ({
      name: "trả lời.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(["round,facility,criterion,answer", ...lines].join("\n")),
    });
    await page.getByLabel("Bảng đã điền").setInputFiles(file(["2026,BV-MAT,LIS_99,Có"]));
    await page.getByText(/lỗi; chưa nhập được dòng nào/).waitFor();
    await page
      .getByLabel("Bảng đã điền")
      .setInputFiles(file(["2026,BV-MAT,LIS_80,Đã đáp ứng", "2026,BV-MAT,LIS_84,Không cần", "2026,BV-MAT,LIS_81,"]));
    await page.getByText("Sẽ có 1 câu trả lời mới, 1 câu thay đổi, 1 dòng giữ nguyên.").waitFor();
    await page.getByText('Dòng 2: LIS_80: đã nhập "Cần nâng cấp"; tệp ghi "Đã đáp ứng".').waitFor();
    await page.getByRole("button", { name: "Nhập 2 câu trả lời" }).click();
    await page.getByText("Đã nhập: 1 câu trả lời mới, 1 câu thay đổi, 1 dòng giữ nguyên.").waitFor();
    await page.locator("#danh-gia-answer-LIS_84 input[value=NOT_NEEDED]:checked").waitFor();
    expect(errors).toEqual([]);
    await expectNoSecrets(page);
    await page.context().close();
  });

  it("is for nobody else: another unit's form cannot be entered, and a stranger signs in first", async () => {
    const { page } = await pageOf("mắt", "danh-gia?ma=BV-PHOI&dot=2026");
    await page.locator("#danh-gia-answer-LIS_80").getByLabel("Đã đáp ứng").check();
    await page.getByText(/không có đơn vị mã "BV-PHOI" mà bạn được nhập/).waitFor();
    expect(await draftOf(department, "BV-PHOI")).toBeNull();
    await page.context().close();
    const { page: strange } = await openPortal(browser, `${server.url}/danh-gia?ma=BV-MAT&dot=2026`);
    await strange.getByLabel("Tên đăng nhập").waitFor();
    expect(await strange.locator("fieldset").count()).toBe(0);
    await strange.context().close();
  });

  it("is entered by the keyboard alone", async () => {
    const { page } = await pageOf("mắt", "danh-gia");
    await page.locator("#danh-gia-component-HIS").focus();
    await page.keyboard.press("ArrowDown");
    await page.locator("#danh-gia-answer-LIS_85 input").first().focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowRight");
    await page.getByText(SAVED).waitFor();
    await page.locator("#nop-checked").focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByText("đã gửi, chờ Sở Y tế thẩm định").first().waitFor();
    const { status, answers } = await draftOf(department, "BV-MAT");
    expect([
      status,
      answers.find(({ criterion }: { criterion: { code: string } }) => criterion.code === "LIS_85"),
    ]).toEqual(["SUBMITTED", { criterion: { code: "LIS_85" }, answer: "NEEDS_UPGRADE" }]);
    await page.context().close();
  });

  it.each([
    ["danh-gia-ds", "danh-gia?ds=1&dot=2026"],
    ["danh-gia-mo", "danh-gia?ma=TTYT-PHUVANG&dot=2026"],
    ["danh-gia-gui", "danh-gia?ma=BV-MAT&dot=2026"],
    ["danh-gia-dong", "danh-gia?ma=BV-MAT&dot=2022"],
  ])("%s has nothing that axe finds, on a desk and a phone, light and dark", async (name, address) => {
    const { page, errors } = await pageOf("sở", address);
    await page.locator("tbody tr, .judged").first().waitFor();
    expect(await lookedAt(page, name)).toEqual([]);
    expect(errors).toEqual([]);
    await page.context().close();
  });
});
