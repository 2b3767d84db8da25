import { counted } from "../../core/text/counted.js";

/** Where a line goes: a terminal, or a file that somebody reads later. */
interface Out {
  isTTY?: boolean;
  write(text: string): unknown;
}

/** How long nothing is said: a terminal may show every step, a log not. */
const QUIET_MS = { terminal: 100, log: 10_000 };

/** Tells how far something is: on a terminal one line, written anew; elsewhere a line now and then. */
export function statusLine(out: Out, now = performance.now.bind(performance)) {
  const quiet = out.isTTY ? QUIET_MS.terminal : QUIET_MS.log;
  let last = now();
  let shown = false;
  const show = (lineOf: () => string): void => {
    if (now() - last < quiet) return;
    last = now();
    shown = true;
    out.write(out.isTTY ? `\r\x1b[K${lineOf()}` : `${lineOf()}\n`);
  };
  /** Wipes the line: what comes next says how it ended. */
  const end = (): void => {
    if (out.isTTY && shown) out.write("\r\x1b[K");
  };
  return { show, end };
}

/** The same of an import. */
export function progressLine(size: number, out: Out, now = performance.now.bind(performance)) {
  const { show, end } = statusLine(out, now);
  const progress: Progress = (rows, bytes) =>
    show(() => `${counted(rows, "row")} read, ${Math.floor((100 * bytes) / size)} %`);
  return { progress, end };
}

/** Told from time to time: how many rows have been read, and how far the import is, in bytes of the file. */
export type Progress = (rows: number, bytes: number) => void;
