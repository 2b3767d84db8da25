import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { OwnCluster } from "../cluster/own-cluster.js";
import { newSeed, randomOf } from "../support/random.js";
import { FAULTS, FaultyCluster } from "./cluster-faults.js";

/** Each fault again and again, in an order by chance; `npm run test:cluster` has each of them once. */
const ROUNDS = Number(process.env.FAULT_ROUNDS ?? 1);

describe("Two servers behind a proxy before a cluster whose nodes fail", () => {
  const seed = newSeed("faults of a cluster");
  const random = randomOf(seed);
  let cluster: OwnCluster;
  let faulty: FaultyCluster;
  beforeAll(async () => {
    cluster = await OwnCluster.start();
    faulty = await FaultyCluster.over(cluster, seed, { isEmpty: true });
  });
  afterAll(async () => {
    await faulty?.close();
    await cluster?.close();
  });

  it("have kept each act that they acknowledged once, on every node", async () => {
    const gaps: number[] = [];
    for (let round = 0; round < ROUNDS * FAULTS.length; round += 1) {
      const fault = FAULTS[random(FAULTS.length)] ?? "kill";
      const gap = await faulty.undergo(fault, random);
      console.log(`${fault}: nothing was acknowledged for ${gap.toFixed(1)} s`);
      gaps.push(gap);
    }
    expect(await faulty.faults()).toEqual([]);
    expect(Math.max(...gaps)).toBeLessThan(3);
  });
});
