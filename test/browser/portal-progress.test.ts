import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { openChromium } from "./open-chromium.js";
import { keepScreenshot, lookedAt, settled } from "./portal.js";
import { expectNothingKept, openAs, shown } from "./workplace.js";

jest.setTimeout(180_000);

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

interface Milestone {
  id: string;
  titleVi: string;
  year: number | null;
  status: string;
  track: { code: string };
}

async function milestones(): Promise<Milestone[]> {
  const { data } = await runQuery(server, "{ roadmap { milestones { id titleVi year status track { code } } } }");
  return data.roadmap.milestones;
}

/** The nth milestone, and its page as somebody has it. */
async function openMilestone(
  name: string,
  nth: number,
): Promise<{ page: Page; errors: string[]; milestone: Milestone }> {
  const milestone = (await milestones())[nth] as Milestone;
  const opened = await openAs(browser, server, name, `tien-do?id=${milestone.id}`);
  await opened.page.getByRole("heading", { name: milestone.titleVi }).waitFor();
  return { ...opened, milestone };
}

describe("The progress of a milestone", () => {
  it("is reported with evidence by a facility for itself, by the keyboard, and corrected for a reason", async () => {
    const all = await milestones();
    const { page, errors } = await openAs(browser, server, "mắt", "tien-do");
    await page.getByText(`${all.length} trong ${all.length} mốc`).waitFor();
    await page
      .getByRole("link", { name: all[0]?.titleVi ?? "" })
      .first()
      .focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Ghi tiến độ mới" }).waitFor();
    // An editor reports of its own unit alone.
    expect(await page.getByLabel("Của", { exact: true }).count()).toBe(0);
    await page.locator("#ghi-status").selectOption("IN_PROGRESS");
    await page.getByLabel("Tính đến ngày").fill("2026-01-05");
    await page.getByLabel("Đã làm được gì").fill("Đã chạy thử ở hai khoa.");
    await page.getByLabel("Minh chứng bằng lời").fill("Biên bản chạy thử.");
    await page.getByLabel("Địa chỉ của minh chứng").fill("http://vi-du.vn");
    expect(await shown(page.locator(".before-after"))).toMatch(/Bệnh viện Mắt Huế, 05\/01\/2026 .*đang thực hiện/);
    await page.getByRole("button", { name: "Ghi tiến độ" }).focus();
    await page.keyboard.press("Enter");
    await page.locator("#ghi-evidenceUrl-error").waitFor();
    expect(await page.getByLabel("Đã làm được gì").inputValue()).toBe("Đã chạy thử ở hai khoa.");
    await page.getByLabel("Địa chỉ của minh chứng").fill("https://vi-du.vn/bien-ban");
    await page.getByRole("button", { name: "Ghi tiến độ" }).click();
    await page.getByRole("status").filter({ hasText: "Đã ghi tiến độ: Bệnh viện Mắt Huế" }).waitFor();
    await page.getByRole("link", { name: "https://vi-du.vn/bien-ban" }).waitFor();
    await keepScreenshot(page, "tien-do-da-ghi");

    await page.getByRole("button", { name: "Sửa Bệnh viện Mắt Huế, 05/01/2026" }).click();
    await page.locator("#sua-status").selectOption("DONE");
    await page.getByLabel("Lý do sửa").fill("Đã nghiệm thu.");
    await page.getByRole("button", { name: "Sửa tiến độ" }).click();
    await page.getByRole("status").filter({ hasText: "thành “hoàn thành, 05/01/2026”" }).waitFor();
    await page.getByRole("cell", { name: "hoàn thành (05/01/2026)" }).waitFor();
    await expectNothingKept(page, "Biên bản chạy thử");
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("of the province is the Department's, which sees both sides where somebody else was quicker", async () => {
    const { page, milestone } = await openMilestone("sở", 1);
    await page.locator("#ghi-status").selectOption("IN_PROGRESS");
    await page.getByRole("button", { name: "Ghi tiến độ" }).click();
    await page
      .getByText(/toàn tỉnh: đang thực hiện/)
      .first()
      .waitFor();
    expect((await milestones())[1]?.status).toBe("IN_PROGRESS");
    await page.getByText("Ghi tiến độ –").waitFor();

    const { data } = await runQuery(
      server,
      `query ($id: ID!) { node(id: $id) { ... on Milestone { progress { nodes { id version } } } } }`,
      { id: milestone.id },
    );
    const [report] = data.node.progress.nodes;
    await page.getByRole("button", { name: /^Sửa toàn tỉnh/ }).click();
    await page.locator("#sua-noteVi").fill("Đã họp triển khai.");
    await page.getByLabel("Lý do sửa").fill("Bổ sung.");
    const { headers } = await signedIn(server, "sở");
    const input = {
      id: report.id,
      expectedVersion: report.version,
      noteVi: "Đã ban hành kế hoạch.",
      reason: "Theo văn thư.",
    };
    await new Acting(server, headers, { progress: "id" }).did("milestoneCorrectProgress", input);
    await page.getByRole("button", { name: "Sửa tiến độ" }).click();
    const both = page.getByRole("alert");
    await both.getByText("Đã ban hành kế hoạch.").waitFor();
    expect(await shown(both)).toContain("Đã họp triển khai.");
    await keepScreenshot(page, "tien-do-hai-ben");
    await both.getByRole("button", { name: "Sửa thành điều tôi gõ" }).click();
    await page.getByRole("status").filter({ hasText: "Đã sửa tiến độ" }).waitFor();
    await page.getByRole("button", { name: /^Nhật ký toàn tỉnh/ }).click();
    await page.getByText("Lý do: Bổ sung.").waitFor();
    expect(await shown(page.locator(".trail"))).toMatch(/Mô tả: Đã ban hành kế hoạch. → thành Đã họp triển khai./);
    await page.context().close();
  });

  it("is planned anew and given up by the Department, each asked before and in the trail; an editor has neither", async () => {
    const { page, errors, milestone } = await openMilestone("sở", 2);
    await page.getByRole("button", { name: "Chuyển sang năm khác…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Năm mới").fill("2029");
    await dialog.getByRole("button", { name: "Chuyển năm của mốc" }).click();
    await page.locator("#quyet-dinh-reason-error").waitFor();
    await dialog.getByLabel("Lý do").fill("Theo kế hoạch mới.");
    // The source has lost the years of its boxes.
    expect(milestone.year).toBeNull();
    expect(await shown(dialog)).toContain("Đang là không rõ năm, đã lên kế hoạch Sẽ là năm 2029, đã lên kế hoạch");
    await keepScreenshot(page, "tien-do-chuyen-nam");
    await dialog.getByRole("button", { name: "Chuyển năm của mốc" }).click();
    await page.getByText("Lý do: Theo kế hoạch mới.").waitFor();
    expect(await shown(page.locator(".trail"))).toContain("Năm: 2029");

    await page.getByRole("button", { name: "Hủy bỏ mốc…" }).click();
    await dialog.getByLabel("Lý do").fill("Không còn phù hợp.");
    await dialog.getByRole("button", { name: "Hủy bỏ mốc" }).click();
    await page.getByText("Lý do: Không còn phù hợp.").waitFor();
    expect((await milestones()).find(({ id }) => id === milestone.id)).toMatchObject({
      year: 2029,
      status: "CANCELLED",
    });
    // And back.
    await page.getByRole("button", { name: "Lập lại kế hoạch…" }).click();
    await dialog.getByLabel("Năm mới").fill("2030");
    await dialog.getByLabel("Lý do").fill("Làm tiếp.");
    await dialog.getByRole("button", { name: "Chuyển năm của mốc" }).click();
    await page.getByText("Lý do: Làm tiếp.").waitFor();
    expect((await milestones()).find(({ id }) => id === milestone.id)).toMatchObject({
      year: 2030,
      status: "PLANNED",
    });
    await expectNothingKept(page, "Không còn phù hợp");
    expect(errors).toEqual([]);
    await page.context().close();

    const editor = await openMilestone("mắt", 2);
    expect(await editor.page.getByRole("button", { name: /năm khác|Hủy bỏ/ }).count()).toBe(0);
    expect(await shown(editor.page.locator(".trail"))).not.toContain("Làm tiếp.");
    await editor.page.context().close();
  });
});

describe("The page of progress", () => {
  it("keeps its filter in the address", async () => {
    const { page } = await openAs(browser, server, "sở", "tien-do");
    const all = await milestones();
    const [first] = all;
    await page.getByLabel("Nhánh").selectOption(first?.track.code ?? "");
    const count = all.filter(({ track }) => track.code === first?.track.code).length;
    expect(count).toBeLessThan(all.length);
    await page.getByText(`${count} trong ${all.length} mốc`).waitFor();
    expect(new URL(page.url()).searchParams.get("nhanh")).toBe(first?.track.code);
    await page.context().close();
  });

  it.each(["tien-do", "tien-do?id="])(
    "/%s has nothing that axe finds, on a desk and a phone, light and dark",
    async (path) => {
      const id = path.endsWith("id=") ? (await milestones())[0]?.id : "";
      const { page, errors } = await openAs(browser, server, "sở", path + id);
      await settled(page);
      expect(await lookedAt(page, path.replace(/[^a-z]+/g, "-"))).toEqual([]);
      expect(errors).toEqual([]);
      await page.context().close();
    },
  );
});
