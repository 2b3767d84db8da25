// The sample questions, out of playground/examples.
import { type Example, parseExample } from "./parse-example.js";

const files = import.meta.glob<string>("../examples/*.graphql", { query: "?raw", import: "default", eager: true });

/** The sample questions in the order of their file names. */
export const examples: Example[] = Object.keys(files)
  .sort()
  .map((path) => parseExample(files[path] ?? ""));
