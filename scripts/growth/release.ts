// What `npm run release` does.
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withRelease } from "./changelog.js";
import { freeze } from "./freeze.js";
import { judge } from "./judgement.js";
import { RELEASES, releasesIn } from "./releases.js";
import { stateOf } from "./state.js";
import { refuseMisfit } from "./version.js";

/**
 * Makes the present state of the repository in `root` a release: its folder, its part of CHANGELOG.md, and its version
 * wherever that is written. Refuses with a sentence, and then has changed nothing.
 */
export async function release(root: string, version: string): Promise<void> {
  const state = stateOf(root);
  if (state.unreleased === "")
    throw new Error('CHANGELOG.md says nothing under "Unreleased": there is nothing to release.');
  const releases = releasesIn(join(root, RELEASES));
  const { needed, failures } = await judge(releases, state);
  if (failures.length > 0) throw new Error(failures.join("\n"));
  refuseMisfit(version, releases.at(-1)?.version ?? "", needed);

  const folder = join(root, RELEASES, version);
  try {
    await freeze(root, folder);
    edit(root, "CHANGELOG.md", (text) => withRelease(text, version));
    setVersion(root, version);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

function edit(root: string, file: string, change: (text: string) => string): void {
  writeFileSync(join(root, file), change(readFileSync(join(root, file), "utf8")));
}

/** The version where npm wants it, where pages name the package and the archive, and where the examples depend on it. */
function setVersion(root: string, version: string): void {
  const { version: old } = JSON.parse(readFileSync(join(root, "client-sdk/package.json"), "utf8"));
  const instead = (before: (version: string) => string) => (text: string) =>
    text.replaceAll(before(old), before(version));
  for (const file of ["package.json", "client-sdk/package.json"])
    edit(
      root,
      file,
      instead((each) => `"version": "${each}"`),
    );
  edit(root, "package-lock.json", (text) => {
    const lock = JSON.parse(text);
    for (const each of [lock, lock.packages[""], lock.packages["client-sdk"]]) each.version = version;
    return `${JSON.stringify(lock, null, 2)}\n`;
  });
  edit(
    root,
    "client-sdk/README.md",
    instead((each) => `hue-health-sdk-${each}.tgz`),
  );
  edit(
    root,
    "docs/operations.md",
    instead((each) => `hue-health-graph-${each}-linux`),
  );
  for (const example of readdirSync(join(root, "client-sdk/examples")))
    edit(
      root,
      `client-sdk/examples/${example}/package.json`,
      instead((each) => `"hue-health-sdk": "${each}"`),
    );
}
