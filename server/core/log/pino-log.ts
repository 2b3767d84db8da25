import { isatty } from "node:tty";
import { pino } from "pino";
import sonicBoom from "sonic-boom";
import type { Level, Log } from "./log.js";

/** So much is written at once, and no later than this. */
const TOGETHER_BYTES = 32_000;
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

const LINE_END = 0x0a;

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
  const most = forTerminal ? 0 : isOneOfMany ? MOST_UNCUT : TOGETHER_BYTES;
  const lines = new sonicBoom.SonicBoom({
    ...{ fd, sync: false, maxLength: MOST_WAITING, contentMode: "buffer" },
    ...(isOneOfMany && { maxWrite: MOST_UNCUT }),
    ...{ retryEAGAIN: () => !isEnding || triesLeft-- > 0 },
  });
  let isEnding = false;
  let triesLeft = LAST_TRIES;
  let hasGone = false;
  let lost = 0;
  lines.on("drop", (bytes: Uint8Array) => {
    for (const byte of bytes) if (byte === LINE_END) lost += 1;
  });
  // A reader that has gone never comes back; anything else, such as a full disk, may pass.
  lines.on("error", ({ code }: NodeJS.ErrnoException) => {
    hasGone ||= code === "EPIPE";
  });
  let held: string[] = [];
  let heldBytes = 0;
  let timer: NodeJS.Timeout | undefined;
  // Each line as its own would be turned into bytes piece by piece: that takes longer than all else that it costs.
  const writeHeld = (): void => {
    clearTimeout(timer);
    timer = undefined;
    // What the types of sonic-boom lack: it takes bytes as well.
    if (held.length > 0 && !hasGone) lines.write(Buffer.from(held.join("")) as unknown as string);
    held = [];
    heldBytes = 0;
  };
  const write = (line: string): void => {
    const text = forTerminal ? inWords(line) : line;
    const bytes = Buffer.byteLength(text);
    if (heldBytes + bytes > most) writeHeld();
    held.push(text);
    heldBytes += bytes;
    if (heldBytes >= most) writeHeld();
    else timer ??= setTimeout(writeHeld, LATEST_MS).unref();
  };
  const flush = (): void => {
    isEnding = true;
    try {
      writeHeld();
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
