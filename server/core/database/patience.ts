import { setTimeout as wait } from "node:timers/promises";
import { mayComeBack } from "./unavailable.js";

const AGAIN_MS = 500;

/**
 * Does what is done before anybody is served, and again while the database cannot be reached, for so many seconds after
 * it could not for the first time.
 */
export async function withPatience<T>(
  work: () => Promise<T>,
  seconds: number,
  say: (sentence: string) => void,
): Promise<T> {
  let end: number | undefined;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!mayComeBack(error)) throw error;
      if (end === undefined && seconds > 0)
        say(`The database cannot be reached; waiting for it, at most ${seconds} s.`);
      end ??= performance.now() + seconds * 1000;
      if (performance.now() >= end) throw error;
    }
    await wait(AGAIN_MS);
  }
}
