// What a soak is judged by. Samples of memory: { requests, heap }, after a collection each; times: { at, ms }.

/** Caches fill for so long, and V8 compiles: a part of the whole. */
const WARM_UP = 1 / 3;
/** What may grow: so many bytes a request (what is on record grows by acts), and so much of what was there. */
const BYTES_A_REQUEST = 10;
const SHARE = 0.04;
/** By how much answers may become slower. */
const SLOWER = 2;
const SLOWER_MS = 50;

/** Sentences about what is not as it should be; none: all is level. */
function judge({ memory, times }) {
  const { growth, allowed } = growthOf(memory);
  const [before, after] = halvesOf(times).map(p99);
  return [
    ...(growth > allowed ? [`Memory grew by ${megabytes(growth)}, where ${megabytes(allowed)} may be.`] : []),
    ...(after > SLOWER * before + SLOWER_MS
      ? [`The slowest of a hundred took ${ms(before)}, and ${ms(after)} later.`]
      : []),
  ];
}

/** How much memory has grown from the end of the warm-up to the last sample, by the line that most pairs agree on. */
function growthOf(memory) {
  const steady = memory.slice(Math.ceil(memory.length * WARM_UP));
  const slopes = steady.flatMap((one, i) =>
    steady.slice(i + 1).map((other) => (other.heap - one.heap) / (other.requests - one.requests)),
  );
  const requests = steady.at(-1).requests - steady[0].requests;
  const allowed = BYTES_A_REQUEST * requests + SHARE * steady[0].heap;
  return { growth: median(slopes) * requests, allowed, requests };
}

/** The times after the warm-up, the earlier ones and the later ones. */
function halvesOf(times) {
  const steady = times.slice(Math.ceil(times.length * WARM_UP));
  return [steady.slice(0, steady.length / 2), steady.slice(steady.length / 2)];
}

const p99 = (times) => times.map((time) => time.ms).sort((a, b) => a - b)[Math.floor(times.length * 0.99)];

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
const ms = (value) => `${value.toFixed(0)} ms`;

module.exports = { judge, growthOf, halvesOf, p99, megabytes, ms };
