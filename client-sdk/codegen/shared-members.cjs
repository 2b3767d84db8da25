// Writes once what several types have in common.
"use strict";

const ts = require("typescript");

const SHARED = "Shared";

/**
 * Inputs, variables and models, where a member that stands in several of them word for word, with its description, is
 * picked from a type of such members: each act takes the same `clientMutationId`. Members of one name that differ are in
 * several such types.
 */
function withSharedMembers(text) {
  const file = ts.createSourceFile("documents.ts", text, ts.ScriptTarget.Latest, true);
  const literals = file.statements.flatMap((statement) =>
    ts.isTypeAliasDeclaration(statement) ? (literalOf(statement.type) ?? []) : [],
  );
  const counts = new Map();
  for (const member of literals.flatMap(({ members }) => [...members]))
    counts.set(wordsOf(member), (counts.get(wordsOf(member)) ?? 0) + 1);
  const shared = [...counts].filter(([words, count]) => count > 1 && words.startsWith("/**")).map(([words]) => words);
  const places = placesOf(shared);
  let [result, end] = ["", 0];
  for (const literal of literals) {
    const picked = [...literal.members].filter((member) => places.has(wordsOf(member)));
    if (picked.length === 0) continue;
    result += text.slice(end, literal.getStart()) + withPicked(literal, picked, places);
    end = literal.end;
  }
  return [result + text.slice(end), ...declarations(places)].join("\n\n");
}

/** The literal of an input, of variables, or within a model. */
function literalOf(type) {
  if (ts.isTypeLiteralNode(type)) return type;
  const isWithin = ts.isTypeReferenceNode(type) && type.typeName.getText() === "Readonly";
  return isWithin && ts.isTypeLiteralNode(type.typeArguments[0]) ? type.typeArguments[0] : undefined;
}

/** A member with its description, however it is indented. */
const wordsOf = (member) => member.getFullText().trim().replaceAll(/^ +/gm, "");

const nameOf = (words) => /(\w+)\??:[^:]*$/.exec(words.slice(words.indexOf("*/")))[1];

/** In which type each of them is: the first that has no other of its name. */
function placesOf(shared) {
  const taken = new Map();
  return new Map(
    [...shared].sort().map((words) => {
      const count = (taken.get(nameOf(words)) ?? 0) + 1;
      taken.set(nameOf(words), count);
      return [words, `${SHARED}${count}`];
    }),
  );
}

function withPicked(literal, picked, places) {
  const byPlace = new Map();
  for (const member of picked) {
    const place = places.get(wordsOf(member));
    byPlace.set(place, [...(byPlace.get(place) ?? []), member]);
  }
  const picks = [...byPlace].map(
    ([place, members]) => `Pick<${place}, ${members.map(({ name }) => `"${name.getText()}"`).join(" | ")}>`,
  );
  const own = [...literal.members].filter((member) => !picked.includes(member)).map((member) => member.getFullText());
  return [...picks, ...(own.length > 0 ? [`{${own.join("")}\n}`] : [])].join(" & ");
}

function declarations(places) {
  const names = [...new Set(places.values())];
  return names.map((name) => {
    const members = [...places].filter(([, place]) => place === name).map(([words]) => words);
    return `interface ${name} {\n${members.join("\n")}\n}`;
  });
}

exports.withSharedMembers = withSharedMembers;
