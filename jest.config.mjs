import { randomBytes } from "node:crypto";

// Workers have it from here: what test/support/template.ts makes belongs to one run.
process.env.TEST_RUN ??= randomBytes(6).toString("hex");

/** @type {import("jest").Config} */
export default {
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  testPathIgnorePatterns: [
    "/node_modules/",
    "<rootDir>/test/browser/",
    "<rootDir>/test/cluster/",
    "<rootDir>/test/clients/",
    "<rootDir>/test/faults/cluster-",
    "<rootDir>/test/operations/",
    "<rootDir>/test/.joined/",
  ],
  modulePathIgnorePatterns: ["<rootDir>/dist/", "<rootDir>/client-sdk/dist/", "<rootDir>/.cache/"],
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      {
        swcrc: false,
        jsc: {
          target: "es2022",
          parser: { syntax: "typescript", decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: false, useDefineForClassFields: false },
        },
      },
    ],
    "/(?:jose|fhir-kit-client)/.+\\.js$": ["@swc/jest", { swcrc: false, jsc: { target: "es2022" } }],
  },
  // They are ESM only; Node 20 can require them, jest cannot.
  transformIgnorePatterns: ["/node_modules/(?!(?:jose|fhir-kit-client)/)"],
  setupFiles: ["reflect-metadata"],
  globalTeardown: "<rootDir>/test/support/forget-templates.mjs",
  moduleNameMapper: {
    "^(\\.{1,2}/.*)\\.js$": "$1",
    // It can be imported only, which jest does by require.
    "^fhir-kit-client$": "<rootDir>/node_modules/fhir-kit-client/dist/index.js",
  },
  reporters: [
    "default",
    "<rootDir>/test/support/slowest.cjs",
    "<rootDir>/test/support/failed.cjs",
    "<rootDir>/test/support/closing-line.cjs",
  ],
  testTimeout: 60_000,
  maxWorkers: 2,
};
