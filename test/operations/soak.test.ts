import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "@jest/globals";
import { commandsUnder } from "../support/operations-page.js";

interface Samples {
  memory: { requests: number; heap: number }[];
  times: { ms: number }[];
}

const run = promisify(execFile);
const { judge } = require("../../scripts/soak/judge.cjs") as { judge(samples: Samples): string[] };
/** Of an hour, which is a command of the page. */
const SECONDS = 24;

const looks = Array.from({ length: 20 }, (_, i) => i + 1);
/** Samples that grow by so many bytes a request, with what a collection leaves now and then. */
const memoryOf = (grows: number) =>
  looks.map((look) => ({ requests: 300 * look, heap: 45e6 + grows * 300 * look + (look % 3) * 200_000 }));
const timesOf = (later: number) =>
  Array.from({ length: 6000 }, (_, i) => ({ ms: i % 50 === 0 ? (i < 4000 ? 100 : later) : 10 }));
const LEVEL = { memory: memoryOf(0), times: timesOf(150) };

it.each([
  ["nothing grows", LEVEL, []],
  [
    "memory grows by a kilobyte a request",
    { ...LEVEL, memory: memoryOf(1000) },
    ["Memory grew by 3.6 MB, where 1.9 MB may be."],
  ],
  [
    "answers become slower",
    { ...LEVEL, times: timesOf(400) },
    ["The slowest of a hundred took 100 ms, and 400 ms later."],
  ],
])("a soak is judged by what comes of it where %s", (_what, samples, found) => {
  expect(judge(samples)).toEqual(found);
});

it("some seconds of everything at once leaves memory level and answers as quick as before", async () => {
  const [command = ""] = commandsUnder("A long trial");
  const asked = command.replace("npm run soak", `node scripts/soak.mjs --seconds ${SECONDS}`);
  const { stdout } = await run("bash", ["-c", asked]).catch((error) => error);
  expect(stdout).toMatch(/^\d+ requests; .*\nAll is level\.\n$/);
});
