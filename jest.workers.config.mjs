import config from "./jest.config.mjs";

process.env.TEST_WORKERS = "1";

/** Suites of two servers over one database, with two workers in their place (`twoServers`): `npm run test:workers`. */
export default {
  ...config,
  testMatch: [
    "<rootDir>/test/auth/key-documents.test.ts",
    "<rootDir>/test/http/browser-session.test.ts",
    "<rootDir>/test/http/warm-and-cold.test.ts",
    "<rootDir>/test/changes/changes.random.test.ts",
    "<rootDir>/test/assessment/random-acts.test.ts",
  ],
};
