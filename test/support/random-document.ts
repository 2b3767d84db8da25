import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
  validate,
} from "graphql";
import type { Below } from "./random.js";

export interface RandomDocument {
  query: string;
  variables: Record<string, unknown>;
}

/** Names under which a client may want anything. */
const ALIASES = ["a", "b", "name", "id", "__proto__", "constructor", "toString", "hasOwnProperty", "length", "then"];
/** Values that mean something in the data, at its edges, or to nobody. */
const TEXTS = [
  ...["TTYT-PHUVANG", "BV-MAT", "SYT", "478", "46", "474", "2022", "2020", "LINKUPS", "HEALTH_RECORDS", "LIS", "IDEAS"],
  ...["HUE-2022-OBSERVED", "TT54-DOCUMENTED", "", "phu vang", "‮\u2028$1", '\\"', "\u0000", "x".repeat(300)],
];
const DAYS = [
  "2022-12-07",
  "2021-04-08",
  "2021-07-01",
  "2025-01-01",
  "2019-12-31",
  "9999-12-31",
  "1000-01-01",
  "0001-01-01",
];
const WHOLE = [0, 1, 2, 3, 10, 20, 100, 101, -1, -2_000_000_000, 2_147_483_647, 2022];
const IDS = [
  "Facility:1",
  "Facility:7",
  "Area:1",
  "Metric:2",
  "Assessment:3",
  "Observation:5",
  "Discrepancy:X",
  "No:1",
].map((id) => Buffer.from(id).toString("base64url"));

/** Makes documents that the schema allows: fragments, directives, variables and aliases wherever they may stand. */
export function randomDocuments(schema: GraphQLSchema, below: Below): () => RandomDocument {
  return () => {
    for (;;) {
      const made = new Maker(schema, below).make();
      if (validate(schema, parse(made.query)).length === 0) return made;
    }
  };
}

class Maker {
  readonly #fragments: string[] = [];
  readonly #declared: string[] = [];
  readonly #variables: Record<string, unknown> = {};
  #left = 60;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly below: Below,
  ) {}

  make(): RandomDocument {
    const root = this.schema.getQueryType() as GraphQLObjectType;
    const selections = this.#selections(root, 0);
    const declared = this.#declared.length > 0 ? `(${this.#declared.join(", ")})` : "";
    return { query: [`query ${declared} ${selections}`, ...this.#fragments].join("\n"), variables: this.#variables };
  }

  #some<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }

  #selections(type: GraphQLNamedType, depth: number): string {
    const fields = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
    const made: string[] = [];
    for (let count = 1 + this.below(depth === 0 ? 3 : 5); count > 0; count -= 1) {
      const pick = this.below(10);
      if (pick === 0) made.push(`... ${this.#condition()} ${this.#selections(type, depth + 1)}`);
      else if (pick <= 2 && depth < 5) made.push(this.#fragment(type, depth));
      else if (pick === 3 || fields.length === 0) made.push(`${this.#alias()}__typename ${this.#condition()}`);
      else made.push(this.#field(this.#some(fields), depth));
    }
    if (depth === 0 && this.below(8) === 0) made.push(this.#introspection());
    return `{ ${made.join(" ")} }`;
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number): string {
    const type = getNamedType(field.type);
    this.#left -= 1;
    const isComposite = isCompositeType(type);
    if (isComposite && (depth >= 6 || this.#left < 0)) return "__typename";
    // Lists of who may sign in are not for everybody: refusals are wanted, but not only these.
    const given = field.args.flatMap((arg) => this.#argument(arg));
    const args = given.length > 0 ? `(${given.join(", ")})` : "";
    const within = isComposite ? this.#selections(type, depth + 1) : "";
    const once = `${this.#alias()}${field.name}${args} ${this.#condition()} ${within}`;
    return this.below(12) === 0 ? `${once} ${once}` : once;
  }

  #alias(): string {
    return this.below(5) === 0 ? `${this.#some(ALIASES)}${this.below(3) === 0 ? this.below(4) : ""}: ` : "";
  }

  #fragment(type: GraphQLNamedType, depth: number): string {
    const on = this.#typeWithin(type);
    if (this.below(2) === 0) return `... on ${on.name} ${this.#condition()} ${this.#selections(on, depth + 1)}`;
    const name = `F${this.#fragments.length}`;
    const place = this.#fragments.push("") - 1;
    this.#fragments[place] = `fragment ${name} on ${on.name} ${this.#selections(on, depth + 1)}`;
    // Twice: once as it is, once where a condition says so.
    return this.below(2) === 0 ? `...${name}` : `...${name} ${this.#condition()} ...${name}`;
  }

  #typeWithin(type: GraphQLNamedType): GraphQLNamedType {
    if (isAbstractType(type)) return this.#some([type, ...this.schema.getPossibleTypes(type)]);
    if (isObjectType(type)) return this.#some([type, ...type.getInterfaces()]);
    return type;
  }

  #condition(): string {
    if (this.below(4) > 0) return "";
    const directive = this.#some(["@skip", "@include"]);
    if (this.below(2) === 0) return `${directive}(if: ${this.#some(["true", "false"])})`;
    const name = `c${this.#declared.length}`;
    if (this.below(3) === 0) {
      this.#declared.push(`$${name}: Boolean = ${this.#some(["true", "false"])}`);
      // Not null, which is an error: graphql-js leaves promises behind beside it, of which nobody hears. It is a case.
      const given = this.#some([true, false, undefined]);
      if (given !== undefined) this.#variables[name] = given;
    } else {
      this.#declared.push(`$${name}: Boolean!`);
      this.#variables[name] = this.below(2) === 0;
    }
    return `${directive}(if: $${name})`;
  }

  #argument({ name, type, defaultValue }: GraphQLArgument): string[] {
    const isRequired = isNonNullType(type) && defaultValue === undefined;
    if (!isRequired && this.below(3) > 0) return [];
    const value = this.#value(type);
    if (this.below(3) > 0) return [`${name}: ${literal(value, type)}`];
    const variable = `v${this.#declared.length}`;
    this.#declared.push(`$${variable}: ${String(type)}`);
    if (isRequired || this.below(5) > 0) this.#variables[variable] = value;
    return [`${name}: $${variable}`];
  }

  #value(type: GraphQLInputType): unknown {
    if (isNonNullType(type)) return this.#value(type.ofType as GraphQLInputType);
    if (isListType(type)) return Array.from({ length: this.below(4) }, () => this.#value(type.ofType));
    if (isEnumType(type)) return this.#some(type.getValues()).name;
    if (isInputObjectType(type)) {
      const all = Object.values(type.getFields());
      const fields = type.isOneOf
        ? [this.#some(all)]
        : all.filter((field) => isNonNullType(field.type) || this.below(3) === 0);
      return Object.fromEntries(fields.map((field) => [field.name, this.#value(field.type)]));
    }
    if (type.name === "Boolean") return this.below(2) === 0;
    if (type.name === "Int" || type.name === "Float") return this.#some(WHOLE);
    if (type.name === "ID") return this.#some([...IDS, ...TEXTS]);
    if (type.name === "LocalDate") return this.#some(DAYS);
    if (type.name === "DateTime") return "2022-12-07T00:00:00Z";
    return this.#some(TEXTS);
  }

  #introspection(): string {
    const deeper = this.#some(["name", "kind ofType { name ofType { kind ofType { name } } }", "fields { name }"]);
    return this.#some([
      `__schema { types { name fields { name args { name type { ${deeper} } } } enumValues { name } } }`,
      `__schema { directives { name args { name } locations } queryType { fields { type { ${deeper} } } } }`,
      `__type(name: "Facility") { ${deeper} interfaces { name possibleTypes { name } } }`,
    ]);
  }
}

/** As it stands in a document. */
function literal(value: unknown, type: GraphQLInputType): string {
  if (value === null || value === undefined) return "null";
  if (isNonNullType(type)) return literal(value, type.ofType as GraphQLInputType);
  if (isListType(type)) return `[${(value as unknown[]).map((each) => literal(each, type.ofType)).join(", ")}]`;
  if (isEnumType(type)) return String(value);
  if (isInputObjectType(type)) {
    const fields = type.getFields();
    const given = Object.entries(value as object).map(
      ([name, each]) => `${name}: ${literal(each, fields[name]?.type as GraphQLInputType)}`,
    );
    return `{ ${given.join(", ")} }`;
  }
  return JSON.stringify(value);
}
