import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { addTestAccount, bearer, issuedKey, PASSWORD, signedIn, viewerOf } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { type Data, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { openChromium } from "./open-chromium.js";
import { focused, lookedAt, openPortal, settled } from "./portal.js";
import { openAs, Steps, shown, storagesOf } from "./workplace.js";

jest.setTimeout(120_000);

let server: TestServer;
let browser: Browser;
let department: Record<string, string>;

beforeAll(async () => {
  server = await startTestServer();
  await addTestAccount(server.db, "sở", "ADMIN");
  await addTestAccount(server.db, "mắt", "FACILITY_EDITOR", "BV-MAT");
  await addTestAccount(server.db, "chuyển", "FACILITY_EDITOR", "BV-MAT");
  department = (await signedIn(server, "sở")).headers;
  browser = await openChromium();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const toAdministration = async (page: Page, steps = new Steps()) => {
  await steps.press(page.getByRole("link", { name: "Làm việc" }));
  await steps.press(page.getByRole("main").getByRole("link", { name: "Quản trị" }));
  await page.locator("#tk-facility option").nth(10).waitFor({ state: "attached" });
  await settled(page);
};
const accountNamed = async (name: string): Promise<Data> => {
  const asked = "{ accounts { id name active version role facility { code } } }";
  const { data } = await runQuery(server, asked, {}, department);
  return data.accounts.find((each: Data) => each.name === name);
};
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

describe("The administration of accounts", () => {
  it("adds an account for TTYT A Lưới in at most five steps; its password is shown once, and good for one sign-in", async () => {
    const { page, errors } = await openAs(browser, server, "sở");
    const steps = new Steps();
    await toAdministration(page, steps);
    await steps.choose(page.getByLabel("Tài khoản của"), { label: "Trung tâm Y tế huyện A Lưới" });
    await page.getByText("Sẽ tạo tài khoản ttyt-aluoi: nhập dữ liệu của Trung tâm Y tế huyện A Lưới").waitFor();
    expect(await accountNamed("ttyt-aluoi")).toBeUndefined();
    await steps.press(button(page, "Tạo tài khoản"));
    const shown = page.getByLabel("Mật khẩu dùng một lần của ttyt-aluoi");
    await shown.waitFor();
    expect(steps.taken).toBeLessThanOrEqual(5);
    const password = await shown.inputValue();
    await page.getByRole("row", { name: "ttyt-aluoi Trung tâm Y tế huyện A Lưới" }).waitFor();
    expect(await accountNamed("ttyt-aluoi")).toMatchObject({
      ...{ role: "FACILITY_EDITOR", active: true, facility: { code: "TTYT-ALUOI" } },
    });
    expect(await lookedAt(page, "quan-tri-tai-khoan")).toEqual([]);
    const kept = await storagesOf(page);
    expect(kept).not.toContain(password);
    expect(kept).not.toMatch(/eyJ|ttyt-aluoi/);
    await button(page, "Đã giữ, ẩn đi").click();
    expect(await page.content()).not.toContain(password);
    expect(errors).toEqual([]);
    await page.context().close();

    const theirs = await openPortal(browser, `${server.url}/lam-viec`);
    await theirs.page.getByLabel("Tên đăng nhập").fill("ttyt-aluoi");
    await theirs.page.getByLabel("Mật khẩu").fill(password);
    await theirs.page.getByRole("main").getByRole("button", { name: "Đăng nhập" }).click();
    await theirs.page.getByText("Mật khẩu này chỉ dùng một lần.").waitFor();
    await theirs.page.getByLabel("Mật khẩu mới", { exact: true }).fill(PASSWORD);
    await theirs.page.getByLabel("Gõ lại mật khẩu mới").fill(PASSWORD);
    await theirs.page.getByRole("button", { name: "Đổi mật khẩu và đăng nhập" }).click();
    await theirs.page.getByText("ttyt-aluoi (Trung tâm Y tế huyện A Lưới)").waitFor();
    await theirs.page.context().close();
  });

  it("says at the field what is wrong with a name, keeps what was typed, and is done by the keyboard alone", async () => {
    const { page } = await openAs(browser, server, "sở");
    await toAdministration(page);
    await page.locator("#tk-facility").focus();
    for (let presses = 0; presses < 60; presses += 1) {
      if ((await page.locator("#tk-facility").inputValue()) === "BV-PHOI") break;
      await page.keyboard.press("ArrowDown");
    }
    await page.keyboard.press("Tab");
    await page.keyboard.press("Control+A");
    await page.keyboard.type("mắt");
    await page.keyboard.press("Enter");
    await page.locator("#tk-name-error").waitFor();
    const summary = page.getByRole("alert");
    await focused(summary);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await focused(page.locator("[id='tk-name']"));
    expect([await page.locator("#tk-name").inputValue(), await page.locator("#tk-facility").inputValue()]).toEqual([
      "mắt",
      "BV-PHOI",
    ]);
    await page.keyboard.press("Control+A");
    await page.keyboard.type("phoi");
    await page.keyboard.press("Enter");
    await page.getByLabel("Mật khẩu dùng một lần của phoi").waitFor();
    expect(await accountNamed("phoi")).toMatchObject({ facility: { code: "BV-PHOI" } });
    await page.context().close();
  });

  it("asks before it locks, shows a change of somebody else beside, and opens again", async () => {
    const { page } = await openAs(browser, server, "sở");
    await toAdministration(page);
    await button(page, "Khóa mắt").click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("từ “đang dùng” thành “đã khóa”").waitFor();
    await dialog.getByRole("button", { name: "Không, quay lại" }).click();
    expect(await accountNamed("mắt")).toMatchObject({ active: true });
    await button(page, "Khóa mắt").click();
    const { id, version } = await accountNamed("mắt");
    const others = new Acting(server, department, { account: "id" });
    await others.did("accountChange", { id, expectedVersion: version, facility: "BV-PHOI" });
    await dialog.getByRole("button", { name: "Khóa tài khoản" }).click();
    await dialog.getByText("Hiện nay, sau khi có người khác đổi: đang dùng, Bệnh viện Phổi").waitFor();
    expect(await accountNamed("mắt")).toMatchObject({ active: true });
    expect(await lookedAt(page, "quan-tri-khoa-tai-khoan")).toEqual([]);
    await dialog.getByRole("button", { name: "Khóa tài khoản" }).click();
    await page.getByText("Đã khóa tài khoản mắt; mở lại bằng nút bên cạnh tên.").waitFor();
    expect(await accountNamed("mắt")).toMatchObject({ active: false });
    await button(page, "Mở lại mắt").click();
    await dialog.getByRole("button", { name: "Mở lại tài khoản" }).click();
    await page.getByText("Đã mở lại tài khoản mắt;").waitFor();
    expect(await accountNamed("mắt")).toMatchObject({ active: true });
    expect(await button(page, "Khóa sở").count()).toBe(0);
    await page.context().close();
  });

  it("asks before an account goes to another unit or to the Department, also where somebody else was first", async () => {
    const { page, errors } = await openAs(browser, server, "sở");
    await toAdministration(page);
    expect(await button(page, "Đổi đơn vị, vai trò sở").count()).toBe(0);
    await button(page, "Đổi đơn vị, vai trò chuyển").click();
    const dialog = page.getByRole("dialog");
    const act = dialog.getByRole("button", { name: "Đổi đơn vị, vai trò" });
    const whose = dialog.getByLabel("Tài khoản của");
    await act.click();
    await dialog.getByRole("link", { name: "Hãy chọn tài khoản của ai." }).waitFor();
    await whose.selectOption({ label: "Bệnh viện Phổi" });
    const change = dialog.locator(".before-after dl");
    expect(await shown(change)).toBe("Đang là Bệnh viện Mắt Huế, nhập dữ liệu Sẽ là Bệnh viện Phổi, nhập dữ liệu");
    await dialog.getByRole("button", { name: "Không, quay lại" }).click();
    const { id, version, ...before } = await accountNamed("chuyển");
    expect(before).toMatchObject({ role: "FACILITY_EDITOR", facility: { code: "BV-MAT" } });

    await button(page, "Đổi đơn vị, vai trò chuyển").click();
    await whose.selectOption({ label: "Bệnh viện Phổi" });
    const others = new Acting(server, department, { account: "id" });
    await others.did("accountChange", { id, expectedVersion: version, facility: "TTYT-ALUOI" });
    await act.click();
    await dialog.getByText("Hiện nay, sau khi có người khác đổi: đang dùng, Trung tâm Y tế huyện A Lưới").waitFor();
    expect(await accountNamed("chuyển")).toMatchObject({ facility: { code: "TTYT-ALUOI" } });
    expect(await lookedAt(page, "quan-tri-doi-tai-khoan")).toEqual([]);
    await act.click();
    const [aLuoi, lung] = ["Trung tâm Y tế huyện A Lưới, nhập dữ liệu", "Bệnh viện Phổi, nhập dữ liệu"];
    await page.getByText(`Đã đổi tài khoản chuyển từ “${aLuoi}” thành “${lung}”`).waitFor();
    expect(await accountNamed("chuyển")).toMatchObject({ role: "FACILITY_EDITOR", facility: { code: "BV-PHOI" } });

    await button(page, "Đổi đơn vị, vai trò chuyển").click();
    await whose.selectOption({ label: "Sở Y tế (quản trị)" });
    await act.click();
    await page.getByText(`Đã đổi tài khoản chuyển từ “${lung}” thành “Sở Y tế, quản trị”`).waitFor();
    expect(await accountNamed("chuyển")).toMatchObject({ role: "ADMIN", facility: null });
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("gives a password for once in the place of a forgotten one", async () => {
    const { page } = await openAs(browser, server, "sở");
    await toAdministration(page);
    await button(page, "Cấp lại mật khẩu mắt").click();
    await page.getByRole("dialog").getByRole("button", { name: "Cấp lại mật khẩu" }).click();
    const password = await page.getByLabel("Mật khẩu dùng một lần của mắt").inputValue();
    expect(password.length).toBeGreaterThan(8);
    await expect(signedIn(server, "mắt")).rejects.toThrow("NOT_ACCEPTED");
    expect(await storagesOf(page)).not.toContain(password);
    await page.context().close();
  });
});

describe("The administration of keys", () => {
  it("issues a key to Hue-S in at most four steps: shown once, copied by a button, kept nowhere", async () => {
    const { page, errors } = await openAs(browser, server, "sở", "", {
      permissions: ["clipboard-read", "clipboard-write"],
    });
    const steps = new Steps();
    await toAdministration(page, steps);
    await steps.fill(page.getByLabel("Của ai, dùng để làm gì"), "Hue-S");
    await page.getByText("Sẽ cấp khóa cho “Hue-S”: đọc dữ liệu đã công bố; dùng được từ bây giờ").waitFor();
    await steps.press(button(page, "Cấp khóa"));
    const shown = page.getByLabel("Khóa truy cập", { exact: true });
    await shown.waitFor();
    expect(steps.taken).toBeLessThanOrEqual(4);
    const key = await shown.inputValue();
    expect(await viewerOf(server, bearer(key))).toMatchObject({ role: "INTEGRATOR" });
    await button(page, "Chép").click();
    await button(page, "Đã chép").waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(key);
    expect(await storagesOf(page)).not.toContain(key);
    await page.getByRole("row", { name: /^Hue-S/ }).waitFor();
    expect(await lookedAt(page, "quan-tri-khoa")).toEqual([]);
    expect(errors).toEqual([]);

    await page.getByLabel("Của ai, dùng để làm gì").fill("hue-s ");
    await page.getByText("Đã có 1 khóa còn hiệu lực cùng tên").waitFor();
    await page.getByLabel("Của ai, dùng để làm gì").fill("");
    await button(page, "Đã giữ, ẩn đi").click();
    await page.reload();
    await settled(page);
    await page.getByRole("row", { name: /^Hue-S/ }).waitFor();
    expect(await page.content()).not.toContain(key);

    await page
      .getByRole("row", { name: /^Hue-S/ })
      .getByRole("button")
      .click();
    await page.getByRole("dialog").getByRole("button", { name: "Thu hồi khóa" }).click();
    await page.getByText(/^Đã thu hồi khóa/).waitFor();
    await page.getByRole("row", { name: /^Hue-S.*đã thu hồi/ }).waitFor();
    expect(await viewerOf(server, bearer(key))).toBe("UNAUTHENTICATED");
    await page.context().close();
  });

  it("admits own questions of a key that is limited to documents: tried, asked about, then answered by their ids", async () => {
    const { headers } = await issuedKey(server, department, { scopes: ["READ", "DOCUMENTS_ONLY"] });
    const { page, errors } = await openAs(browser, server, "sở");
    await toAdministration(page);
    const row = page.getByRole("row", { name: /^Hue-S.*chỉ các câu hỏi của SDK và câu hỏi riêng đã chấp nhận/ });
    await row.getByRole("button", { name: /^Câu hỏi riêng/ }).click();
    const part = page.getByRole("region", { name: /^Câu hỏi riêng của Hue-S/ });
    await part.getByText("Chưa chấp nhận câu hỏi riêng nào.").waitFor();
    const choose = (name: string, text: string) =>
      part.locator("#ch-texts").setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(text) });

    await choose("sai.graphql", "query Wrong {\n  facilities { bedCount }\n}\n");
    await part.getByText(/^Wrong, dòng 2, cột 16: .*Cannot query field "bedCount"/).waitFor();
    await choose("sai.json", "[7]");
    await part.getByText("Tệp này không đọc được.").waitFor();
    expect(await page.getByRole("dialog").count()).toBe(0);

    await choose("dem.graphql", "query Count { facilities { totalCount } }\nquery Old { discrepancies { code } }\n");
    const dialog = page.getByRole("dialog", { name: "Chấp nhận câu hỏi" });
    await dialog.getByText(/Count .*, chi phí cao nhất 52 điểm/).waitFor();
    expect(await shown(dialog.getByRole("listitem"))).toMatch(
      /^Count [\w-]{6}, .* Old [\w-]{6}, chi phí cao nhất 2\.301 điểm$/,
    );
    expect(await lookedAt(page, "quan-tri-cau-hoi-rieng")).toEqual([]);
    const documentsOf = async () =>
      (await runQuery(server, "{ apiKeys { documents { name code } } }", {}, department)).data.apiKeys.flatMap(
        (each: Data) => each.documents,
      );
    expect(await documentsOf()).toEqual([]);
    await dialog.getByRole("button", { name: "Chấp nhận câu hỏi" }).click();
    await page.getByText("Đã chấp nhận: Count, Old.").waitFor();
    await part.getByRole("row", { name: /^Old .*Còn ít nhất đến 01\/01\/2028/ }).waitFor();
    expect(await lookedAt(page, "quan-tri-cau-hoi-rieng-co")).toEqual([]);
    const [{ name, code }] = await documentsOf();
    const ask = async () => (await fetch(`${server.url}/graphql?op=${name}&documentId=${code}`, { headers })).json();
    expect(await ask()).toEqual({ data: { facilities: { totalCount: 42 } } });

    await part.getByRole("button", { name: "Rút Count" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Rút câu hỏi" }).click();
    await page.getByText("Đã rút Count.").waitFor();
    await part.getByRole("row", { name: /^Count/ }).waitFor({ state: "detached" });
    expect(await ask()).toMatchObject({ errors: [{ extensions: { code: "PERSISTED_DOCUMENT_UNKNOWN" } }] });
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("says at the field what is wrong with a day, and issues nothing", async () => {
    const { page } = await openAs(browser, server, "sở");
    await toAdministration(page);
    await page.getByLabel("Của ai, dùng để làm gì").fill("Hue-S, thử");
    await page.getByLabel("Hết hiệu lực từ ngày").fill("2099-01-01");
    await button(page, "Cấp khóa").click();
    await page.locator("#kh-expiresOn-error").waitFor();
    expect(await page.getByLabel("Của ai, dùng để làm gì").inputValue()).toBe("Hue-S, thử");
    expect(await page.getByRole("row", { name: /Hue-S, thử/ }).count()).toBe(0);
    await page.context().close();
  });
});

describe("The log", () => {
  it("is filtered by act, object, who and days, and the filters stand in the address", async () => {
    const { page } = await openAs(browser, server, "sở");
    await toAdministration(page);
    await page.getByLabel("Việc", { exact: true }).selectOption("accountAdd");
    await page.getByText("Việc đã làm, có lọc: ").waitFor();
    await page.waitForFunction(
      () =>
        ![...document.querySelectorAll("#nhat-ky ~ * tbody tr")].some(
          (row) => !/Tạo tài khoản/.test(row.textContent ?? ""),
        ),
    );
    expect(new URL(page.url()).searchParams.get("viec")).toBe("accountAdd");
    await page.getByLabel("Người làm").fill("sở");
    await page.waitForURL(/nguoi=s/);
    await page.reload();
    await settled(page);
    const rows = page.getByRole("table").filter({ hasText: "Việc đã làm" }).locator("tbody tr");
    await rows.first().waitFor();
    expect(await rows.allTextContents()).toEqual(
      expect.arrayContaining([expect.stringMatching(/^Tạo tài khoảnTài khoản, bản 1.*sở.*\(trống\) →/)]),
    );
    expect(await page.getByLabel("Người làm").inputValue()).toBe("sở");
    await page.getByLabel("Đến ngày").fill("2020-01-01");
    await page.getByText("có lọc: 0 trong 0 mục").waitFor();
    await button(page, "Bỏ lọc").click();
    await page.getByText(/^Việc đã làm: \d+ trong \d+ mục/).waitFor();
    await page.context().close();
  });
});

describe("The verification of the log", () => {
  const toSafety = async () => {
    const { page, errors } = await openAs(browser, server, "sở");
    await toAdministration(page);
    await page.getByRole("heading", { name: "Kiểm tra nhật ký và sao lưu" }).scrollIntoViewIfNeeded();
    return { page, errors };
  };

  it("tells how many acts are sealed, finds nothing wrong, and names the commands that tell for certain", async () => {
    const { page, errors } = await toSafety();
    await page.getByText(/^\d+ việc$/).waitFor();
    await page.getByText("Máy chủ bị sửa không thể tự xác nhận mình").waitFor();
    await page.getByText("npm run audit", { exact: true }).waitFor();
    await button(page, "Kiểm tra ngay").click();
    await page.getByText("Không có gì không khớp.").waitFor();
    await page.getByText(/^Mã tổng hợp đến hết ngày/).waitFor();
    expect(await lookedAt(page, "quan-tri-kiem-tra")).toEqual([]);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("shows what was changed past the acts, by type and with a link, and says so again once it is put right", async () => {
    const [figure] = await server.db.query<{ id: number }>(
      "SELECT MIN(id) AS id FROM observation WHERE `value` IS NOT NULL",
    );
    const change = (sql: string) => server.db.transaction((tx) => tx.change(sql, [figure?.id ?? 0]));
    await change("UPDATE observation SET approximate = 1 - approximate WHERE id = ?");
    const { page } = await toSafety();
    await button(page, "Kiểm tra ngay").click();
    const table = page.getByRole("table", { name: /^Mục nhật ký hoặc dữ liệu không khớp/ });
    await table.waitFor();
    expect(await table.locator("tbody tr").allTextContents()).toEqual([`Số liệuSố liệu số ${figure?.id}`]);
    expect(await lookedAt(page, "quan-tri-khong-khop")).toEqual([]);
    await change("UPDATE observation SET approximate = 1 - approximate WHERE id = ?");
    await button(page, "Kiểm tra ngay").click();
    await page.getByText("Không có gì không khớp.").waitFor();
    await page.context().close();
  });
});
