import { EventEmitter, once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { format } from "node:util";
import { type Context, createContext, runInContext } from "node:vm";
import { build } from "esbuild";

interface Asked {
  method: string;
  url: string;
  body: string | undefined;
}

/** What Node's engine has and Hermes has not. */
const TOO_NEW = ["WeakRef", "FinalizationRegistry", "SharedArrayBuffer", "Atomics", "WebAssembly"];

/** The AbortSignal of React Native: it can be aborted and listened to, no more. */
class PhoneSignal {
  aborted = false;
  readonly #listeners = new Set<() => void>();
  addEventListener(_type: string, listener: () => void): void {
    this.#listeners.add(listener);
  }
  removeEventListener(_type: string, listener: () => void): void {
    this.#listeners.delete(listener);
  }
  static abortOf(signal: PhoneSignal): void {
    if (signal.aborted) return;
    signal.aborted = true;
    for (const listener of signal.#listeners) listener();
  }
}

class PhoneController {
  readonly signal = new PhoneSignal();
  abort(): void {
    PhoneSignal.abortOf(this.signal);
  }
}

interface PhoneInit {
  method?: string;
  body?: string;
  headers?: Record<string, string>;
  signal?: PhoneSignal;
}

/** A place to run a program that has the globals of React Native: a bundle, as Metro makes it, and no module of Node. */
export class Phone {
  readonly asked: Asked[] = [];
  readonly printed: string[] = [];
  /** How many requests fail before they arrive, how many answers are lost on the way, and whether nothing comes at all. */
  readonly network = { failing: 0, losing: 0, hanging: false, whenHanging: () => {} };
  readonly #context: Context;
  readonly #print = new EventEmitter();

  constructor() {
    const print = (...words: unknown[]) => {
      this.printed.push(`${format(...words)}\n`);
      this.#print.emit("line");
    };
    this.#context = createContext({
      ...{ setTimeout, clearTimeout, AbortSignal: PhoneSignal, AbortController: PhoneController },
      ...{ fetch: (url: string, init?: PhoneInit) => this.#fetch(url, init), network: this.network },
      ...{ console: { log: print, warn: print, error: print }, exports: {} },
    });
    runInContext(`for (const name of ${JSON.stringify(TOO_NEW)}) delete globalThis[name];`, this.#context);
  }

  /** What Metro would make of a program in this folder: one script, its newer syntax rewritten. */
  async bundle(dir: string, program: string): Promise<string> {
    const { outputFiles } = await build({
      stdin: { contents: program, resolveDir: dir, loader: "ts" },
      ...{ bundle: true, write: false, format: "cjs", target: "es2017", platform: "neutral" },
      ...{ conditions: ["react-native"], mainFields: ["react-native", "browser", "main"] },
    });
    return outputFiles[0]?.text ?? "";
  }

  /** Runs a bundle; answers what it exports as `answer`. */
  async run(bundle: string): Promise<unknown> {
    runInContext(`((module) => { ${bundle}\n exports = module.exports; })({ exports })`, this.#context);
    const answer = await (this.#context.exports as { answer?: unknown }).answer;
    return answer === undefined ? undefined : JSON.parse(JSON.stringify(answer));
  }

  async hasPrinted(lines: number): Promise<void> {
    while (this.printed.length < lines) await once(this.#print, "line");
  }

  #fetch(url: string, { method = "GET", headers = {}, body, signal }: PhoneInit = {}): Promise<object> {
    this.asked.push({ method, url, body });
    return new Promise((resolve, reject) => {
      const fail = () => reject(new TypeError("Network request failed"));
      if (this.network.failing > 0) {
        this.network.failing -= 1;
        return fail();
      }
      const sent = request(url, { method, headers }).on("error", fail);
      const abort = () => {
        sent.destroy();
        reject(Object.assign(new Error("Aborted"), { name: "AbortError" }));
      };
      signal?.addEventListener("abort", abort);
      if (signal?.aborted) return abort();
      if (this.network.hanging) return this.network.whenHanging();
      sent.on("response", async (message) => {
        const answer = await answerOf(message);
        if (this.network.losing === 0) return resolve(answer);
        this.network.losing -= 1;
        fail();
      });
      sent.end(body);
    });
  }
}

/** As much of a Response as React Native has: no stream. */
async function answerOf(message: IncomingMessage): Promise<object> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString("utf8");
  const status = message.statusCode ?? 0;
  const get = (name: string) => message.headers[name.toLowerCase()]?.toString() ?? null;
  return { ok: status < 300, status, headers: { get }, text: async () => text, json: async () => JSON.parse(text) };
}
