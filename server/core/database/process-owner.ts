import { randomBytes } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/** Which process something belongs to, as it is written down for others. */
export interface Owner {
  host: string;
  pid: number;
  /** When the process began, by the system's count; blank where the system does not tell. */
  began: string;
  /** Where numbers of processes mean the same. Containers on one machine may each have a process 1. */
  place: string;
}

/** This process, for one purpose: written anew each time. */
export const ownerOfThis = (): string =>
  [hostname(), process.pid, beganOf(process.pid) ?? "", place(), randomBytes(6).toString("base64url")].join("|");

export function readOwner(text: string): Owner {
  const [host = "", pid = "", began = "", at = ""] = text.split("|");
  return { host, pid: Number(pid), began, place: at };
}

/** Whether the process lives; undefined: that cannot be told from here. */
export function isAlive({ pid, began, place: at }: Owner): boolean | undefined {
  if (at !== place()) return undefined;
  if (began !== "") return beganOf(pid) === began;
  try {
    process.kill(pid, 0);
    // Or another one that has its number by now.
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH" ? false : undefined;
  }
}

function place(): string {
  try {
    const [boot, space] = [readFileSync("/proc/sys/kernel/random/boot_id", "utf8"), readlinkSync("/proc/self/ns/pid")];
    return `${boot.trim()} ${space}`;
  } catch {
    return hostname();
  }
}

/** Undefined: there is no such process, or it is over and only waits for its parent to notice. */
function beganOf(pid: number): string | undefined {
  try {
    // Behind the name, which may hold anything, in brackets.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    return fields[0] === "Z" || fields[0] === "X" ? undefined : fields[19];
  } catch {
    return undefined;
  }
}
