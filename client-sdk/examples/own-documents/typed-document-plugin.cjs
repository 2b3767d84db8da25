// A plugin of graphql-codegen: makes of each document of your own what `request` takes.
"use strict";

/**
 * One document of the SDK's kind for each operation: `export const Beds: TypedDocument<BedsQuery, …>`. It is sent by its
 * id where `npx hue-health-sdk documents` has written one into the file `ids`, and in words otherwise.
 */
const { existsSync, readFileSync } = require("node:fs");
const { print, stripIgnoredCharacters, visit } = require("graphql");

exports.plugin = (_schema, files, { ids: file }) => {
  const ids = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const definitions = files.flatMap(({ document }) => document.definitions);
  const fragments = new Map(
    definitions.filter(({ kind }) => kind === "FragmentDefinition").map((node) => [node.name.value, node]),
  );
  const operations = definitions.filter(({ kind }) => kind === "OperationDefinition");
  return {
    prepend: ['import { ACT, type Outcome, type TypedDocument } from "hue-health-sdk";'],
    content: operations.map((node) => typedDocument(node, fragments, ids)).join("\n"),
  };
};

function typedDocument(operation, fragments, ids) {
  const { name, operation: kind } = operation;
  const type = `${name.value}${kind[0].toUpperCase()}${kind.slice(1)}`;
  const text = stripIgnoredCharacters([operation, ...needed(operation, fragments)].map(print).join("\n"));
  const id = ids[name.value];
  // Of a mutation the SDK gives the outcome, and names the act, so that it may be sent again.
  const isAct = kind === "mutation";
  return [
    `export const ${name.value}: TypedDocument<${isAct ? `Outcome<${type}>` : type}, ${type}Variables> = {`,
    `  name: ${JSON.stringify(name.value)},`,
    `  kind: ${JSON.stringify(kind)},`,
    id ? `  id: ${JSON.stringify(id)},` : `  text: ${JSON.stringify(text)},`,
    ...(isAct ? ["  act: ACT,"] : []),
    "};\n",
  ].join("\n");
}

/** The fragments that it spreads, and those that these spread. */
function needed(node, fragments, found = new Set()) {
  visit(node, {
    FragmentSpread({ name }) {
      const fragment = fragments.get(name.value);
      if (found.has(fragment)) return;
      found.add(fragment);
      needed(fragment, fragments, found);
    },
  });
  return found;
}
