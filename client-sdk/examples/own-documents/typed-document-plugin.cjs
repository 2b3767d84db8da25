// A plugin of graphql-codegen: makes of each document of your own what `request` takes.
"use strict";

/** One document of the SDK's kind for each operation, in words: `export const Beds: TypedDocument<BedsQuery, …>`. */
const { print, stripIgnoredCharacters, visit } = require("graphql");

exports.plugin = (_schema, files) => {
  const definitions = files.flatMap(({ document }) => document.definitions);
  const fragments = new Map(
    definitions.filter(({ kind }) => kind === "FragmentDefinition").map((node) => [node.name.value, node]),
  );
  const operations = definitions.filter(({ kind }) => kind === "OperationDefinition");
  return {
    prepend: ['import { ACT, type Outcome, type TypedDocument } from "hue-health-sdk";'],
    content: operations.map((node) => typedDocument(node, fragments)).join("\n"),
  };
};

function typedDocument(operation, fragments) {
  const { name, operation: kind } = operation;
  const type = `${name.value}${kind[0].toUpperCase()}${kind.slice(1)}`;
  const text = stripIgnoredCharacters([operation, ...needed(operation, fragments)].map(print).join("\n"));
  // Of a mutation the SDK gives the outcome, and names the act, so that it may be sent again.
  const isAct = kind === "mutation";
  return [
    `export const ${name.value}: TypedDocument<${isAct ? `Outcome<${type}>` : type}, ${type}Variables> = {`,
    `  name: ${JSON.stringify(name.value)},`,
    `  kind: ${JSON.stringify(kind)},`,
    `  text: ${JSON.stringify(text)},`,
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
