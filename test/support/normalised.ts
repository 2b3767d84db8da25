import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isObjectType,
  Kind,
  type SelectionSetNode,
  valueFromASTUntyped,
} from "graphql";
import type { Data } from "./run-query.js";

type Keys = Readonly<Record<string, readonly string[] | null>>;

/**
 * A cache that keeps each object once, as those of Apollo Client, urql and Relay do: by its type and key fields, each of
 * its fields by name and arguments. It notes where an answer would put something else in the place of what is there.
 */
export class NormalisedCache {
  readonly conflicts: string[] = [];
  readonly #kept = new Map<string, Map<string, string>>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly keys: Keys,
  ) {}

  /** How many objects of a type are kept. */
  countOf(type: string): number {
    return [...this.#kept.keys()].filter((key) => key.startsWith(`${type}:`)).length;
  }

  /** Takes an answer in. Objects without keys are parts of the one that holds them. */
  write(document: DocumentNode, variables: Readonly<Record<string, unknown>>, data: Data): void {
    const fragments = new Map<string, FragmentDefinitionNode>();
    for (const each of document.definitions) {
      if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);
    }
    const fieldsOf = (type: string, { selections }: SelectionSetNode): FieldNode[] =>
      selections.flatMap((each) => {
        if (each.kind === Kind.FIELD) return each;
        const { typeCondition, selectionSet } =
          each.kind === Kind.INLINE_FRAGMENT ? each : (fragments.get(each.name.value) as FragmentDefinitionNode);
        return this.#applies(typeCondition?.name.value, type) ? fieldsOf(type, selectionSet) : [];
      });
    const kept = (value: Data, set: SelectionSetNode): Data => {
      if (value === null) return null;
      if (Array.isArray(value)) return value.map((item) => kept(item, set));
      const type: string = value.__typename;
      const fields = fieldsOf(type, set).map((node) => {
        const { name, alias, selectionSet, arguments: given = [] } = node;
        const args = given.map((each) => [each.name.value, valueFromASTUntyped(each.value, variables) ?? null]);
        const inside = value[(alias ?? name).value];
        return [`${name.value}(${JSON.stringify(args)})`, selectionSet ? kept(inside, selectionSet) : inside] as const;
      });
      const keys = this.keys[type];
      if (!keys) return Object.fromEntries(fields);
      const key = `${type}:${JSON.stringify(keys.map((name) => value[name]))}`;
      for (const [field, inside] of fields) this.#keep(key, field, JSON.stringify(inside));
      return { reference: key };
    };
    for (const each of document.definitions) {
      if (each.kind === Kind.OPERATION_DEFINITION) kept({ ...data, __typename: "Query" }, each.selectionSet);
    }
  }

  #keep(key: string, field: string, value: string): void {
    const fields = this.#kept.get(key) ?? new Map<string, string>();
    this.#kept.set(key, fields);
    const before = fields.get(field);
    if (before !== undefined && before !== value) this.conflicts.push(`${key} ${field}: ${before} / ${value}`);
    fields.set(field, value);
  }

  #applies(condition: string | undefined, type: string): boolean {
    if (condition === undefined || condition === type) return true;
    const [one, other] = [this.schema.getType(condition), this.schema.getType(type)];
    return isAbstractType(one) && isObjectType(other) && this.schema.isSubType(one, other);
  }
}

/** Values of arguments that have to be given, by their names. */
const GIVEN: Readonly<Record<string, string>> = { round: '"2022"', to: "3", with: '"2020"' };

/**
 * Everything that can be asked of an object of this type and of what hangs on it, with keys and types; what takes
 * `recordedAsOf` takes the variable.
 */
export function wholeSelection(schema: GraphQLSchema, keys: Keys, name: string, depth: number): string {
  const type = schema.getType(name);
  if (isAbstractType(type)) {
    const inside = schema.getPossibleTypes(type).map((each) => {
      return `... on ${each.name} ${wholeSelection(schema, keys, each.name, depth)}`;
    });
    return `{ __typename ${inside.join(" ")} }`;
  }
  if (!isObjectType(type)) return "";
  const fields = Object.values(type.getFields()).flatMap((field) => {
    const given = field.args.flatMap((argument) => {
      if (argument.name === "recordedAsOf") return "recordedAsOf: $recordedAsOf";
      return argument.name in GIVEN && String(argument.type).endsWith("!")
        ? `${argument.name}: ${GIVEN[argument.name]}`
        : [];
    });
    const inside = getNamedType(field.type);
    const isLeaf = !isObjectType(inside) && !isAbstractType(inside);
    const isKept = keys[inside.name] !== null && keys[inside.name] !== undefined;
    // What is kept apart is followed so far; parts are followed to their ends, once.
    if (!isLeaf && depth === 0 && !isKept && !isAbstractType(inside)) return [];
    const own = isAbstractType(inside)
      ? `{ __typename ${schema.getPossibleTypes(inside).map(({ name: each }) => `... on ${each} { ${(keys[each] ?? []).join(" ")} }`)} }`
      : `{ __typename ${(keys[inside.name] ?? []).join(" ")} }`;
    const asked = isLeaf ? "" : depth > 0 ? wholeSelection(schema, keys, inside.name, depth - 1) : own;
    return `${field.name}${given.length > 0 ? `(${given.join(", ")})` : ""} ${asked}`;
  });
  return `{ __typename ${fields.join(" ")} }`;
}
