#!/usr/bin/env node
// `npx hue-health-sdk documents`: has a server look over the documents of an app, and writes down by which ids it will
// know them once the Department has admitted them for the key of the app.
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

const USAGE = `Usage: npx hue-health-sdk documents FILE... --server URL [--out FILE] [--language vi]

  FILE        queries with names, and their fragments, as .graphql;
              or persisted-documents.json as client-preset writes it
  --server    the server, such as https://example.vn or https://example.vn/graphql
  --out       where the ids are written, by the names of the queries; documents.json if left out
  --language  vi or en: in which language the server says what is wrong`;

const CHECK = `query DocumentsCheck($texts: [String!]!) {
  documentsCheck(texts: $texts) {
    costLimit
    documents { name documentId mostCost }
    problems { index definition line column message }
    deprecations { index definition line column until message }
  }
}`;

/** What ends the command: 1 says that a document has to be changed, 2 that it could not be asked. */
class Ended extends Error {
  constructor(message, code = 2) {
    super(message);
    this.code = code;
  }
}

try {
  await main();
} catch (error) {
  if (!(error instanceof Ended)) throw error;
  console.error(error.message);
  process.exitCode = error.code;
}

async function main() {
  const { files, server, out, language } = given();
  const texts = files.flatMap(textsIn);
  const { documents, problems, deprecations, costLimit } = await ask(server, language, texts);
  const placed = ({ index, definition, line, column, message }) =>
    `${texts[index].place}${line === null ? "" : `:${line}:${column}`}: ${definition ? `${definition}: ` : ""}${message}`;
  for (const remark of deprecations) console.log(placed(remark));
  if (problems.length > 0) throw new Ended(problems.map(placed).join("\n"), 1);
  const number = new Intl.NumberFormat("en");
  for (const { name, documentId, mostCost } of documents)
    console.log(`${documentId}  ${name}, costs at most ${number.format(mostCost)} of ${number.format(costLimit)}`);
  const byName = [...documents].sort((one, other) => (one.name < other.name ? -1 : 1));
  const ids = Object.fromEntries(byName.map(({ name, documentId }) => [name, documentId]));
  try {
    writeFileSync(out, `${JSON.stringify(ids, null, 2)}\n`);
  } catch (error) {
    throw new Ended(`${out} cannot be written: ${error.message}`);
  }
  console.log(`Written: ${out}. Send ${files.join(", ")} to the Department, which admits them for your key.`);
}

function given() {
  const options = { server: { type: "string" }, out: { type: "string" }, language: { type: "string" } };
  let parsed;
  try {
    parsed = parseArgs({ allowPositionals: true, options });
  } catch (error) {
    throw new Ended(`${error.message}\n\n${USAGE}`);
  }
  const { values, positionals } = parsed;
  const [command, ...files] = positionals;
  const { server, out = "documents.json", language = "en" } = values;
  if (command !== "documents" || files.length === 0 || !server || !URL.canParse(server)) throw new Ended(USAGE);
  const url = new URL(server);
  if (url.pathname === "/") url.pathname = "/graphql";
  return { files, server: url, out, language };
}

/** The texts of a file, each with what to call it. */
function textsIn(file) {
  let content;
  try {
    content = readFileSync(file, "utf8");
  } catch (error) {
    throw new Ended(`${file} cannot be read: ${error.message}`);
  }
  if (!file.endsWith(".json")) return [{ text: content, place: file }];
  const texts = valuesIn(content);
  if (texts.some((text) => typeof text !== "string"))
    throw new Ended(`${file} is not what client-preset writes: an object that has a text for each hash.`);
  return texts.map((text, i) => ({ text, place: `${file}, text ${i + 1}` }));
}

function valuesIn(json) {
  try {
    return Object.values(JSON.parse(json));
  } catch {
    return [undefined];
  }
}

async function ask(server, language, texts) {
  const headers = { "content-type": "application/json", accept: "application/json", "accept-language": language };
  const body = JSON.stringify({ query: CHECK, variables: { texts: texts.map(({ text }) => text) } });
  let answer;
  try {
    answer = await (await fetch(server, { method: "POST", headers, body })).json();
  } catch (error) {
    throw new Ended(`${server} gave no answer of this API: ${error.cause?.message ?? error.message}`);
  }
  if (answer?.data?.documentsCheck) return answer.data.documentsCheck;
  throw new Ended(`${server}: ${answer?.errors?.map(({ message }) => message).join(" ") ?? "no answer of this API."}`);
}
