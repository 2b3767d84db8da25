import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { blocksOf } from "../support/markdown.js";
import { SdkProject } from "../support/sdk-project.js";
import { sdkTarball } from "../support/sdk-tarball.js";

let project: SdkProject;
const minute = 60_000;

beforeAll(() => {
  project = SdkProject.packed();
  project.link("react", "@types/react");
}, 2 * minute);
afterAll(() => project.close());

describe("the package", () => {
  it("holds the two builds, the declarations in both languages, the command, the schema, the keys for caches, its description with the pages, and nothing else", async () => {
    const pages = ["moving-to-0.3.md", "moving-to-0.3.vi.md"];
    const held = ["README.md", "bin", "dist", "docs", "key-fields.json", ...pages, "package.json", "schema.graphql"];
    expect(readdirSync(project.installed).sort()).toEqual(held);
    expect(readdirSync(join(project.installed, "dist")).sort()).toEqual(["cjs", "esm", "vi"]);
    project.write(
      "schema.cjs",
      'process.stdout.write(require("fs").readFileSync(require.resolve("hue-health-sdk/schema.graphql")))',
    );
    expect(await project.run("schema.cjs")).toBe(readFileSync("schema.graphql", "utf8"));
  });

  it("depends on no other package, neither declared, nor imported, nor named in its types", () => {
    const description = JSON.parse(readFileSync(join(project.installed, "package.json"), "utf8"));
    expect(Object.keys(description).filter((key) => /dependencies/i.test(key))).toEqual([]);

    const files = readdirSync(project.installed, { recursive: true, encoding: "utf8" }).filter((file) =>
      /\.[jt]s$/.test(file),
    );
    const imported = files.flatMap((file) => {
      const text = readFileSync(join(project.installed, file), "utf8");
      return [...text.matchAll(/(?:\bfrom |\bimport |\bimport\(|\brequire\(|<reference \w+=)["']([^"']+)["']/g)];
    });
    expect(imported.length).toBeGreaterThan(10);
    expect(
      imported.map(([, name]) => name).filter((name) => !name?.startsWith("./") && !name?.startsWith("../")),
    ).toEqual([]);
  });

  it.each([
    { checker: "publint", args: ["run", "--strict"], says: "All good!" },
    {
      checker: "attw",
      args: ["--no-color", "--exclude-entrypoints", "schema.graphql", "--"],
      says: "No problems found",
    },
  ])(
    "has nothing that $checker complains about",
    async ({ checker, args: [...args], says }) => {
      const program = resolve("node_modules/.bin", checker);
      const { stdout } = await promisify(execFile)(program, [...args, sdkTarball()]);
      expect(stdout).toContain(says);
    },
    minute,
  );
});

describe("its types", () => {
  const consumer = `
    import { createClient, request, DistrictPage, Viewer, HealthApiError } from "hue-health-sdk";

    import type { AccountLineFragment, Answered, ApiKeyScope, Open, Role } from "hue-health-sdk";

    type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

    export async function screen(signal: AbortSignal): Promise<void> {
      const connection = { url: "http://127.0.0.1:4000/graphql", fetch };
      const client = createClient(connection);

      const answer = await client.viewer();
      type Scopes = ReadonlyArray<Open<ApiKeyScope>>;
      type Asked = { readonly role: Open<Role>; readonly scopes: Scopes; readonly account: AccountLineFragment | null };
      const exact: Same<typeof answer, Answered<{ readonly viewer: Asked }>> = true;
      if (answer.viewer.role === "ADMIN" || answer.viewer.role === "A_ROLE_OF_TOMORROW") return;
      const labels: Record<Role, string> = { ADMIN: "", FACILITY_EDITOR: "", INTEGRATOR: "", PUBLIC: "" };

      const { area } = await client.districtPage({ code: "478", asOf: undefined }, { signal, timeoutMs: 1000 });
      const level: number | null | undefined = area?.facilities.nodes[0]?.assessments[0]?.reportedLevel;
      // @ts-expect-error no area may hold that code
      area.name;
      // @ts-expect-error the operation does not ask for it
      area?.actualBeds;
      // @ts-expect-error an answer is not to be changed
      if (area) area.name = "";
      // @ts-expect-error code is required
      client.districtPage({ asOf: "2022-12-07" });
      // @ts-expect-error code is a string
      client.districtPage({ code: 478 });
      // @ts-expect-error there is no such variable
      client.districtPage({ code: "478", day: "2022-12-07" });

      await client.facilityList();
      await client.facilityList({ filter: { ownership: ["PUBLIC"] }, orderBy: { field: "NAME", direction: "ASC" } });
      // @ts-expect-error an enum in a variable takes only what is known
      await client.facilityList({ filter: { ownership: ["STATE"] } });

      const same: Same<typeof answer, Awaited<ReturnType<typeof first>>> = true;
      const first = () => request(connection, Viewer);
      await request(connection, DistrictPage, { code: "478" }, { signal });
      // @ts-expect-error code is required
      await request(connection, DistrictPage);
      console.log(exact, same, labels, level, new HealthApiError("", { kind: "server", operation: "" }).code === "NOT_FOUND");
    }
  `;

  it.each([
    { files: ["consumer.mts", "consumer.cts"], module: "node16", moduleResolution: "node16" },
    { files: ["consumer.mts", "consumer.cts"], module: "nodenext", moduleResolution: "nodenext" },
    { files: ["consumer.ts"], module: "esnext", moduleResolution: "bundler" },
  ])(
    "are exact to each operation under $moduleResolution",
    async ({ files, ...options }) => {
      for (const file of files) project.write(file, consumer);

      expect(await project.complaintsAbout(files, options)).toBe("");
    },
    minute,
  );

  it(
    "accept every TypeScript block of the README",
    async () => {
      const blocks = blocksOf(readFileSync("client-sdk/README.md", "utf8")).filter(({ lang }) => /^tsx?$/.test(lang));
      const files = blocks.map(({ lang }, index) => `readme-${index}.${lang === "tsx" ? lang : "mts"}`);
      for (const [index, { text }] of blocks.entries()) project.write(files[index] ?? "", text);

      expect(files.length).toBeGreaterThanOrEqual(3);
      const options = { module: "nodenext", jsx: "react-jsx", lib: ["es2022", "dom"], skipLibCheck: true };
      project.write("package.json", '{ "type": "module" }');
      expect(await project.complaintsAbout(files, options)).toBe("");
    },
    minute,
  );

  it(
    "accept the example",
    async () => {
      project.write("page.ts", readFileSync("client-sdk/examples/district-page/page.ts", "utf8"));
      const lib = ["es2022", "dom", "dom.iterable"];
      expect(await project.complaintsAbout(["page.ts"], { module: "esnext", moduleResolution: "bundler", lib })).toBe(
        "",
      );
    },
    minute,
  );
});
