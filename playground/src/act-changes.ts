// What an act would change, in words: what is sent, and what is on record now.
import {
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isNonNullType,
  isObjectType,
} from "graphql";
import { say } from "../../portal/src/language.js";
import { type Act, inputTypeOf } from "./acts.js";

/** A field of what is sent, by its description; `value` is what is sent, `text` the same in words. */
interface Change {
  field: string;
  label: string;
  value: unknown;
  text: string;
}

/** These say how something is sent, and not what. */
const PASSED_OVER = ["clientMutationId", "expectedVersion", "id"];
const SECRET = /password|secret|token/i;

export function changesOf({ name, input }: Act, schema: GraphQLSchema | null | undefined): Change[] {
  const fields = inputTypeOf(name, schema)?.getFields();
  return Object.entries(input)
    .filter(([field, value]) => !PASSED_OVER.includes(field) && value !== undefined)
    .map(([field, value]) => {
      const known = fields?.[field];
      const label = firstSentence(known?.description) || field;
      return { field, label, value, text: SECRET.test(field) ? "••••••" : inWords(value, known?.type) };
    });
}

/** A value as people read it: codes by what the schema says of them. */
export function inWords(value: unknown, type?: GraphQLInputType | GraphQLOutputType): string {
  const named = type && getNamedType(type);
  if (value === null || value === "") return say("(để trống)", "(blank)");
  if (value === true || value === false) return value ? say("có", "yes") : say("không", "no");
  if (Array.isArray(value)) return value.map((each) => inWords(each, named)).join("; ");
  if (isEnumType(named)) {
    const said = firstSentence(named.getValue(String(value))?.description);
    return said ? `${said} (${value})` : String(value);
  }
  if (typeof value !== "object") return String(value);
  const fields = isInputObjectType(named) ? named.getFields() : {};
  const each = Object.entries(value).map(
    ([key, inner]) => `${key}: ${SECRET.test(key) ? "••••••" : inWords(inner, fields[key]?.type)}`,
  );
  return `{ ${each.join(", ")} }`;
}

const firstSentence = (description: string | null | undefined): string =>
  description?.split(/(?<=[.;:])\s/, 1)[0]?.replace(/[.;:]$/, "") ?? "";

/** By these somebody knows which object it is. */
const NAMES = ["name", "nameVi", "titleVi", "statementVi", "labelVi", "label", "code", "on"];
const OBJECTS = ["metric", "subject", "facility", "round", "area"];

/** A question for what an act would change: the object by its id, and the facility that it names; undefined: neither. */
export function currentQuestion({ name, input }: Act, schema: GraphQLSchema): string | undefined {
  const parts: string[] = [];
  const node = schema.getType("Node");
  if (typeof input.id === "string" && isInterfaceType(node)) {
    const payload = getNamedType(schema.getMutationType()?.getFields()[name]?.type);
    const fields = isObjectType(payload) ? Object.values(payload.getFields()) : [];
    const types = fields.map(({ type }) => getNamedType(type)).filter((type) => isObjectType(type));
    const found = types.filter((type) => schema.isSubType(node, type));
    const fragments = found.map((type) => `... on ${type.name} { ${selection(type, Object.keys(input), schema)} }`);
    if (fragments.length > 0)
      parts.push(`current: node(id: ${JSON.stringify(input.id)}) { __typename ${fragments.join(" ")} }`);
  }
  if (typeof input.facility === "string") parts.push(`facility(code: ${JSON.stringify(input.facility)}) { name }`);
  return parts.length > 0 ? `query WhatWillChange { ${parts.join(" ")} }` : undefined;
}

function selection(type: GraphQLObjectType, asked: readonly string[], schema: GraphQLSchema): string {
  const chosen = Object.values(type.getFields()).flatMap(({ name, type: of, args }) => {
    if (args.some((argument) => isNonNullType(argument.type))) return [];
    const named = getNamedType(of);
    if (isLeafType(named)) return [...asked, ...NAMES, "version"].includes(name) ? [name] : [];
    if (!OBJECTS.includes(name)) return [];
    const possible = isAbstractType(named) ? schema.getPossibleTypes(named) : isObjectType(named) ? [named] : [];
    const inner = possible.map((each) => {
      const names = NAMES.filter((leaf) => isLeafType(getNamedType(each.getFields()[leaf]?.type)));
      return names.length > 0 ? `... on ${each.name} { ${names.join(" ")} }` : "";
    });
    return [`${name} { __typename ${inner.join(" ")} }`];
  });
  return ["id", ...chosen.filter((field) => field !== "id")].join(" ");
}

export interface Current {
  current?: Record<string, unknown> | null;
  facility?: { name: string } | null;
}

/** Which object it is, by the names of what it belongs to. */
export function titleOf(current: Record<string, unknown>): string {
  const own = (object: Record<string, unknown>): string =>
    String(NAMES.map((name) => object[name]).find((value) => typeof value === "string" && value !== "") ?? "");
  const of = OBJECTS.map((name) => current[name]).filter((value) => typeof value === "object" && value !== null);
  return [...of.map((each) => own(each as Record<string, unknown>)), own(current)].filter(Boolean).join(" · ");
}
