import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startTestServer, type TestServer } from "../support/server.js";

const PAGES = ["portal", "playground"];
const FILES = PAGES.flatMap((folder) =>
  readdirSync(`${folder}/dist`, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(html|js|css|svg)$/.test(name))
    .map((name) => join(folder, "dist", name)),
);

/** Whatever makes a browser ask somebody: attributes, imports, addresses in style sheets, and calls of programs. */
const LOADS =
  /(?:\b(?:src|srcset|href|action|poster|data)\s*=\s*|url\(\s*|@import\s*|\bimport\s*\(?\s*|\bfrom\s*|\b(?:fetch|importScripts|sendBeacon|Worker|EventSource|WebSocket)\(\s*)["'`]?(?:https?:|wss?:)?\/\/[^"'`\s)]+/gi;
const loadedBy = (text: string): string[] => text.match(LOADS) ?? [];

describe("What is served", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  it.each([
    '<script src="https://a.example/x.js">',
    "<link href=//a.example/x.css>",
    "a{background:url(http://a.example/x.png)}",
    '@import "https://a.example/x.css"',
    'import("https://a.example/x.js")',
    'import x from"https://a.example/x.js"',
    "fetch(`https://a.example`)",
    'navigator.sendBeacon("https://a.example")',
    'new WebSocket("wss://a.example")',
  ])("would be found to load something from elsewhere: %s", (text) => {
    expect(loadedBy(text)).toHaveLength(1);
  });

  it.each(PAGES)("has pages and programs of the %s to look at", (folder) => {
    const own = FILES.filter((name) => name.startsWith(folder));
    expect(own).toContain(`${folder}/dist/index.html`);
    expect(own.filter((name) => name.endsWith(".js")).length).toBeGreaterThan(2);
  });

  it.each(FILES)("%s loads nothing from another host", (name) => {
    expect(loadedBy(readFileSync(name, "utf8"))).toEqual([]);
  });

  it.each([
    ["/playground/", ["'none'", "'self'", "'unsafe-inline'", "data:"]],
    ["/", ["'none'", "'self'", "data:"]],
    ["/co-so?tim=x", ["'none'", "'self'", "data:"]],
    ["/nothing", ["'none'", "'self'", "data:"]],
  ])("forbids a browser at %s to ask anybody else", async (path, allowed) => {
    const response = await fetch(`${server.url}${path}`, { headers: { accept: "text/html" } });
    const policy = response.headers.get("content-security-policy") ?? "";
    expect(response.status).toBe(path === "/nothing" ? 404 : 200);
    expect(response.headers.get("content-type")).toBe("text/html;charset=utf-8");
    const sources = new Set(policy.split(";").flatMap((rule) => rule.trim().split(" ").slice(1)));
    expect(sources).toEqual(new Set(allowed));
    expect(policy).toMatch(/^default-src 'none'/);
  });

  it.each(["/graphql", "/graphql?query={viewer{role}}", "/healthz", "/readyz", "/export/x.csv"])(
    "%s is no page, whoever asks",
    async (path) => {
      const response = await fetch(`${server.url}${path}`, { headers: { accept: "text/html" }, redirect: "manual" });
      expect(response.headers.get("content-type") ?? "none").toMatch(/^(none|application\/json; charset=utf-8)$/);
      expect(await response.text()).not.toMatch(/https?:/);
    },
  );
});
