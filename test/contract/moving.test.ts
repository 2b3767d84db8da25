import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import {
  buildSchema,
  type DocumentNode,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
} from "graphql";
import * as today from "../../client-sdk/index.js";
import type { OperationDocument } from "../../client-sdk/typed-document.js";
import { RELEASES, releasesIn } from "../../scripts/growth/releases.js";
import { blocksOf, quotedIn, rowsOf } from "../support/markdown.js";
import { SDKS } from "../support/sdks.js";

const PAGES = ["client-sdk/moving-to-0.3.md", "client-sdk/moving-to-0.3.vi.md"];
const read = (file: string): string => readFileSync(file, "utf8");

/** What 0.3.0 is, or will be where it is not yet released. */
const releases = releasesIn(RELEASES).map(({ version }) => version);
const schemaOf = (version: string): GraphQLSchema =>
  buildSchema(read(releases.includes(version) ? `${RELEASES}/${version}/schema.graphql` : "schema.graphql"));
const sdkOf = (version: string) => SDKS.find(([name]) => name === version)?.[1] ?? today;

/** The values of each enum that a field answers. */
function answeredValues(schema: GraphQLSchema): Map<string, string[]> {
  const fields = Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [],
  );
  const enums = fields.map(({ type }) => getNamedType(type)).filter((type) => isEnumType(type));
  return new Map(
    enums.flatMap((type) =>
      type.name.startsWith("__") ? [] : [[type.name, type.getValues().map(({ name }) => name)]],
    ),
  );
}

describe.each(PAGES)("%s", (page) => {
  it("names each value of an enum in answers that 0.3 has and 0.2 did not know", () => {
    const [before, after] = [answeredValues(schemaOf("0.2.0")), answeredValues(schemaOf("0.3.0"))];
    const added = [...before].flatMap(([name, known]) => {
      const values = after.get(name)?.filter((value) => !known.includes(value)) ?? [];
      return values.length > 0 ? [[name, values.sort()]] : [];
    });
    const told = rowsOf(read(page))
      .map(([name = "", values = ""]) => [quotedIn(name)[0], quotedIn(values)] as const)
      .filter(([name]) => name !== undefined && before.has(name));

    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(added));
  });

  it("has the blocks of the other in its own language", () => {
    const shapeOf = (file: string) =>
      blocksOf(read(file))
        .filter(({ lang }) => lang === "ts")
        .map(({ text }) => text.replaceAll(/"[^"]*"|\/\/.*$/gm, ""));
    expect(shapeOf(page)).toEqual(shapeOf(PAGES[0] ?? ""));
    expect(shapeOf(page).length).toBeGreaterThanOrEqual(5);
    expect(rowsOf(read(page)).length).toBe(rowsOf(read(PAGES[0] ?? "")).length);
  });
});

describe("0.3", () => {
  const [before, after] = [sdkOf("0.2.0"), sdkOf("0.3.0")];

  it("has every name that 0.2 exported", () => {
    expect(Object.keys(before).filter((name) => !(name in after))).toEqual([]);
    expect(Object.keys(before).length).toBeGreaterThan(90);
  });

  it("answers every field that 0.2 did, and takes its variables, and demands no other", () => {
    const released = releasesIn(RELEASES).find(({ version }) => version === "0.3.0")?.operations;
    const texts: Record<string, string> = released
      ? Object.fromEntries(released.map(({ id = "", text }) => [id, text]))
      : JSON.parse(read("client-sdk/generated/persisted-documents.json"));
    const operations = releasesIn(RELEASES).find(({ version }) => version === "0.2.0")?.operations ?? [];
    const missing = operations.flatMap(({ name, text }) => {
      const { id = "", takes = "" } = (after as unknown as Record<string, OperationDocument>)[name] ?? {};
      const [old, now] = [asked(parse(text)), asked(parse(texts[id] ?? ""))];
      const fields = old.fields.filter((field) => !now.fields.includes(field));
      const variables = old.variables.filter((variable) => !takes.split(/!? |!$/).includes(variable));
      const demanded = takes.match(/\w+(?=!)/g)?.filter((variable) => !old.demanded.includes(variable)) ?? [];
      return [...fields, ...variables, ...demanded].map((each) => `${name}: ${each}`);
    });

    expect(missing).toEqual([]);
    expect(operations.length).toBeGreaterThan(80);
  });
});

/** What an operation asks and takes: each field by the names on the way to it. */
function asked({ definitions }: DocumentNode) {
  const [operation] = definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  const fragments = definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  const fieldsIn = (set: SelectionSetNode | undefined): string[] =>
    (set?.selections ?? []).flatMap((node) => {
      if (node.kind === Kind.FRAGMENT_SPREAD)
        return fieldsIn(fragments.find(({ name }) => name.value === node.name.value)?.selectionSet);
      const within = fieldsIn(node.selectionSet);
      if (node.kind === Kind.INLINE_FRAGMENT) return within;
      const name = (node.alias ?? node.name).value;
      return [name, ...within.map((field) => `${name}.${field}`)];
    });
  const variables = operation?.variableDefinitions ?? [];
  const namesOf = (some: typeof variables) => some.map(({ variable }) => variable.name.value);
  return {
    fields: fieldsIn(operation?.selectionSet),
    variables: namesOf(variables),
    demanded: namesOf(variables.filter(({ type }) => type.kind === Kind.NON_NULL_TYPE)),
  };
}
