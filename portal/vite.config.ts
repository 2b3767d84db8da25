// Builds the portal: one HTML file for each page, and all files packed beside each other.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { defineConfig, type Plugin } from "vite";
import { PAGES } from "./src/page-names.js";

const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };

/** The server sends the file of a page, and its packed forms, as they lie there; what has no file is not found. */
const pages: Plugin = {
  name: "pages",
  async writeBundle({ dir = "" }, files) {
    const page = await readFile(join(dir, "index.html"), "utf8");
    const own = Object.entries({ ...PAGES, "404": ["Không tìm thấy trang"] }).map(([name, [title]]) => {
      return [`${name || "index"}.html`, page.replace("<title>", `<title>${title} – `)] as const;
    });
    for (const [name, text] of own) await writeFile(join(dir, name), text);
    for (const name of new Set([...Object.keys(files), ...own.map(([name]) => name)])) {
      const bytes = await readFile(join(dir, name));
      const codings = { br: await promisify(brotliCompress)(bytes, BROTLI), gz: await promisify(gzip)(bytes) };
      for (const [ending, smaller] of Object.entries(codings)) {
        if (smaller.length < bytes.length * 0.9) await writeFile(join(dir, `${name}.${ending}`), smaller);
      }
    }
  },
};

export default defineConfig({
  // Relative addresses: the server, or a proxy before it, decides under which path the portal stands.
  base: "./",
  plugins: [pages],
  resolve: { alias: { "hue-health-sdk": fileURLToPath(new URL("../client-sdk/index.ts", import.meta.url)) } },
  server: { proxy: { "^/(?:graphql|export|template|changes|session|playground)": "http://127.0.0.1:4000" } },
  build: {
    modulePreload: { polyfill: false },
    cssCodeSplit: false,
    rolldownOptions: {
      output: {
        // What most pages are made of comes with the first one, and not in six pieces with the next.
        codeSplitting: { groups: [{ name: "parts", test: /\/src\/(?:words|parts\/(?!act|errors))/ }] },
        // What is fetched only by who is signed in is told by its name: what lies in one file is asked for by the same pages.
        chunkFileNames: ({ moduleIds }) =>
          moduleIds.some((id) => /\/workplace\//.test(id))
            ? "assets/workplace-[name]-[hash].js"
            : "assets/[name]-[hash].js",
      },
    },
  },
});
