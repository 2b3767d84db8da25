import { type ChildProcess, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const TSSERVER = resolve("node_modules/typescript/lib/tsserver.js");

interface Response {
  readonly type: string;
  readonly request_seq?: number;
  readonly success?: boolean;
  readonly message?: string;
  readonly body?: unknown;
}

/** What an editor has been told of a file, and how long it waited for the first of it. */
export interface FirstCompletion {
  readonly ms: number;
  readonly names: string[];
}

/** The language server of TypeScript as editors run it: in a process of its own, which knows nothing yet. */
class Tsserver {
  private readonly child: ChildProcess;
  private readonly waiting = new Map<number, (response: Response) => void>();
  private received = Buffer.alloc(0);
  private asked = 0;

  constructor(dir: string) {
    this.child = spawn(process.execPath, [TSSERVER, "--disableAutomaticTypingAcquisition"], {
      cwd: dir,
      stdio: ["pipe", "pipe", "ignore"],
    });
    this.child.stdout?.on("data", (bytes: Buffer) => this.receive(bytes));
  }

  tell(command: string, given: object): number {
    this.asked += 1;
    const request = { seq: this.asked, type: "request", command, arguments: given };
    this.child.stdin?.write(`${JSON.stringify(request)}\n`);
    return this.asked;
  }

  async ask<Answer>(command: string, given: object): Promise<Answer> {
    const response = await new Promise<Response>((done) => this.waiting.set(this.tell(command, given), done));
    if (!response.success) throw new Error(`${command}: ${response.message}`);
    return response.body as Answer;
  }

  close(): void {
    this.child.kill();
  }

  /** Each message is as long as the head above it says, in bytes. */
  private receive(bytes: Buffer): void {
    this.received = Buffer.concat([this.received, bytes]);
    for (;;) {
      const head = /^Content-Length: (\d+)\r\n\r\n/.exec(this.received.toString("latin1", 0, 64));
      const end = head ? head[0].length + Number(head[1]) : Number.POSITIVE_INFINITY;
      if (this.received.length < end) return;
      const message = JSON.parse(this.received.toString("utf8", head?.[0].length, end)) as Response;
      this.received = this.received.subarray(end);
      if (message.type === "response") this.waiting.get(message.request_seq ?? 0)?.(message);
    }
  }
}

/** What an editor that has just been started is told of the place of the « in a file, and after how long. */
async function askedOf<Answer>(command: string, dir: string, marked: string, name: string) {
  const server = new Tsserver(dir);
  try {
    await server.ask("configure", {});
    const file = join(dir, name);
    writeFileSync(file, marked.replace("«", ""));
    const before = marked.slice(0, marked.indexOf("«")).split("\n");
    const began = performance.now();
    server.tell("open", { file });
    const place = { file, line: before.length, offset: (before.at(-1)?.length ?? 0) + 1 };
    const answer = await server.ask<Answer>(command, place);
    return { answer, ms: performance.now() - began };
  } finally {
    server.close();
  }
}

/** How long it takes by the clock from the opening of a file until an editor shows what may stand at its «. */
export async function firstCompletion(dir: string, marked: string, name = "editor.mts"): Promise<FirstCompletion> {
  const { answer, ms } = await askedOf<{ entries: { name: string }[] }>("completionInfo", dir, marked, name);
  return { ms, names: answer.entries.map((entry) => entry.name) };
}

/** What an editor shows of the name that follows the « in a file. */
export async function shownOf(dir: string, marked: string, name = "editor.mts"): Promise<string> {
  return (await askedOf<{ documentation: string }>("quickinfo", dir, marked, name)).answer.documentation;
}
