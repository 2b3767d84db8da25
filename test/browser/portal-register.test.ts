import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from "@jest/globals";
import type { Browser, Locator, Page } from "playwright-core";
import { type Client, createClient } from "../../client-sdk/index.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { openChromium } from "./open-chromium.js";
import { findings, focused, keepScreenshot, lookedAt, settled } from "./portal.js";
import { expectNothingKept, openAs, shown } from "./workplace.js";

jest.setTimeout(180_000);

const MERGER = "5316/QĐ-BYT";

let server: TestServer;
let browser: Browser;
/** Somebody else of the Department, who works beside the one at the screen. */
let other: Client;

beforeAll(async () => {
  browser = await openChromium();
});
afterAll(async () => {
  await browser?.close();
});

beforeEach(async () => {
  server = await startTestServer();
  await addTestAccount(server.db, "sở", "ADMIN");
  await addTestAccount(server.db, "sở hai", "ADMIN");
  other = createClient({ url: `${server.url}/graphql`, token: (await signedIn(server, "sở hai")).accessToken });
});
afterEach(async () => {
  await server?.close();
});

const open = (path: string, options = {}) => openAs(browser, server, "sở", path, options);
const recordOf = async (code: string) => {
  const { facility } = await other.facilityRecord({ code });
  if (!facility) throw new Error(code);
  return facility;
};
/** What stands there, as soon as it does. */
const read = async (of: Locator): Promise<string> => {
  await of.first().waitFor();
  return shown(of);
};
const dialog = (page: Page, act: string) => page.getByRole("dialog", { name: act, exact: true });
const look = (page: Page) => page.getByRole("button", { name: "Xem trước thay đổi" }).click();
/** Presses the button that does it, and waits until it is done. */
const confirm = async (page: Page, act: string) => {
  await dialog(page, act).getByRole("button", { name: act, exact: true }).click();
  await page.locator(".done").waitFor();
};

describe("The register, kept by the Department", () => {
  it("gives a facility a new name in nine steps, shows before and after first, and takes it back", async () => {
    const { page, errors } = await open("lam-viec");
    const before = await recordOf("BV-MAT");
    await page.getByRole("link", { name: "Sổ đăng ký" }).click();
    await page.getByLabel("Tìm cơ sở").fill("bv mat");
    await page.getByRole("link", { name: before.name }).click();
    await page.getByRole("link", { name: "Đổi tên" }).click();
    await page.getByLabel("Tên", { exact: true }).fill("Bệnh viện Mắt SYNTHETIC");
    await page.getByLabel("Từ ngày").fill("2026-01-02");
    await page.getByLabel("Căn cứ").fill("Quyết định thử.");
    await look(page);
    const asked = await read(dialog(page, "Đổi tên"));
    expect(asked).toContain(`Tên ${before.name} Bệnh viện Mắt SYNTHETIC`);
    expect(asked).toMatch(/Từ ngày 02\/01\/2026 Căn cứ Quyết định thử\./);
    expect(asked).toContain("Giữ nguyên, vẫn gắn với mã BV-MAT: 2 đợt đánh giá (2022, 2020)");
    expect((await recordOf("BV-MAT")).name).toBe(before.name);
    expect(await findings(page)).toEqual([]);
    await keepScreenshot(page, "so-dang-ky-xem-truoc");
    await confirm(page, "Đổi tên");
    expect(await read(page.locator(".done"))).toContain("Đã đổi tên thành Bệnh viện Mắt SYNTHETIC.");
    expect(await recordOf("BV-MAT")).toMatchObject({ name: "Bệnh viện Mắt SYNTHETIC", version: before.version + 1 });
    await expectNothingKept(page, "SYNTHETIC", "Quyết định thử");
    await page.locator(".done").getByRole("link", { name: "Ghi nhầm? Rút lại: Tên" }).click();
    await page.getByLabel("Lý do").fill("Ghi nhầm khi thử.");
    await look(page);
    expect(await read(dialog(page, "Rút lại thay đổi"))).toContain(`Tên Bệnh viện Mắt SYNTHETIC ${before.name}`);
    await confirm(page, "Rút lại thay đổi");
    expect((await recordOf("BV-MAT")).names).toEqual(before.names);
    await page.locator(".trail li", { hasText: "Rút lại thay đổi" }).waitFor();
    const trail = await read(page.locator(".trail"));
    expect(trail).toMatch(/Rút lại thay đổi – sở, .* Lý do: Ghi nhầm khi thử\. Đổi tên – sở,/);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("says at the field what is wrong, and loses nothing of what was typed", async () => {
    const { page } = await open("so-dang-ky?ma=BV-MAT&viec=doi-ten");
    await look(page);
    expect(await read(page.getByRole("alert"))).toContain("Từ ngày: cần ghi.");
    expect(await page.locator("#so-basisVi-error").textContent()).toBe(
      "Căn cứ: hãy chọn văn bản, hoặc ghi căn cứ bằng lời.",
    );
    await page.getByLabel("Tên", { exact: true }).fill("Bệnh viện Trung ương Huế");
    await page.getByLabel("Từ ngày").fill("2026-01-02");
    await page.getByLabel("Văn bản quy định").selectOption(MERGER);
    await look(page);
    await dialog(page, "Đổi tên").getByRole("button", { name: "Đổi tên", exact: true }).click();
    await page.locator("#so-name-error").waitFor();
    expect(await page.locator("#so-name-error").textContent()).toMatch(/đang chỉ .*; mỗi tên chỉ một cơ sở\./);
    await focused(page.getByRole("alert"));
    await page.getByRole("alert").getByRole("link").first().click();
    await focused(page.locator("[id='so-name']"));
    expect(await page.getByLabel("Tên", { exact: true }).inputValue()).toBe("Bệnh viện Trung ương Huế");
    expect(await findings(page)).toEqual([]);
    // Left and come back to, it is there still; and the window asks before it closes.
    await page.getByRole("link", { name: "Về hồ sơ của cơ sở" }).click();
    await page.getByRole("link", { name: "Đổi tên" }).click();
    expect(await page.getByLabel("Từ ngày").inputValue()).toBe("2026-01-02");
    await expectNothingKept(page, "2026-01-02");
    const asks = new Promise<string>((resolve) =>
      page.once("dialog", async (asked) => {
        // A window that is closed while it still asks takes the browser with it.
        await asked.dismiss();
        resolve(asked.type());
      }),
    );
    await page.close({ runBeforeUnload: true });
    expect(await asks).toBe("beforeunload");
    await page.context().close();
  });

  it("shows both sides where somebody else was first, and lets the person decide", async () => {
    const { page } = await open("so-dang-ky?ma=BV-MAT&viec=doi-thong-tin");
    await page.getByLabel("Giường thực kê").fill("77");
    await page.getByLabel("Từ ngày").fill("2026-01-03");
    await page.getByLabel("Căn cứ").fill("Biên bản kiểm kê.");
    const { id, version } = await recordOf("BV-MAT");
    const outcome = await other.changeFacilityProfile({
      input: { id, expectedVersion: version, actualBeds: 91, hospitalClass: null, on: "2026-01-02" },
    });
    expect(outcome.ok).toBe(true);
    const both = page.getByRole("region", { name: "Hai bản khác nhau" });
    await both.waitFor();
    expect(await read(both.locator("tbody tr", { hasText: "Giường" }))).toMatch(/\) \d+ 91 77$/);
    expect(await findings(page)).toEqual([]);
    await keepScreenshot(page, "so-dang-ky-hai-ban");
    await both.getByRole("button", { name: "Giữ điều tôi gõ" }).click();
    await look(page);
    const asked = await read(dialog(page, "Đổi hình thức, tuyến, hạng, giường"));
    expect(asked).toContain("Giường thực kê (giường) 91 77");
    expect(asked).not.toContain("Xếp hạng");
    await confirm(page, "Đổi hình thức, tuyến, hạng, giường");
    expect(await recordOf("BV-MAT")).toMatchObject({ actualBeds: 77, hospitalClass: null });
    await page.locator(".trail li", { hasText: "Biên bản kiểm kê" }).first().waitFor();
    expect(await read(page.locator(".trail"))).toContain("Căn cứ: chưa ghi → thành Biên bản kiểm kê.");
    await page.context().close();
  });

  it("moves a facility, and says who manages it, both found as people type", async () => {
    const { page, errors } = await open("so-dang-ky?ma=TTYT-PHUVANG");
    await page.getByRole("link", { name: "Chuyển trụ sở" }).click();
    await page.getByLabel("Địa bàn đặt trụ sở").fill("my thuong");
    await page.locator(".matches button", { hasText: "Phường Mỹ Thượng 19930" }).click();
    await page.getByLabel("Từ ngày").fill("2025-09-01");
    await page.getByLabel("Căn cứ").fill("Biên bản bàn giao trụ sở thử.");
    await look(page);
    const move = await read(dialog(page, "Chuyển trụ sở"));
    expect(move).toMatch(/Địa bàn đặt trụ sở .+ Phường Mỹ Thượng Từ ngày 01\/09\/2025/);
    expect(move).toMatch(/Danh sách cơ sở của .+ bớt một, của Phường Mỹ Thượng thêm một/);
    await confirm(page, "Chuyển trụ sở");
    await page.getByRole("link", { name: "Chuyển cơ quan quản lý" }).click();
    expect(await page.getByLabel("Cơ quan quản lý").inputValue()).toBe("Sở Y tế");
    await page.getByLabel("Cơ quan quản lý").fill("");
    await page.getByLabel("Đơn vị hướng dẫn").fill("bv tw hue");
    await page.locator(".matches button", { hasText: "BV-TWHUE" }).click();
    await page.getByLabel("Từ ngày").fill("2026-01-02");
    await page.getByLabel("Căn cứ").fill("Công văn thử.");
    await look(page);
    const reassign = await read(dialog(page, "Chuyển cơ quan quản lý"));
    expect(reassign).toContain("Cơ quan quản lý Sở Y tế không có");
    expect(reassign).toContain("Đơn vị hướng dẫn chuyên môn không có Bệnh viện Trung ương Huế");
    expect(reassign).toContain("không còn vào Sở Y tế");
    await confirm(page, "Chuyển cơ quan quản lý");
    expect(await recordOf("TTYT-PHUVANG")).toMatchObject({
      ...{ area: { code: "19930" }, parent: null, guidedBy: { code: "BV-TWHUE" } },
    });
    await page.locator(".done a").first().waitFor();
    const offered = await page.locator(".done a").allTextContents();
    expect(offered).toEqual(["Ghi nhầm? Rút lại: Cơ quan quản lý", "Ghi nhầm? Rút lại: Đơn vị hướng dẫn chuyên môn"]);
    expect(await read(page.locator("table", { hasText: "Thay đổi gần nhất" }))).toMatch(
      /Ghi nhầm\? Rút lại ?: Cơ quan quản lý Sở Y tế không có 02\/01\/2026/,
    );
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("adds, merges and reopens a facility, and closes none that manages others", async () => {
    const { page } = await open("so-dang-ky?viec=them");
    await page.getByLabel("Mã", { exact: true }).fill("TTYT-THU");
    await page.getByLabel("Tên", { exact: true }).fill("Trung tâm Y tế SYNTHETIC");
    await page.getByLabel("Hình thức tổ chức").selectOption("HEALTH_CENTRE");
    await page.getByLabel("Sở hữu").selectOption("PUBLIC");
    await page.getByLabel("Địa bàn đặt trụ sở").fill("thanh pho hue");
    await page.locator(".matches button").first().click();
    await page.getByLabel("Cơ quan quản lý").fill("so y te");
    await page.locator(".matches button", { hasText: "SYT" }).first().click();
    await page.getByLabel("Từ ngày").fill("2026-01-02");
    await look(page);
    await keepScreenshot(page, "so-dang-ky-them");
    expect(await read(dialog(page, "Thêm cơ sở"))).toContain("Cơ quan quản lý chưa ghi Sở Y tế");
    await confirm(page, "Thêm cơ sở");
    expect(await recordOf("TTYT-THU")).toMatchObject({ parent: { code: "SYT" }, version: 1 });
    await page.getByRole("link", { name: "Sáp nhập", exact: true }).click();
    await page.getByLabel("Sáp nhập vào").fill("phu vang");
    await look(page);
    expect(await page.locator("#so-into-error").textContent()).toContain("hãy chọn một dòng");
    await page.locator(".matches button", { hasText: "TTYT-PHUVANG" }).click();
    await page.getByLabel("Từ ngày").fill("2026-01-05");
    await page.getByLabel("Căn cứ").fill("Đề án thử.");
    await page.getByLabel("Lý do").fill("Thử sáp nhập.");
    await look(page);
    expect(await read(dialog(page, "Sáp nhập"))).toContain("đang hoạt động ngừng hoạt động từ 05/01/2026");
    await confirm(page, "Sáp nhập");
    expect(await recordOf("TTYT-THU")).toMatchObject({ closedOn: "2026-01-05", successor: { code: "TTYT-PHUVANG" } });
    await page.getByRole("link", { name: "Ghi nhầm? Mở lại" }).click();
    await page.getByLabel("Lý do").fill("Chưa có quyết định.");
    await look(page);
    await confirm(page, "Mở lại");
    expect(await recordOf("TTYT-THU")).toMatchObject({ closedOn: null, successor: null, parent: { code: "SYT" } });
    await page.goto(`${server.url}/so-dang-ky?ma=SYT&viec=ngung-hoat-dong`);
    await page.getByLabel("Từ ngày").fill("2026-01-05");
    await page.getByLabel("Lý do").fill("Thử.");
    await look(page);
    expect(await read(dialog(page, "Ghi ngừng hoạt động"))).toMatch(/Cơ sở còn quản lý \d+ đơn vị/);
    await dialog(page, "Ghi ngừng hoạt động").getByRole("button", { name: "Ghi ngừng hoạt động" }).click();
    await page.getByRole("alert").waitFor();
    expect(await read(page.getByRole("alert"))).toContain("Chưa thực hiện được");
    expect((await recordOf("SYT")).closedOn).toBeNull();
    await page.context().close();
  });

  it("is done by the keyboard alone", async () => {
    const { page } = await open("so-dang-ky?ma=BV-MAT&viec=chuyen-quan-ly");
    await page.locator("#so-guidedBy").focus();
    await page.keyboard.type("trung uong hue");
    await page.locator(".matches button").first().waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await focused(page.locator("#so-guidedBy"));
    await page.keyboard.press("Tab");
    await page.keyboard.type("02012026");
    await page.locator("#so-basisVi").focus();
    await page.keyboard.type("Công văn thử.");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await dialog(page, "Chuyển cơ quan quản lý").waitFor();
    // What will change is read first; the button that does it comes after it.
    await page.keyboard.press("Tab");
    await focused(page.getByText("Chuyển cơ quan quản lý", { exact: true }));
    await page.keyboard.press("Enter");
    await page.locator(".done").waitFor();
    expect((await recordOf("BV-MAT")).guidedBy?.name).toContain("Trung ương Huế");
    await page.context().close();
  });

  it("is not shown to an editor of a facility", async () => {
    await addTestAccount(server.db, "mắt", "FACILITY_EDITOR", "BV-MAT");
    const { page } = await openAs(browser, server, "mắt", "so-dang-ky?ma=BV-MAT&viec=doi-ten");
    expect(await page.locator("h1").textContent()).toBe("Không thuộc phạm vi của bạn");
    expect(await page.locator("form").count()).toBe(0);
    await page.context().close();
  });

  it.each([
    ["so-dang-ky", "tim-co-so"],
    ["so-dang-ky?tim=phu+vang", "tim-thay"],
    ["so-dang-ky?ma=BV-PHOI", "ho-so"],
    ["so-dang-ky?ma=BV-PHOI&viec=sua-sai", "sua-sai"],
    ["so-dang-ky?viec=them", "them-moi"],
  ])(
    "/%s has nothing that axe finds, on a desk and a phone, light and dark, and fits on a phone",
    async (path, name) => {
      const { page, errors } = await open(path);
      await settled(page);
      expect(await lookedAt(page, `so-dang-ky-${name}`)).toEqual([]);
      expect(errors).toEqual([]);
      await page.context().close();
    },
  );
});
