// Reads what the next release would be made of.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "graphql";
import { unreleasedIn } from "./changelog.js";

/** What the next release would be made of. */
export interface State {
  /** The text of schema.graphql. */
  schema: string;
  /** The names of the operations of the SDK. */
  operations: readonly string[];
  /** The unreleased part of CHANGELOG.md. */
  unreleased: string;
}

/** The present state of the repository in this folder. */
export function stateOf(root: string): State {
  const read = (file: string) => readFileSync(join(root, file), "utf8");
  const documents: string[] = Object.values(JSON.parse(read("client-sdk/generated/persisted-documents.json")));
  return {
    schema: read("schema.graphql"),
    operations: documents.flatMap(operationsIn),
    unreleased: unreleasedIn(read("CHANGELOG.md")),
  };
}

const operationsIn = (document: string): string[] =>
  parse(document).definitions.flatMap((node) =>
    node.kind === "OperationDefinition" && node.name ? [node.name.value] : [],
  );
