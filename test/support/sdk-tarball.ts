import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { basename, join } from "node:path";

/** Where tarballs lie by the hash of their sources: suites that need the same one do not build it again. */
const CACHE = ".cache/sdk-tarballs";
const isSource = (file: string): boolean =>
  !/^(dist|node_modules|\.cache|docs|examples|operations)$/.test(basename(file));

/** The tarball of the SDK as it is now, made by `npm pack` from a copy of its sources. */
export function sdkTarball(): string {
  const tarball = join(CACHE, `${hashOfSources()}.tgz`);
  if (existsSync(tarball)) return tarball;
  mkdirSync(CACHE, { recursive: true });
  const copy = mkdtempSync(join(CACHE, "copy-"));
  const sources = join(copy, "client-sdk");
  cpSync("client-sdk", sources, { recursive: true, filter: isSource });
  cpSync("schema.graphql", join(copy, "schema.graphql"));
  const made = execFileSync("npm", ["pack", "--silent"], { cwd: sources, encoding: "utf8" }).trim();
  renameSync(join(sources, made), tarball);
  rmSync(copy, { recursive: true, force: true });
  return tarball;
}

function hashOfSources(): string {
  const hash = createHash("sha256").update(readFileSync("schema.graphql"));
  const add = (path: string): void => {
    if (!isSource(path)) return;
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const file = join(path, entry.name);
      if (entry.isDirectory()) add(file);
      else hash.update(file).update(readFileSync(file));
    }
  };
  add("client-sdk");
  return hash.digest("hex").slice(0, 16);
}
