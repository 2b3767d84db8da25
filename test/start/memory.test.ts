import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { AUDIT_SECRET, loadedDatabase, type TestDatabase } from "../support/database.js";
import { urlOf } from "../support/launch.js";

/** V8 does not look through all of it by itself, not for its size nor in idle time: what was kept for too long is there. */
const UNLOOKED = ["--initial-old-space-size=1000", "--no-memory-reducer"];
const FLAGS = ["--max-semi-space-size=8", ...UNLOOKED, "-r", resolve("test/support/old-space.cjs")];
const AUTH_SECRET = "JxE60xiRSxsllSd3ZnELDLzX39QSnibmiC-75fokoUA";

const QUERY = `query ($code: String!) {
  facility(code: $code) { code name parent { name } assessments { round { code } components { component level } } }
  metric(code: "LINKUPS") { totals { on value ratio { numerator denominator } } }
}`;

describe("What is held in memory", () => {
  let database: TestDatabase;
  let server: ChildProcess;
  let lookedThrough: Promise<unknown>;
  let url: string;

  beforeAll(async () => {
    database = await loadedDatabase();
    server = spawn(process.execPath, [...FLAGS, "server/start.cjs"], {
      env: {
        ...process.env,
        PORT: "0",
        DATABASE_URL: urlOf(database),
        AUTH_SECRET,
        AUDIT_SECRET,
        RATE_PUBLIC: "999999999",
      },
      stdio: ["ignore", "pipe", "ignore", "ipc"],
    });
    lookedThrough = once(server, "message");
    let said = "";
    server.stdout?.on("data", (text) => (said += text));
    while (!/API +http\S+/.test(said)) await once(server.stdout as NodeJS.ReadableStream, "data");
    url = /API +(http\S+)/.exec(said)?.[1] ?? "";
  });
  afterAll(async () => {
    server.kill("SIGKILL");
    await database.close();
  });

  async function oldSpace(): Promise<number> {
    server.send("how much");
    const [bytes] = await once(server, "message");
    return bytes as number;
  }

  let asked = 0;
  /** Some at once, each of which differs from all others, so that no answer is kept. */
  async function ask(many: number): Promise<void> {
    const until = asked + many;
    const one = async () => {
      while (asked < until) {
        asked += 1;
        const body = JSON.stringify({ query: QUERY, variables: { code: "BV-MAT" }, extensions: { asked } });
        const response = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body });
        expect(await response.text()).not.toContain('"errors"');
      }
    };
    await Promise.all(Array.from({ length: 16 }, one));
  }

  it("of a start goes soon after it, whatever room there is", async () => {
    expect(await lookedThrough).toEqual(["looked through", undefined]);
  });

  it("of a question is next to nothing: it goes with it, and not when all of the memory is looked through", async () => {
    await lookedThrough;
    await ask(3000);
    const before = await oldSpace();
    await ask(4000);
    expect(((await oldSpace()) - before) / 4000).toBeLessThan(1000);
  });
});
