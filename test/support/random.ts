import { randomInt } from "node:crypto";

/** Gives a whole number from 0 on, below a bound. */
export type Below = (below: number) => number;

/** Numbers that look random, and are the same each time for the same seed. */
export function randomOf(seed: number): Below {
  let state = seed;
  return (below) => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** How often something random is done in one run; RANDOM_STEPS does it oftener, or less often. */
export const stepsOf = (usual: number): number => Number(process.env.RANDOM_STEPS ?? usual);

/** Another seed in each run; it is printed, so that what went wrong can be seen again: RANDOM_SEED=… npx jest … */
export function newSeed(what: string): number {
  const seed = Number(process.env.RANDOM_SEED ?? randomInt(2 ** 31));
  console.log(`${what}: random seed ${seed}`);
  return seed;
}
