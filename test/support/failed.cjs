const { stripVTControlCharacters } = require("node:util");

const LINES = 12;

/** Says once more at the end which tests failed and how: where only the end of a run is kept, that is what is looked for. */
module.exports = class Failed {
  onRunComplete(_contexts, { testResults: files }) {
    const failed = files.flatMap(({ testResults, testExecError }) => [
      ...testResults.filter(({ status }) => status === "failed"),
      ...(testExecError ? [{ fullName: "A file", failureMessages: [testExecError.stack ?? `${testExecError}`] }] : []),
    ]);
    for (const { fullName, failureMessages } of failed) {
      const [message = ""] = failureMessages;
      const lines = stripVTControlCharacters(message).split("\n").slice(0, LINES);
      process.stderr.write(`\nFailed: ${fullName}\n${lines.map((line) => `  ${line}\n`).join("")}`);
    }
  }
};
