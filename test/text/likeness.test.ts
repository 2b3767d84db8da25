import { describe, expect, it } from "@jest/globals";
import { distance } from "fastest-levenshtein";
import { fold } from "../../server/core/text/fold.js";
import { Likeness, lettersApart } from "../../server/core/text/likeness.js";
import { newSeed, randomOf, stepsOf } from "../support/random.js";

/** The same by comparing with everything: nearest first, then by letters, each thing once. */
function byHand(named: readonly (readonly [string, number])[], text: string, most: number): [number, number][] {
  const wanted = fold(text);
  const away = new Map<number, number>();
  for (const [name, of] of named) {
    const key = fold(name);
    const letters = distance(wanted, key);
    if (letters <= Math.max(wanted.length, key.length) / 2) away.set(of, Math.min(letters, away.get(of) ?? letters));
  }
  return [...away].sort(([, a], [, b]) => a - b).slice(0, most);
}

const WORDS = ["Bệnh viện", "TTYT", "huyện", "Phú", "Vang", "Lộc", "đa khoa", "Mắt", "268", "Âu", "Lạc", "x", "Hương"];

describe("The likeness of texts", () => {
  it("finds what comparing with every text finds", () => {
    const random = randomOf(newSeed("texts"));
    const text = (words: number) => Array.from({ length: words }, () => WORDS[random(WORDS.length)]).join(" ");
    const named = Array.from({ length: 300 }, (_, i) => [text(1 + random(5)), i % 120] as const);
    const likeness = new Likeness(named);
    for (let i = stepsOf(60); i > 0; i -= 1) {
      const asked = text(1 + random(5)).slice(random(3));
      const found = likeness.nearest(asked, 3);
      const expected = byHand(named, asked, 3);
      expect(found.map(({ away }) => away)).toEqual(expected.map(([, away]) => away));
      for (const { of, text: name, away } of found) {
        expect(named).toContainEqual([name, of]);
        expect(lettersApart(name, asked)).toBe(away);
      }
      expect(new Set(found.map(({ of }) => of)).size).toBe(found.length);
    }
  });

  it("finds nothing that is nothing like it, and nothing like a blank", () => {
    const likeness = new Likeness([["Bệnh viện Mắt", 1]]);
    expect([likeness.nearest("Sở Y tế", 3), likeness.nearest(" – ", 3), likeness.nearest("", 3)]).toEqual([[], [], []]);
    expect(new Likeness<number>([]).nearest("Bệnh viện Mắt", 3)).toEqual([]);
  });

  it.each<[text: string, known: string, away: number | null]>([
    ["ab", "ac", 1],
    ["a", "b", null],
    ["ab", "abcd", 2],
    ["ab", "abcde", null],
    ["abcd", "ab", 2],
    ["abcde", "ab", null],
    ["aaaa", "aabb", 2],
    ["abc", "abc", 0],
  ])("finds %s like %s only where no more than half would have to change", (text, known, away) => {
    expect(new Likeness([[known, 1]]).nearest(text, 3)).toEqual(away === null ? [] : [{ of: 1, text: known, away }]);
  });

  it("goes by letters among what is as near, whatever the order in which it is known, and hands out no more than asked", () => {
    const named = [
      ["hue d", 4],
      ["hue b", 2],
      ["hue", 5],
      ["hue a", 1],
      ["Huế", 6],
      ["hue c", 3],
    ] as const;
    for (const known of [named, [...named].reverse()]) {
      const likeness = new Likeness<number>(known);
      expect(likeness.size).toBe(5);
      expect(likeness.nearest("hue", 4).map(({ of, away }) => [of, away])).toEqual([
        [6, 0],
        [5, 0],
        [1, 2],
        [2, 2],
      ]);
      expect(likeness.nearest("hue", 1)).toEqual([{ of: 6, text: "Huế", away: 0 }]);
    }
  });

  it("keeps two units apart that differ by an accent, and finds each once, by its nearest text", () => {
    const likeness = new Likeness([
      ["TTYT Hương Thủy", 1],
      ["TTYT Hương Thùy", 2],
      ["Trung tâm Y tế Hương Thùy", 2],
    ]);
    expect(likeness.nearest("ttyt huong thuy", 3)).toEqual([
      { of: 2, text: "TTYT Hương Thùy", away: 0 },
      { of: 1, text: "TTYT Hương Thủy", away: 0 },
    ]);
    expect(likeness.nearest("TTYT Hương Thuỷ", 3, (of) => of === 1)).toEqual([
      { of: 1, text: "TTYT Hương Thủy", away: 0 },
    ]);
  });
});
