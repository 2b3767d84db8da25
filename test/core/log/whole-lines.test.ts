import fs, { mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, jest } from "@jest/globals";
import { openLog } from "../../../server/core/log/pino-log.js";

/** PIPE_BUF of Linux: what several processes write to one pipe is not cut up to so many bytes. */
const MOST_UNCUT = 4096;
/** Of each sign of Vietnamese with two accents there are three bytes. */
const NAME = "Trung tâm Y tế huyện Phú Lộc ấầẩẫậếềểễệốồổỗộớờởỡợứừửữự";

describe("What a process logs that writes beside others", () => {
  const scratch = mkdtempSync(join(tmpdir(), "hue-log-"));
  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(scratch, { recursive: true });
  });

  it("leaves it in whole lines, of no more bytes at once than a pipe takes uncut, whatever letters are in them", async () => {
    const file = join(scratch, "log");
    const write = jest.spyOn(fs, "write");
    const log = openLog("info", { fd: openSync(file, "w"), forTerminal: false, worker: 1 });
    for (let i = 0; i < 300; i += 1) log.info({ name: `${NAME} ${i}` }, "answered");
    while (readFileSync(file, "utf8").split("\n").length <= 300)
      await new Promise((resolve) => setTimeout(resolve, 20));
    log.flush();
    const written = write.mock.calls.map(([, bytes]) => bytes as unknown as Buffer);
    expect(written.length).toBeGreaterThan(10);
    for (const bytes of written) {
      expect(bytes.length).toBeLessThanOrEqual(MOST_UNCUT);
      expect(bytes.at(-1)).toBe(0x0a);
    }
    const lines = readFileSync(file, "utf8").trim().split("\n");
    expect(lines.map((line) => JSON.parse(line).name)).toEqual(Array.from({ length: 300 }, (_, i) => `${NAME} ${i}`));
  });
});
