import { type GraphQLSchema, isInputObjectType } from "graphql";
import { Field, getMetadataStorage } from "type-graphql";
import { about } from "./about.js";

type TypeOf = Extract<Parameters<typeof Field>[0], () => unknown>;

/** A field that several inputs have: in some it has to be given, in others it may be left out, or emptied by null. */
interface InputField {
  required: PropertyDecorator;
  optional: PropertyDecorator;
  emptiable: PropertyDecorator;
}

/** By the prototype of the class that declares them. */
const emptied = new Map<object, Set<string>>();

/** Null empties this field of an act's input; its description says so. Any other null is the same as leaving it out. */
export const NullEmpties = (): PropertyDecorator => (target, property) => {
  emptied.set(target, (emptied.get(target) ?? new Set()).add(String(property)));
};

/** Marks these fields in the schema; those that an input has from another one too, which extensions of type-graphql lose. */
export function markEmptied(schema: GraphQLSchema): void {
  for (const { name, target } of getMetadataStorage().inputTypes) {
    const type = schema.getType(name);
    if (!isInputObjectType(type)) continue;
    for (let at = target.prototype; at !== null; at = Object.getPrototypeOf(at)) {
      for (const property of emptied.get(at) ?? []) {
        const field = type.getFields()[property];
        if (field) field.extensions = { ...field.extensions, [NULL_EMPTIES]: true };
      }
    }
  }
}

/** Says once what such a field takes, what it means in both languages, and what class-validator checks of it. */
export function inputField(type: TypeOf, en: string, vi: string, ...checks: PropertyDecorator[]): InputField {
  const decorator =
    (nullable: boolean, description: string): PropertyDecorator =>
    (target, property) => {
      Field(type, { nullable, description })(target, property);
      for (const check of checks) check(target, property);
    };
  const saysWhat = /\bnull\b/.test(en);
  const whenEmptied = saysWhat ? about(en, vi) : about(`${en} Null: none.`, `${vi} Null: không có.`);
  return {
    required: decorator(false, about(en, vi)),
    optional: decorator(true, about(en, vi)),
    emptiable(target, property) {
      decorator(true, whenEmptied)(target, property);
      NullEmpties()(target, property);
    },
  };
}

/** Marks a field of an act's input that null empties; every other null says nothing. */
export const NULL_EMPTIES = "nullEmpties";
