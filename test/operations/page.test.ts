import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "@jest/globals";
import { commandsUnder, PAGE } from "../support/operations-page.js";

it("every command on the page is under a heading that a test takes its commands from", () => {
  const tests = ["test/operations", "test/start"].flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => file.endsWith(".test.ts"))
      .map((file) => readFileSync(join(folder, file), "utf8")),
  );
  const headings = [...tests.join("\n").matchAll(/commandsUnder\("([^"]+)"\)/g)].map(([, heading = ""]) => heading);
  const run = new Set(headings.flatMap(commandsUnder));
  const all = ["The first day", "Every day", "The bad day"].flatMap(commandsUnder);
  expect(all.length).toBeGreaterThan(10);
  expect(all.filter((command) => !run.has(command))).toEqual([]);
  expect(readFileSync(PAGE, "utf8").match(/^```sh$/gm)?.length).toBeLessThanOrEqual(all.length);
});
