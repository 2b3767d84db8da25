/**
 * Starts the server out of its bundle, or, of several workers, the process that starts them. What V8 has compiled of it
 * is kept beside in .cache, or in CACHE_DIRECTORY, so that the next start need not compile it again: that halves the time to the first answer.
 * The cache is of one bundle and one Node.js; V8 refuses any other, and it is written anew. A snapshot of all that a
 * start has made (`node --build-snapshot`) was tried in its place: to read its 12 MB back takes as long as all of that.
 */
const { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { dirname, join } = require("node:path");
const { Script } = require("node:vm");

/** By then everything that a start needs has been compiled. */
const SETTLED_MS = 3000;
/** More than V8 hands out outside of its heap without looking for what is dead. */
const MUCH_BYTES = 2 ** 26 + 2 ** 20;

// Of what one place of the code has made, a share of the first that lived on is no sign for the rest: an answer is held
// until it is sent, and then nothing of it is. Left alone, V8 would make all of it where it is looked for last.
require("node:v8").setFlagsFromString("--no-allocation-site-pretenuring");

/** A worker is started by the same command. */
const isParent = (process.env.WORKERS || "1") !== "1" && require("node:cluster").isPrimary;
if (isParent) process.argv[1] = __filename;

const bundle = join(__dirname, isParent ? "../dist/parent.cjs" : "../dist/server.cjs");
const { size, mtimeMs } = statSync(bundle);
// Whoever may not write here may have a folder of his own for such things; systemd names it.
const folder = process.env.CACHE_DIRECTORY || join(__dirname, "../.cache");
const cache = join(folder, `start/${size}-${mtimeMs}.v8`);

const script = compile(read(cache));
script.runInThisContext()({}, createRequire(bundle), { exports: {} });
setTimeout(settle, SETTLED_MS).unref();

function settle() {
  if (script.cachedDataRejected !== false && !isParent && isOnlyOrFirst()) keep();
  // From now on most of the memory holds what seldom changes. Left alone, V8 would let it grow fourfold before it looks
  // for what is dead. Not earlier: what was compiled under one set of flags is refused under another.
  require("node:v8").setFlagsFromString("--heap-growing-percent=25");
  startLooking();
}

/**
 * What V8 goes by holds from its next look on, and left alone that would come at several hundred MB, for all that a start
 * leaves. Who asks for much outside of the heap has V8 begin to look, in parts beside all else; nothing is written there,
 * so that none of it is taken.
 */
function startLooking() {
  try {
    new ArrayBuffer(MUCH_BYTES);
  } catch {
    // Where there is no room for it, V8 looks when it has to.
  }
}

function isOnlyOrFirst() {
  const { worker } = require("node:cluster");
  return !worker || worker.id === 1;
}

function compile(cachedData) {
  // All of it is ASCII, which is read as Latin-1 without being checked. It is one function.
  return new Script(readFileSync(bundle, "latin1"), { filename: bundle, ...(cachedData && { cachedData }) });
}

function read(file) {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** Nobody is to write there: nothing is wrong. */
const CLOSED = ["EACCES", "EPERM", "EROFS"];

/** Servers that start at once may take each other's file away: the next start writes it again. */
function keep() {
  try {
    // What is kept of older bundles serves nobody any more.
    rmSync(dirname(cache), { recursive: true, force: true });
    mkdirSync(dirname(cache), { recursive: true });
    writeFileSync(`${cache}.${process.pid}`, script.createCachedData());
    renameSync(`${cache}.${process.pid}`, cache);
  } catch (error) {
    if (!CLOSED.includes(error.code))
      console.error(`The start could not be made faster for the next time: ${error.message}`);
  }
}
