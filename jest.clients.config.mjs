import config from "./jest.config.mjs";

/** Tests that ask by the clients that people know, which are packages of test/clients: `npm run test:clients`. */
const { "^.+\\.ts$": transform } = config.transform;
export default {
  ...config,
  testMatch: ["<rootDir>/test/clients/**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/"],
  transform: {
    ...config.transform,
    "^.+\\.mjs$": transform,
    "/(is-plain-obj|rettime|until-async)/.+\\.js$": transform,
  },
  // These are ESM only, as those of the configuration that this one continues.
  transformIgnorePatterns: [
    "/node_modules/(?!(jose|apollo-upload-client|extract-files|is-plain-obj|rettime|until-async|@open-draft/deferred-promise)/)",
  ],
};
