// What a refusal by a limit costs the server, in milliseconds of CPU: `npx tsx bench/refusals.ts`.
import { readFileSync } from "node:fs";
import { REFUSED } from "../test/support/refused-documents.js";
// @ts-expect-error: the benchmark's own tools have no types.
import { start, stopAll } from "./servers.mjs";

const TIMES = 30;
/** One hundredth of a second, in which Linux counts CPU. */
const TICK_MS = 10;

/** What a process has taken so far. */
function cpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

const server = await start("ours", `file:.cache/bench/refusals-${process.pid}.db`);
const ask = async (query: string, variables: object) => {
  const response = await fetch(server.url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as { errors?: { extensions: { code: string } }[] };
};

console.log("| what is refused | limit | CPU ms, of each of thirty |\n| --- | --- | --- |");
const all: number[] = [];
for (const [what, query, limit, variables = {}] of REFUSED) {
  const before = cpuMs(server.pid);
  for (let time = 0; time < TIMES; time += 1) {
    const { errors } = await ask(query, variables);
    if (errors?.[0]?.extensions.code !== "QUERY_TOO_COMPLEX") throw new Error(`${what} was not refused.`);
  }
  const each = (cpuMs(server.pid) - before) / TIMES;
  all.push(each);
  console.log(`| ${what} | \`${limit}\` | ${each.toFixed(1)} |`);
}
all.sort((a, b) => a - b);
console.log(`\nMedian ${all[Math.floor(all.length / 2)]?.toFixed(1)} ms, most ${all.at(-1)?.toFixed(1)} ms.`);
await stopAll();
