// Writes client-sdk/key-fields.json: by which fields a cache tells objects apart.
import { readFileSync, writeFileSync } from "node:fs";
import { buildSchema, type GraphQLObjectType, isNonNullType, isObjectType } from "graphql";

/**
 * By which fields a normalised cache tells objects apart, of every type: null where an object is a part of the one that
 * it came in. Relay, Apollo Client and urql take it; see client-sdk/README.md.
 */
const FILE = "client-sdk/key-fields.json";
const PARTS = ["id", "asOf", "recordedAsOf"];

/** What has no id of its own, or names another object by it (`Change`), has no keys. */
function keysOf(type: GraphQLObjectType): string[] | null {
  const fields = type.getFields();
  return fields.id && isNonNullType(fields.id.type) ? PARTS.filter((name) => name in fields) : null;
}

const schema = buildSchema(readFileSync("schema.graphql", "utf8"));
const roots = [schema.getQueryType(), schema.getMutationType()];
const types = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  .filter((type) => !type.name.startsWith("__") && !roots.includes(type))
  .sort((a, b) => (a.name < b.name ? -1 : 1));
const lines = types.map((type) => `  "${type.name}": ${JSON.stringify(keysOf(type)).replaceAll(",", ", ")}`);
const emitted = `{\n${lines.join(",\n")}\n}\n`;

if (!process.argv.includes("--check")) {
  writeFileSync(FILE, emitted);
} else if (readFileSync(FILE, "utf8") !== emitted) {
  console.error(`${FILE} is not what schema.graphql gives; run "npm run generate" and commit the result.`);
  process.exit(1);
}
