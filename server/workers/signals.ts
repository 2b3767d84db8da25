import { readFileSync } from "node:fs";

/** How often it is looked whether npm is still there. */
const LOOK_MS = 500;

/**
 * What ends a process: Ctrl-C, what a service manager sends, and that npm is gone by which it was started. Whoever is
 * told of it is told once.
 */
export class Signals {
  #end: (() => void) | undefined;
  #isMet = false;

  /** Of a worker its parent says when to stop, also where Ctrl-C goes to all processes of a terminal. */
  constructor({ ofWorker }: { ofWorker: boolean }) {
    // Process 1 of a container hears of nothing for which it has no ear.
    process.on("SIGTERM", () => this.met());
    if (ofWorker) return;
    process.on("SIGINT", () => this.met());
    // A server that npm has started and left behind would go on answering, and nobody would know of it.
    if (process.env.npm_lifecycle_event === "start") watchParents(() => this.met());
  }

  /** What is done when it comes to that, or at once if it has. */
  meet(end: () => void): void {
    const isLate = this.#isMet && this.#end === undefined;
    this.#end = end;
    if (isLate) end();
  }

  met(): void {
    if (this.#isMet) return;
    this.#isMet = true;
    this.#end?.();
  }
}

/** Calls `gone` once this process, or the shell between it and npm, has another parent than before. */
function watchParents(gone: () => void): void {
  const shell = process.ppid;
  const npm = parentOf(shell);
  const timer = setInterval(() => {
    if (process.ppid === shell && parentOf(shell) === npm) return;
    clearInterval(timer);
    gone();
  }, LOOK_MS).unref();
}

/** Undefined where the system does not tell. */
function parentOf(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ")[1];
  } catch {
    return undefined;
  }
}

/** Until it serves there is nothing to finish: what is half done is begun again by the next start. */
export function endBeforeServing(): never {
  console.log("Stopped before it served.");
  process.exit(0);
}
