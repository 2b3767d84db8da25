// Does acts at a fixed rate while others read. It does not wait for an answer before the next is due, and takes the time
// of each from when it was due: a server that falls behind cannot hide it.

/** As many as one browser or one department would have open; what is due beyond them waits here. */
const MOST_AT_ONCE = 64;

/** `stop()` answers how many were done in how many seconds, and the milliseconds of each, unsorted. */
export function startWriting(act, rate) {
  const start = performance.now();
  const interval = 1000 / rate;
  const dueAt = (n) => start + interval * (n + 0.5);
  const latencies = [];
  const waiting = [];
  const open = new Set();
  let due = 0;
  let failure;
  let timer;
  const next = () => {
    while (waiting.length > 0 && open.size < MOST_AT_ONCE) begin(waiting.shift());
  };
  const begin = (wasDue) => {
    const done = act()
      .then(() => latencies.push(performance.now() - wasDue))
      .catch((error) => {
        failure ??= error;
      })
      .finally(() => {
        open.delete(done);
        next();
      });
    open.add(done);
  };
  const look = () => {
    const now = performance.now();
    for (; dueAt(due) <= now; due += 1) waiting.push(dueAt(due));
    next();
    timer = setTimeout(look, dueAt(due) - performance.now());
  };
  look();
  return {
    async stop() {
      clearTimeout(timer);
      const now = performance.now();
      const seconds = (now - start) / 1000;
      const inTime = latencies.length;
      // What had not even begun took at least until now.
      const late = waiting.splice(0).map((wasDue) => now - wasDue);
      await Promise.all(open);
      if (failure) throw failure;
      return { due, inTime, seconds, latencies: [...latencies, ...late] };
    },
  };
}
