import { type ChildProcess, spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { AUDIT_SECRET, type TestDatabase } from "./database.js";

const running: ChildProcess[] = [];

const AUTH_SECRET = "JxE60xiRSxsllSd3ZnELDLzX39QSnibmiC-75fokoUA";

export interface Launched {
  child: ChildProcess;
  /** With what it ends. */
  exit: Promise<number | null>;
  /** Waits until it has said something like this. */
  said(words: RegExp): Promise<RegExpExecArray>;
  /** What it has said so far. */
  output(): string;
}

/** Other ways in which `npm start` comes to run: by npm itself, and as process 1 of what is a process of its own. */
const AROUND = {
  npm: ["npm", "start"],
  unshare: ["unshare", "--pid", "--fork", "--kill-child", "--mount-proc", process.execPath, "scripts/start.mjs"],
} as const;

/** A command of this project, as `npm start` and `npm run import` run it; `log` is a file for what it says as errors. */
export function launch(
  script: "start" | "import" | "account" | "audit" | "migrate" | "backup" | "restore" | keyof typeof AROUND,
  env: Record<string, string>,
  args: string[] = [],
  input: string = "",
  { detached = false, log }: { detached?: boolean; log?: number | undefined } = {},
): Launched {
  const [command, ...first] =
    script === "npm" || script === "unshare" ? AROUND[script] : [process.execPath, `scripts/${script}.mjs`];
  const child = spawn(command, [...first, ...args], {
    // A line for each request would stand among what it says.
    env: { ...process.env, AUTH_SECRET, AUDIT_SECRET, LOG_LEVEL: "warn", ...env },
    ...{ detached, stdio: ["pipe", "pipe", log ?? "pipe"] },
  });
  running.push(child);
  child.stdin?.end(input);
  let output = "";
  const heard = new EventEmitter();
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (text) => {
      output += text;
      heard.emit("more");
    });
  child.once("close", () => heard.emit("more"));
  const exit = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const said = async (words: RegExp): Promise<RegExpExecArray> => {
    const signal = AbortSignal.timeout(30_000);
    for (;;) {
      const found = words.exec(output);
      if (found) return found;
      if (child.exitCode !== null || child.signalCode !== null || signal.aborted)
        throw new Error(`It never said ${words}, but:\n${output}`);
      await once(heard, "more", { signal }).catch(() => undefined);
    }
  };
  return { child, exit, said, output: () => output };
}

/** Ends whatever a test has started. */
export function endLaunched(): void {
  for (const child of running.splice(0)) child.kill("SIGKILL");
}

/** How DATABASE_URL names a database. */
export const urlOf = ({ address }: Pick<TestDatabase, "address">): string =>
  address.kind === "mysql" ? address.url : `file:${address.file}`;
