import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import ts from "typescript";

const files = readdirSync("server", { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => `server/${file}`)
  .sort();
const messageFiles = files.filter((file) => file.endsWith(".messages.ts"));

const sourceOf = (file: string): ts.SourceFile =>
  ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);

/** Every node of a file, from above to below. */
function nodesIn(file: string): ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(sourceOf(file));
  return found;
}

const VIETNAMESE = /[ăâđêôơưàáạảãầấậẩẫằắặẳẵèéẹẻẽềếệểễìíịỉĩòóọỏõồốộổỗờớợởỡùúụủũừứựửữỳýỵỷỹ]/i;

const isText = (node: ts.Node): node is ts.StringLiteral | ts.NoSubstitutionTemplateLiteral | ts.TemplateExpression =>
  ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node);

/** The functions whose texts describe the schema. */
const DESCRIBES = ["about", "inputField"];

const isDescription = (node: ts.Node): boolean =>
  (ts.isCallExpression(node) && DESCRIBES.includes(node.expression.getText())) ||
  (ts.isPropertyAssignment(node) && node.name.getText() === "about") ||
  (!ts.isSourceFile(node) && node.parent !== undefined && isDescription(node.parent));

/** Where Vietnamese stands that is no sentence to whoever asks. */
const DATA = [
  // Columns and titles of the files that are handed out, and what stands in them beside the rows.
  /\.(?:export|format)\.ts$|concepts\/export\/(?:choices|code-lists|export-info-sheet|template)\.ts$|http\/downloads\.ts$|report\/report\.ts$/,
  // Columns and words of the documents that are read.
  /\.import\.ts$|provenance\/source\/in-print\.ts$/,
  // Letters and words by which texts are told apart.
  /core\/text\/\w|files\/reading\/(?:encoding|old-letters|printed)\.ts$/,
  /access\/account\/(?:account-name|password|password-words\.data)\.ts$/,
  // Labels that are kept, and statements that are checked: they stand in Vietnamese, as documents do.
  /result\/component\.type\.ts$|source\/entered\.ts$|provenance\/checks\/\w|level-discrepancy\.ts$/,
  // What a request is answered that never got as far as GraphQL.
  /core\/schema\/messages\.ts$/,
];

describe("Sentences", () => {
  it("in Vietnamese stand in messages files, beside inputs and descriptions", () => {
    const elsewhere = files
      .filter((file) => !/\.(?:messages|input)\.ts$/.test(file) && !DATA.some((data) => data.test(file)))
      .flatMap((file) =>
        nodesIn(file)
          .filter((node) => isText(node) && VIETNAMESE.test(node.getText()) && !isDescription(node))
          .map((node) => `${file}: ${node.getText()}`),
      );
    expect(elsewhere).toEqual([]);
  });

  it("are nowhere else written in both languages side by side", () => {
    const pairs = files
      .filter((file) => !/\.(?:messages|input)\.ts$|core\/schema\/messages\.ts$/.test(file))
      .flatMap((file) =>
        nodesIn(file)
          .filter((node) => ts.isObjectLiteralExpression(node))
          .map((node) => node.properties.filter(ts.isPropertyAssignment))
          .filter((properties) => {
            const [en, vi] = ["en", "vi"].map((key) => properties.find(({ name }) => name.getText() === key));
            return en && vi && isText(vi.initializer) && VIETNAMESE.test(vi.initializer.getText());
          })
          .map((properties) => `${file}: ${properties.map((each) => each.getText()).join(", ")}`),
      );
    expect(pairs).toEqual([]);
  });
});

interface Sample {
  value: unknown;
  /** How a sentence may write it, each a way; empty where it chooses among words. */
  written: string[];
}

/** An argument of each type that messages take; no two of one sentence are alike. */
function sampleOf(type: string, i: number): Sample {
  const [number, day] = [1_234_567 + i, `2022-10-${10 + i}`];
  const written = {
    number: [`${number}`, number.toLocaleString("en-US"), number.toLocaleString("vi-VN")],
    day: [day, `${10 + i}/10/2022`],
  };
  const pair = { en: `text ${i}`, vi: `text ${i}` };
  if (/^string(?: \| (?:number|null|undefined))*$/.test(type)) return { value: day, written: written.day };
  if (type === "number") return { value: number, written: written.number };
  if (type === "readonly string[]") return { value: [`word ${i}`], written: [`word ${i}`] };
  if (type === "readonly number[]") return { value: [number], written: written.number };
  if (type === "LocalizedMessage") return { value: pair, written: [pair.en] };
  if (type === "readonly LocalizedMessage[]") return { value: [pair], written: [pair.en] };
  const others: Record<string, Sample> = {
    PlacedCharacter: { value: { character: "x", code: "U+200B", place: number }, written: written.number },
    Range: { value: { low: number, high: number }, written: written.number },
    Period: { value: { from: null, on: day }, written: written.day },
    State: { value: "DRAFT", written: ["DRAFT"] },
    Named: { value: "facility", written: [] },
    "keyof typeof FIELDS": { value: "criterion", written: [] },
    '"row" | "cell"': { value: "cell", written: [] },
    "{ act: string; on: string }": { value: { act: "facilityMove", on: day }, written: written.day },
    "{ code: string; knownOn: string } | undefined": { value: { code: "2022", knownOn: day }, written: written.day },
    "{ line: number; sheet?: string | undefined }": { value: { line: number }, written: written.number },
    'Record<"missing" | "unknown" | "twice", readonly string[]>': {
      value: { missing: [`word ${i}`], unknown: [], twice: [] },
      written: [`word ${i}`],
    },
    "number | string": { value: "11,5", written: ["11,5"] },
    "readonly [vi: string, en: string]": { value: ["basisVi", "basisEn"], written: ["basisVi", "basisEn"] },
    "Readonly<Record<string, string>>": { value: {}, written: [] },
  };
  const other = others[type];
  if (!other) throw new Error(`A message takes a ${type}, of which this test has no sample.`);
  return other;
}

/** What a messages file exports, with the types of what each message takes. */
const messagesIn = (file: string): [name: string, types: string[]][] =>
  sourceOf(file)
    .statements.filter(ts.isVariableStatement)
    .filter(({ modifiers }) => modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword))
    .flatMap(({ declarationList }) => [...declarationList.declarations])
    .map(({ name, initializer }) => [
      name.getText(),
      initializer && ts.isArrowFunction(initializer)
        ? initializer.parameters.map(({ type }) => type?.getText().replace(/\s+/g, " ") ?? "")
        : [],
    ]);

describe.each(messageFiles)("%s", (file) => {
  it("says the same of the same in both languages, each a text of its own", async () => {
    const exported = (await import(`../../${file}`)) as Record<string, unknown>;
    const wrong = messagesIn(file).flatMap(([name, types]) => {
      const samples = types.map(sampleOf);
      const message = exported[name];
      const found = typeof message === "function" ? message(...samples.map(({ value }) => value)) : message;
      const { en = "", vi = "" } = found as Partial<Record<"en" | "vi", string>>;
      const mentioned = (text: string) =>
        samples.map(({ written }) => written.length === 0 || written.some((way) => text.includes(way)));
      const isWhole = en !== "" && vi !== "" && en !== vi && !/undefined|\[object/.test(en + vi);
      const isSame = `${mentioned(en)}` === `${mentioned(vi)}` && !mentioned(en).includes(false);
      return isWhole && isSame && !VIETNAMESE.test(en.replaceAll(/"[^"]*"/g, "")) ? [] : [{ name, en, vi }];
    });
    expect(wrong).toEqual([]);
  });
});

describe("A number", () => {
  it("is grouped as the language of the sentence groups it, and a day is written as it writes days", async () => {
    const { dayVi, numberEn, numberVi } = await import("../../server/core/text/numbers.js");
    expect([numberEn(129905.25), numberVi(129905.25), dayVi("2022-12-07")]).toEqual([
      "129,905.25",
      "129.905,25",
      "07/12/2022",
    ]);
  });
});
