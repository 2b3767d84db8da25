// Makes what a client meets in the generated types say what the schema says of it.
"use strict";

/**
 * The data of each operation as a choice of the types of the schema, whose fields say what the schema says of them, and
 * the variables of each with what it says of the arguments. `typescript-operations` has descriptions on inputs and enums
 * alone, and writes everything out.
 */
const { Kind, TypeInfo, getNamedType, isAbstractType, isInterfaceType, visit, visitWithTypeInfo } = require("graphql");
const ts = require("typescript");
const { operationsIn } = require("./operations-plugin.cjs");

/**
 * The generated types once more, with the comments; what a type of data is otherwise, `ofData` makes of it. Whatever has
 * no place in its document is an error of ours.
 */
function withFieldComments(text, schema, documents, ofData) {
  const file = ts.createSourceFile("documents.ts", text, ts.ScriptTarget.Latest, true);
  const printed = (node) => printer.printNode(ts.EmitHint.Unspecified, node, file);
  const commenting = commentingByType(schema, documents, ofData, printed);
  const statements = file.statements.filter(
    (statement) => ts.isTypeAliasDeclaration(statement) && commenting.has(statement.name.text),
  );
  // What stands within another is shorter than that: fragments are known by their names before they are met.
  const lengthOf = ({ name, end, pos }) => (name.text.endsWith("Fragment") ? end - pos : Number.POSITIVE_INFINITY);
  const types = new Map();
  for (const statement of [...statements].sort((a, b) => lengthOf(a) - lengthOf(b) || 0))
    types.set(statement, commenting.get(statement.name.text)(statement.type));
  let [result, end] = ["", 0];
  for (const statement of statements) {
    const { modifiers, name, typeParameters } = statement;
    const type = types.get(statement);
    const commented = ts.factory.createTypeAliasDeclaration(modifiers, name, typeParameters, type);
    result += text.slice(end, statement.getStart()) + printed(commented);
    end = statement.end;
  }
  return result + text.slice(end);
}

/** How each type of an operation or a fragment gets its comments, by the name that `typescript-operations` gives it. */
function commentingByType(schema, documents, ofData, printed) {
  const fragments = new Map(
    documents
      .flatMap((file) => file.document.definitions)
      .filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION)
      .map((node) => [node.name.value, node]),
  );
  const scope = { schema, fragments, printed, names: new Map() };
  const ofFragments = [...fragments].flatMap(([name, { typeCondition, selectionSet }]) => {
    const parent = schema.getType(typeCondition.name.value);
    const types = possibleTypes(schema, parent);
    const commentingOf = (some) => (type) => askedData(ofData(type), parent, some, [selectionSet], scope);
    // On an interface it has a declaration for each type, and one that is any of them.
    const parts = types.map((type) => [`${name}_${type.name}_Fragment`, commentingOf([type])]);
    const named = (type) => {
      const asked = commentingOf(types)(type);
      if (ts.isTypeReferenceNode(asked)) scope.names.set(printed(asked), `${name}Fragment`);
      return asked;
    };
    return [[`${name}Fragment`, named], ...parts];
  });
  const ofOperations = operationsIn(documents).flatMap(({ data, variables, kind, definitions }) => {
    const described = variableDescriptions(schema, definitions);
    const selected = [definitions[0].selectionSet];
    const root = schema.getRootType(kind);
    return [
      [data, (type) => askedData(ofData(type), root, [root], selected, scope)],
      [variables, (type) => commentedVariables(type, described)],
    ];
  });
  return new Map([...ofFragments, ...ofOperations]);
}

/** What the schema says of the arguments and input fields that get a variable, by the variable's name. */
function variableDescriptions(schema, definitions) {
  const found = new Map();
  const typeInfo = new TypeInfo(schema);
  const meet = (value, described) => {
    if (value.kind !== Kind.VARIABLE || !described?.description) return;
    const name = value.name.value;
    if (!found.has(name)) found.set(name, described.description);
  };
  const visitor = {
    Argument: ({ value }) => meet(value, typeInfo.getArgument()),
    ObjectField: ({ name, value }) => meet(value, getNamedType(typeInfo.getParentInputType()).getFields()[name.value]),
  };
  for (const definition of definitions) visit(definition, visitWithTypeInfo(typeInfo, visitor));
  return found;
}

const possibleTypes = (schema, type) => (isAbstractType(type) ? [...schema.getPossibleTypes(type)] : [type]);

/** What one possible type is asked for: the nodes of each field by the name that it has in the answer. */
function fieldsOf(type, selectionSets, { schema, fragments }, found = new Map()) {
  for (const selection of selectionSets.flatMap(({ selections }) => selections)) {
    if (selection.kind === Kind.FIELD) {
      const key = (selection.alias ?? selection.name).value;
      found.set(key, [...(found.get(key) ?? []), selection]);
      continue;
    }
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
    const condition = fragment.typeCondition && schema.getType(fragment.typeCondition.name.value);
    const isOfIt = !condition || possibleTypes(schema, condition).includes(type);
    if (isOfIt) fieldsOf(type, [fragment.selectionSet], { schema, fragments }, found);
  }
  return found;
}

/** A type of data as a choice of its model. Of a union each branch belongs to the possible types that have its fields. */
function askedData(node, parent, types, selectionSets, scope) {
  const asked = types.map((type) => ({ type, fields: fieldsOf(type, selectionSets, scope) }));
  return transform(node, (literal) => {
    const names = literal.members.map((member) => member.name.text);
    const meant = asked.filter(
      ({ type, fields }) =>
        fields.size === names.length && names.every((name) => fields.has(name)) && isOfBranch(type, literal),
    );
    if (meant.length === 0) throw new Error(`No type of ${types.join(", ")} is asked for just ${names.join(", ")}.`);
    return chosen(literal, modelOf(parent, meant, scope), meant, scope);
  });
}

/** Whether a branch that names its type names this one. */
function isOfBranch({ name }, { members }) {
  const typename = members.find((member) => member.name.text === "__typename");
  return !typename || typename.type.getText().includes(`'${name}'`);
}

/** The interface where all of its types are meant; else the types themselves. */
function modelOf(parent, meant, { schema }) {
  const fields = isInterfaceType(parent) ? parent.getFields() : {};
  const isWhole = meant.length > 1 && meant.length === schema.getPossibleTypes(parent).length;
  if (isWhole && [...meant[0].fields].every(([key, [node]]) => key === node.name.value && key in fields))
    return reference(parent.name);
  const names = meant.map(({ type }) => reference(type.name));
  return names.length === 1 ? names[0] : ts.factory.createUnionTypeNode(names);
}

/** `Pick` where only leaves are asked, `Asked` with what is asked within; what has another name stands beside it. */
function chosen(literal, model, meant, scope) {
  const [leaves, fields, renamed] = [[], [], []];
  for (const member of literal.members) {
    const key = member.name.text;
    const nodes = meant.flatMap(({ fields }) => fields.get(key));
    const found = meant.flatMap(({ type }) => type.getFields()[nodes[0].name.value] ?? []);
    const selectionSets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const within = [...new Set(found.map(({ type }) => getNamedType(type)))];
    const inner = [...new Set(within.flatMap((type) => possibleTypes(scope.schema, type)))];
    const type =
      selectionSets.length === 0 ? member.type : askedData(member.type, within[0], inner, selectionSets, scope);
    if (key !== nodes[0].name.value) renamed.push(commented(updated(member, type), found[0].description));
    else if (selectionSets.length === 0) leaves.push(key);
    else fields.push(ts.factory.createPropertySignature(undefined, member.name, undefined, type));
  }
  const picked = leaves.map((key) => ts.factory.createLiteralTypeNode(ts.factory.createStringLiteral(key)));
  const keys = picked.length === 0 ? [] : [ts.factory.createUnionTypeNode(picked)];
  const asked =
    fields.length > 0
      ? reference("Asked", model, ts.factory.createTypeLiteralNode(fields), ...keys)
      : reference("Pick", model, ...(keys.length > 0 ? keys : [reference("never")]));
  if (renamed.length === 0) return reference(scope.names.get(scope.printed(asked))) ?? asked;
  return ts.factory.createIntersectionTypeNode([asked, ts.factory.createTypeLiteralNode(renamed)]);
}

const reference = (name, ...given) => name && ts.factory.createTypeReferenceNode(name, given);

const printer = ts.createPrinter();

/** Variables with their comments; an operation without any has an index signature, which has no name. */
const commentedVariables = (node, descriptions) =>
  transform(node, (literal) =>
    ts.factory.createTypeLiteralNode(
      literal.members.map((member) => {
        const text = member.name && descriptions.get(member.name.text);
        return text ? commented(updated(member, member.type), text) : member;
      }),
    ),
  );

/** The node with what becomes of the literals that stand outermost in it. */
function transform(node, typeOfLiteral) {
  const visitor = (each) =>
    ts.isTypeLiteralNode(each) ? typeOfLiteral(each) : ts.visitEachChild(each, visitor, undefined);
  return ts.visitNode(node, visitor);
}

const updated = (member, type) =>
  ts.factory.createPropertySignature(member.modifiers, member.name, member.questionToken, type);

function commented(member, text) {
  const lines = text.replaceAll("*/", "*\\/").split("\n");
  const comment = `*\n${lines.map((line) => ` * ${line}`.trimEnd()).join("\n")}\n `;
  return ts.addSyntheticLeadingComment(member, ts.SyntaxKind.MultiLineCommentTrivia, comment, true);
}

exports.withFieldComments = withFieldComments;
exports.variableDescriptions = variableDescriptions;
