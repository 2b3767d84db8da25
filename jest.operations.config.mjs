import config from "./jest.config.mjs";

/** Tests that need Prometheus, mariadb-backup, systemd and root on this machine: `npm run test:operations`. */
export default {
  ...config,
  testMatch: ["<rootDir>/test/operations/**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/"],
  testTimeout: 180_000,
};
