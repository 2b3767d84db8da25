// Writes the folder of a release.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { parse, print, visit } from "graphql";
import type { ReleasedOperation } from "./releases.js";

/** A document of the SDK as its build has it. */
interface Document {
  name: string;
  id?: string;
  text?: string;
}

/**
 * Writes down what the repository in `root` is, as the folder of a release: the schema without its descriptions, the
 * SDK in one file, and its operations in words.
 */
export async function freeze(root: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const write = (file: string, text: string) => writeFileSync(join(folder, file), text);
  write("schema.graphql", withoutDescriptions(readFileSync(join(root, "schema.graphql"), "utf8")));
  const sdk = resolve(folder, "sdk.cjs");
  await build({
    entryPoints: [join(root, "client-sdk/index.ts")],
    ...{ outfile: sdk, bundle: true, format: "cjs", target: "es2022", legalComments: "none", logLevel: "warning" },
  });
  write("operations.json", `${JSON.stringify(operationsOf(root, sdk), null, 2)}\n`);
}

const withoutDescriptions = (schema: string): string =>
  `${print(visit(parse(schema), { enter: (node) => ("description" in node ? { ...node, description: undefined } : undefined) }))}\n`;

/** What the build itself would send, so that nothing is kept but what is asked. */
function operationsOf(root: string, sdk: string): ReleasedOperation[] {
  const exported: Record<string, unknown> = createRequire(sdk)(sdk);
  const documents = Object.values(exported).filter(isDocument);
  if (documents.every(({ text }) => text !== undefined))
    return documents.map(({ name, text = "" }) => ({ name, text }));
  const words = JSON.parse(readFileSync(join(root, "client-sdk/generated/persisted-documents.json"), "utf8"));
  return documents.map(({ name, id = "" }) => ({ name, id, text: words[id] }));
}

const isDocument = (value: unknown): value is Document =>
  typeof value === "object" && value !== null && "name" in value && "kind" in value;
