import cluster from "./jest.cluster.config.mjs";

/** Kills and faults for as long as one wishes, FAULT_ROUNDS of each (20): `npm run test:faults`. As `test:cluster` it needs MariaDB, Galera, haproxy and root. */
process.env.FAULT_ROUNDS ??= "20";

export default {
  ...cluster,
  testMatch: ["<rootDir>/test/faults/**/*.test.ts"],
  testTimeout: 3_600_000,
};
