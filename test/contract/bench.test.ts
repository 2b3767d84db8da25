import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, it } from "@jest/globals";

const ROOT = join(__dirname, "../..");
const FROM_SERVER = /import \{([^}]+)\} from "([^"]*\/dist\/server\/[^"]+)\.js"/g;

/** What a file of the bench takes from the built server: the source file, and the names. */
const takenBy = (file: string): { source: string; names: string[] }[] =>
  [...readFileSync(file, "utf8").matchAll(FROM_SERVER)].map(([, names = "", from = ""]) => ({
    source: relative(join(ROOT, "dist"), join(dirname(file), from)),
    names: names.split(",").map((name) => name.trim()),
  }));

describe("The bench", () => {
  it("takes from the server only what is there", () => {
    const files = ["bench", "bench/data", "bench/motion", "bench/peers"].flatMap((folder) =>
      readdirSync(join(ROOT, folder)).flatMap((name) => (name.endsWith(".mjs") ? join(ROOT, folder, name) : [])),
    );
    const taken = files.flatMap(takenBy);
    expect(taken.length).toBeGreaterThan(10);
    const missing = taken.flatMap(({ source, names }) => {
      const there = require(join(ROOT, source)) as object;
      return names.flatMap((name) => (name in there ? [] : `${name} of ${source}`));
    });
    expect(missing).toEqual([]);
  });
});
