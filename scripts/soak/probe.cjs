// Loaded into the server that a soak drives: tells what memory is in use once everything dead has been collected, and
// what went wrong without anybody being told.
let rejections = 0;
let exceptions = 0;
let warnings = 0;
process.on("unhandledRejection", () => (rejections += 1));
process.on("uncaughtExceptionMonitor", () => (exceptions += 1));
// Of listeners that grow in number, too.
process.on("warning", () => (warnings += 1));
process.on("message", (message) => {
  if (message !== "measure") return;
  // What the first collection lets go of in other languages, the second one collects.
  global.gc();
  setImmediate(() => {
    global.gc();
    const { heapUsed, external } = process.memoryUsage();
    process.send({ heap: heapUsed + external, rejections, exceptions, warnings });
  });
});
// Where whoever drives it has ended, nobody else would end it.
process.on("disconnect", () => process.exit(1));
