// Writes once what several answers ask alike.
"use strict";

const ts = require("typescript");

const ANSWER = /(Query|Mutation|Fragment)$/;

/**
 * Answers, where a choice of fields that stands in several of them word for word has a name: its model and a number, such
 * as `Facility1`. Those that are as short as a name stay where they are.
 */
function withSharedAnswers(text) {
  const file = ts.createSourceFile("documents.ts", text, ts.ScriptTarget.Latest, true);
  const answers = file.statements.filter(
    (statement) => ts.isTypeAliasDeclaration(statement) && ANSWER.test(statement.name.text),
  );
  const counts = new Map();
  for (const { type } of answers) countChoices(type, counts);
  const names = namesOf([...counts].filter(([words, count]) => isWorthAName(words, count)).map(([words]) => words));
  const declared = new Map();
  let [result, end] = ["", 0];
  for (const { type } of answers) {
    result += text.slice(end, type.getStart()) + named(type);
    end = type.end;
  }
  return [result + text.slice(end), ...[...declared].map(([name, type]) => `type ${name} = ${type};`)].join("\n\n");

  /** The words of a node with names in it. */
  function named(node, isDeclared = false) {
    const name = !isDeclared && isChoice(node) && names.get(wordsOf(node));
    if (name) {
      if (!declared.has(name)) declared.set(name, named(node, true));
      return name;
    }
    let [words, from] = ["", node.getStart()];
    ts.forEachChild(node, (child) => {
      words += text.slice(from, child.getStart()) + named(child);
      from = child.end;
    });
    return words + text.slice(from, node.end);
  }
}

/** Fields of a type, also with some that have another name here, or those of any of several types. */
const isChoice = (node) =>
  ts.isTypeReferenceNode(node)
    ? ["Asked", "Pick"].includes(node.typeName.getText())
    : (ts.isUnionTypeNode(node) || ts.isIntersectionTypeNode(node)) && /(?:Asked|Pick)</.test(node.getText());

/** What is within one that was met before is written once with it. */
function countChoices(node, counts) {
  if (isChoice(node)) {
    const count = (counts.get(wordsOf(node)) ?? 0) + 1;
    counts.set(wordsOf(node), count);
    if (count > 1) return;
  }
  ts.forEachChild(node, (child) => countChoices(child, counts));
}

const wordsOf = (node) => node.getText().replaceAll(/\s+/g, " ");

/** How long a name is, its declaration and the place of it. */
const NAME = 14;

const isWorthAName = (words, count) => count > 1 && words.length * (count - 1) > NAME * (count + 1);

/** Of several models the first gives its name. */
function namesOf(choices) {
  const counts = new Map();
  return new Map(
    choices.map((words) => {
      const [, model] = /(?:Asked|Pick)<(\w+)/.exec(words);
      counts.set(model, (counts.get(model) ?? 0) + 1);
      return [words, `${model}${counts.get(model)}`];
    }),
  );
}

exports.withSharedAnswers = withSharedAnswers;
