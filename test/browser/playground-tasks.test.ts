import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Figures } from "../support/figures.js";
import { FIGURES } from "../support/importing.js";
import { dataOf, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { openChromium } from "./open-chromium.js";
import { answerTo, looksWell, openPlayground, openSample, panel, play, signInHere } from "./playground.js";
import { storagesOf } from "./workplace.js";

jest.setTimeout(120_000);

let server: TestServer;
let browser: Browser;
let page: Page;
let errors: string[];

beforeAll(async () => {
  server = await startTestServer();
  await addTestAccount(server.db, "sở", "ADMIN");
  browser = await openChromium();
  ({ page, errors } = await openPlayground(browser, server.url));
  await signInHere(page, "sở");
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const dialog = () => page.getByRole("dialog");
const send = () => dialog().getByRole("button", { name: "Gửi", exact: true }).click();
/** Runs what is open, agrees to it in the dialog, and answers what the server says. */
const done = async (operation: string) => {
  await play(page).click();
  await dialog().waitFor();
  return answerTo(page, operation, send);
};
const act = async (query: string, input: object) =>
  (await runQuery(server, query, { input }, (await signedIn(server, "sở")).headers)).data;

describe("In the playground the Department", () => {
  let id: string;

  it("sees who corrected a figure, corrects one, with what is on record before, and sees the trail", async () => {
    const { observationRecord } = await act(
      "mutation ($input: ObservationRecordInput!) { observationRecord(input: $input) { observation { id } userErrors { message } } }",
      { metric: "LINKUPS", subject: "BV-MAT", from: "2026-09-01", on: "2026-09-30", value: 1250 },
    );
    id = observationRecord.observation.id;
    const reason = "Mười lượt bị đếm hai lần.";
    await openSample(page, "Sửa một số liệu và xem nhật ký", {
      input: { id, expectedVersion: 1, value: 1240, reason },
    });
    await play(page).click();
    await dialog().getByText("Bệnh viện Mắt Huế").waitFor();
    const rows = await dialog().locator("tbody tr").allTextContents();
    expect(rows.some((row) => /1250.?1240/.test(row))).toBe(true);
    expect(await dialog().getByRole("columnheader").allTextContents()).toEqual(["Mục", "Đang có", "Sẽ gửi"]);
    expect(await looksWell(page, "sua-so-lieu")).toEqual([]);
    const { data } = await answerTo(page, "observationCorrect", send);
    expect(data.observationCorrect).toMatchObject({ observation: { version: 2, value: 1240 }, userErrors: [] });
    expect(data.observationCorrect.observation.auditTrail.nodes.map(({ actor }: { actor: string }) => actor)).toEqual([
      "sở",
      "sở",
    ]);

    await openSample(page, "Ai đã sửa số liệu này?");
    const corrected = await answerTo(page, "WhoCorrected", () => play(page).click());
    const [figure] = corrected.data.observations.nodes.filter((each: { id: string }) => each.id === id);
    expect(figure.auditTrail.nodes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          actor: "sở",
          act: "observationCorrect",
          reason,
          changes: expect.arrayContaining([{ field: "value", before: 1250, after: 1240 }]),
        }),
      ]),
    );
  });

  it("is told before it sends that somebody else has changed the figure since", async () => {
    await openSample(page, "Sửa một số liệu và xem nhật ký", {
      input: { id, expectedVersion: 1, value: 1, reason: "x" },
    });
    await play(page).click();
    await dialog().getByText("đang ở phiên bản 2, câu này chờ phiên bản 1").waitFor();
    await page.keyboard.press("Escape");
  });

  it("makes an account for TTYT A Lưới and a key for Hue-S, both in one question and both asked about", async () => {
    await openSample(page, "Lập tài khoản cho TTYT A Lưới và khóa cho Hue-S");
    await play(page).click();
    await dialog().getByText("Gửi 2 thay đổi này?").waitFor();
    expect(await dialog().locator("li > code").allTextContents()).toEqual(["accountAdd", "apiKeyIssue"]);
    await dialog().getByText("TTYT-ALUOI (Trung tâm Y tế huyện A Lưới)").waitFor();
    expect(await looksWell(page, "tai-khoan-va-khoa")).toEqual([]);
    const { data } = await answerTo(page, "accountAdd", send);
    expect(data.accountAdd.account).toEqual({
      ...{ name: "ttyt-aluoi", role: "FACILITY_EDITOR", facility: { name: "Trung tâm Y tế huyện A Lưới" } },
    });
    expect(data.apiKeyIssue.key).toMatch(/^hhk_/);
    const kept = await storagesOf(page);
    for (const secret of [data.accountAdd.oneTimePassword, data.apiKeyIssue.key, "eyJ"])
      expect(kept).not.toContain(secret);
  });

  it("fills the assessment 2026 of a unit and hands it in", async () => {
    await act(
      "mutation ($input: AssessmentRoundOpenInput!) { assessmentRoundOpen(input: $input) { userErrors { message } } }",
      {
        ...{ code: "2026", year: 2026, openedOn: "2026-11-01" },
      },
    );
    await openSample(page, "Đánh giá 2026, bước 1");
    const samples = page.getByRole("region", { name: "Câu hỏi mẫu" });
    await samples.getByLabel(/^Cơ sở trong câu hỏi/).fill("mat hue");
    await samples.getByRole("button", { name: "Bệnh viện Mắt Huế" }).click();
    await page.getByRole("region", { name: "Biến" }).getByText("BV-MAT").waitFor();
    const started = (await done("AssessmentBegin")).data.assessmentStart;
    expect(started.userErrors).toEqual([]);
    const input = {
      ...{ id: started.draft.id, expectedVersion: started.draft.version, reportedLevel: 3 },
      components: [
        { component: "HIS", level: 3 },
        { component: "LIS", grade: "BASIC" },
      ],
    };
    await openSample(page, "Đánh giá 2026, bước 2", { input });
    await play(page).click();
    await dialog()
      .getByText(/Bệnh viện Mắt Huế/)
      .first()
      .waitFor();
    const filled = (await answerTo(page, "AssessmentFill", send)).data.assessmentSave;
    expect(filled).toMatchObject({ draft: { reportedLevel: 3, computedLevel: { level: 3 } }, userErrors: [] });
    await openSample(page, "Đánh giá 2026, bước 3", {
      input: { id: filled.draft.id, expectedVersion: filled.draft.version },
    });
    expect((await done("AssessmentHandIn")).data.assessmentSubmit).toMatchObject({
      ...{ draft: { status: "SUBMITTED" }, userErrors: [] },
    });
  });

  it("hears what a try says before it adds an area", async () => {
    await page.goto(
      `${server.url}/playground/?lang=vi#${new URLSearchParams({
        query: "mutation Add($input: AreaAddInput!) { areaAdd(input: $input) { userErrors { message } } }",
        variables: JSON.stringify({ input: { code: "478", name: "Phú Vang", areaType: "DISTRICT", on: "2024-01-01" } }),
      })}`,
    );
    await page.locator(".graphiql-query-editor").getByText("areaAdd").first().waitFor();
    await page.getByRole("button", { name: "sở · Sở Y tế" }).waitFor();
    await page.getByRole("button", { name: "Hiện Mô tả dữ liệu" }).waitFor();
    await play(page).click();
    await dialog()
      .getByText(/^Chạy thử, sẽ bị từ chối: /)
      .waitFor();
    await page.keyboard.press("Escape");
  });

  it("imports an Excel or CSV file after a dry run that shows every problem", async () => {
    const files = await panel(page, "Tệp");
    const give = (name: string, ...lines: string[]) =>
      files
        .locator("input[type=file]")
        .setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from([FIGURES, ...lines].join("\n")) });
    const counted = async () => {
      const { metric } = await dataOf(server, '{ metric(code: "LINKUPS") { series(subject: "BV-MAT") { on value } } }');
      return metric.series.filter(({ on }: { on: string }) => on === "2021-07-31");
    };
    await give("thang-7.csv", "LINKUPS,Bệnh viện Mắt Huê,,31/07/2021,1.100,,,,,");
    await files.getByText("Chạy thử: 1 ô không nhập được trong 1 dòng; chưa ghi dòng nào.").waitFor();
    expect(await files.getByRole("table").textContent()).toMatch(/Bệnh viện Mắt Huê.*Bệnh Viện Mắt Huế/);
    expect(await files.getByRole("button", { name: /^Nhập \d/ }).count()).toBe(0);
    expect(await looksWell(page, "nhap-tep-loi")).toEqual([]);
    // As from a folder, and by the mouse.
    const dropped = await page.evaluateHandle((text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], "thang-7.csv", { type: "text/csv" }));
      return data;
    }, [FIGURES, "LINKUPS,BV-MAT,,31/07/2021,1.100,,,,,"].join("\n"));
    await files.locator(".drop").dispatchEvent("drop", { dataTransfer: dropped });
    await files.getByText("Chạy thử xong, chưa ghi gì: 1 dòng thêm mới, 0 dòng thay đổi, 0 dòng đã có.").waitFor();
    expect(await counted()).toEqual([]);
    await files.getByRole("button", { name: "Nhập 1 dòng" }).click();
    await files.getByText("Đã nhập: 1 dòng thêm mới").waitFor();
    expect(await counted()).toEqual([{ on: "2021-07-31", value: 1100 }]);
    expect(errors).toEqual([]);
  });

  it("reads cells as a person chooses among the nearest names, and imports what was tried that way", async () => {
    const files = await panel(page, "Tệp");
    const line = (day: string) => `LINKUPS,Bệnh viện Mắt Huê,,${day},1.200,,,,,`;
    await files.locator("input[type=file]").setInputFiles({
      ...{ name: "thang-8.csv", mimeType: "text/csv" },
      buffer: Buffer.from([FIGURES, line("31/08/2021"), line("30/09/2021")].join("\n")),
    });
    await files.getByText("Chạy thử: 2 ô không nhập được trong 2 dòng; chưa ghi dòng nào.").waitFor();
    const table = files.getByRole("table");
    await table.getByRole("button", { name: "Bệnh Viện Mắt Huế", exact: true }).first().click();
    expect(await table.getByText("Sẽ đọc là Bệnh Viện Mắt Huế").count()).toBe(2);
    await table.getByRole("button", { name: "Bỏ chọn" }).first().click();
    expect(await table.getByText("Sẽ đọc là").count()).toBe(0);
    await table.getByRole("button", { name: "Bệnh Viện Mắt Huế", exact: true }).first().click();
    expect(await files.getByRole("button", { name: /^Nhập \d/ }).count()).toBe(0);
    expect(await looksWell(page, "nhap-tep-chon")).toEqual([]);
    await files.getByRole("button", { name: "Chạy thử lại với 2 ô đã chọn" }).click();
    await files.getByText("Chạy thử xong, chưa ghi gì: 2 dòng thêm mới").waitFor();
    await files.getByRole("button", { name: "Nhập 2 dòng" }).click();
    await files.getByText("Đã nhập: 2 dòng thêm mới").waitFor();
    const { metric } = await dataOf(server, '{ metric(code: "LINKUPS") { series(subject: "BV-MAT") { on value } } }');
    expect(metric.series).toEqual(
      expect.arrayContaining([
        { on: "2021-08-31", value: 1200 },
        { on: "2021-09-30", value: 1200 },
      ]),
    );
    expect(errors).toEqual([]);
  });

  it("undoes what people have changed by acts only where somebody lets it", async () => {
    const { metric } = await dataOf(
      server,
      '{ metric(code: "LINKUPS") { series(subject: "BV-MAT", from: "2021-09-30", to: "2021-09-30") { id version } } }',
    );
    await new Figures(server, (await signedIn(server, "sở")).headers).correct(metric.series[0], 1300);
    const files = await panel(page, "Tệp");
    await files.locator("input[type=file]").setInputFiles({
      ...{ name: "thang-8.csv", mimeType: "text/csv" },
      buffer: Buffer.from(
        [FIGURES, ...["31/08/2021", "30/09/2021"].map((day) => `LINKUPS,BV-MAT,,${day},1.200,,,,,`)].join("\n"),
      ),
    });
    await files.getByText("Tệp này làm mất điều người khác đã sửa hoặc rút.").waitFor();
    expect(await files.getByRole("button", { name: /^Nhập \d/ }).count()).toBe(0);
    await files.getByRole("button", { name: "Cho phép thay thế và chạy thử lại" }).click();
    await files.getByText(/^Chạy thử xong, chưa ghi gì: 0 dòng thêm mới, 1 dòng thay đổi/).waitFor();
    await files.getByRole("button", { name: "Nhập 2 dòng" }).click();
    await files.getByText("Đã nhập: 0 dòng thêm mới, 1 dòng thay đổi").waitFor();
    const query =
      '{ metric(code: "LINKUPS") { series(subject: "BV-MAT", from: "2021-09-30", to: "2021-09-30") { value } } }';
    expect((await dataOf(server, query)).metric.series).toEqual([{ value: 1200 }]);
    expect(errors).toEqual([]);
  });

  it("imports rows as those of a source document, which the Department chooses", async () => {
    const files = await panel(page, "Tệp");
    await files.getByLabel("Tài liệu nguồn của các dòng").selectOption("LETTER-1999-2019");
    await files.locator("input[type=file]").setInputFiles({
      ...{ name: "phu-luc.csv", mimeType: "text/csv" },
      buffer: Buffer.from([FIGURES, "LINKUPS,BV-PHOI,,30/11/2021,8,,,,,"].join("\n")),
    });
    await files.getByText("Chạy thử xong, chưa ghi gì: 1 dòng thêm mới").waitFor();
    await files.getByRole("button", { name: "Nhập 1 dòng" }).click();
    await files.getByText("Đã nhập: 1 dòng thêm mới").waitFor();
    const query = `{ metric(code: "LINKUPS") { series(subject: "BV-PHOI", from: "2021-11-30", to: "2021-11-30") {
      value source { document { code } } } } }`;
    expect((await dataOf(server, query)).metric.series).toEqual([
      { value: 8, source: { document: { code: "LETTER-1999-2019" } } },
    ]);
    expect(errors).toEqual([]);
  });
});
