import { isatty } from "node:tty";
import { pino } from "pino";
import sonicBoom from "sonic-boom";
import type { Level, Log } from "./log.js";

/** Lines are written together, and no later than this. */
const TOGETHER_BYTES = 12_000;
const LATEST_MS = 250;
/** So much waits for a reader that does not read; lines that come after that are lost. */
const MOST_WAITING = 16_000_000;
/** How often a reader that takes nothing is asked again at the end, every tenth of a second. */
const LAST_TRIES = 10;

/**
 * Where a pipe is nearly full, processes that write to it cut into each other's lines, but not into what is written at
 * once and has no more than so many bytes (PIPE_BUF of Linux).
 */
const MOST_UNCUT = 4096;

interface Writing {
  fd?: number;
  forTerminal?: boolean;
  /** Which of several workers writes. */
  worker?: number | undefined;
  /** Whether others write there as well. */
  isOneOfMany?: boolean;
}

/** A log that is written to where people or programs read it. */
export interface OpenLog extends Log {
  /** Writes what waits, before the process ends. */
  flush(): void;
  /** How many lines nobody has read in time. */
  lost(): number;
}

/**
 * Writes an object of JSON a line, or sentences where a terminal reads it. Nobody waits for it, and whoever reads it may
 * stop or go: the server serves on.
 */
export function openLog(
  level: Level,
  { fd = 2, forTerminal = isatty(fd), worker, isOneOfMany = worker !== undefined }: Writing = {},
): OpenLog {
  const lines = new sonicBoom.SonicBoom({
    ...{ fd, sync: false, maxLength: MOST_WAITING },
    ...(isOneOfMany && { maxWrite: MOST_UNCUT }),
    ...(!forTerminal && { minLength: isOneOfMany ? MOST_UNCUT - 500 : TOGETHER_BYTES, periodicFlush: LATEST_MS }),
    ...{ retryEAGAIN: () => !isEnding || triesLeft-- > 0 },
  });
  let isEnding = false;
  let triesLeft = LAST_TRIES;
  let hasGone = false;
  let lost = 0;
  lines.on("drop", () => {
    lost += 1;
  });
  // A reader that has gone never comes back; anything else, such as a full disk, may pass.
  lines.on("error", ({ code }: NodeJS.ErrnoException) => {
    hasGone ||= code === "EPIPE";
  });
  const write = (line: string): void => {
    if (!hasGone) lines.write(forTerminal ? inWords(line) : line);
  };
  const flush = (): void => {
    isEnding = true;
    try {
      if (!hasGone) lines.flushSync();
    } catch {
      hasGone = true;
    }
  };
  process.on("exit", flush);
  const logger = pino(
    {
      level,
      base: worker === undefined ? null : { worker },
      timestamp: stampOf(),
      formatters: { level: (label) => ({ level: label }) },
    },
    { write },
  );
  return Object.assign(logger, { flush, lost: () => lost });
}

/** The time of a line as pino has it; lines of the same millisecond have the same. */
function stampOf(): () => string {
  let last = 0;
  let stamp = "";
  return () => {
    const now = Date.now();
    if (now !== last) stamp = `,"time":"${new Date(now).toISOString()}"`;
    last = now;
    return stamp;
  };
}

/** A line as people read it: when, how grave, what, and its fields. */
export function inWords(line: string): string {
  const { level, time, msg, stack, ...fields } = JSON.parse(line) as Record<string, unknown>;
  const told = Object.entries(fields).map(([name, value]) => `${name}=${plain(value)}`);
  const head = [new Date(String(time)).toLocaleTimeString("sv"), String(level).toUpperCase().padEnd(5), msg, ...told];
  return `${head.join(" ")}\n${stack ? `${String(stack)}\n` : ""}`;
}

/** Without quotes where none are needed. Signs that a terminal obeys stay written out. */
const plain = (value: unknown): string =>
  typeof value === "string" && /^[\p{L}\p{N}_./:-]+$/u.test(value) ? value : JSON.stringify(value);
