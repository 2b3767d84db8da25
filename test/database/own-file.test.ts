import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "@jest/globals";
import { readConfig } from "../../server/config.js";
import { secretsOf } from "../../server/core/access/kept-secret.js";
import { openEmbedded } from "../../server/core/database/embedded.js";

describe("The files of an embedded database", () => {
  const dir = mkdtempSync(join(tmpdir(), "hue-own-"));
  afterAll(() => rmSync(dir, { recursive: true }));
  const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);
  const used = async (file: string) => {
    const driver = openEmbedded(file, null);
    await driver.transaction((tx) => tx.query("CREATE TABLE IF NOT EXISTS t (a)"));
    return driver;
  };
  const ALL = ["", "-wal", "-shm"];

  it("are for their owner alone, and so is the folder that is made for them", async () => {
    const before = process.umask(0);
    const file = join(dir, "new", "deep", "a.db");
    const driver = await used(file);
    process.umask(before);
    expect(ALL.map((suffix) => modeOf(`${file}${suffix}`))).toEqual(["600", "600", "600"]);
    expect([modeOf(join(dir, "new")), modeOf(join(dir, "new", "deep"))]).toEqual(["700", "700"]);
    await driver.close();
  });

  it("are closed to others where an older server has left them open; a folder that was there stays as it is", async () => {
    chmodSync(dir, 0o755);
    const file = join(dir, "old.db");
    const older = await used(file);
    for (const suffix of ALL) chmodSync(`${file}${suffix}`, 0o644);
    writeFileSync(`${file}.secret`, "JxE60xiRSxsllSd3ZnELDLzX39QSnibmiC-75fokoUA");
    chmodSync(`${file}.secret`, 0o644);
    const driver = await used(file);
    secretsOf(readConfig({ DATABASE_URL: `file:${file}` }));
    expect([...ALL, ".secret"].map((suffix) => modeOf(`${file}${suffix}`))).toEqual(["600", "600", "600", "600"]);
    expect(modeOf(dir)).toBe("755");
    await driver.close();
    await older.close();
  });
});
