import config from "./jest.config.mjs";

/** Tests that need MariaDB's server and Galera on this machine, and root: `npm run test:cluster`. */
export default {
  ...config,
  testMatch: ["<rootDir>/test/cluster/**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/"],
  testTimeout: 180_000,
  // Each starts servers of its own, and two that are being prepared at once take each other's way.
  maxWorkers: 1,
};
