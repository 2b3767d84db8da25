import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { buildSchema, type GraphQLObjectType } from "graphql";
import { firstCompletion, shownOf } from "../support/editor.js";
import { SdkProject } from "../support/sdk-project.js";

/** What an editor reads of the package, in bytes. */
const MOST_IN_ENGLISH = 250_000;
const MOST_IN_BOTH = 400_000;
const minute = 60_000;

/** A file that uses the SDK, as a module of either kind has it. */
const using = (line: string) => `import { createClient } from "hue-health-sdk";
export async function screen() {
  const client = createClient({ url: "" });
  const { area } = await client.districtPage({ code: "478" });
  ${line}
}
`;
const OF_ONE_LINE = 'import { client } from "of-one-line";\nclient.«';

/** A generated comment in two languages; those of values of enums are shown by no editor. */
const IN_TWO = /\/\*\*\n((?: *\* .+\n)+) *\*\n((?: *\* .+\n)+) *\*\/\n(?! *\| ')/g;

describe("The declarations of the package", () => {
  let project: SdkProject;
  beforeAll(() => {
    project = SdkProject.packed();
    project.write("node_modules/of-one-line/package.json", '{ "type": "module", "exports": "./index.js" }');
    project.write("node_modules/of-one-line/index.d.ts", "export declare const client: { one(): void };");
  }, 2 * minute);
  afterAll(() => project.close());

  const configure = (options: object) => {
    const compilerOptions = { target: "es2022", module: "nodenext", strict: true, types: [], ...options };
    project.write("tsconfig.json", JSON.stringify({ compilerOptions, include: ["editor.*"] }));
  };
  const declarationsIn = (folder: string) =>
    readdirSync(join(project.installed, "dist", folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".d.ts"))
      .map((file) => ({ file, text: readFileSync(join(project.installed, "dist", folder, file), "utf8") }));
  const weightOf = (...folders: string[]) =>
    folders.flatMap(declarationsIn).reduce((bytes, { text }) => bytes + Buffer.byteLength(text), 0);

  it("weigh at most 250 kB for modules of both kinds, and no description of a field stands there twice", () => {
    expect(weightOf("cjs", "esm")).toBeLessThanOrEqual(MOST_IN_ENGLISH);
    const ofModules = declarationsIn("esm");
    expect(ofModules.length).toBeGreaterThanOrEqual(6);
    for (const { file, text } of ofModules) expect(text).toBe(`export * from "../cjs/${file.slice(0, -5)}.js";\n`);

    const { text = "" } = declarationsIn("vi").find(({ file }) => file === "generated/documents.d.ts") ?? {};
    const members: readonly string[] =
      text.match(/\/\*\*(?:(?!\*\/)[\s\S])*\*\/(?:readonly )?\w+\??:[^;}]*[;}]/g) ?? [];
    const twice = members.filter((words, index) => members.indexOf(words) !== index);
    // Two inputs take exactly one of their fields, and are unions.
    expect(twice).toEqual(["/**Định danh toàn cục.\n\nIts global id.*/id:string|number;"]);
    expect(members.length).toBeGreaterThan(1000);
  });

  it("have all words in English, and by the condition `vi` the Vietnamese ones before them", async () => {
    expect(weightOf("vi")).toBeLessThanOrEqual(MOST_IN_BOTH);
    for (const file of ["documents", "sdk"]) {
      const [english, both] = ["cjs", "vi"].map((folder) =>
        readFileSync(join(project.installed, "dist", folder, `generated/${file}.d.ts`), "utf8"),
      );
      const comments = [...readFileSync(`client-sdk/generated/${file}.ts`, "utf8").matchAll(IN_TWO)];
      expect(comments.length).toBeGreaterThan(100);
      const missing = comments.flatMap(([comment, ...paragraphs]) => {
        const [en, vi] = paragraphs.map((lines) => lines.replaceAll(/^ *\* /gm, "").trim());
        return english?.includes(`/**${en}*/`) && both?.includes(`/**${vi}\n\n${en}*/`) ? [] : [comment];
      });
      expect(missing).toEqual([]);
    }
  });

  it.each(["editor.mts", "editor.cts"])("are shown in the languages that %s asks for", async (file) => {
    const schema = buildSchema(readFileSync("schema.graphql", "utf8"));
    const { name } = (schema.getType("Facility") as GraphQLObjectType).getFields();
    const [english = "", vietnamese = ""] = name?.description?.split("\n\n") ?? [];
    const shown = () => shownOf(project.dir, using("area?.facilities.nodes[0]?.«name;"), file);

    configure({});
    expect(await shown()).toBe(english);
    configure({ customConditions: ["vi"] });
    expect(await shown()).toBe(`${vietnamese}\n\n${english}`);
  });

  it.each([
    ["which methods there are", "client.«", "facilityPage"],
    ["which variables one takes", "client.facilityPage({ «", "asOf"],
    ["which fields it answers", "area?.facilities.nodes[0]?.«", "assessments"],
  ])(
    "let an editor show %s within a second of the opening of a file, where a package of one line takes 600 ms",
    async (_, line, name) => {
      configure({});
      const [ours, ofOneLine]: [number[], number[]] = [[], []];
      const quickest = (times: number[]) => Math.min(...times);
      // By the clock, beside each other on this machine, and again where others work here too.
      do {
        ofOneLine.push((await firstCompletion(project.dir, OF_ONE_LINE)).ms);
        const { ms, names } = await firstCompletion(project.dir, using(line));
        expect(names).toContain(name);
        ours.push(ms);
      } while (quickest(ours) / quickest(ofOneLine) > 1000 / 600 && ours.length < 8);
      expect(quickest(ours) / quickest(ofOneLine)).toBeLessThan(1000 / 600);
    },
    2 * minute,
  );
});
