import { readFileSync } from "node:fs";
import { expect, it } from "@jest/globals";
import { buildSchema, type GraphQLObjectType, getNamedType, isInputObjectType, isObjectType } from "graphql";

const schema = buildSchema(readFileSync("schema.graphql", "utf8"));
/** Of the last name. */
const SECRET = /(password|secret|token)\w*\)?$/i;

/** Every input that can be given to the fields of these types, as "Type.field(argument)" or "Input.field". */
function inputsOf(roots: readonly GraphQLObjectType[]): string[] {
  const found = new Set<string>();
  const types: unknown[] = [...roots];
  for (let i = 0; i < types.length; i += 1) {
    const type = types[i];
    if (!isObjectType(type) && !isInputObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const args = "args" in field ? field.args : [];
      for (const arg of args) found.add(`${type.name}.${field.name}(${arg.name})`);
      if (isInputObjectType(type)) found.add(`${type.name}.${field.name}`);
      for (const each of [...args, ...(isInputObjectType(type) ? [field] : [])]) {
        const named = getNamedType(each.type);
        if (!types.includes(named)) types.push(named);
      }
    }
  }
  return [...found];
}

/** The playground keeps questions in the browser, and no acts: this is what it relies on. */
it("gives secrets to acts alone, and never to a question", () => {
  const answered = Object.values(schema.getTypeMap()).filter(isObjectType);
  const questions = answered.filter((type) => type !== schema.getMutationType());
  const acts = inputsOf([schema.getMutationType()].filter((type) => type != null));
  expect(inputsOf(questions).filter((name) => SECRET.test(name))).toEqual([]);
  expect(acts.filter((name) => SECRET.test(name)).sort()).toEqual([
    "PasswordChangeInput.currentPassword",
    "PasswordChangeInput.newPassword",
    "SessionEndInput.refreshToken",
    "SessionRefreshInput.refreshToken",
    "SessionStartInput.newPassword",
    "SessionStartInput.password",
  ]);
});
