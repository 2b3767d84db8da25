// What the SDK weighs, and what its screens cost on the wire, beside other clients over the real data.
import { readFileSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { start } from "../servers.mjs";
import { sizes } from "./sizes.mjs";
import { wire } from "./wire.mjs";

const DATABASE = ".cache/bench/real.db";
const BUNDLE = ".cache/bench/sdk.mjs";

export async function measureSdk(say) {
  const versions = { ...versionsOf("bench"), esbuild: versionsOf(".").esbuild };
  const weights = await sizes((name) => versions[name], say);
  await build({ entryPoints: ["client-sdk/index.ts"], bundle: true, format: "esm", outfile: BUNDLE });
  const sdk = await import(pathToFileURL(resolve(BUNDLE)).href);
  say("loading the real data");
  for (const ending of ["", "-wal", "-shm"]) rmSync(`${DATABASE}${ending}`, { force: true });
  const server = await start("ours", `file:${resolve(DATABASE)}`, { env: { DATA_DIR: "data" } });
  try {
    const costs = await wire(server, sdk, say);
    say("done", true);
    return { versions, weights, ...costs };
  } finally {
    await server.stop();
  }
}

function versionsOf(folder) {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  return { ...dependencies, ...devDependencies };
}
