// Milliseconds from the start of the process to the first answered point read: the median of some tries, in turn.
import { bodyOf } from "./operations.mjs";
import { median } from "./processes.mjs";
import { launch, untilAnswered } from "./servers.mjs";

export async function coldStarts(kinds, scale, url, operations, tries, say) {
  const body = bodyOf(
    operations.find(({ name }) => name === "Q1"),
    operations.find(({ name }) => name === "Q1").variables[0],
  );
  const taken = new Map(kinds.map((kind) => [kind, []]));
  for (let i = 0; i < tries; i += 1) {
    for (const kind of kinds) {
      say(`cold start ${i + 1} of ${tries}: ${kind}, ${scale}`);
      const start = performance.now();
      const server = await launch(kind, url);
      await untilAnswered(server, body);
      taken.get(kind).push(performance.now() - start);
      await server.stop();
    }
  }
  return kinds.map((kind) => ({ kind, scale, ms: median(taken.get(kind)) }));
}
