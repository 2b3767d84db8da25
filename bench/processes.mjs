// What Linux tells of processes; elsewhere these figures are missing (NaN).
import { readdirSync, readFileSync } from "node:fs";

/** What each thread of a process had taken when it was seen last: those that have ended since are told of no more. */
const taken = new Map();

/** Time on a CPU of all threads of a process until now, in ms. */
export function cpuOf(pid) {
  if (pid === undefined) return Number.NaN;
  const ofThreads = taken.get(pid) ?? new Map();
  taken.set(pid, ofThreads);
  try {
    for (const thread of readdirSync(`/proc/${pid}/task`)) {
      try {
        const [nanoseconds] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ");
        ofThreads.set(thread, Number(nanoseconds));
      } catch {
        // The thread has ended since.
      }
    }
  } catch {
    return Number.NaN;
  }
  return [...ofThreads.values()].reduce((sum, each) => sum + each, 0) / 1e6;
}

/** Memory of a process, in MB. */
export const memoryOf = (pid) => megabytesOf(pid, "VmRSS");

/** The most that a process has held, in MB. What Node.js tells of itself (`maxRSS`) is its parent's if that was more. */
export const mostMemoryOf = (pid) => megabytesOf(pid, "VmHWM");

function megabytesOf(pid, name) {
  try {
    return Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}

/** The process of the database server, if it runs on this machine and is the only one. */
export function databaseServer() {
  try {
    const found = readdirSync("/proc").filter((pid) => /^\d+$/.test(pid) && /^(mariadbd|mysqld)$/.test(nameOf(pid)));
    return found.length === 1 ? Number(found[0]) : undefined;
  } catch {
    return undefined;
  }
}

function nameOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/comm`, "utf8").trim();
  } catch {
    return "";
  }
}

export function median(values) {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  if (sorted.length === 0) return Number.NaN;
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}
