/**
 * Starts the server out of its bundle. What V8 has compiled of it is kept beside in .cache, so that the next start
 * need not compile it again: that halves the time to the first answer. The cache is of one bundle and one Node.js;
 * V8 refuses any other, and it is written anew.
 */
const { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { dirname, join } = require("node:path");
const { setFlagsFromString } = require("node:v8");
const { constants, Script } = require("node:vm");

// Most of the memory holds what seldom changes. Left alone, V8 lets it grow fourfold before it looks for what is dead.
setFlagsFromString("--heap-growing-percent=25");

/** By then everything that a start needs has been compiled. */
const SETTLED_MS = 3000;

const bundle = join(__dirname, "../dist/server.cjs");
const { size, mtimeMs } = statSync(bundle);
const cache = join(__dirname, `../.cache/start/${size}-${mtimeMs}.v8`);

const script = compile(read(cache));
script.runInThisContext()({}, createRequire(bundle), { exports: {} });
if (script.cachedDataRejected !== false) setTimeout(keep, SETTLED_MS).unref();

function compile(cachedData) {
  return new Script(`(function (exports, require, module) {${readFileSync(bundle, "utf8")}\n})`, {
    filename: bundle,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    ...(cachedData && { cachedData }),
  });
}

function read(file) {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** Servers that start at once may take each other's file away: the next start writes it again. */
function keep() {
  try {
    // What is kept of older bundles serves nobody any more.
    rmSync(dirname(cache), { recursive: true, force: true });
    mkdirSync(dirname(cache), { recursive: true });
    writeFileSync(`${cache}.${process.pid}`, script.createCachedData());
    renameSync(`${cache}.${process.pid}`, cache);
  } catch (error) {
    console.error(`The start could not be made faster for the next time: ${error.message}`);
  }
}
