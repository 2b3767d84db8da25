import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { basename, join } from "node:path";

/** Where tarballs lie by the hash of their sources: suites that need the same one do not build it again. */
const CACHE = ".cache/sdk-tarballs";
/** The SDK brings it along. */
const SCHEMA = "schema.graphql";
const isSource = (file: string): boolean =>
  !/^(dist|node_modules|\.cache|examples|operations|releases)$/.test(basename(file));

/** The tarball of the SDK as it is now, made by `npm pack` from a copy of its sources. */
export function sdkTarball(): string {
  const tarball = join(CACHE, `${hashOfSources()}.tgz`);
  if (existsSync(tarball)) return tarball;
  mkdirSync(CACHE, { recursive: true });
  const sources = mkdtempSync(join(CACHE, "sources-"));
  const sdk = join(sources, "client-sdk");
  cpSync("client-sdk", sdk, { recursive: true, filter: isSource });
  cpSync(SCHEMA, join(sources, SCHEMA));
  const made = execFileSync("npm", ["pack", "--silent"], { cwd: sdk, encoding: "utf8" }).trim();
  renameSync(join(sdk, made), tarball);
  rmSync(sources, { recursive: true, force: true });
  return tarball;
}

function hashOfSources(): string {
  const hash = createHash("sha256");
  const add = (path: string): void => {
    if (!isSource(path)) return;
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const file = join(path, entry.name);
      if (entry.isDirectory()) add(file);
      else hash.update(file).update(readFileSync(file));
    }
  };
  add("client-sdk");
  hash.update(readFileSync(SCHEMA));
  return hash.digest("hex").slice(0, 16);
}
