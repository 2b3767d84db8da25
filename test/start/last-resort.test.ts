import { spawnSync } from "node:child_process";
import { expect, it } from "@jest/globals";

const PROGRAM = `
  import { keepServing } from "./server/http/last-resort.ts";
  keepServing((error) => console.log("recorded", error.message));
  setImmediate(() => { throw new Error("thrown"); });
  setImmediate(() => Promise.reject(new Error("rejected")));
  setImmediate(() => setImmediate(() => console.log("goes on")));
`;

const run = (program: string) =>
  spawnSync(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", program], { encoding: "utf8" });

it("a process goes on serving after an exception that nobody has caught, and records it", () => {
  const { stdout, status } = run(PROGRAM);
  expect([stdout.trim().split("\n"), status]).toEqual([["recorded thrown", "recorded rejected", "goes on"], 0]);
});

it("would end without that", () => {
  const { stdout, status } = run(PROGRAM.replace("keepServing((", "void (("));
  expect([stdout, status]).toEqual(["", 1]);
});
