import { describe, expect, it } from "@jest/globals";
import type { Revision } from "../../../server/core/snapshot/revision.js";
import { keyOf, OF_ITS_OWNER, RevisionCache, WHOLE } from "../../../server/core/snapshot/revision-cache.js";
import { newSeed, randomOf } from "../../support/random.js";

const AT: Revision = { REFERENCE: 1, FACILITY: 1, ASSESSMENT: 1, DATA: 1, ACCOUNT: 1 };

type Part = string | number | boolean | null | undefined;

describe("The key of a question", () => {
  it("is that of no other question, whatever stands in its parts", () => {
    const odd: Part[] = ["", "\0", "\n", ";", ":", "1:", "0:", "null", "null;", "1", "1;", "a", "aa", "1:a"];
    odd.push(0, 1, -1, 0.5, 1e21, null, undefined, true, false, "undefined", "true");
    const all = [[], ...odd.map((part) => [part]), ...odd.flatMap((one) => odd.map((other) => [one, other]))];
    expect(new Set(all.map(keyOf)).size).toBe(all.length);
  });

  it("is that of no other list of parts made at random", () => {
    const random = randomOf(newSeed("keys of questions"));
    const part = (): Part => [null, undefined, random(12), "0123456789:;".slice(random(12))][random(4)];
    const [byKey, byWords] = [new Map<string, Part[]>(), new Set<string>()];
    for (let i = 0; i < 20_000; i += 1) {
      const parts = Array.from({ length: random(4) }, part);
      byKey.set(keyOf(parts), parts);
      byWords.add(JSON.stringify(parts.map((each) => each ?? `${each}`)));
    }
    expect(byKey.size).toBe(byWords.size);
    expect(byKey.size).toBeGreaterThan(1000);
  });
});

describe("A cache of what is on record", () => {
  const counting = () => {
    const made: unknown[] = [];
    return {
      made,
      make: <Parts extends readonly Part[]>(parts: Parts) => {
        made.push(parts);
        return { parts };
      },
    };
  };

  it("gives a value until one of its scopes changes, and never again", () => {
    const cache = new RevisionCache<object, "FACILITY" | "REFERENCE">({ scopes: ["FACILITY", "REFERENCE"], most: 9 });
    const { made, make } = counting();
    const first = cache.get(["a", 1], AT, make);
    const elsewhere: Revision = { ...AT, ACCOUNT: 2, DATA: 2, ASSESSMENT: 2 };
    expect(cache.get(["a", 1], elsewhere, make)).toBe(first);
    expect(cache.get(["a", 1], { ...AT, REFERENCE: 2 }, make)).not.toBe(first);
    expect(cache.get(["a", 1], { ...AT, FACILITY: 2 }, make)).not.toBe(first);
    expect(cache.find(keyOf(["a", 1]), AT)).toBeUndefined();
    expect(made).toHaveLength(3);
  });

  it("gives what is made of the parts of the question, and nobody can change it", () => {
    const cache = new RevisionCache<{ parts: unknown }>({ scopes: [], most: 9 });
    const { make } = counting();
    expect(cache.get(["day", null], OF_ITS_OWNER, make)).toEqual({ parts: ["day", null] });
    expect(cache.get(["day", "null"], OF_ITS_OWNER, make)).toEqual({ parts: ["day", "null"] });
    expect(() => {
      cache.get(["day", null], OF_ITS_OWNER, make).parts = [];
    }).toThrow(TypeError);
  });

  it("keeps within its bound: what was not asked for longest goes, and what would never fit is not kept", () => {
    const cache = new RevisionCache<string>({ scopes: [], most: 5, sizeOf: (value) => value.length });
    const keep = (text: string) => cache.keep(keyOf([text]), OF_ITS_OWNER, text);
    const kept = () => ["ab", "cd", "ef", "longer"].filter((text) => cache.has(keyOf([text])));
    for (const text of ["ab", "cd", "longer"]) keep(text);
    expect(kept()).toEqual(["ab", "cd"]);
    cache.find(keyOf(["ab"]), OF_ITS_OWNER);
    keep("ef");
    expect(kept()).toEqual(["ab", "ef"]);
  });

  it("reads once for all who ask of the same revision meanwhile, and for each revision by itself", async () => {
    const cache = new RevisionCache<object, "DATA">({ scopes: ["DATA"], most: 9 });
    const { made, make } = counting();
    const read = async (parts: readonly Part[]) => make(parts);
    const later = { ...AT, DATA: 2 };
    const [one, same, other] = await Promise.all([AT, { ...AT }, later].map((at) => cache.load(["a"], at, read)));
    expect(same).toBe(one);
    expect(other).not.toBe(one);
    expect(made).toHaveLength(2);
    expect(await cache.load(["a"], later, read)).toBe(other);
  });

  it("keeps nothing of what fails, nor what is nothing, and gives nothing of an older revision after it", async () => {
    const cache = new RevisionCache<string, "DATA">({ scopes: ["DATA"], most: 9 });
    const failing = cache.load([], AT, () => Promise.reject<string>(new Error("away")));
    const waiting = cache.load([], AT, async () => "never asked");
    await expect(failing).rejects.toThrow("away");
    await expect(waiting).rejects.toThrow("away");
    expect(await cache.load([], AT, async () => null)).toBeNull();
    expect(await cache.load([], AT, async () => "read")).toBe("read");
    expect(cache.find(WHOLE, { ...AT, DATA: 2 })).toBeUndefined();
  });

  it("never gives what was read before a change to whoever asks after it, even where it is read last", async () => {
    const cache = new RevisionCache<string, "DATA">({ scopes: ["DATA"], most: 9 });
    let goOn: (value: string) => void = () => {};
    const slow = cache.load([], AT, () => new Promise<string>((resolve) => (goOn = resolve)));
    const after = { ...AT, DATA: 2 };
    expect(await cache.load([], after, async () => "new")).toBe("new");
    goOn("old");
    expect(await slow).toBe("old");
    expect(await cache.load([], after, async () => "new again")).toMatch(/^new/);
  });
});
