const path = require("node:path");

const SHOWN = 10;

/** Prints the files and the tests of a run that took longest, before the closing line. */
module.exports = class Slowest {
  onRunComplete(_contexts, { testResults: files }) {
    if (files.length < 2) return; // jest itself shows each test of one file
    // Several files may have been joined to one: their tests say whose they are.
    const tests = files.flatMap(({ testFilePath, testResults }) =>
      testResults.map(({ fullName, duration }) => [
        duration ?? 0,
        fullName.startsWith("test/") ? fullName : `${nameOf(testFilePath)} ${fullName}`,
      ]),
    );
    print(
      "files",
      files.map(({ testFilePath, perfStats }) => [perfStats.runtime, nameOf(testFilePath)]),
    );
    print("tests", tests);
  }
};

const nameOf = (file) => path.relative(process.cwd(), file);

function print(what, timed) {
  const slowest = timed.sort(([one], [other]) => other - one).slice(0, SHOWN);
  const lines = slowest.map(([ms, name]) => `${(ms / 1000).toFixed(1).padStart(7)} s  ${name}`);
  process.stderr.write(`\nThe slowest ${what}:\n${lines.join("\n")}\n`);
}
