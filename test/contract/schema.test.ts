import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import {
  buildSchema,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isTypeSubTypeOf,
  isUnionType,
} from "graphql";
import { printedSchema } from "../../server/commands/emit-schema.js";

const contract = buildSchema(readFileSync("test/contract/contract.graphql", "utf8"));
const committed = readFileSync("schema.graphql", "utf8");
const schema = buildSchema(committed);

const ownTypes = (of: GraphQLSchema): GraphQLNamedType[] =>
  Object.values(of.getTypeMap()).filter(({ name }) => !name.startsWith("__") && !BUILT_IN.has(name));
const BUILT_IN = new Set(["String", "Int", "Float", "Boolean", "ID"]);

/** Whether an output type is the promised one or stricter: `String!` where `String` is promised, item by item. */
function keeps(given: GraphQLOutputType, promised: GraphQLOutputType): boolean {
  if (isNonNullType(promised) && !isNonNullType(given)) return false;
  const [inner, wanted] = [getNullableType(given), getNullableType(promised)];
  if (isListType(wanted)) return isListType(inner) && keeps(inner.ofType, wanted.ofType);
  return (
    String(inner) === String(wanted) || isTypeSubTypeOf(schema, inner, schema.getType(String(wanted)) as typeof inner)
  );
}

function brokenFields(type: GraphQLNamedType): string[] {
  const ours = schema.getType(type.name);
  if (!ours) return [`${type.name} is missing`];
  if (isEnumType(type)) {
    const values = isEnumType(ours) ? ours.getValues().map(({ name }) => name) : [];
    return type.getValues().flatMap(({ name }) => (values.includes(name) ? [] : [`${type.name}.${name} is missing`]));
  }
  if (isUnionType(type)) {
    const members = isUnionType(ours) ? ours.getTypes().map(({ name }) => name) : [];
    return type.getTypes().flatMap(({ name }) => (members.includes(name) ? [] : [`${type.name} lacks ${name}`]));
  }
  if (isInputObjectType(type)) {
    const fields = isInputObjectType(ours) ? ours.getFields() : {};
    return Object.values(type.getFields()).flatMap(({ name, type: promised }) =>
      String(fields[name]?.type) === String(promised) ? [] : [`${type.name}.${name} is not ${promised}`],
    );
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  if (!isObjectType(ours) && !isInterfaceType(ours)) return [`${type.name} is another kind of type`];
  const interfaces = ours.getInterfaces().map(({ name }) => name);
  return [
    ...type.getInterfaces().flatMap(({ name }) => (interfaces.includes(name) ? [] : [`${type.name} is no ${name}`])),
    ...Object.values(type.getFields()).flatMap((field) => brokenField(type.name, field, ours.getFields()[field.name])),
  ];
}

function brokenField(
  type: string,
  promised: GraphQLField<unknown, unknown>,
  ours: GraphQLField<unknown, unknown> | undefined,
): string[] {
  const name = `${type}.${promised.name}`;
  if (!ours) return [`${name} is missing`];
  return [
    ...(keeps(ours.type, promised.type) ? [] : [`${name} is ${ours.type}, promised ${promised.type}`]),
    ...promised.args.flatMap((arg) => {
      const own = ours.args.find((each) => each.name === arg.name);
      return String(own?.type) === String(arg.type)
        ? []
        : [`${name}(${arg.name}:) is ${own?.type}, promised ${arg.type}`];
    }),
    ...ours.args
      .filter((arg) => isNonNullType(arg.type) && !promised.args.some(({ name: known }) => known === arg.name))
      .map((arg) => `${name}(${arg.name}:) is required, but not promised`),
  ];
}

describe("The schema", () => {
  it("keeps every promise of the contract: types, fields, arguments, values", () => {
    expect(ownTypes(contract).flatMap(brokenFields)).toEqual([]);
  });

  it("is committed as the code emits it", () => {
    expect(committed).toBe(printedSchema());
  });

  it("has no rate without its counts: what is named like one is a Ratio", () => {
    const loose = ownTypes(schema).flatMap((type) =>
      isObjectType(type) && type.name !== "Ratio"
        ? Object.values(type.getFields())
            .filter(
              (field) => /rate|ratio|percent|share/i.test(field.name) && String(getNamedType(field.type)) !== "Ratio",
            )
            .map((field) => `${type.name}.${field.name}`)
        : [],
    );
    expect(loose).toEqual([]);
  });

  it("says of what is deprecated which field to use, in both languages, and a day a year off until which it stays", () => {
    const fields = ownTypes(schema).flatMap((type) =>
      isObjectType(type) || isInterfaceType(type)
        ? Object.values(type.getFields()).map((field) => ({ field, siblings: type.getFields(), of: type.name }))
        : [],
    );
    const deprecated = fields.filter(({ field }) => field.deprecationReason != null);
    expect(deprecated.map(({ field, of }) => `${of}.${field.name}`)).toContain("Query.discrepancies");
    for (const { field, siblings } of deprecated) {
      const [, other = "", until = "", day] =
        /^Use `(\w+)`\. It stays until (\d{4})-(\d\d-\d\d) at least\.\n\nHãy dùng `\1`\. Còn ít nhất đến \d\d\/\d\d\/\2\.$/.exec(
          field.deprecationReason ?? "",
        ) ?? [];
      expect([field.name, other in siblings, Number(until) >= 2028, day]).toEqual([field.name, true, true, "01-01"]);
    }
  });

  it("describes every type, field, argument and enum value in English and in Vietnamese", () => {
    expect(ownTypes(schema).flatMap(undescribed)).toEqual([]);
  });
});

const VIETNAMESE = /[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]/i;

function undescribed(type: GraphQLNamedType): string[] {
  const places: [string, string | null | undefined][] = [[type.name, type.description]];
  if (isEnumType(type))
    places.push(
      ...type.getValues().map((v): [string, typeof v.description] => [`${type.name}.${v.name}`, v.description]),
    );
  if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)) {
    for (const field of Object.values(type.getFields())) {
      places.push([`${type.name}.${field.name}`, field.description]);
      if ("args" in field)
        places.push(
          ...field.args.map((arg: GraphQLArgument): [string, string | null | undefined] => [
            `${type.name}.${field.name}(${arg.name}:)`,
            arg.description,
          ]),
        );
    }
  }
  return places.flatMap(([name, description]) => {
    const [english = "", vietnamese = ""] = (description ?? "").split("\n\n");
    return english.trim() !== "" && VIETNAMESE.test(vietnamese) ? [] : [name];
  });
}
