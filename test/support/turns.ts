import { PerformanceObserver } from "node:perf_hooks";
import { setTimeout as wait } from "node:timers/promises";

/** For how many milliseconds whoever comes at any moment of that work waits until the event loop is free, on average. */
export async function heldDuring(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  let [last, squares, isOver] = [began, 0, false];
  const next = (): void => {
    const now = performance.now();
    squares += (now - last) ** 2;
    last = now;
    if (!isOver) setImmediate(next);
  };
  setImmediate(next);
  await work();
  isOver = true;
  return squares / (last - began) / 2;
}

/**
 * How many milliseconds the longest turn of the event loop took during that work. What others take of the machine
 * meanwhile does not count, nor does collecting what all tests of this process have left.
 */
export async function longestTurnDuring(work: () => Promise<unknown>): Promise<number> {
  const turns: { began: number; ended: number; busyMs: number }[] = [];
  const collections: { startTime: number; duration: number }[] = [];
  const observer = new PerformanceObserver((list) => void collections.push(...list.getEntries()));
  observer.observe({ entryTypes: ["gc"] });
  let isOver = false;
  const look = (): void => {
    const [began, used] = [performance.now(), process.cpuUsage()];
    setImmediate(() => {
      const { user, system } = process.cpuUsage(used);
      const ended = performance.now();
      turns.push({ began, ended, busyMs: Math.min(ended - began, (user + system) / 1000) });
      if (!isOver) look();
    });
  };
  look();
  try {
    await work();
    // Collections are told of later.
    await wait(100);
  } finally {
    isOver = true;
    observer.disconnect();
  }
  const collected = (began: number, ended: number): number =>
    collections
      .filter(({ startTime }) => startTime >= began && startTime < ended)
      .reduce((sum, { duration }) => sum + duration, 0);
  return Math.max(...turns.map(({ began, ended, busyMs }) => busyMs - collected(began, ended)));
}
