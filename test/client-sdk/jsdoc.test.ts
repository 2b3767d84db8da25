import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { buildSchema, type GraphQLObjectType, isEnumType, isObjectType, parse } from "graphql";
import ts from "typescript";

const schema = buildSchema(readFileSync("schema.graphql", "utf8"));
const fieldOf = (type: string, field: string): string | null | undefined =>
  (schema.getType(type) as GraphQLObjectType | undefined)?.getFields()[field]?.description;

/** A client's program, as it stands in an editor; each name that is asked about stands between « and ». */
const PROGRAM = `
  import { createClient, DistrictPage, request, type TermLabelFragment } from "./index.js";

  export async function screen(term: TermLabelFragment): Promise<void> {
    const connection = { url: "http://127.0.0.1:4000/graphql" };
    const client = createClient(connection);
    const { «area» } = await client.«districtPage»({ «code»: "478" });
    console.log(area?.facilities.nodes[0]?.assessments[0]?.«reportedLevel», term.«labelVi»);
    await request(connection, «DistrictPage», { code: "478" });
    await client.facilityList({ filter: { «ownership»: ["PUBLIC"] } });
    const { metric } = await client.leagueTable({ code: "LINKUPS" });
    console.log(metric?.league.nodes[0]?.subject.«code»);
    const { changes } = await client.changes();
    for (const { node } of changes.nodes) if (node?.__typename === "Target") console.log(node.«targetYear»);
    const outcome = await client.closeFacility({ input: { id: "", expectedVersion: 1, on: "2026-01-01", «reason»: "" } });
    if (outcome.ok) console.log(outcome.facility.«closedOn»);
    else console.log(outcome.userErrors[0]?.«message»);
  }
`;

/** What an editor shows of each marked name, in their order. */
function shownIn(marked: string): string[][] {
  const file = resolve("client-sdk/a-program.ts");
  const names = [...marked.matchAll(/«(\w+)»/g)];
  const text = marked.replaceAll(/[«»]/g, "");
  const service = ts.createLanguageService({
    getCompilationSettings: () => ({
      ...{ target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext, strict: true, types: [] },
    }),
    getScriptFileNames: () => [file],
    getScriptVersion: () => "1",
    getScriptSnapshot: (name) =>
      name === file || ts.sys.fileExists(name)
        ? ts.ScriptSnapshot.fromString(name === file ? text : (ts.sys.readFile(name) ?? ""))
        : undefined,
    getCurrentDirectory: () => resolve("client-sdk"),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
  });
  expect(service.getSemanticDiagnostics(file).map(({ messageText }) => messageText)).toEqual([]);
  return names.map(({ index = 0, 1: name = "" }, i) => {
    const info = service.getQuickInfoAtPosition(file, index - 2 * i);
    return [name, ts.displayPartsToString(info?.documentation)];
  });
}

/** The type of what an operation, a fragment or several of them ask, on one line, or to the line of its last brace. */
const ANSWER = /^(?:export )?type \w+(?:Query|Mutation|Fragment|\d) = (?:.*;$|[\s\S]*?^\}.*;$)/gm;

describe("What an editor shows of the SDK", () => {
  it("is what the schema says of each field, argument and input field, and the document of each operation", () => {
    const district = [
      "The district page: the area, its facilities, their last two assessments with components, and the roadmap.",
      "`area` is null where no area holds that code on that day. Without asOf a code denotes its latest holder.",
      "",
      "Trang huyện: địa bàn, các cơ sở, hai đợt đánh giá gần nhất với kết quả thành phần, và lộ trình.",
    ].join("\n");
    const argument = schema
      .getQueryType()
      ?.getFields()
      .area?.args.find(({ name }) => name === "code");

    expect(shownIn(PROGRAM)).toEqual([
      ["area", fieldOf("Query", "area")],
      ["districtPage", district],
      ["code", argument?.description],
      ["reportedLevel", fieldOf("Assessment", "reportedLevel")],
      ["labelVi", fieldOf("Term", "labelVi")],
      ["DistrictPage", "{@link Operations.districtPage }"],
      ["ownership", fieldOf("FacilityFilter", "ownership")],
      ["code", `${fieldOf("Area", "code")}\n${fieldOf("Facility", "code")}`],
      ["targetYear", fieldOf("Target", "year")],
      ["reason", fieldOf("FacilityCloseInput", "reason")],
      ["closedOn", fieldOf("Facility", "closedOn")],
      ["message", fieldOf("UserError", "message")],
    ]);
  });

  it("is something for every field, variable and value of an enum, in both languages", () => {
    const types = readFileSync("client-sdk/generated/documents.ts", "utf8")
      .replace(/^export const [^}]*};$/gm, "")
      // Answers are chosen of the types of the schema, whose fields say it.
      .replace(ANSWER, "")
      .replace(/^type Asked<[^;]*;\n};$/m, "")
      // Of an input of which exactly one field is given: which fields are not there beside it, and where the first stands.
      .replaceAll(/readonly \w+\?: never;/g, "")
      .replaceAll(/[{|] +(?=\/\*\*$)/gm, "\n");
    const named = [...types.matchAll(/(^ *\*\/\n)?^ +(\| '\w+'|(?:readonly )?\w+\??: ).*$/gm)];
    const withTwo = [
      ...types.matchAll(/^ *\/\*\*\n(?: +\* .+\n)+ +\*\n(?: +\*.*\n)+ +\*\/\n +(\| '\w+'|(?:readonly )?\w+\??: )/gm),
    ];
    const bare = named.flatMap(([line, comment]) => (comment || line.includes("__typename") ? [] : line.trim()));

    expect(bare).toEqual([]);
    expect(withTwo.length).toBe(named.filter(([, comment]) => comment).length);
    expect(named.length).toBeGreaterThan(1000);
  });
});

it("every enum in data is open for values that a newer server adds, and closed in what is sent", () => {
  const path = "client-sdk/generated/documents.ts";
  const file = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
  const closed: string[] = [];
  let [opened, sent] = [0, 0];
  for (const statement of file.statements) {
    if (!ts.isTypeAliasDeclaration(statement)) continue;
    const { text } = statement.name;
    const isData = /(Query|Mutation|Fragment|\d)$/.test(text) || isObjectType(schema.getType(text));
    const visit = (node: ts.Node): void => {
      if (ts.isTypeReferenceNode(node) && isEnumType(schema.getType(node.typeName.getText()))) {
        const { parent } = node;
        const isOpen = ts.isTypeReferenceNode(parent) && parent.typeName.getText() === "Open";
        if (isOpen) opened += 1;
        else sent += 1;
        if (isOpen !== isData) closed.push(`${text}: ${parent.getText()}`);
      }
      ts.forEachChild(node, visit);
    };
    visit(statement.type);
  }
  expect(closed).toEqual([]);
  expect(opened).toBeGreaterThan(40);
  expect(sent).toBeGreaterThan(10);
});

describe("The comment above an operation", () => {
  const { plugin } = createRequire(join(process.cwd(), "package.json"))("./client-sdk/codegen/operations-plugin.cjs");
  const generate = (comment: string) =>
    plugin(schema, [{ document: parse(`${comment}\nquery Who { viewer { role } }`) }], { emit: "sdk" });

  it.each(["", "# Who is asking.", "# Người gọi là ai.", "# Who is asking.\n# Người gọi là ai."])(
    "%j is refused: it takes Vietnamese and then English",
    (comment) => {
      expect(() => generate(comment)).toThrow(
        'Operation "Who" needs a comment above it that says what it answers: lines in Vietnamese, then lines in English.',
      );
    },
  );

  it("of both languages becomes that of its method", () => {
    const { content } = generate("# Người gọi là ai.\n# Who is asking.");

    expect(content).toContain(
      "  /**\n   * Who is asking.\n   *\n   * Người gọi là ai.\n   */\n  readonly who: Method<typeof documents.Who>;",
    );
  });
});
