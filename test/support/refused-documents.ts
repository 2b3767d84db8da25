import type { Limits } from "../../server/core/limits/limits.js";

export const repeat = (count: number, make: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => make(i)).join(" ");
/** A chain of fragments, each of which spreads the next one so often. */
export const chain = (length: number, times: number, on = "Query", last = "__typename"): string =>
  `{ ...F0 } ${repeat(length, (i) => `fragment F${i} on ${on} { ${repeat(times, () => `...F${i + 1}`)} }`)} fragment F${length} on ${on} { ${last} }`;
/** The same where each spread stands under a field of its own. */
const tree = (levels: number): string =>
  `{ areas { ...F0 } } ${repeat(levels, (i) => `fragment F${i} on Area { a: parent { ...F${i + 1} } b: parent { ...F${i + 1} } }`)} fragment F${levels} on Area { name }`;

/** What is refused: the smallest input that was ever found, and the limit that its refusal names. */
export const REFUSED: readonly (readonly [
  what: string,
  query: string,
  limit: keyof Limits,
  variables?: Record<string, unknown>,
])[] = [
  ["200 kB of blanks", `{ viewer { role } }${" ".repeat(200_000)}`, "length"],
  ["30,000 commas and brackets", `{ nodes(ids: [${'"",'.repeat(11_000)}]) { id } }`, "tokens"],
  [
    "a name thirty levels along one edge",
    `{ area(code: "46") ${"{ parent ".repeat(30)} { name } ${"}".repeat(30)} }`,
    "depth",
  ],
  [
    "a thousand levels behind a comment of brackets",
    `#${"}".repeat(2_000)}\n${"{ a ".repeat(1_000)}${"}".repeat(1_000)}`,
    "depth",
  ],
  [
    "levels behind a string of brackets",
    `{ area(code: "${"}".repeat(500)}") ${"{ parent ".repeat(40)} { name } ${"}".repeat(41)}`,
    "depth",
  ],
  ["a list within a list, a thousand deep", `{ nodes(ids: ${"[".repeat(1_000)}${"]".repeat(1_000)}) { id } }`, "depth"],
  ["a chain of 500 fragments", chain(500, 1), "fragments"],
  [
    "a chain of 60 fragments, each a level deeper",
    `{ area(code: "46") { ...F0 } } ${repeat(60, (i) => `fragment F${i} on Area { parent { ...F${i + 1} } }`)} fragment F60 on Area { name }`,
    "depth",
  ],
  ["fragments that spread the next one twice, 12 levels", tree(12), "expandedFields"],
  ["fragments that spread the next one twice, 14 levels", tree(14), "expandedFields"],
  ["a thousand aliases", `{ ${repeat(1_000, (i) => `a${i}: __typename`)} }`, "aliases"],
  ["101 aliases", `{ ${repeat(101, (i) => `a${i}: __typename`)} }`, "aliases"],
  ["a field 500 times", `{ viewer { ${"role ".repeat(500)} } }`, "repetitions"],
  ["a fragment 500 times", `{ ${"...F ".repeat(500)} } fragment F on Query { __typename }`, "repetitions"],
  ["ten unknown directives", "{ viewer { role @a @b @c @d @e @f @g @h @i @j } }", "directivesInOnePlace"],
  ["unknown directives at every field", `{ ${repeat(60, (i) => `a${i}: viewer @a${i} { role }`)} }`, "directives"],
  [
    "250 aliases of the whole schema",
    `{ ${repeat(250, (i) => `a${i}: __schema { ...S }`)} } fragment S on __Schema { types { name fields { name type { name } } } }`,
    "aliases",
  ],
  [
    "the whole schema 90 times",
    `{ ${repeat(90, (i) => `a${i}: __schema { ...S }`)} } fragment S on __Schema { types { name fields { name args { name description } type { name kind ofType { name } } } } }`,
    "cost",
  ],
  [
    "a page of minus two billion, which is skipped",
    `{ facilities(first: -2000000000) @skip(if: true) { totalCount } a: ${"facilities(first: 100) { nodes { area { ".repeat(4)} name ${"} } }".repeat(4)} }`,
    "possibleCost",
  ],
  [
    "a hundred thousand values in variables",
    "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }",
    "variables",
    { ids: Array.from({ length: 100_000 }, () => "x") },
  ],
];
