import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";

/** The SDK as its users get it: packed, unpacked into the node_modules of a project far from this repository. */
const project = mkdtempSync(join(tmpdir(), "hue-health-sdk-"));
const installed = join(project, "node_modules", "hue-health-sdk");
const minute = 60_000;

const run = (command: string, ...args: string[]): string =>
  execFileSync(command, args, { cwd: project, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

const write = (file: string, text: string): void => writeFileSync(join(project, file), text);

/** What TypeScript says about files of that project; nothing, when it is content. */
function complaintsAbout(files: string[], options: object): string {
  const compilerOptions = { target: "es2022", types: [], strict: true, exactOptionalPropertyTypes: true, noEmit: true };
  write("tsconfig.json", JSON.stringify({ compilerOptions: { ...compilerOptions, ...options }, files }));
  try {
    return run(process.execPath, resolve("node_modules/typescript/bin/tsc"), "-p", project);
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

beforeAll(() => {
  mkdirSync(installed, { recursive: true });
  execFileSync("npm", ["pack", "--silent", "-w", "client-sdk", "--pack-destination", project], { stdio: "pipe" });
  const { version } = JSON.parse(readFileSync("client-sdk/package.json", "utf8"));
  run("tar", "-xzf", `hue-health-sdk-${version}.tgz`, "-C", installed, "--strip-components=1");
}, 2 * minute);

afterAll(() => rmSync(project, { recursive: true, force: true }));

describe("the package", () => {
  it("holds the two builds, the schema, its description and nothing else", () => {
    expect(readdirSync(installed).sort()).toEqual(["README.md", "dist", "package.json", "schema.graphql"]);
    expect(readdirSync(join(installed, "dist")).sort()).toEqual(["cjs", "esm"]);
    write(
      "schema.cjs",
      'process.stdout.write(require("fs").readFileSync(require.resolve("hue-health-sdk/schema.graphql")))',
    );
    expect(run(process.execPath, "schema.cjs")).toBe(readFileSync("schema.graphql", "utf8"));
  });

  it("depends on no other package, neither declared, nor imported, nor named in its types", () => {
    const description = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
    expect(Object.keys(description).filter((key) => /dependencies/i.test(key))).toEqual([]);

    const files = readdirSync(installed, { recursive: true, encoding: "utf8" }).filter((file) => /\.[jt]s$/.test(file));
    const imported = files.flatMap((file) => {
      const text = readFileSync(join(installed, file), "utf8");
      return [...text.matchAll(/(?:\bfrom |\bimport |\bimport\(|\brequire\(|<reference \w+=)["']([^"']+)["']/g)];
    });
    expect(imported.length).toBeGreaterThan(10);
    expect(
      imported.map(([, name]) => name).filter((name) => !name?.startsWith("./") && !name?.startsWith("../")),
    ).toEqual([]);
  });

  it("runs by import and by require", () => {
    const print = "console.log(typeof sdk.createClient, typeof sdk.request, sdk.DistrictPage.name)";
    write("import.mjs", `import * as sdk from "hue-health-sdk"; ${print}`);
    write("require.cjs", `const sdk = require("hue-health-sdk"); ${print}`);

    expect(run(process.execPath, "import.mjs")).toBe("function function DistrictPage\n");
    expect(run(process.execPath, "require.cjs")).toBe("function function DistrictPage\n");
  });
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
    ({ files, ...options }) => {
      for (const file of files) write(file, consumer);

      expect(complaintsAbout(files, options)).toBe("");
    },
    minute,
  );

  it(
    "accept every TypeScript block of the README",
    () => {
      const blocks = [...readFileSync("client-sdk/README.md", "utf8").matchAll(/```ts\n(.*?)```/gs)];
      const files = blocks.map((_, index) => `readme-${index}.mts`);
      for (const [index, [, code = ""]] of blocks.entries()) write(`readme-${index}.mts`, code);

      expect(files.length).toBeGreaterThanOrEqual(3);
      expect(complaintsAbout(files, { module: "nodenext" })).toBe("");
    },
    minute,
  );

  it(
    "accept the example",
    () => {
      write("page.ts", readFileSync("client-sdk/examples/district-page/page.ts", "utf8"));
      const lib = ["es2022", "dom", "dom.iterable"];
      expect(complaintsAbout(["page.ts"], { module: "esnext", moduleResolution: "bundler", lib })).toBe("");
    },
    minute,
  );
});
