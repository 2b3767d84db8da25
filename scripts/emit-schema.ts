// Writes schema.graphql out of the code.
import { readFileSync, writeFileSync } from "node:fs";
import { printedSchema } from "../server/commands/emit-schema.js";

const FILE = "schema.graphql";
const printed = printedSchema();

if (!process.argv.includes("--check")) {
  writeFileSync(FILE, printed);
} else if (readFileSync(FILE, "utf8") !== printed) {
  console.error(`${FILE} is not what the code emits; run "npm run generate" and commit the result.`);
  process.exit(1);
}
