import { randomInt } from "node:crypto";

/** Whole numbers below a bound that look random and are the same each time. */
export function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Another seed in each run; it is printed, so that what went wrong can be seen again: RANDOM_SEED=… npx jest … */
export function newSeed(what: string): number {
  const seed = Number(process.env.RANDOM_SEED ?? randomInt(2 ** 31));
  console.log(`${what}: random seed ${seed}`);
  return seed;
}
