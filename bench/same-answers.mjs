// Stops the benchmark where two servers do not answer the same.
import { freshBodyOf } from "./operations.mjs";
import { post } from "./servers.mjs";

/** How many variable sets of each operation are compared. */
const COMPARED = 12;

/** Every server answers the same data to every operation, or the first difference is an error. */
export async function checkSame(operations, servers) {
  for (const operation of operations) {
    const step = Math.max(1, Math.floor(operation.variables.length / COMPARED));
    for (let i = 0; i < operation.variables.length; i += step) {
      const body = freshBodyOf(operation, operation.variables[i]);
      const answers = await Promise.all(servers.map(async ({ url }) => ordered((await post(url, body)).data)));
      const other = answers.findIndex((answer) => answer !== answers[0]);
      if (other < 0) continue;
      throw new Error(
        `${operation.name} is answered differently by ${servers[0].kind} and ${servers[other].kind}, ` +
          `variables ${JSON.stringify(operation.variables[i])}:\n${answers[0]}\n${answers[other]}`,
      );
    }
  }
}

/** The same text for the same data, in whatever order its fields come. */
const ordered = (data) =>
  JSON.stringify(data, (_, value) =>
    value && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort())
      : value,
  );
