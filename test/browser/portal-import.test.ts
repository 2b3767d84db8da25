import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { FIGURES } from "../support/importing.js";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { workbookOfTables } from "../support/workbooks.js";
import { openChromium } from "./open-chromium.js";
import { ACTS, focused, lookedAt, openPortal, settled } from "./portal.js";
import { type GivenFile, openAs, Steps, storagesOf } from "./workplace.js";

jest.setTimeout(120_000);

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const workbook = (name: string, tables: Record<string, string>): GivenFile => ({
  ...{ name, mimeType: XLSX, buffer: workbookOfTables(tables) },
});
const csv = (name: string, ...lines: string[]): GivenFile => ({
  ...{ name, mimeType: "text/csv", buffer: Buffer.from([FIGURES, ...lines].join("\n")) },
});
const JULY = "LINKUPS,BV-MAT,,31/07/2021,1.100,,,,,";

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  server = await startTestServer();
  await addTestAccount(server.db, "sở", "ADMIN");
  await addTestAccount(server.db, "mắt", "FACILITY_EDITOR", "BV-MAT");
  browser = await openChromium();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const valueOn = async (on: string, subject = "BV-MAT"): Promise<number | undefined> => {
  const { metric } = await dataOf(server, `{ metric(code: "LINKUPS") { series(subject: "${subject}") { on value } } }`);
  return metric.series.find((each: Data) => each.on === on)?.value;
};
const file = (page: Page) => page.locator("#tep");
const toImport = async (page: Page) => {
  await page.getByRole("link", { name: "Làm việc" }).click();
  await page.getByRole("main").getByRole("link", { name: "Nhập file" }).click();
  await file(page).waitFor();
};
const outcome = (page: Page, title: string) => page.getByRole("heading", { name: title }).waitFor();

describe("The page on which a file is imported", () => {
  it("tries an Excel file and imports it in four steps, and shows the trail: nothing is written before", async () => {
    const { page, errors } = await openAs(browser, server, "sở");
    const steps = new Steps();
    await steps.press(page.getByRole("link", { name: "Làm việc" }));
    await steps.press(page.getByRole("main").getByRole("link", { name: "Nhập file" }));
    const figures = [FIGURES, JULY, "LINKUPS,Bệnh viện Phổi,,31/07/2021,2.200,,,,,"].join("\n");
    await steps.give(file(page), workbook("thang-7.xlsx", { "Số liệu": figures }));
    await outcome(page, "Đã chạy thử, chưa ghi gì");
    await page.getByText("Sẽ ghi: 2 dòng: thêm mới 2, thay đổi 0, đã có trong sổ 0.").waitFor();
    await focused(page.locator("[id='ket-qua']"));
    expect(await valueOn("2021-07-31")).toBeUndefined();
    expect(await lookedAt(page, "nhap-file-chay-thu")).toEqual([]);
    await steps.press(page.getByRole("button", { name: "Nhập 2 dòng" }));
    await page.getByText("Đã nhập. 2 dòng: thêm mới 2, thay đổi 0, đã có trong sổ 0.").waitFor();
    expect(steps.taken).toBeLessThanOrEqual(4);
    expect(await valueOn("2021-07-31")).toBe(1100);
    expect(await lookedAt(page, "nhap-file-da-nhap")).toEqual([]);
    const kept = await storagesOf(page);
    expect(kept).not.toMatch(/thang-7|eyJ|31\/07/);
    expect(JSON.parse(kept)[0]["hue:signed-in"]).toBe("1");
    expect(JSON.parse(kept).slice(1, 4)).toEqual([{}, "", []]);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("says of a corrected file of the same name what it changes, and the log shows before and after", async () => {
    const { page, errors } = await openAs(browser, server, "sở");
    await toImport(page);
    await file(page).setInputFiles(csv("sua.csv", "LINKUPS,BV-MAT,,31/05/2021,1.000,,,,,"));
    await page.getByRole("button", { name: "Nhập 1 dòng" }).click();
    await page.getByRole("button", { name: "Nhập tệp khác" }).click();
    await file(page).setInputFiles(csv("sua.csv", "LINKUPS,BV-MAT,,31/05/2021,1.150,,,,,"));
    await page.getByText("Sẽ ghi: 1 dòng: thêm mới 0, thay đổi 1, đã có trong sổ 0.").waitFor();
    await page.getByRole("button", { name: "Nhập 1 dòng" }).click();
    await page.getByRole("link", { name: "Xem lần nhập này và từng thay đổi trong nhật ký" }).click();
    await settled(page);
    const entries = page.getByRole("table").filter({ hasText: "Việc đã làm, có lọc" }).locator("tbody tr");
    await entries.nth(1).waitFor();
    const told = await entries.allTextContents();
    expect(told.filter((entry) => /^Nhập fileLần nhập file.*sua\.csv/.test(entry))).toHaveLength(1);
    expect(told.filter((entry) => /^Nhập fileSố liệu.*value: 1000 → 1150/.test(entry))).toHaveLength(1);
    expect(told).toHaveLength(2);
    await focused(page.locator("h1"));
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("shows what cannot be placed beside the nearest names, and reads all cells alike by the name that is chosen", async () => {
    const { page } = await openAs(browser, server, "sở");
    await toImport(page);
    const lines = [
      "LINKUPS,Bệnh viện Mắt Huê,,31/08/2021,1.000,,,,,",
      "LINKUPS,Bệnh viện Mắt Huê,,30/09/2021,2.000,,,,,",
      "LINKUPZ,BV-MAT,,31/10/2021,3.000,,,,,",
    ];
    await file(page).setInputFiles(csv("quy-3.csv", ...lines));
    await outcome(page, "Chưa nhập được");
    await page.getByText("3 ô không nhập được trong 3 dòng; chưa ghi dòng nào.").waitFor();
    expect(await page.getByRole("button", { name: /^Nhập \d/ }).count()).toBe(0);
    expect(await lookedAt(page, "nhap-file-loi")).toEqual([]);
    await page.getByRole("row", { name: "Dòng 2, subject" }).getByRole("button").first().click();
    expect(await page.getByText("Sẽ đọc là Bệnh Viện Mắt Huế (và 1 ô khác ghi như vậy)").count()).toBe(2);
    await page
      .getByRole("row", { name: "Dòng 4, metric" })
      .getByRole("button", { name: "LINKUPS", exact: true })
      .click();
    await page.getByRole("row", { name: "Dòng 3, subject" }).getByRole("button", { name: "Bỏ chọn" }).click();
    await page.getByRole("button", { name: "Chạy thử lại với 1 ô đã chọn" }).waitFor();
    await page.getByRole("row", { name: "Dòng 3, subject" }).getByRole("button").first().click();
    await page.getByRole("button", { name: "Chạy thử lại với 3 ô đã chọn" }).click();
    await outcome(page, "Đã chạy thử, chưa ghi gì");
    await page.getByText("3 ô được đọc theo tên đã chọn; tệp của bạn vẫn như cũ.").waitFor();
    await page.getByRole("button", { name: "Nhập 3 dòng" }).click();
    await outcome(page, "Đã nhập");
    expect([await valueOn("2021-08-31"), await valueOn("2021-09-30"), await valueOn("2021-10-31")]).toEqual([
      1000, 2000, 3000,
    ]);
    await page.context().close();
  });

  it("takes a file that is dropped, and says of what is on record already that there is nothing to import", async () => {
    const { page } = await openAs(browser, server, "sở");
    await toImport(page);
    const drop = async (name: string, text: string) => {
      const data = await page.evaluateHandle(
        ([called, content]) => {
          const transfer = new DataTransfer();
          transfer.items.add(new File([content], called));
          return transfer;
        },
        [name, text] as const,
      );
      await page.locator(".drop").dispatchEvent("drop", { dataTransfer: data });
    };
    await drop("thang-7.csv", [FIGURES, JULY].join("\n"));
    await page.getByText("Mọi điều tệp này ghi đều đã có trong sổ (1 dòng); không có gì để nhập.").waitFor();
    expect(await page.getByRole("button", { name: /^Nhập \d/ }).count()).toBe(0);
    await drop("anh.xls", "\u00d0\u00cf\u0011\u00e0");
    await outcome(page, "Chưa nhập được");
    await page.context().close();
  });

  it("goes on while somebody looks at another page, and asks before the window is closed", async () => {
    const { page } = await openAs(browser, server, "sở");
    await toImport(page);
    await file(page).setInputFiles(csv("thang-11.csv", "LINKUPS,BV-MAT,,30/11/2021,4.000,,,,,"));
    await outcome(page, "Đã chạy thử, chưa ghi gì");
    let release = () => {};
    const isReleased = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route(ACTS, async (route) => {
      if (route.request().headers()["content-type"]?.startsWith("multipart/")) await isReleased;
      await route.continue();
    });
    await page.getByRole("button", { name: "Nhập 1 dòng" }).click();
    await outcome(page, "Đang nhập");
    await page.getByRole("link", { name: "Cơ sở y tế" }).first().click();
    await settled(page);
    await page.goBack();
    await outcome(page, "Đang nhập");
    const [dialog] = await Promise.all([
      page.waitForEvent("dialog"),
      page.close({ runBeforeUnload: true }).catch(() => undefined),
    ]);
    expect(dialog.type()).toBe("beforeunload");
    await dialog.dismiss();
    release();
    await outcome(page, "Đã nhập");
    expect(await valueOn("2021-11-30")).toBe(4000);
    await page.context().close();
  });

  it("imports once where the answer is lost and somebody presses again", async () => {
    const { page } = await openAs(browser, server, "sở");
    await toImport(page);
    await file(page).setInputFiles(csv("thang-12.csv", "LINKUPS,BV-MAT,,31/12/2021,5.000,,,,,"));
    await outcome(page, "Đã chạy thử, chưa ghi gì");
    await page.route(ACTS, async (route) => {
      if (!route.request().headers()["content-type"]?.startsWith("multipart/")) return route.continue();
      await route.fetch();
      await route.abort();
    });
    await page.getByRole("button", { name: "Nhập 1 dòng" }).click();
    await page.getByText("Máy chủ chưa trả lời. Nhấn lại để thử tiếp; việc này chỉ được thực hiện một lần.").waitFor();
    await page.unroute(ACTS);
    await page.getByRole("button", { name: "Nhập 1 dòng" }).click();
    await page.getByText("Đã nhập. 1 dòng: thêm mới 1").waitFor();
    const { headers } = await signedIn(server, "sở");
    const { data } = await runQuery(
      server,
      `{ auditEntries(filter: { objectType: ["Import"] }) { nodes { changes { field after } } } }`,
      {},
      headers,
    );
    const files = data.auditEntries.nodes.map(
      ({ changes }: Data) => changes.find(({ field }: Data) => field === "file").after,
    );
    expect(files.filter((name: string) => name === "thang-12.csv")).toHaveLength(1);
    await page.context().close();
  });

  it("lets an editor import figures of its own facility, and says of others what every file says of a name not known", async () => {
    const { page } = await openAs(browser, server, "mắt");
    await toImport(page);
    expect(await page.getByLabel("Tệp gồm").locator("option").allTextContents()).toEqual([
      "Số liệu",
      "Trả lời mẫu báo cáo",
    ]);
    await file(page).setInputFiles(csv("cua-nguoi-khac.csv", "LINKUPS,Bệnh viện Phổi,,31/01/2022,5.000,,,,,"));
    await outcome(page, "Chưa nhập được");
    await file(page).setInputFiles(csv("cua-minh.csv", "LINKUPS,BV-MAT,,31/01/2022,6.000,,,,,"));
    await page.getByRole("button", { name: "Nhập 1 dòng" }).click();
    await outcome(page, "Đã nhập");
    expect(await valueOn("2022-01-31")).toBe(6000);
    await page.context().close();
  });

  it("is done by the keyboard alone", async () => {
    const { page } = await openAs(browser, server, "sở");
    // Waited for long before: a browser opens a dialog of its own where nobody waits yet.
    const asked = page.waitForEvent("filechooser");
    await toImport(page);
    await page.locator("h1").focus();
    const tabTo = async (id: string) => {
      for (let presses = 0; presses < 20; presses += 1) {
        await page.keyboard.press("Tab");
        if ((await page.evaluate(() => document.activeElement?.id || document.activeElement?.textContent)) === id)
          return;
      }
      throw new Error(`No key leads to ${id}.`);
    };
    await tabTo("tep");
    await page.keyboard.press("Enter");
    const chooser = await asked;
    await chooser.setFiles(csv("thang-2.csv", "LINKUPS,Bệnh viện Mắt Huê,,28/02/2022,7.000,,,,,"));
    await outcome(page, "Chưa nhập được");
    await tabTo("Bệnh Viện Mắt Huế");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Chạy thử lại với 1 ô đã chọn" }).focus();
    await page.keyboard.press("Enter");
    await outcome(page, "Đã chạy thử, chưa ghi gì");
    await tabTo("Nhập 1 dòng");
    await page.keyboard.press("Enter");
    await outcome(page, "Đã nhập");
    expect(await valueOn("2022-02-28")).toBe(7000);
    await page.context().close();
  });
});

describe("The page of the next report", () => {
  const tables = Object.fromEntries(
    ["document", "sections", "figures", "statements"].map((name) => [
      name,
      readFileSync(`test/importing/bao-cao-thu/${name}.csv`, "utf8"),
    ]),
  );

  it("shows the checks of what the workbook prints, conflicts first, before any of it is on record", async () => {
    const { page, errors } = await openAs(browser, server, "sở");
    await page.getByRole("link", { name: "Làm việc" }).click();
    await page.getByRole("main").getByRole("link", { name: "Báo cáo mới" }).click();
    await file(page).setInputFiles(workbook("bao-cao-thu.xlsx", tables));
    await outcome(page, "Đã chạy thử, chưa ghi gì");
    await page.getByText("2 trong 10 nội dung in khác với số liệu.").waitFor();
    const checks = page.getByRole("table").filter({ hasText: "Đối chiếu những gì báo cáo in" }).locator("tbody tr");
    expect(await checks.first().textContent()).toMatch(
      /Tổng số lượt liên thông in ở cuối bảng 1 \(thử\).*mâu thuẫn1\.3501\.250100/,
    );
    expect(await checks.count()).toBe(10);
    const codes = async () =>
      (await dataOf(server, "{ sourceDocuments { code } }")).sourceDocuments.map(({ code }: Data) => code);
    expect(await codes()).not.toContain("BAO-CAO-THU-2026-05");
    expect(await lookedAt(page, "bao-cao-moi-chay-thu")).toEqual([]);
    await page.getByRole("button", { name: "Nhập 15 dòng" }).click();
    await outcome(page, "Đã nhập");
    const { discrepancies } = await dataOf(
      server,
      `{ discrepancies(filter: { document: "BAO-CAO-THU-2026-05" }) { status } }`,
    );
    expect(discrepancies).toHaveLength(10);
    await page.getByRole("link", { name: "Xem lần nhập này và từng thay đổi trong nhật ký" }).waitFor();
    expect(await storagesOf(page)).not.toMatch(/bao-cao-thu|eyJ/i);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("tells of which sheet a cell cannot be placed", async () => {
    const { page } = await openAs(browser, server, "sở");
    await page.getByRole("link", { name: "Làm việc" }).click();
    await page.getByRole("main").getByRole("link", { name: "Báo cáo mới" }).click();
    const figures = tables.figures?.replace("LINKUPS", "LINKUPZ") ?? "";
    await file(page).setInputFiles(workbook("bao-cao-thu.xlsx", { ...tables, figures }));
    await outcome(page, "Chưa nhập được");
    await page
      .getByRole("row", { name: /metric \(figures\)/ })
      .first()
      .waitFor();
    await page.context().close();
  });

  it("is for the Department: an editor is told so", async () => {
    const { page } = await openAs(browser, server, "mắt");
    for (const address of ["bao-cao-moi", "quan-tri"]) {
      await page.goto(`${server.url}/${address}`);
      await page.getByRole("heading", { name: "Không thuộc phạm vi của bạn" }).waitFor();
      expect(await page.locator("#tep, table").count()).toBe(0);
    }
    const nobody = await openPortal(browser, `${server.url}/nhap-file`);
    expect(await nobody.page.locator("h1").textContent()).toBe("Đăng nhập");
    await nobody.page.context().close();
    await page.context().close();
  });
});
