// Writes what the schema says of a field beside it in the generated types.
"use strict";

/**
 * What the schema says of each field and argument, as JSDoc where a client meets it: on the fields of the data and on
 * the variables of each operation. `typescript-operations` writes it on inputs and enums alone.
 */
const { Kind, TypeInfo, getNamedType, isAbstractType, visit, visitWithTypeInfo } = require("graphql");
const ts = require("typescript");
const { operationsIn } = require("./operations-plugin.cjs");

/**
 * The generated types once more, with the comments; what a type of data is otherwise, `ofData` makes of it. Whatever has
 * no place in its document is an error of ours.
 */
function withFieldComments(text, schema, documents, ofData) {
  const file = ts.createSourceFile("documents.ts", text, ts.ScriptTarget.Latest, true);
  const printer = ts.createPrinter();
  const commenting = commentingByType(schema, documents, ofData);
  let [result, end] = ["", 0];
  for (const statement of file.statements) {
    const comment = ts.isTypeAliasDeclaration(statement) && commenting.get(statement.name.text);
    if (!comment) continue;
    const { modifiers, name, typeParameters, type } = statement;
    const commented = ts.factory.createTypeAliasDeclaration(modifiers, name, typeParameters, comment(type));
    result += text.slice(end, statement.getStart()) + printer.printNode(ts.EmitHint.Unspecified, commented, file);
    end = statement.end;
  }
  return result + text.slice(end);
}

/** How each type of an operation or a fragment gets its comments, by the name that `typescript-operations` gives it. */
function commentingByType(schema, documents, ofData) {
  const fragments = new Map(
    documents
      .flatMap((file) => file.document.definitions)
      .filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION)
      .map((node) => [node.name.value, node]),
  );
  const scope = { schema, fragments };
  const ofFragments = [...fragments].flatMap(([name, { typeCondition, selectionSet }]) => {
    const types = possibleTypes(schema, schema.getType(typeCondition.name.value));
    const commentingOf = (some) => (type) => commentedData(ofData(type), some, [selectionSet], scope);
    // On an interface it has a declaration for each type, and one that is any of them.
    const parts = types.map((type) => [`${name}_${type.name}_Fragment`, commentingOf([type])]);
    return [[`${name}Fragment`, commentingOf(types)], ...parts];
  });
  const ofOperations = operationsIn(documents).flatMap(({ data, variables, kind, definitions }) => {
    const described = variableDescriptions(schema, definitions);
    const selected = [definitions[0].selectionSet];
    return [
      [data, (type) => commentedData(ofData(type), [schema.getRootType(kind)], selected, scope)],
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

/** A type of data with its comments. Of a union each branch belongs to the possible types that have its fields. */
function commentedData(node, types, selectionSets, scope) {
  const asked = types.map((type) => ({ type, fields: fieldsOf(type, selectionSets, scope) }));
  return transform(node, (literal) => {
    const names = literal.members.map((member) => member.name.text);
    const meant = asked.filter(({ fields }) => fields.size === names.length && names.every((name) => fields.has(name)));
    if (meant.length === 0) throw new Error(`No type of ${types.join(", ")} is asked for just ${names.join(", ")}.`);
    return literal.members.map((member) => {
      const found = meant.flatMap(({ type, fields }) => {
        const nodes = fields.get(member.name.text);
        const field = type.getFields()[nodes[0].name.value];
        return field ? [{ type, field, nodes }] : []; // __typename is no field of the schema
      });
      return found.length === 0 ? member : commentedField(member, found, scope);
    });
  });
}

function commentedField(member, found, scope) {
  const inner = found.flatMap(({ field }) => possibleTypes(scope.schema, getNamedType(field.type)));
  const selectionSets = found.flatMap(({ nodes }) => nodes.flatMap(({ selectionSet }) => selectionSet ?? []));
  const type =
    selectionSets.length === 0 ? member.type : commentedData(member.type, [...new Set(inner)], selectionSets, scope);
  return commented(updated(member, type), sentences(found));
}

/** The description, or where several types say something else of a field of one name: each with its type. */
function sentences(found) {
  const said = new Map();
  for (const { type, field } of found) said.set(field.description, [...(said.get(field.description) ?? []), type.name]);
  if (said.size === 1) return found[0].field.description;
  return [...said].map(([text, types]) => `${types.join(", ")}: ${text}`).join("\n\n");
}

/** Variables with their comments; an operation without any has an index signature, which has no name. */
const commentedVariables = (node, descriptions) =>
  transform(node, (literal) =>
    literal.members.map((member) => {
      const text = member.name && descriptions.get(member.name.text);
      return text ? commented(updated(member, member.type), text) : member;
    }),
  );

/** The node with the members of the literals that stand outermost in it. */
function transform(node, membersOf) {
  const visitor = (each) =>
    ts.isTypeLiteralNode(each)
      ? ts.factory.createTypeLiteralNode(membersOf(each))
      : ts.visitEachChild(each, visitor, undefined);
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
