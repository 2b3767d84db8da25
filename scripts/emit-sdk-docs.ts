// Writes client-sdk/docs: a page for each operation, with calls to the real server.
import "reflect-metadata";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSchema, type DocumentNode, Kind, parse } from "graphql";
import { callExamples, type ExampleCalls } from "../client-sdk/codegen/example-calls.js";
import { indexPage } from "../client-sdk/codegen/index-page.js";
import { type Operation, operationPage } from "../client-sdk/codegen/operation-page.js";
import { examples } from "../client-sdk/operations/examples.js";
import { loadDataset } from "../server/concepts/import/dataset.js";
import { ruleOf } from "../server/core/access/policy.js";
import type { DatabaseAddress } from "../server/core/database/address.js";
import { openDatabase } from "../server/core/database/data-source.js";
import { exampleClients, MORNING } from "../test/support/example-clients.js";
import { randomOf } from "../test/support/random.js";
import { serve } from "../test/support/server.js";

/**
 * A page for each operation of the SDK, in client-sdk/docs. Its calls and answers are those of the real server over the
 * data of data/, in this process and in an embedded database of its own. So that they are the same each time, the clock
 * stands still, what the server draws at random comes from one seed, and one call follows the other; secrets have names
 * in their place. With --check: fails where a page is not what it would be.
 */
const FOLDER = "client-sdk/docs";
const OPERATIONS = "client-sdk/operations";

const require = createRequire(import.meta.url);
const { operationsIn } = require("../client-sdk/codegen/operations-plugin.cjs");
const { variableDescriptions } = require("../client-sdk/codegen/field-comments.cjs");

const schema = buildSchema(readFileSync("schema.graphql", "utf8"));
const files = readdirSync(OPERATIONS)
  .filter((name) => name.endsWith(".graphql"))
  .sort()
  .map((name) => ({ name, document: parse(readFileSync(join(OPERATIONS, name), "utf8")) }));
const operations: Operation[] = operationsIn(files);

function refuseGaps(): void {
  const missing = operations.filter(({ method }) => !(method in examples)).map(({ method }) => method);
  if (missing.length === 0) return;
  console.error(`No example of ${missing.join(", ")}: add one to ${OPERATIONS}/examples.ts.`);
  process.exit(1);
}

/** The operations of a file, in its order. */
const methodsIn = ({ definitions }: DocumentNode): Operation[] =>
  definitions.flatMap((node) =>
    node.kind === Kind.OPERATION_DEFINITION ? operations.filter(({ name }) => name === node.name?.value) : [],
  );

/** The rows of the policy for what an operation asks, each once. */
function rulesOf({ definitions: [node] }: Operation) {
  const type = schema.getRootType(node.operation)?.name;
  const fields = node.selectionSet.selections.flatMap((each) => (each.kind === Kind.FIELD ? each.name.value : []));
  return [...new Set(fields.map((field) => ruleOf(`${type}.${field}`)))];
}

async function callAll(): Promise<Map<string, ExampleCalls>> {
  const random = randomOf(46);
  Math.random = () => random(2 ** 30) / 2 ** 30;
  Date.now = () => MORNING;
  const dir = mkdtempSync(join(tmpdir(), "hue-health-docs-"));
  const address: DatabaseAddress = { kind: "embedded", file: join(dir, "docs.db") };
  const db = await openDatabase(address);
  const server = await serve({ db, address, close: () => db.close() });
  try {
    await loadDataset(db, "data");
    return await callExamples(await exampleClients(server));
  } finally {
    await server.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

const withOperations = files.map(({ name, document }) => ({ name, operations: methodsIn(document) }));

function pagesOf(calls: ReadonlyMap<string, ExampleCalls>): Map<string, string> {
  const pages = withOperations.flatMap(({ name, operations }) =>
    operations.map((operation): [string, string] => {
      const told = {
        ...{ schema, file: name, rules: rulesOf(operation) },
        descriptions: variableDescriptions(schema, operation.definitions),
        calls: calls.get(operation.method) as ExampleCalls,
      };
      return [`${operation.method}.md`, operationPage(operation, told)];
    }),
  );
  return new Map([["README.md", indexPage(withOperations)], ...pages]);
}

refuseGaps();
mkdirSync(FOLDER, { recursive: true });
const pages = pagesOf(await callAll());
const present = readdirSync(FOLDER);
const stale = [...new Set([...present, ...pages.keys()])].filter((name) => {
  const committed = present.includes(name) ? readFileSync(join(FOLDER, name), "utf8") : undefined;
  return committed !== pages.get(name);
});
if (!process.argv.includes("--check")) {
  for (const name of stale) {
    const page = pages.get(name);
    if (page === undefined) rmSync(join(FOLDER, name));
    else writeFileSync(join(FOLDER, name), page);
  }
} else if (stale.length > 0) {
  console.error(`Not up to date in ${FOLDER}: ${stale.join(", ")}; run "npm run generate" and commit the result.`);
  process.exit(1);
}
