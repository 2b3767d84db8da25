// What a soak is judged by. Samples of memory: { requests, heap }, after a collection each; times: { at, ms }.

/** Caches fill for so long, and V8 compiles: a part of the whole. */
const WARM_UP = 1 / 3;
/** What may grow: so many bytes a request (what is on record grows by acts), and so much of what was there. */
const BYTES_A_REQUEST = 10;
const SHARE = 0.04;
/** By how much answers may become slower. */
const SLOWER = 1.5;
const SLOWER_MS = 50;
const SLICES = 5;

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

/**
 * The slowest of a hundred, in the best of some slices: where something else has the machine for a while, that is over
 * in one of them; where answers have become slower, it is so in each.
 */
function p99(times) {
  const size = Math.ceil(times.length / SLICES);
  const slices = Array.from({ length: SLICES }, (_, i) => times.slice(i * size, (i + 1) * size));
  return Math.min(
    ...slices.map((slice) => slice.map(({ ms }) => ms).sort((a, b) => a - b)[Math.floor(slice.length * 0.99)]),
  );
}

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
const ms = (value) => `${value.toFixed(0)} ms`;

module.exports = { judge, growthOf, halvesOf, p99, megabytes, ms };
