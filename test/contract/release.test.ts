import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { unreleasedIn } from "../../scripts/growth/changelog.js";
import { release } from "../../scripts/growth/release.js";
import { RELEASES, releasesIn } from "../../scripts/growth/releases.js";
import { compareVersions, nextVersion, refuseMisfit } from "../../scripts/growth/version.js";

describe("A version", () => {
  it("comes after another by its numbers", () => {
    expect(["0.10.0", "1.0.0", "0.9.12", "0.9.2"].sort(compareVersions)).toEqual([
      "0.9.2",
      "0.9.12",
      "0.10.0",
      "1.0.0",
    ]);
  });

  it.each([
    ["0.3.1", "patch", ["0.3.2", "0.4.0", "1.0.0"]],
    ["0.3.1", "minor", ["0.4.0", "1.0.0"]],
    ["0.3.1", "major", ["0.4.0", "1.0.0"]],
    ["1.3.1", "patch", ["1.3.2", "1.4.0", "2.0.0"]],
    ["1.3.1", "minor", ["1.4.0", "2.0.0"]],
    ["1.3.1", "major", ["2.0.0"]],
  ] as const)("after %s with a change that needs a %s one is one of %j", (last, needed, fitting) => {
    const others = ["0.3.0", "0.3.1", "0.3.3", "0.5.0", "1.3.1", "1.5.0", "3.0.0", ...NEXT].filter(
      (each) => !(fitting as readonly string[]).includes(each),
    );
    for (const version of fitting) refuseMisfit(version, last, needed);
    for (const version of others)
      expect(() => refuseMisfit(version, last, needed)).toThrow(`${version} does not fit: after ${last}`);
  });
  const NEXT = ["0.3.2", "0.4.0", "1.0.0", "1.3.2", "1.4.0", "2.0.0"];

  it.each(["", "1", "0.2", "v0.2.0", "0.2.0-rc.1", "0.02.0"])("is not %j", (version) => {
    expect(() => refuseMisfit(version, "0.1.0", "patch")).toThrow(`"${version}" is no version`);
  });
});

/** A release is made of a copy of what is here, with a field more. */
describe("A release", () => {
  const root = mkdtempSync(join(tmpdir(), "hue-health-release-"));
  const read = (file: string): string => readFileSync(join(root, file), "utf8");
  const write = (file: string, text: string): void => writeFileSync(join(root, file), text);
  const json = (file: string) => JSON.parse(read(file));
  const last = releasesIn(RELEASES).at(-1)?.version ?? "";
  const [patch, minor] = [nextVersion(last, "patch"), nextVersion(last, "minor")];

  beforeAll(() => {
    const filter = (file: string): boolean => !["node_modules", "dist", ".cache"].includes(basename(file));
    cpSync("client-sdk", join(root, "client-sdk"), { recursive: true, filter });
    for (const file of ["package.json", "package-lock.json", "CHANGELOG.md", "docs/operations.md"])
      cpSync(file, join(root, file));
    write("schema.graphql", `${readFileSync("schema.graphql", "utf8")}\nextend type Query { somethingNew: Int }\n`);
    write("CHANGELOG.md", `# Changelog\n\n## Unreleased\n\n## ${last}\n\n- Old.\n`);
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it("is refused, and leaves everything as it was, where clients are told nothing", async () => {
    await expect(release(root, minor)).rejects.toThrow(
      'CHANGELOG.md says nothing under "Unreleased": there is nothing to release.',
    );
    expect(existsSync(join(root, RELEASES, minor))).toBe(false);
    write("CHANGELOG.md", read("CHANGELOG.md").replace("Unreleased\n", "Unreleased\n\n- `Query.somethingNew`.\n"));
  });

  it("is refused where its number says less than what has changed, or was used before", async () => {
    await expect(release(root, patch)).rejects.toThrow(
      `${patch} does not fit: after ${last} a change that needs a minor`,
    );
    await expect(release(root, last)).rejects.toThrow(`${last} does not fit`);
    expect(unreleasedIn(read("CHANGELOG.md"))).toBe("- `Query.somethingNew`.");
  });

  it("is refused where it would break an older one", async () => {
    const schema = read("schema.graphql");
    write("schema.graphql", schema.replace("\n  viewer: Viewer!", "\n  somebody: Viewer!"));
    await expect(release(root, minor)).rejects.toThrow(
      /^Field 'viewer' was removed from object type 'Query'; it breaks .*Viewer \(/,
    );
    write("schema.graphql", schema);
  });

  it("writes down what it is, and its number wherever that stands", async () => {
    await release(root, minor);

    expect(readdirSync(join(root, RELEASES, minor)).sort()).toEqual(["operations.json", "schema.graphql", "sdk.cjs"]);

    const made = releasesIn(join(root, RELEASES)).at(-1);
    expect([made?.version, made?.schema.includes("somethingNew"), made?.schema.includes('"""')]).toEqual([
      minor,
      true,
      false,
    ]);
    const texts = Object.entries(json("client-sdk/generated/persisted-documents.json")).sort();
    expect(made?.operations.map(({ id, text }) => [id, text]).sort()).toEqual(texts);

    expect(read("CHANGELOG.md")).toBe(
      `# Changelog\n\n## Unreleased\n\n## ${minor}\n\n- \`Query.somethingNew\`.\n\n## ${last}\n\n- Old.\n`,
    );
    const { version, packages } = json("package-lock.json");
    expect([version, packages[""].version, packages["client-sdk"].version]).toEqual([minor, minor, minor]);
    expect(json("package.json").version).toBe(minor);
    expect(json("client-sdk/package.json").version).toBe(minor);
    expect(read("client-sdk/README.md")).toContain(`hue-health-sdk-${minor}.tgz`);
    expect(read("docs/operations.md")).toContain(`hue-health-graph-${minor}-linux`);
    expect(read("docs/operations.md")).not.toContain(`hue-health-graph-${last}-linux`);
    for (const example of readdirSync("client-sdk/examples"))
      expect(json(`client-sdk/examples/${example}/package.json`).dependencies["hue-health-sdk"]).toBe(minor);
  });

  it("is not made twice of the same", async () => {
    await expect(release(root, nextVersion(minor, "patch"))).rejects.toThrow("there is nothing to release");
  });
});
