import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import type { Browser, Locator, Page } from "playwright-core";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { csvAt } from "../support/downloads.js";
import { type Data, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { openChromium } from "./open-chromium.js";
import { focused, keepScreenshot, lookedAt, settled } from "./portal.js";
import { expectNothingKept, openAs, shown, storagesOf } from "./workplace.js";

jest.setTimeout(180_000);

const dayFromNow = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const [YESTERDAY, NEXT_WEEK] = [dayFromNow(-1), dayFromNow(7)];
const vi = (iso: string): string => iso.split("-").reverse().join("/");

/** A campaign whose last day is over for one of two hospitals. */
const LATE = {
  ...{ code: "2026-6T", titleVi: "Báo cáo liên thông 6 tháng đầu năm 2026", number: "123/SYT-VP" },
  recipients: [
    { nameVi: "Bệnh viện chuyên khoa", units: [{ facility: "BV-MAT" }, { facility: "BV-TAMTHAN" }] },
    { nameVi: "Trung tâm y tế", units: [{ facility: "TTYT-PHUVANG" }] },
  ],
  forms: [
    {
      ...{ code: "Mẫu 1", titleVi: "Kết quả liên thông", parts: [{ code: "B", titleVi: "Khó khăn" }] },
      columns: [
        { number: "(1)", labelVi: "STT", isEntered: false },
        { number: "(2)", labelVi: "Tổng", groupVi: "Lượt liên thông", unitVi: "lượt" },
        { number: "(3)", labelVi: "Thành công", groupVi: "Lượt liên thông", unitVi: "lượt" },
        { number: "(4)", labelVi: "Lỗi", formula: "(4)=(2)-(3)" },
        { number: "(5)", labelVi: "Tỷ lệ thành công", formula: "(5)=(3)/(2)*100" },
      ],
    },
  ],
  demands: [
    { recipient: "Bệnh viện chuyên khoa", form: "Mẫu 1", dueBefore: YESTERDAY },
    { recipient: "Trung tâm y tế", form: "Mẫu 1", dueBefore: NEXT_WEEK },
  ],
};

let server: TestServer;
let browser: Browser;
let department: Record<string, string>;

beforeAll(async () => {
  server = await startTestServer();
  await addTestAccount(server.db, "sở", "ADMIN");
  await addTestAccount(server.db, "mắt", "FACILITY_EDITOR", "BV-MAT");
  await addTestAccount(server.db, "phú vang", "FACILITY_EDITOR", "TTYT-PHUVANG");
  department = (await signedIn(server, "sở")).headers;
  await new Acting(server, department, { campaign: "id" }).done("reportingCampaignOpen", LATE);
  browser = await openChromium();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const answerOf = async (facility: string, campaign = "2026-6T"): Promise<Data> => {
  const query = `query ($code: String!, $facility: String!) { reportingCampaign(code: $code) { state forms { demands {
    obligations(facility: $facility) { answer { id version status reason rows { cells { column value } } parts { textVi } } } } } } }`;
  const { data } = await runQuery(server, query, { code: campaign, facility }, department);
  return data.reportingCampaign.forms.flatMap(({ demands }: Data) =>
    demands.flatMap(({ obligations }: Data) => obligations),
  )[0].answer;
};

/** What a campaign asks, with its version. */
const askedOf = async (code: string): Promise<Data> => {
  const query = `query ($code: String!) { reportingCampaign(code: $code) { id version titleVi number recipientsVi
    forms { code titleVi columns { number labelVi from on metric { code } } demands { recipientVi dueBefore } } } }`;
  return (await runQuery(server, query, { code }, department)).data.reportingCampaign;
};

const figuresOf = async (facility: string): Promise<unknown> =>
  (await answerOf(facility)).rows[0].cells.map(({ value }: Data) => value);

const mainText = (page: Page): Promise<string> => shown(page.getByRole("main"));
const dialog = (page: Page): Locator => page.getByRole("dialog");
/** What is asked before an act, once it is. */
const asking = async (page: Page): Promise<string> => {
  await dialog(page).waitFor();
  return shown(dialog(page));
};
const saved = (page: Page) => page.getByText(/Đã lưu lúc/).waitFor();
const FORM_OF_EYE = "dot-bao-cao?dot=2026-6T&ma=BV-MAT";

describe("The Department", () => {
  it("opens a campaign: its form, period, last day and who; mistakes stand at their fields, and nothing typed is lost", async () => {
    const { page, errors } = await openAs(browser, server, "sở", "lam-viec");
    await page.getByRole("main").getByRole("link", { name: "Đợt báo cáo" }).click();
    await page.getByRole("link", { name: "Mở đợt mới" }).click();
    await page.getByLabel("Mã đợt").fill("quý 4");
    await page.getByLabel("Trích yếu").fill("Báo cáo quý IV năm 2026");
    await page.getByLabel("Tên mẫu").fill("Số lượt khám");
    await page.getByLabel("Tiêu đề cột", { exact: true }).fill("Tổng số lượt");
    await page.getByRole("button", { name: "Thêm cột vào Mẫu 1" }).click();
    const second = page.getByRole("group", { name: "Cột (2)" });
    await second.getByLabel("Tiêu đề cột", { exact: true }).fill("Nội trú");
    await second.getByLabel("Công thức").fill("(2)=(7)-(1)");
    await page.getByLabel("Tên nơi nhận").fill("Bệnh viện");
    await page.getByLabel("Hình thức tổ chức").selectOption("HOSPITAL");
    await page.getByRole("button", { name: "Mở đợt…" }).click();
    const due = page.getByRole("alert").getByRole("link", { name: "Hãy ghi hạn gửi." });
    await due.click();
    await focused(page.locator("[id='mo-dueBefore']"));
    await page.getByLabel("Gửi trước ngày").fill(NEXT_WEEK);

    // It asks first; and what the server refuses stands at the fields.
    await page.getByRole("button", { name: "Mở đợt…" }).click();
    expect(await asking(page)).toContain(`Bệnh viện: gửi Mẫu 1 trước ngày ${vi(NEXT_WEEK)}`);
    await dialog(page).getByRole("button", { name: "Mở đợt báo cáo" }).click();
    const summary = page.getByRole("alert");
    await summary.getByRole("link", { name: /Mã có từ 1 đến 20 chữ cái/ }).waitFor();
    await summary.getByRole("link", { name: /Mẫu không có cột "\(7\)"/ }).click();
    await focused(page.locator("[id='mo-forms.0.columns.1.formula']"));
    expect(await page.getByLabel("Trích yếu").inputValue()).toBe("Báo cáo quý IV năm 2026");
    await keepScreenshot(page, "dot-bao-cao-mo-sai");

    // Also not by a look at another page.
    await page.getByRole("banner").getByRole("link", { name: "Làm việc" }).click();
    await page.getByRole("heading", { name: "Làm việc" }).waitFor();
    await page.goBack();
    await settled(page);
    await second.getByLabel("Công thức").fill("");
    await page.getByLabel("Mã đợt").fill("2026-Q4");
    expect(await lookedAt(page, "dot-bao-cao-mo")).toEqual([]);
    await page.getByRole("button", { name: "Mở đợt…" }).click();
    await keepScreenshot(page, "dot-bao-cao-mo-hoi");
    await dialog(page).getByRole("button", { name: "Mở đợt báo cáo" }).click();
    await page.getByRole("link", { name: "Đến đợt 2026-Q4" }).click();
    await page.getByRole("heading", { name: "Đợt báo cáo 2026-Q4" }).waitFor();
    await settled(page);
    expect(await mainText(page)).toContain("Tình trạng đang mở");
    const { data } = await runQuery(server, '{ reportingCampaign(code: "2026-Q4") { recipientsVi forms { code } } }');
    expect(data.reportingCampaign).toEqual({ recipientsVi: ["Bệnh viện"], forms: [{ code: "Mẫu 1" }] });
    await expectNothingKept(page, "Báo cáo quý IV");
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("begins another one with what this one asks, and closes and reopens it, asked first", async () => {
    const { page, errors } = await openAs(browser, server, "sở", "dot-bao-cao?dot=2026-Q4");
    await page.getByRole("link", { name: "Mở đợt mới theo đợt này" }).click();
    await page.getByLabel("Tên mẫu").waitFor();
    expect(await page.getByLabel("Tên mẫu").inputValue()).toBe("Số lượt khám");
    expect(await page.getByRole("group", { name: /^Cột/ }).count()).toBe(2);
    await page.goBack();
    await page.getByRole("button", { name: "Đóng đợt 2026-Q4" }).click();
    expect(await asking(page)).toContain("từ “đang mở” sang “đã đóng”, cho mọi đơn vị");
    await dialog(page).getByRole("button", { name: "Không, quay lại" }).click();
    await page.getByRole("button", { name: "Đóng đợt 2026-Q4" }).click();
    await dialog(page).getByRole("button", { name: "Đóng đợt 2026-Q4" }).click();
    await page.getByText("Đóng đợt 2026-Q4: đã thực hiện. Đợt nay đã đóng.").waitFor();
    await page.getByRole("button", { name: "Mở lại đợt 2026-Q4" }).click();
    await dialog(page).getByRole("button", { name: "Mở lại đợt 2026-Q4" }).click();
    await page.locator("#dot-reason-error").waitFor();
    await dialog(page).getByLabel("Lý do").fill("Bổ sung đơn vị.");
    await dialog(page).getByRole("button", { name: "Mở lại đợt 2026-Q4" }).click();
    await page.getByText("Mở lại đợt 2026-Q4: đã thực hiện. Đợt nay đang mở.").waitFor();
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("changes an open one while nobody has begun to answer: before and after first, mistakes at their fields, taken back", async () => {
    const { page, errors } = await openAs(browser, server, "sở", "dot-bao-cao?dot=2026-Q4");
    await page.getByRole("link", { name: "Sửa nội dung đợt" }).click();
    const title = page.getByLabel("Trích yếu");
    await title.waitFor();
    expect(await title.inputValue()).toBe("Báo cáo quý IV năm 2026");
    expect(await page.getByLabel("Gửi trước ngày").inputValue()).toBe(NEXT_WEEK);
    expect(await page.getByLabel("Tên mẫu").inputValue()).toBe("Số lượt khám");
    expect(await page.getByRole("group", { name: /^Cột/ }).count()).toBe(2);
    expect(await page.getByLabel("Mã đợt").count()).toBe(0);
    await page.getByRole("button", { name: "Sửa đợt…" }).click();
    await page.getByRole("alert").getByText("Chưa có gì thay đổi.").waitFor();

    await title.fill("Báo cáo quý IV năm 2026, bổ sung");
    const second = page.getByRole("group", { name: "Cột (2)" });
    await second.getByLabel("Công thức").fill("(2)=(7)-(1)");
    await page.getByRole("button", { name: "Sửa đợt…" }).click();
    await dialog(page).getByRole("button", { name: "Sửa đợt 2026-Q4" }).click();
    await page
      .getByRole("alert")
      .getByRole("link", { name: /Mẫu không có cột "\(7\)"/ })
      .click();
    await focused(page.locator("[id='mo-forms.0.columns.1.formula']"));
    expect(await title.inputValue()).toBe("Báo cáo quý IV năm 2026, bổ sung");
    // What is wrong does not take the focus again from whoever puts it right.
    await page.keyboard.press("Control+a");
    await page.keyboard.type("(1)");
    expect(await second.getByLabel("Công thức").inputValue()).toBe("(1)");

    await second.getByLabel("Công thức").fill("");
    await page.getByLabel("Gửi trước ngày").fill(dayFromNow(14));
    expect(await lookedAt(page, "dot-bao-cao-sua")).toEqual([]);
    await page.getByRole("button", { name: "Sửa đợt…" }).click();
    const asked = await asking(page);
    expect(asked).toContain("Trích yếu Đang là Báo cáo quý IV năm 2026 Sẽ là Báo cáo quý IV năm 2026, bổ sung");
    const due = `Đang là Mẫu 1 trước ngày ${vi(NEXT_WEEK)} Sẽ là Mẫu 1 trước ngày ${vi(dayFromNow(14))}`;
    expect(asked).toContain(`Nơi nhận “Bệnh viện” phải gửi ${due}`);
    await keepScreenshot(page, "dot-bao-cao-sua-hoi");
    await dialog(page).getByRole("button", { name: "Sửa đợt 2026-Q4" }).click();
    await page.getByText("Đã sửa đợt 2026-Q4; nhật ký có trước và sau.").waitFor();
    expect(await askedOf("2026-Q4")).toMatchObject({
      titleVi: "Báo cáo quý IV năm 2026, bổ sung",
      forms: [{ code: "Mẫu 1", demands: [{ dueBefore: dayFromNow(14) }] }],
    });

    await page.getByRole("button", { name: "Lấy lại nội dung trước khi sửa" }).click();
    expect(await asking(page)).toContain("bổ sung Sẽ là Báo cáo quý IV năm 2026");
    await dialog(page).getByRole("button", { name: "Sửa đợt 2026-Q4" }).click();
    await page.getByText("Đã sửa đợt 2026-Q4; nhật ký có trước và sau.").waitFor();
    expect(await askedOf("2026-Q4")).toMatchObject({
      titleVi: "Báo cáo quý IV năm 2026",
      forms: [{ code: "Mẫu 1", demands: [{ dueBefore: NEXT_WEEK }] }],
    });
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("decides between both sides where somebody else has changed it meanwhile, and keeps what that changed elsewhere", async () => {
    const { page, errors } = await openAs(browser, server, "sở", "dot-bao-cao?dot=2026-Q4&sua=co");
    await page.getByLabel("Trích yếu").fill("Báo cáo quý IV, lần hai");
    const { id, version } = await askedOf("2026-Q4");
    const other = new Acting(server, department, { campaign: "id" });
    await other.done("reportingCampaignRevise", {
      ...{ id, expectedVersion: version, number: "77/SYT-VP", titleVi: "Báo cáo quý IV, của người khác" },
    });
    const both = page.getByRole("alert").filter({ hasText: "có người đã sửa đợt 2026-Q4" });
    // Whether the page has heard of it by then or is told when it sends.
    await page.getByRole("button", { name: "Sửa đợt…" }).click();
    const sent = dialog(page).getByRole("button", { name: "Sửa đợt 2026-Q4" });
    await both.or(sent).first().waitFor();
    if (await sent.isVisible()) await sent.click();
    await both.waitFor();
    await focused(page.locator("[tabindex='-1']", { has: page.getByRole("alert") }));
    expect(await shown(both)).toContain("Số công văn Khi bạn mở không có Nay là 77/SYT-VP");
    expect(await shown(both)).toContain("Khi bạn mở Báo cáo quý IV năm 2026 Bạn gõ Báo cáo quý IV, lần hai");
    await keepScreenshot(page, "dot-bao-cao-sua-hai-ben");
    await both.getByRole("button", { name: "Sửa thành điều tôi gõ" }).click();
    expect(await asking(page)).toContain("Đang là Báo cáo quý IV, của người khác Sẽ là Báo cáo quý IV, lần hai");
    await dialog(page).getByRole("button", { name: "Sửa đợt 2026-Q4" }).click();
    await page.getByText("Đã sửa đợt 2026-Q4; nhật ký có trước và sau.").waitFor();
    expect(await askedOf("2026-Q4")).toMatchObject({ titleVi: "Báo cáo quý IV, lần hai", number: "77/SYT-VP" });
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("keeps what a revised one has for some columns and recipients alone, and changes none that somebody answers", async () => {
    const acting = new Acting(server, department, { campaign: "id version" });
    const form = (code: string, from: string, on: string) => ({
      ...{ code, titleVi: code, parts: [] },
      columns: [{ number: "(1)", labelVi: "Lượt", metric: "LINKUPS", on, from }],
    });
    await acting.done("reportingCampaignOpen", {
      ...{ code: "2026-HAI", titleVi: "Hai kỳ, hai hạn" },
      recipients: [{ nameVi: "Mắt", units: [{ facility: "BV-MAT" }] }],
      forms: [form("Mẫu A", "2026-01-01", YESTERDAY), form("Mẫu B", "2025-01-01", "2025-12-31")],
      demands: [
        { recipient: "Mắt", form: "Mẫu A", dueBefore: NEXT_WEEK },
        { recipient: "Mắt", form: "Mẫu B", dueBefore: dayFromNow(9) },
      ],
    });
    const before = await askedOf("2026-HAI");
    const { page, errors } = await openAs(browser, server, "sở", "dot-bao-cao?dot=2026-HAI&sua=co");
    expect(await page.getByLabel("Hạn riêng của Mẫu B").inputValue()).toBe(dayFromNow(9));
    await page.getByLabel("Tên mẫu").last().fill("Mẫu B, tên mới");
    await page.getByRole("button", { name: "Sửa đợt…" }).click();
    await asking(page);
    expect(await dialog(page).locator(".before-after").count()).toBe(1);
    await dialog(page).getByRole("button", { name: "Sửa đợt 2026-HAI" }).click();
    await page.getByText("Đã sửa đợt 2026-HAI; nhật ký có trước và sau.").waitFor();
    const [first, second] = before.forms;
    expect(await askedOf("2026-HAI")).toEqual({
      ...{ ...before, version: before.version + 1 },
      forms: [first, { ...second, titleVi: "Mẫu B, tên mới" }],
    });

    await new Acting(server, department, { answer: "id" }).done("formAnswerSave", {
      ...{ campaign: "2026-HAI", form: "Mẫu A", facility: "BV-MAT", cells: [{ column: "(1)", value: 3 }] },
    });
    await page.goto(`${server.url}/dot-bao-cao?dot=2026-HAI`);
    await page.getByRole("button", { name: "Đóng đợt 2026-HAI" }).waitFor();
    expect(await page.getByRole("link", { name: "Sửa nội dung đợt" }).count()).toBe(0);
    await page.goto(`${server.url}/dot-bao-cao?dot=2026-HAI&sua=co`);
    await page.getByText("Đã có nơi bắt đầu trả lời").waitFor();
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("sees who is late by managing body, in the picture as in the table, and as of another day", async () => {
    const { page, errors } = await openAs(browser, server, "sở", "dot-bao-cao?dot=2026-6T");
    const bar = page.getByRole("img", { name: /^Báo cáo chậm tính đến/ });
    expect(await bar.locator("text").allTextContents()).toEqual(["Sở Y tế", "2/3"]);
    const late = page.getByRole("region", { name: "Theo cơ quan quản lý" });
    const [row] = await late.locator("tbody tr").all();
    expect(await shown(row as Locator)).toBe(
      `Sở Y tế 3 0 0 2/3 Bệnh viện Mắt Huế – Mẫu 1, hạn trước ${vi(YESTERDAY)}: chưa gửi ` +
        `Bệnh viện Tâm thần Huế – Mẫu 1, hạn trước ${vi(YESTERDAY)}: chưa gửi`,
    );
    await page.getByLabel("Tình trạng").selectOption({ label: "quá hạn, chưa gửi" });
    await page.getByText("2 trong 3 báo cáo").waitFor();
    expect(new URL(page.url()).searchParams.get("tinh-trang")).toBe("qua-han");
    await page.getByLabel("Nhìn từ ngày").fill(dayFromNow(-2));
    await page.getByRole("img", { name: `Báo cáo chậm tính đến ${vi(dayFromNow(-2))}` }).waitFor();
    await settled(page);
    expect(
      await page
        .getByRole("img", { name: /^Báo cáo chậm/ })
        .locator("text")
        .last()
        .textContent(),
    ).toBe("0/3");
    const shared = page.url();
    await page.goto(shared);
    await page.getByText("2 trong 3 báo cáo").waitFor();
    await page.getByText("Mẫu 1: Kết quả liên thông").click();
    expect(await shown(page.getByRole("region", { name: "Các cột của Mẫu 1" }))).toContain("(5)=(3)/(2)*100");
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("knows of the letter of 2019 what it asked, and of nobody that they were late", async () => {
    const { page } = await openAs(browser, server, "sở", "dot-bao-cao");
    await page.getByRole("link", { name: /^LETTER-1999-2019/ }).click();
    await page.getByText("Các mẫu của đợt này ở trong công văn").waitFor();
    expect(
      await page
        .getByRole("img", { name: /^Báo cáo chậm/ })
        .locator(".figure")
        .allTextContents(),
    ).toEqual(expect.arrayContaining(["không rõ"]));
    expect(await page.getByRole("button", { name: /đợt LETTER/ }).count()).toBe(0);
    await page.context().close();
  });
});

describe("A unit", () => {
  it("finds its form, and a formula that is violated stands at its field as it is typed, until it is mended", async () => {
    const { page, errors } = await openAs(browser, server, "mắt", "dot-bao-cao");
    expect(await page.getByRole("link", { name: "Mở đợt mới" }).count()).toBe(0);
    await page.getByRole("link", { name: /^2026-6T/ }).click();
    expect(await page.getByRole("button", { name: /^Đóng đợt/ }).count()).toBe(0);
    const own = page.getByRole("region", { name: "Mẫu bạn điền" });
    await own.getByRole("link", { name: "Bệnh viện Mắt Huế" }).click();
    await page.getByLabel("(2) Tổng").fill("1200");
    await page.getByLabel("(3) Thành công").fill("1100");
    await page.getByLabel("(4) Lỗi").fill("99");
    await page.getByText('Cột "(4)" tính theo (4)=(2)-(3): phải là 100, đã nhập 99.').waitFor();
    expect(await page.getByLabel("(4) Lỗi").getAttribute("aria-invalid")).toBe("true");
    expect(await lookedAt(page, "dot-bao-cao-sai")).toEqual([]);
    // Neither saved nor handed in with it, and all that is typed stays.
    await page.getByRole("button", { name: "Gửi báo cáo…" }).click();
    await page
      .getByRole("alert")
      .getByRole("link", { name: /phải là 100/ })
      .click();
    await focused(page.locator("[aria-invalid=true]"));
    expect(await answerOf("BV-MAT")).toBeNull();
    await page.getByRole("button", { name: "Điền 100 vào (4)" }).click();
    await page.getByText("Đã điền 3 trong 4 ô số liệu, 0 trong 1 phần bằng lời.").waitFor();
    await saved(page);
    expect(await figuresOf("BV-MAT")).toEqual([1200, 1100, 100, null]);
    await page.getByRole("button", { name: "Điền 91,67 vào (5)" }).click();
    await page.getByLabel("B. Khó khăn").fill("Đường truyền chậm.");
    await page.waitForFunction(() => !/Chưa lưu|Đang lưu/.test(document.querySelector("main")?.textContent ?? ""));
    expect(await figuresOf("BV-MAT")).toEqual([1200, 1100, 100, 91.67]);
    // What stands there is the draft of the server.
    await page.reload();
    await page.getByLabel("(2) Tổng").waitFor();
    expect(await page.getByLabel("(2) Tổng").inputValue()).toBe("1.200");
    expect(await page.getByLabel("B. Khó khăn").inputValue()).toBe("Đường truyền chậm.");
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("is told at the field what is no number, and what it typed is there after a look at another page", async () => {
    const { page } = await openAs(browser, server, "mắt", FORM_OF_EYE);
    await page.getByLabel("(3) Thành công").fill("1.5");
    await page.getByText("“1.5” không đọc được là một số.").waitFor();
    await page.getByRole("banner").getByRole("link", { name: "Làm việc" }).click();
    await page.getByRole("heading", { name: "Làm việc" }).waitFor();
    await page.goBack();
    await page.getByText("“1.5” không đọc được là một số.").waitFor();
    expect(await page.getByLabel("(3) Thành công").inputValue()).toBe("1.5");
    await page.getByLabel("(3) Thành công").fill("-1");
    await page.getByText('Cột "(3)" không nhận số âm; đã nhập -1.').waitFor();
    await page.getByLabel("(3) Thành công").fill("1.100");
    await page.getByText("Tự lưu khi bạn nhập.").waitFor();
    expect(await figuresOf("BV-MAT")).toEqual([1200, 1100, 100, 91.67]);
    await page.context().close();
  });

  it("decides between both sides where somebody else has saved the same field otherwise", async () => {
    const { page, errors } = await openAs(browser, server, "mắt", FORM_OF_EYE);
    await page.getByLabel("B. Khó khăn").fill("Thiếu máy tính.");
    const { version } = await answerOf("BV-MAT");
    await new Acting(server, department, { answer: "id" }).done("formAnswerSave", {
      ...{ campaign: "2026-6T", form: "Mẫu 1", facility: "BV-MAT", expectedVersion: version },
      parts: [{ code: "B", textVi: "Thiếu nhân lực." }],
    });
    const both = page.getByRole("alert", { name: "Hai người cùng sửa" });
    await both.getByRole("button", { name: "Lấy bản đã lưu: Thiếu nhân lực." }).waitFor();
    await keepScreenshot(page, "dot-bao-cao-hai-ben");
    await both.getByRole("button", { name: "Giữ của tôi: Thiếu máy tính." }).click();
    await saved(page);
    expect((await answerOf("BV-MAT")).parts).toEqual([{ textVi: "Thiếu máy tính." }]);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("hands it in, asked first; only the Department gives it back, for a reason that the unit reads", async () => {
    const { page, errors } = await openAs(browser, server, "mắt", FORM_OF_EYE);
    await page.getByText("Đã điền 4 trong 4 ô số liệu").waitFor();
    await page.getByRole("button", { name: "Gửi báo cáo…" }).click();
    const question = await asking(page);
    expect(question).toContain("từ “đang nhập” sang “đã gửi”");
    expect(question).toContain("Số liệu: 4 trong 4 ô đã điền");
    expect(question).toContain("Đã quá hạn: báo cáo được ghi là gửi chậm.");
    await keepScreenshot(page, "dot-bao-cao-gui-hoi");
    await dialog(page).getByRole("button", { name: "Gửi báo cáo", exact: true }).click();
    await page.getByText("Đã gửi Mẫu 1 của Bệnh viện Mắt Huế.").waitFor();
    expect(await page.getByRole("button", { name: "Trả lại đơn vị" }).count()).toBe(0);
    expect(await shown(page.getByRole("region", { name: "Số liệu" }))).toContain("91,67 91,67 · (5)=(3)/(2)*100");
    expect(await lookedAt(page, "dot-bao-cao-da-gui")).toEqual([]);

    const other = await openAs(browser, server, "sở", FORM_OF_EYE);
    await other.page.getByRole("button", { name: "Trả lại đơn vị" }).click();
    await dialog(other.page).getByRole("button", { name: "Trả lại đơn vị" }).click();
    await other.page.locator("#tra-reason-error").waitFor();
    await dialog(other.page).getByLabel("Lý do").fill("Thiếu tháng 6.");
    await dialog(other.page).getByRole("button", { name: "Trả lại đơn vị" }).click();
    await other.page.getByText("Đã trả lại Mẫu 1 cho Bệnh viện Mắt Huế.").waitFor();
    await other.page.context().close();

    // The page of the unit hears of it.
    await page.getByText("Sở Y tế trả lại: Thiếu tháng 6.").waitFor();
    await page.getByRole("button", { name: "Gửi báo cáo…" }).click();
    await dialog(page).getByRole("button", { name: "Gửi báo cáo", exact: true }).click();
    await page.getByText("Đã gửi Mẫu 1 của Bệnh viện Mắt Huế.").waitFor();
    expect((await answerOf("BV-MAT")).status).toBe("SUBMITTED");
    await expectNothingKept(page, "Thiếu máy tính", "Thiếu tháng 6");
    expect(await storagesOf(page)).not.toMatch(/1200|1\.200|Thiếu/);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("does not enter what is another's, and sees of it nothing before it is handed in", async () => {
    const { page } = await openAs(browser, server, "phú vang", "dot-bao-cao?dot=2026-6T&ma=BV-TAMTHAN");
    await page.getByText("Chỉ đơn vị này, cơ quan quản lý và Sở Y tế nhập được.").waitFor();
    expect(await page.getByRole("textbox").count()).toBe(0);
    await page.goto(`${server.url}/dot-bao-cao?mo=co`);
    await page.getByRole("heading", { name: "Đợt báo cáo", exact: true }).waitFor();
    await page.context().close();
  });

  it("fills in and hands in by keyboard alone", async () => {
    const { page, errors } = await openAs(browser, server, "phú vang", "dot-bao-cao?dot=2026-6T");
    const type = async (name: string, text: string) => {
      for (let tabs = 0; tabs < 60; tabs++) {
        await page.keyboard.press("Tab");
        const focused = await page.evaluate(() => {
          const { activeElement: at } = document;
          return at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement
            ? (at.labels?.[0]?.textContent ?? "")
            : (at?.textContent ?? "");
        });
        if (!focused.startsWith(name)) continue;
        return text === "Enter" ? page.keyboard.press("Enter") : page.keyboard.type(text);
      }
      throw new Error(`${name} is not reached by Tab.`);
    };
    await type("Trung tâm Y tế huyện Phú Vang", "Enter");
    await page.getByLabel("(2) Tổng").waitFor();
    await type("(2) Tổng", "500");
    await type("(3) Thành công", "500");
    await page.getByRole("button", { name: "Điền 0 vào (4)" }).waitFor();
    await type("(4) Lỗi", "0");
    await page.getByRole("button", { name: "Điền 100 vào (5)" }).waitFor();
    await type("Điền 100 vào (5)", "Enter");
    await type("Gửi báo cáo…", "Enter");
    await dialog(page).waitFor();
    await type("Gửi báo cáo", "Enter");
    await page.getByText("Đã gửi Mẫu 1 của Trung tâm Y tế huyện Phú Vang.").waitFor();
    expect(await figuresOf("TTYT-PHUVANG")).toEqual([500, 500, 0, 100]);
    expect(errors).toEqual([]);
    await page.context().close();
  });
});

describe("The page of campaigns", () => {
  it("gives who is late, and what was handed in, to Excel", async () => {
    const { page } = await openAs(browser, server, "sở", "dot-bao-cao?dot=2026-6T");
    const links = page.getByRole("link", { name: "Tải Excel" });
    const rowsOf = async (i: number): Promise<string[][]> => {
      const { pathname, search } = new URL((await links.nth(i).getAttribute("href")) ?? "");
      return (await csvAt(server, `${pathname.replace(/xlsx$/, "csv")}${search}`)).slice(1);
    };
    const [download] = await Promise.all([page.waitForEvent("download"), links.first().click()]);
    expect(download.suggestedFilename()).toMatch(/^Báo cáo phải gửi của một đợt .*\.xlsx$/);
    expect(
      (await rowsOf(0)).map(([body, , code, , form, , , status, late]) => [body, code, form, status, late]),
    ).toEqual([
      ["SYT", "BV-MAT", "Mẫu 1", "Đã gửi đủ", "Chậm"],
      ["SYT", "BV-TAMTHAN", "Mẫu 1", "Chưa gửi", "Chậm"],
      ["SYT", "TTYT-PHUVANG", "Mẫu 1", "Đã gửi một phần", "Không"],
    ]);
    const figures = (await rowsOf(1)).filter((row) => row.includes("BV-MAT")).map((row) => row.join("; "));
    for (const figure of ["1.200", "91,67", "Thiếu máy tính."])
      expect(figures).toContainEqual(expect.stringContaining(figure));
    await page.context().close();
  });

  it("keeps its filter in the address, goes back, and speaks English", async () => {
    const { page } = await openAs(browser, server, "sở", "dot-bao-cao");
    await page.getByText("4 trong 4 đợt").waitFor();
    await page.getByLabel("Tình trạng").selectOption({ label: "đã đóng" });
    await page.getByText("1 trong 4 đợt").waitFor();
    await page.goBack();
    await page.getByText("4 trong 4 đợt").waitFor();
    await page.getByRole("link", { name: "English" }).click();
    await page.getByRole("heading", { name: "Reporting campaigns", exact: true }).waitFor();
    await page.getByRole("columnheader", { name: "Due before" }).waitFor();
    await page.context().close();
  });

  it.each(["dot-bao-cao", "dot-bao-cao?dot=2026-6T", "dot-bao-cao?dot=LETTER-1999-2019"])(
    "/%s has nothing that axe finds, on a desk and a phone, light and dark",
    async (path) => {
      const { page, errors } = await openAs(browser, server, "sở", path);
      expect(await lookedAt(page, path.replace(/[^a-z0-9]+/gi, "-"))).toEqual([]);
      expect(errors).toEqual([]);
      await page.context().close();
    },
  );
});
