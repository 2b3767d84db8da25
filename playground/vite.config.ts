// Builds the playground, with its files packed beside each other.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { graphiqlWords } from "./graphiql-words.plugin.js";

const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

/** Packs each file that becomes much smaller, once and for all: the server sends what lies beside it. */
const packed: Plugin = {
  name: "packed",
  async writeBundle({ dir = "" }, files) {
    for (const path of Object.keys(files).map((name) => join(dir, name))) {
      const bytes = await readFile(path);
      const codings = { br: await promisify(brotliCompress)(bytes, BROTLI), gz: await promisify(gzip)(bytes) };
      for (const [ending, smaller] of Object.entries(codings)) {
        if (smaller.length < bytes.length * 0.9) await writeFile(`${path}.${ending}`, smaller);
      }
    }
  },
};

export default defineConfig({
  // Relative addresses: the server, or a proxy before it, decides under which path the page stands.
  base: "./",
  plugins: [graphiqlWords(), react(), packed],
  resolve: { alias: { "hue-health-sdk": fileURLToPath(new URL("../client-sdk/index.ts", import.meta.url)) } },
  worker: { format: "es" },
  build: {
    chunkSizeWarningLimit: 4000, // monaco is 2.8 MB and only this page loads it
    rolldownOptions: { checks: { moduleLevelDirective: false } }, // "use no memo" in graphiql, of no effect here
  },
});
