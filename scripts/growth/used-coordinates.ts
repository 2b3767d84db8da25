// Which fields, types and values an operation relies on.
import {
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInputType,
  TypeInfo,
  typeFromAST,
  visit,
  visitWithTypeInfo,
} from "graphql";

/**
 * What an operation relies on and validation does not see: the fields that it selects (`Facility.name`), whose types
 * clients were told, and whatever may be in its variables: input types, their fields, values of enums. Arguments are
 * not among it: which are given is in the document, so validation finds what is wrong with them.
 */
export function usedCoordinates(schema: GraphQLSchema, document: DocumentNode): Set<string> {
  const used = new Set<string>();
  const types = new TypeInfo(schema);
  const visitor = visitWithTypeInfo(types, {
    Field({ name }) {
      const parent = types.getParentType();
      if (parent) used.add(`${parent.name}.${name.value}`);
    },
    VariableDefinition({ type }) {
      const given = typeFromAST(schema, type);
      if (given && isInputType(given)) addInput(given, used);
    },
  });
  visit(document, visitor);
  return used;
}

function addInput(input: GraphQLInputType, used: Set<string>): void {
  const type = getNamedType(input);
  if (used.has(type.name)) return;
  used.add(type.name);
  if (isEnumType(type)) for (const { name } of type.getValues()) used.add(`${type.name}.${name}`);
  if (!isInputObjectType(type)) return;
  for (const field of Object.values(type.getFields())) {
    used.add(`${type.name}.${field.name}`);
    addInput(field.type, used);
  }
}
