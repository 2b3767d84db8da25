import { lexicographicSortSchema, printSchema } from "graphql";
import { createSchema } from "../graphql/schema.js";

/** The schema as it is committed: sorted, so that a change shows as what it is. */
export const printedSchema = (): string =>
  `# Emitted from the code by "npm run generate"; never edited.\n\n${printSchema(lexicographicSortSchema(createSchema()))}\n`;
