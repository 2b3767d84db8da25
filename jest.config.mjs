/** @type {import("jest").Config} */
export default {
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/", "<rootDir>/test/browser/"],
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
    "/content-disposition/.+\\.js$": ["@swc/jest", { swcrc: false, jsc: { target: "es2022" } }],
  },
  // @fastify/static requires this package, which is ESM only; Node 20 can do that, jest cannot.
  transformIgnorePatterns: ["/node_modules/(?!content-disposition/)"],
  setupFiles: ["reflect-metadata"],
  moduleNameMapper: { "^(\\.{1,2}/.*)\\.js$": "$1" },
  reporters: ["default", "<rootDir>/test/support/closing-line.cjs"],
  testTimeout: 60_000,
  maxWorkers: 2,
};
