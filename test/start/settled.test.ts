import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";

/** Goes on for as long as a server does. */
const BUNDLE = `(function (exports, require, module) {
  const answer = () => "started";
  console.log(answer());
  setInterval(() => undefined, 1000);
})`;

describe("Once it has started, a server", () => {
  let dir: string;
  let running: ChildProcess | undefined;
  const folder = () => join(dir, ".cache/start");
  const cache = () => join(folder(), readdirSync(folder()).find((name) => name.endsWith(".v8")) ?? "none");

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "hue-cache-"));
    for (const each of ["server", "dist", ".cache"]) mkdirSync(join(dir, each));
    copyFileSync("server/start.cjs", join(dir, "server/start.cjs"));
    writeFileSync(join(dir, "dist/server.cjs"), BUNDLE);
  });
  afterEach(async () => {
    running?.kill("SIGKILL");
    rmSync(dir, { recursive: true });
  });

  /** Starts, is ended when it has come that far, and answers what it said. */
  async function start(until: (said: string) => boolean, flags: readonly string[] = []): Promise<string> {
    const child = spawn(process.execPath, [...flags, join(dir, "server/start.cjs")]);
    running = child;
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said += text));
    const ended = once(child, "exit");
    const look = setInterval(() => {
      if (until(said)) child.kill("SIGKILL");
    }, 20);
    await ended;
    clearInterval(look);
    return said;
  }
  const isKept = (broken?: Buffer) => () => {
    if (!existsSync(folder()) || !existsSync(cache())) return false;
    const kept = readFileSync(cache());
    return broken === undefined || !kept.equals(broken);
  };

  it("keeps what was compiled for the next start, and anew where that is broken or cut short", async () => {
    expect(await start(isKept())).toBe("started\n");
    const whole = readFileSync(cache());
    for (const broken of [Buffer.from("no code"), whole.subarray(0, whole.length / 2), Buffer.alloc(0)]) {
      writeFileSync(cache(), broken);
      expect(await start(isKept(broken))).toBe("started\n");
    }
  }, 60_000);

  it("goes on where nothing can be kept", async () => {
    rmSync(join(dir, ".cache"), { recursive: true });
    writeFileSync(join(dir, ".cache"), "no folder");
    const said = await start((text) => text.includes("faster"));
    expect(said).toMatch(/^started\nThe start could not be made faster for the next time: /);
  }, 60_000);

  it("goes on where there is no room to have what is dead looked for", async () => {
    const noRoom = join(dir, "no-room.cjs");
    writeFileSync(
      noRoom,
      `globalThis.ArrayBuffer = class { constructor() { console.log("no room"); throw new RangeError("no room"); } };`,
    );
    writeFileSync(
      join(dir, "dist/server.cjs"),
      BUNDLE.replace("() => undefined, 1000", '() => console.log("on"), 100'),
    );
    const said = await start((text) => text.includes("no room\non\n"), ["-r", noRoom]);
    expect(said).toMatch(/^started\n(on\n)+no room\n(on\n)+$/);
  }, 60_000);
});
