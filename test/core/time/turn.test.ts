import { afterEach, describe, expect, it, jest } from "@jest/globals";
import { giveWay, mayFinish, mayGoOn, oneAfterTheOther, turn } from "../../../server/core/time/turn.js";

/** What several do who are let go by `wait`: each begins, needs some promises that are settled already, and ends. */
async function doneBy(wait: () => Promise<void> | undefined): Promise<string[]> {
  const done: string[] = [];
  const work = async (name: string) => {
    await wait();
    done.push(`${name} begins`);
    for (let i = 0; i < 20; i += 1) await Promise.resolve();
    done.push(`${name} ends`);
  };
  await Promise.all(["first", "second", "third"].map(work));
  return done;
}

const ONE_BY_ONE = ["first begins", "first ends", "second begins", "second ends", "third begins", "third ends"];

describe("Those who have waited for the same", () => {
  it("go on one after the other: each has done what needs no waiting before the next begins", async () => {
    expect(await doneBy(oneAfterTheOther)).toEqual(ONE_BY_ONE);
  });

  it("do not wait for one among them who waits for something else", async () => {
    const done: string[] = [];
    const slow = async () => {
      await oneAfterTheOther();
      await turn();
      done.push("slow");
    };
    const quick = async () => {
      await oneAfterTheOther();
      done.push("quick");
    };
    await Promise.all([slow(), quick()]);
    expect(done).toEqual(["quick", "slow"]);
  });

  it("go on in the same way where a turn of the event loop has taken too long", async () => {
    await turn();
    expect(mayGoOn()).toBeUndefined();
    const until = performance.now() + 15;
    while (performance.now() < until);
    expect(await doneBy(mayGoOn)).toEqual(ONE_BY_ONE);
  });
});

describe("A turn of the event loop", () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it("is over for who begins after ten milliseconds, for who has only to hand out after fifteen", async () => {
    await turn();
    let now = 1000;
    jest.spyOn(performance, "now").mockImplementation(() => now);
    const isOver = () => [mayGoOn() !== undefined, mayFinish() !== undefined];
    expect(mayFinish()).toBeUndefined();
    now += 10;
    expect(isOver()).toEqual([false, false]);
    now += 1;
    expect(mayFinish()).toBeUndefined();
    now += 4;
    expect(mayFinish()).toBeUndefined();
    now += 1;
    expect(isOver()).toEqual([true, true]);
    await turn();
    await turn();
    expect(isOver()).toEqual([false, false]);
  });
});

describe("Long work that gives way", () => {
  /** Does `ms` of work in each turn of the event loop, until it is told to end; answers for how long it has worked. */
  function busy(ms: number) {
    let worked = 0;
    let next = setImmediate(work);
    function work() {
      const began = performance.now();
      while (performance.now() - began < ms);
      worked += ms;
      next = setImmediate(work);
    }
    return () => {
      clearImmediate(next);
      return worked;
    };
  }

  it("goes on when others have had as much time as it has taken", async () => {
    const end = busy(1);
    await giveWay(20);
    const worked = end();
    expect(worked).toBeGreaterThanOrEqual(10);
    expect(worked).toBeLessThanOrEqual(21);
  });

  it("goes on in the next turn where nobody else does anything", async () => {
    await turn();
    let turns = 0;
    let next = setImmediate(count);
    function count() {
      turns += 1;
      next = setImmediate(count);
    }
    await giveWay(1000);
    clearImmediate(next);
    expect(turns).toBeLessThan(20);
  });
});
