import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { FIGURES } from "../support/importing.js";
import { blocksOf } from "../support/markdown.js";
import { SdkProject } from "../support/sdk-project.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { openChromium } from "./open-chromium.js";
import { type ServedFiles, serveFiles } from "./serve-files.js";

jest.setTimeout(120_000);

const PAGE = `<!doctype html><link rel="icon" href="data:," /><main id="root" aria-busy="true"></main>
  <script type="module" src="/main.tsx"></script>`;

describe("The installed SDK in a browser", () => {
  let api: TestServer;
  let project: SdkProject;
  let files: ServedFiles;
  let browser: Browser;
  let token: string;
  let folder: string;

  beforeAll(async () => {
    project = SdkProject.packed();
    project.link("react", "react-dom");
    project.write("package.json", '{ "type": "module" }');
    api = await startTestServer();
    await addTestAccount(api.db, "mắt", "FACILITY_EDITOR", "BV-MAT");
    token = (await signedIn(api, "mắt")).accessToken;
    files = await serveFiles((path) => readFile(join(project.dir, folder, path)).catch(() => null));
    browser = await openChromium();
  });
  afterAll(async () => {
    await browser?.close();
    files?.close();
    project?.close();
    await api?.close().catch(() => undefined);
  });

  const BUNDLERS: Record<string, (of: string) => Promise<unknown>> = {
    async esbuild(of) {
      project.write(`${of}/dist/index.html`, PAGE.replace("main.tsx", "main.js"));
      const entry = join(project.dir, of, "main.tsx");
      const outfile = join(project.dir, of, "dist/main.js");
      await build({ entryPoints: [entry], outfile, bundle: true, minify: true, format: "esm", jsx: "automatic" });
    },
    async vite(of) {
      project.write(`${of}/index.html`, PAGE);
      const quiet = ["--logLevel", "warn"];
      await project.run(resolve("node_modules/vite/bin/vite.js"), "build", join(project.dir, of), ...quiet);
    },
  };

  /** Bundles a program, and opens it; what went wrong on the page is in `errors`. */
  async function open(program: string, bundler: string): Promise<{ page: Page; errors: string[]; asked: string[] }> {
    const of = `app-${bundler}-${program.length}`;
    project.write(`${of}/main.tsx`, program.replaceAll("http://127.0.0.1:4000", api.url));
    await BUNDLERS[bundler]?.(of);
    folder = `${of}/dist`;
    const page = await browser.newPage();
    const [errors, asked]: string[][] = [[], []];
    page.on("pageerror", (error) => errors?.push(String(error)));
    page.on("request", (request) => request.url().startsWith(api.url) && asked?.push(request.method()));
    await page.goto(files.url);
    return { page, errors: errors ?? [], asked: asked ?? [] };
  }

  it.each([
    { bundler: "esbuild", on: "2026-01-31" },
    { bundler: "vite", on: "2026-02-28" },
  ])("asks, acts and fails as it should, bundled by $bundler", async ({ bundler, on }) => {
    const { page, errors, asked } = await open(
      `import { createClient, HealthApiError, itemStorage, offline } from "hue-health-sdk";
      const client = createClient({
        url: "http://127.0.0.1:4000/graphql",
        token: "${token}",
        offline: offline(itemStorage(localStorage)),
      });
      const input = { metric: "LINKUPS", subject: "BV-MAT", on: "${on}", value: 12 };
      async function show() {
        const { area } = await client.districtPage({ code: "478", asOf: "2022-12-07" });
        const outcome = await client.recordObservation({ input });
        const kind = await client.facilityList({ first: 1000 }).catch((error) => error instanceof HealthApiError && error.kind);
        return [area?.name, outcome.ok && outcome.observation.value, kind].join(", ");
      }
      const main = document.querySelector("main")!;
      show().then((text) => { main.textContent = text; main.ariaBusy = "false"; });`,
      bundler,
    );
    await page.waitForSelector("main[aria-busy=false]");
    expect(await page.textContent("main")).toBe("Huyện Phú Vang, 12, bad-input");
    // A mutation with a token is asked about first, as from any other site.
    expect(asked.filter((method) => method !== "OPTIONS")).toEqual(["GET", "POST", "GET"]);
    expect(errors).toEqual([]);
    await page.close();
  });

  it("sends a file that somebody has chosen, and shows how far it is while it is read", async () => {
    const { page, errors } = await open(
      `import { importFile } from "hue-health-sdk";
      const connection = { url: "http://127.0.0.1:4000/graphql", token: "${token}" };
      const [main, chosen] = [document.querySelector("main")!, document.createElement("input")];
      chosen.type = "file";
      document.body.append(chosen);
      const steps: number[] = [];
      // All rows are read in the first half of the bytes; in the second they are written.
      const onProgress = ({ rows, bytes }: { rows: number; bytes: number }) => steps.push(rows + bytes);
      chosen.onchange = async () => {
        const outcome = await importFile(connection, chosen.files![0]!, { format: "OBSERVATIONS" }, { onProgress });
        const rising = steps.every((rows, i) => rows > (steps[i - 1] ?? 0));
        main.textContent = outcome.ok ? \`\${outcome.report.file}: \${outcome.report.inserted}, \${steps.length > 0 && rising}\` : "refused";
        main.ariaBusy = "false";
      };`,
      "esbuild",
    );
    const days = Array.from({ length: 30_000 }, (_, i) =>
      new Date(Date.UTC(1850, 0, 1 + i)).toISOString().slice(0, 10),
    );
    const text = [FIGURES, ...days.map((day) => `LINKUPS,BV-MAT,,${day},1,,,,,`), ""].join("\n");
    await page.setInputFiles("input", { name: "Số liệu.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
    await page.waitForSelector("main[aria-busy=false]", { timeout: 60_000 });
    expect(await page.textContent("main")).toBe("Số liệu.csv: 30000, true");
    expect(errors).toEqual([]);
    await page.close();
  });

  const COMPONENTS = blocksOf(readFileSync("client-sdk/README.md", "utf8")).filter(({ lang }) => lang === "tsx");

  it("is given one component by its README", () => {
    expect(COMPONENTS.map(({ text }) => /export function (\w+)/.exec(text)?.[1])).toEqual(["District"]);
  });

  it.each(["esbuild", "vite"])(
    "shows a district by the React component of its README, bundled by %s",
    async (bundler) => {
      const { page, errors } = await open(
        `${COMPONENTS[0]?.text}
      import { StrictMode } from "react";
      import { createRoot } from "react-dom/client";
      const root = createRoot(document.querySelector("#root")!);
      const show = (code: string) => root.render(<StrictMode><District code={code} asOf="2022-12-07" /></StrictMode>);
      Object.assign(globalThis, { show });
      show("478");`,
        bundler,
      );
      await page.waitForSelector("h1");
      expect(await page.textContent("#root")).toBe("Huyện Phú VangTrung tâm Y tế huyện Phú Vang: 3");
      await page.evaluate('show("000")');
      await page.waitForFunction('document.querySelector("h1").textContent.startsWith("Không có")');
      await page.route(`${api.url}/**`, (route) => route.fulfill({ status: 400, body: "{}" }));
      await page.evaluate('show("479")');
      await page.waitForSelector("[role=alert]");
      expect(await page.textContent("#root")).toContain("DistrictPage");
      expect(errors).toEqual([]);
      await page.close();
    },
  );
});
