// The sample questions, out of playground/examples.
import { language } from "../../portal/src/language.js";
import { type Example, parseExample } from "./parse-example.js";

const questions = import.meta.glob<string>("../examples/*.graphql", { query: "?raw", import: "default", eager: true });
const daily = import.meta.glob<string>("../examples/tasks/*.graphql", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** In the order of the names of their files. */
const inOrder = (files: Record<string, string>): Example[] =>
  Object.keys(files)
    .sort()
    .map((path) => parseExample(files[path] ?? "", language()));

/** Questions from the two reports. */
export const examples = inOrder(questions);
/** What people of the department and of facilities do, each task with what it needs. */
export const tasks = inOrder(daily);
