// The types of the schema by their names, with what the schema says of each field.
"use strict";

/**
 * `Facility`, `Assessment` and all other types of the schema that the operations ask, with the fields that any of them
 * asks. Answers are made of these, so that each description stands in the declarations once.
 */
const {
  TypeInfo,
  getNamedType,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  visit,
  visitWithTypeInfo,
} = require("graphql");

/** Every field that the operations ask, by the name of its type: of an interface also the same field of each type. */
function askedFields(schema, documents) {
  const asked = new Map();
  const add = (type, field) => {
    const fields = asked.get(type.name) ?? new Map();
    asked.set(type.name, fields);
    if (field) fields.set(field.name, field);
  };
  const typeInfo = new TypeInfo(schema);
  const visitor = {
    Field({ name: { value: name } }) {
      const parent = typeInfo.getParentType();
      const field = typeInfo.getFieldDef();
      if (name === "__typename" || !parent || !field) return;
      add(parent, field);
      if (isAbstractType(parent)) for (const type of schema.getPossibleTypes(parent)) add(type, type.getFields()[name]);
      const named = getNamedType(field.type);
      if (isAbstractType(named)) for (const type of [named, ...schema.getPossibleTypes(named)]) add(type);
    },
  };
  for (const { document } of documents) visit(document, visitWithTypeInfo(typeInfo, visitor));
  return asked;
}

/** The declarations of these types, sorted by name. Query and Mutation are ways to ask, and for answers alone. */
function modelTypes(schema, documents, scalars) {
  const roots = [schema.getQueryType(), schema.getMutationType()];
  return [...askedFields(schema, documents)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, fields]) => {
      const type = schema.getType(name);
      const begin = `${jsdoc(type.description)}${roots.includes(type) ? "" : "export "}type ${name} = `;
      if (isUnionType(type)) return `${begin}${type.getTypes().join(" | ")};`;
      const members = [...fields.values()]
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .map((field) => `${jsdoc(field.description, "  ")}  ${field.name}: ${typeOf(field.type, scalars)};\n`);
      const own = isObjectType(type) && !roots.includes(type) ? `  __typename: "${name}";\n` : "";
      return `${begin}Readonly<{\n${own}${members.join("")}}>;`;
    })
    .join("\n\n");
}

/** As answers have it: enums are open for what a newer server adds. */
function typeOf(type, scalars) {
  if (!isNonNullType(type)) return `${innerOf(type, scalars)} | null`;
  return innerOf(type.ofType, scalars);
}

function innerOf(type, scalars) {
  if (isListType(type)) return `ReadonlyArray<${typeOf(type.ofType, scalars)}>`;
  if (isEnumType(type)) return `Open<${type.name}>`;
  return scalars[type.name] ?? type.name;
}

function jsdoc(text, indent = "") {
  const lines = (text ?? "").replaceAll("*/", "*\\/").split("\n");
  if (lines.length === 1) return lines[0] === "" ? "" : `${indent}/** ${lines[0]} */\n`;
  return `${[`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`].join("\n")}\n`;
}

/** What an answer has of its model: these fields as they were asked for, and these leaves as they are there. */
const ASKED = `type Asked<Model, Fields, Leaves extends keyof Model = never> = {
  readonly [Name in keyof Pick<Model, Leaves | (keyof Fields & keyof Model)>]: Name extends keyof Fields ? Fields[Name] : Model[Name];
};`;

exports.ASKED = ASKED;
exports.modelTypes = modelTypes;
