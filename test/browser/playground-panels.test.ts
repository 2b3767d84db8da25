import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import type { Browser, Download, ElementHandle, Page } from "playwright-core";
import { addTestAccount, PASSWORD } from "../support/accounts.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { sheetsOf } from "../support/workbook.js";
import { openChromium } from "./open-chromium.js";
import { answerTo, looksWell, openPlayground, openSample, panel, play, ready, signInHere } from "./playground.js";
import { storagesOf } from "./workplace.js";

jest.setTimeout(120_000);

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  server = await startTestServer();
  await addTestAccount(server.db, "sở", "ADMIN");
  browser = await openChromium();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const saved = async (page: Page, press: () => Promise<unknown>): Promise<{ name: string; bytes: Buffer }> => {
  const [download] = (await Promise.all([page.waitForEvent("download"), press()])) as [Download, unknown];
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
};

describe("The playground", () => {
  it("has the session of the portal: who signs in there is signed in here, and who leaves leaves both", async () => {
    const { page, errors } = await openPlayground(browser, server.url);
    await signInHere(page, "sở");
    await page.getByRole("button", { name: "sở · Sở Y tế" }).waitFor();
    const asked = page.waitForRequest((request) => (request.postData() ?? "").includes("PhuVangDistrict"));
    await play(page).click();
    expect((await asked).headers().authorization).toMatch(/^Bearer eyJ/);
    expect(await storagesOf(page)).not.toMatch(new RegExp(`eyJ|${PASSWORD}|hhr_`));
    expect(JSON.parse(await storagesOf(page)).slice(1)).toEqual([{}, "", [], []]);
    await page.reload();
    await page.getByRole("button", { name: "sở · Sở Y tế" }).waitFor();

    const portal = await page.context().newPage();
    await portal.goto(`${server.url}/lam-viec`);
    await portal.getByText("sở (Sở Y tế)").waitFor();
    await play(page).click();
    await page
      .locator(".result-window")
      .getByText(/Phú\s+Vang/)
      .first()
      .waitFor();
    await (await panel(page, "Tài khoản")).getByRole("button", { name: "Đăng xuất" }).click();
    await page.getByLabel("Tên đăng nhập").waitFor();
    await ready(page);
    expect(await page.locator(".result-window .view-lines").textContent()).toBe("");
    await portal.reload();
    await portal.getByRole("heading", { name: "Đăng nhập" }).waitFor();

    await portal.getByLabel("Tên đăng nhập").fill("sở");
    await portal.getByLabel("Mật khẩu", { exact: true }).fill(PASSWORD);
    await portal.keyboard.press("Enter");
    await portal.getByText("sở (Sở Y tế)").waitFor();
    await page.getByRole("button", { name: "sở · Sở Y tế" }).waitFor();
    await portal.getByRole("button", { name: "Đăng xuất" }).click();
    await page.getByText("Phiên làm việc đã kết thúc").waitFor();
    expect(errors.filter((error) => !/401/.test(error))).toEqual([]);
    await page.context().close();
  });

  it("shows any list of the answer as a table, and gives it as CSV and XLSX", async () => {
    const { page, errors } = await openPlayground(browser, server.url);
    // Pressed as soon as the sample stands there, before anything else could happen.
    const sample = (await panel(page, "Câu hỏi mẫu")).getByRole("button", { name: "Nhu cầu của 19 đơn vị" });
    const run = (await play(page).elementHandle()) as ElementHandle<HTMLElement>;
    await sample.evaluate((button: HTMLElement, other) => {
      button.click();
      other.click();
    }, run);
    await page.locator(".cost").getByText("Chi phí").waitFor();
    expect(await page.locator(".cost").textContent()).toMatch(
      /^Chi phí: [\d.]+ điểm · nhiều nhất có thể [\d.]+ · \d+ câu lệnh CSDL · còn [\d.]+ trong phút này$/,
    );
    const table = await panel(page, "Bảng");
    await table.getByRole("table").waitFor();
    expect(await table.getByRole("option").allTextContents()).toEqual([
      "facilities (19)",
      "facilities.statedNeeds (190)",
    ]);
    expect(await table.getByRole("columnheader").allTextContents()).toEqual([
      ...["code", "name", "statedNeeds.system.labelVi", "statedNeeds.needed"],
    ]);
    const fetched = () =>
      page.evaluate(() =>
        performance
          .getEntriesByType("resource")
          .map(({ name }) => name)
          .join(),
      );
    expect(await fetched()).not.toMatch(/table-files|upload/);
    const csv = await saved(page, () => table.getByRole("button", { name: "Tải về CSV" }).click());
    const lines = csv.bytes.toString("utf8").split("\r\n");
    expect(csv.name).toMatch(/^facilities\.statedNeeds-\d{4}-\d\d-\d\d\.csv$/);
    expect(lines[0]).toBe("\ufeffcode;name;statedNeeds.system.labelVi;statedNeeds.needed");
    expect(lines).toHaveLength(192);
    expect(lines).toContainEqual(expect.stringMatching(/^TTYT-PHUVANG;Trung tâm Y tế huyện Phú Vang;.*;Có$/));
    await table.getByRole("combobox").selectOption("facilities");
    const xlsx = await saved(page, () => table.getByRole("button", { name: "Tải về Excel (XLSX)" }).click());
    const [sheet] = await sheetsOf(new Uint8Array(xlsx.bytes));
    expect([sheet?.sheet, sheet?.data[0], sheet?.data.length]).toEqual(["Bảng", ["code", "name"], 20]);
    expect(await looksWell(page, "bang")).toEqual([]);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("lists every export and template, and asks for what an export cannot be made without", async () => {
    const { page, errors } = await openPlayground(browser, server.url);
    const files = await panel(page, "Tệp");
    await files.getByText("Bảng nhu cầu ứng dụng CNTT").waitFor();
    expect(await files.locator("summary").count()).toBeGreaterThan(15);
    await files.getByText("Bảng nhu cầu ứng dụng CNTT").click();
    const needs = await saved(page, () => files.getByRole("button", { name: "Tải Excel (XLSX)" }).click());
    expect(needs.name).toMatch(/^Bảng nhu cầu ứng dụng CNTT \d{4}-\d\d-\d\d\.xlsx$/);
    const [sheet] = await sheetsOf(new Uint8Array(needs.bytes));
    expect(sheet?.data.slice(1, 20).map(([number]) => number)).toEqual(Array.from({ length: 19 }, (_, i) => i + 1));

    await files.getByText("Thay đổi mức").first().click();
    await files.getByLabel("Từ đợt").fill("2020");
    await files.getByLabel("Đến đợt").fill("2002");
    await files.getByRole("button", { name: "CSV", exact: true }).click();
    await files.getByText(/2002/).waitFor();
    await files.getByLabel("Đến đợt").fill("2022");
    const changes = await saved(page, () => files.getByRole("button", { name: "CSV", exact: true }).click());
    expect(changes.bytes.toString("utf8").split("\r\n").length).toBeGreaterThan(19);
    const template = await saved(page, () => files.getByRole("button", { name: "Số liệu, XLSX" }).click());
    expect(template.name).toBe("Mẫu Số liệu.xlsx");
    expect(await looksWell(page, "tep")).toEqual([]);
    expect(errors.filter((error) => !/400/.test(error))).toEqual([]);
    await page.context().close();
  });

  it("copies an address with the question and its variables; opened, a question is run", async () => {
    const { page, errors } = await openPlayground(browser, server.url, {
      permissions: ["clipboard-read", "clipboard-write"],
    });
    await openSample(page, "Cơ sở này ở mức nào, vì sao?");
    const samples = page.getByRole("region", { name: "Câu hỏi mẫu" });
    await samples.getByLabel(/^Cơ sở trong câu hỏi/).fill("a luoi");
    await samples.getByRole("button", { name: /TTYT-ALUOI/ }).click();
    await page.getByRole("region", { name: "Biến" }).getByText("TTYT-ALUOI").waitFor();
    await page.getByRole("button", { name: "Chép liên kết tới câu hỏi này" }).click();
    await page.getByText("Đã chép liên kết.").waitFor();
    const address = await page.evaluate(() => navigator.clipboard.readText());
    expect(address.startsWith(`${server.url}/playground/#query=`)).toBe(true);

    const other = await page.context().newPage();
    const { data } = await answerTo(other, "LevelAndWhy", () => other.goto(address));
    expect(data.facility).toMatchObject({
      code: "TTYT-ALUOI",
      latestAssessment: { round: { code: "2022" }, reportedLevel: 2 },
    });
    expect(other.url()).toBe(`${server.url}/playground/`);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("saves a question as a file that the command of the SDK takes, and asks for a name where it has none", async () => {
    const { page, errors } = await openPlayground(browser, `${server.url}/playground/#query={facilities{totalCount}}`);
    await page.locator(".graphiql-query-editor").getByText("totalCount").first().waitFor();
    const button = page.getByRole("button", { name: "Lưu thành file .graphql" });
    await button.click();
    const form = page.getByRole("form", { name: "Lưu thành file .graphql" });
    expect(await form.getByLabel("Tên của câu hỏi").inputValue()).toBe("Facilities");
    await form.getByLabel("Tên của câu hỏi").fill("Số cơ sở");
    await form.getByRole("button", { name: "Lưu" }).click();
    await form.getByLabel("Tên của câu hỏi").fill("CountAll");
    expect(await looksWell(page, "luu-file")).toEqual([]);
    const file = await saved(page, () => form.getByRole("button", { name: "Lưu" }).click());
    expect([file.name, file.bytes.toString("utf8")]).toEqual([
      "CountAll.graphql",
      "query CountAll {facilities{totalCount}}\n",
    ]);
    await page.getByText("Đã lưu thành tệp CountAll.graphql.").waitFor();
    const folder = mkdtempSync(join(tmpdir(), "hue-health-question-"));
    writeFileSync(join(folder, file.name), file.bytes);
    const command = [resolve("client-sdk/bin/hue-health-sdk.mjs"), "documents", file.name, "--server", server.url];
    await promisify(execFile)(process.execPath, command, { cwd: folder });
    expect(Object.keys(JSON.parse(readFileSync(join(folder, "documents.json"), "utf8")))).toEqual(["CountAll"]);
    rmSync(folder, { recursive: true });

    await openSample(page, "Nhu cầu của 19 đơn vị, tải về Excel");
    const sample = await saved(page, () => button.click());
    expect([sample.name, sample.bytes.toString("utf8")]).toEqual([
      expect.stringMatching(/^\w+\.graphql$/),
      expect.stringMatching(/^# Nhu cầu của 19 đơn vị, tải về Excel\n/),
    ]);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("opens a link to an act without doing it, and puts no password into a link", async () => {
    const query = `mutation { sessionStart(input: { name: "sở", password: "${PASSWORD}" }) { userErrors { message } } }`;
    const { page } = await openPlayground(browser, `${server.url}/playground/#${new URLSearchParams({ query })}`, {
      permissions: ["clipboard-read", "clipboard-write"],
    });
    const sent: string[] = [];
    page.on("request", (request) => sent.push(request.postData() ?? ""));
    await page.locator(".graphiql-query-editor").getByText("sessionStart").first().waitFor();
    await page.getByRole("button", { name: "Chép liên kết tới câu hỏi này" }).click();
    await page.getByText("Đã chép liên kết.").waitFor();
    const address = await page.evaluate(() => navigator.clipboard.readText());
    expect(decodeURIComponent(address)).toContain('password:+""');
    expect(decodeURIComponent(address.replaceAll("+", " "))).not.toContain(PASSWORD);
    expect([await page.getByRole("dialog").count(), sent.filter((body) => /sessionStart/.test(body))]).toEqual([0, []]);
    expect(await storagesOf(page)).not.toContain(PASSWORD);
    await page.context().close();
  });

  it("is in English by the switch, its descriptions too", async () => {
    const { page, errors } = await openPlayground(browser, server.url);
    for (const name of ["Chạy câu hỏi (Ctrl-Enter)", "Hiện Mô tả dữ liệu", "Biến", "Tiêu đề HTTP", "Thẻ mới"])
      expect([name, await page.getByRole("button", { name, exact: true }).count()]).toEqual([name, 1]);
    await page.getByRole("link", { name: "English" }).click();
    await ready(page);
    await page
      .getByRole("region", { name: "Sample questions" })
      .getByRole("button", { name: /^Who corrected/ })
      .waitFor();
    await page.getByRole("button", { name: "Show Documentation Explorer" }).click();
    await page.locator(".graphiql-doc-explorer").getByText("Query", { exact: true }).click();
    await page.locator(".graphiql-doc-explorer").getByText("Everything that can be asked.").waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe("en");
    await page.getByRole("button", { name: "Show Files", exact: true }).click();
    const files = page.getByRole("region", { name: "Files" });
    await files.getByText("Table of needs, as the briefing prints it").waitFor();
    await files.getByText("Levels that changed between two rounds").click();
    const open = files.locator("details[open]");
    await open.getByLabel("From round").fill("2020");
    await open.getByLabel("Only units within or under").waitFor();
    expect(await files.locator("summary").allTextContents()).not.toContainEqual(
      expect.stringMatching(/[ăâđêôơưáàảãạ]/i),
    );
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("is used on a phone, by the keyboard alone too", async () => {
    const { page, errors } = await openPlayground(browser, server.url);
    await signInHere(page, "sở");
    expect(await looksWell(page, "tai-khoan")).toEqual([]);
    await panel(page, "Câu hỏi mẫu");
    expect(await looksWell(page, "mau")).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole("button", { name: "Đơn vị nào giảm mức so với đợt trước?" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("tab", { name: "WhoFell" }).waitFor();
    await play(page).focus();
    const { data } = await answerTo(page, "WhoFell", () => page.keyboard.press("Enter"));
    expect(data.assessmentRound.comparison.down).toBe(4);
    await page.getByRole("button", { name: "Hiện Bảng" }).focus();
    await page.keyboard.press("Enter");
    const table = page.getByRole("region", { name: "Bảng" });
    await table.getByRole("combobox").selectOption({ label: "assessmentRound.comparison.transitions.facilities (4)" });
    expect(await looksWell(page, "giam-muc")).toEqual([]);
    expect(errors).toEqual([]);
    await page.context().close();
  });
});
