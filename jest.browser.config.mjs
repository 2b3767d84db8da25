import config from "./jest.config.mjs";

/** Tests that need Debian's chromium: `npm run test:browser`. */
export default {
  ...config,
  testMatch: ["<rootDir>/test/browser/**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/"],
};
