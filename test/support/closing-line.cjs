const fs = require("node:fs");

/** Prints "N passed, N failed" as the very last line, after jest's own summary. */
module.exports = class ClosingLine {
  onRunComplete(_contexts, { numPassedTests, numFailedTests, numRuntimeErrorTestSuites }) {
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    process.once("exit", () => fs.writeSync(1, `\n${numPassedTests} passed, ${failed} failed\n`));
  }
};
