import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, expect, it } from "@jest/globals";
import { isAlive, ownerOfThis, readOwner } from "../../server/core/database/process-owner.js";
import { alone, type Times } from "../../server/core/database/start-lease.js";
import { emptyDatabase, type TestDatabase } from "../support/database.js";

let database: TestDatabase;
beforeAll(async () => {
  database = await emptyDatabase();
});
beforeEach(() => void said.splice(0));
afterAll(() => database.close());

const said: string[] = [];
const say = (sentence: string) => said.push(sentence);
const SHORT: Times = { beatMs: 20, endsAfterMs: 400 };
const owned = (owner: string, beat = 1) =>
  database.db.transaction((tx) =>
    tx.change("UPDATE start_lease SET owner = ?, beat = ?, until_at = '2999-01-01T00:00:00.000Z'", [owner, beat]),
  );
const lease = async () => (await database.db.query<{ owner: string }>("SELECT owner, beat FROM start_lease"))[0];
/** Of another machine, of which nothing can be told from here. */
const ELSEWHERE = ownerOfThis().replace(/\|([^|]+)\|([^|]+)$/, "|elsewhere|$2");

it("who comes later waits for who is at it, and says so once", async () => {
  const order: string[] = [];
  const work = (name: string) => async () => {
    order.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    order.push(`${name} ends`);
  };
  await Promise.all([alone(database.db, work("one"), say), alone(database.db, work("one"), say)]);
  expect(order).toEqual(["one begins", "one ends", "one begins", "one ends"]);
  expect(said).toEqual([
    expect.stringMatching(/^Process \d+ on \S+ is preparing this database; waiting until it is done\.$/),
  ]);
  expect(await lease()).toMatchObject({ owner: "" });
});

it("the turn of a process that is gone ends at once, also of one whose number another one has by now", async () => {
  const { pid } = spawnSync(process.execPath, ["--version"]);
  const mine = ownerOfThis().split("|");
  for (const [each, began] of [
    [String(pid), mine[2]],
    [String(process.pid), "1"],
  ]) {
    await owned([mine[0], each, began, ...mine.slice(3)].join("|"));
    await alone(database.db, async () => undefined, say);
  }
  expect(said).toEqual([]);
});

it("who has ended, and whose parent has not noticed, is gone", async () => {
  // The shell, which may ask what became of its child, is replaced by a program that never does, before the child ends.
  const child = spawn("sh", ["-c", "sleep 1 & echo $!; exec sleep 100"], { stdio: ["ignore", "pipe", "ignore"] });
  const [text] = await once(child.stdout, "data");
  const pid = Number(text);
  const fields = () => readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  while (fields()[0] !== "Z") await new Promise((resolve) => setTimeout(resolve, 50));
  expect(isAlive({ ...readOwner(ownerOfThis()), pid, began: fields()[19] ?? "" })).toBe(false);
  child.kill("SIGKILL");
});

it("one of whom nothing can be told is waited for until it was silent for long", async () => {
  await owned(ELSEWHERE);
  let beat = 1;
  const beats = setInterval(() => {
    beat += 1;
    void owned(ELSEWHERE, beat);
  }, 20);
  let hasBegun = false;
  const work = async () => {
    hasBegun = true;
  };
  const done = alone(database.db, work, say, SHORT);
  // Half as long again as it may be silent.
  while (beat < 30) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(hasBegun).toBe(false);
  clearInterval(beats);
  await done;
  expect([hasBegun, said.length]).toEqual([true, 1]);
});

it("who has lost its turn meanwhile does its work again, once the other has ended", async () => {
  let runs = 0;
  await alone(
    database.db,
    async (still) => {
      runs += 1;
      if (runs > 1) return;
      await owned("");
      await still();
    },
    say,
    SHORT,
  );
  expect(runs).toBe(2);
});
