// Loaded before a server (`node --import`): tells for how many milliseconds its event loop was held at the longest since
// it was asked before, and how much its heap holds.
import { monitorEventLoopDelay } from "node:perf_hooks";

/** So often it looks; what it measures between two looks has that in it. */
const RESOLUTION_MS = 5;

const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();
process.on("message", (what) => {
  if (what === "heap") return process.send(process.memoryUsage().heapUsed / 2 ** 20);
  process.send(Math.max(0, delay.max / 1e6 - RESOLUTION_MS));
  delay.reset();
});
// The server ends when it wants to.
process.channel.unref();
