// Loaded before a server: tells whoever started it when all of its memory has been looked through for the first time, and,
// when asked, how many bytes lie where V8 keeps what has lived on.
const { PerformanceObserver, constants } = require("node:perf_hooks");
const { getHeapSpaceStatistics } = require("node:v8");

const looks = new PerformanceObserver((list) => {
  if (!list.getEntries().some(({ detail }) => detail.kind === constants.NODE_PERFORMANCE_GC_MAJOR)) return;
  looks.disconnect();
  process.send("looked through");
});
looks.observe({ entryTypes: ["gc"] });

process.on("message", () => {
  const old = getHeapSpaceStatistics().find(({ space_name }) => space_name === "old_space");
  process.send(old.space_used_size);
});
