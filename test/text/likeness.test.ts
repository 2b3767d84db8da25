import { describe, expect, it, jest } from "@jest/globals";
import * as letters from "fastest-levenshtein";
import { fold } from "../../server/core/text/fold.js";
import { Likeness, lettersApart } from "../../server/core/text/likeness.js";
import { newSeed, randomOf, stepsOf } from "../support/random.js";

/** What is found among these texts, and with which of them it was compared letter by letter. */
function comparing(texts: readonly string[], asked: string, most: number) {
  const likeness = new Likeness(texts.map((text) => [text, text] as const));
  const compare = jest.spyOn(letters, "distance");
  const found = likeness.nearest(asked, most).map(({ text, away }) => `${text} ${away}`);
  const compared = compare.mock.calls.map(([, text]) => text);
  compare.mockRestore();
  return { found, compared };
}

/** The same by comparing with everything: nearest first, then by letters, each thing once. */
function byHand(named: readonly (readonly [string, number])[], text: string, most: number): [number, number][] {
  const wanted = fold(text);
  const away = new Map<number, number>();
  for (const [name, of] of named) {
    const key = fold(name);
    const own = letters.distance(wanted, key);
    if (own <= Math.max(wanted.length, key.length) / 2) away.set(of, Math.min(own, away.get(of) ?? own));
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

  it.each<[texts: string[], asked: string, most: number, found: string[], compared: string[]]>([
    // Other letters, once, twice or three times.
    [["zzzz", "abcz", "azzz"], "abcd", 3, ["abcz 1"], ["abcz"]],
    [["aabb", "aaab"], "aaab", 1, ["aaab 0"], ["aaab"]],
    [["abcc", "abbc"], "abbc", 1, ["abbc 0"], ["abbc"]],
    [["aaaa", "aaax"], "aaax", 1, ["aaax 0"], ["aaax"]],
    [["abcde", "abcd"], "abcd", 1, ["abcd 0"], ["abcd"]],
    // The same letters in another order: only comparing tells.
    [["dcba"], "abcd", 3, [], ["dcba"]],
    [["bacd", "abcd"], "abcd", 1, ["abcd 0"], ["bacd", "abcd"]],
    [["bacd", "abxy", "axyz"], "abcd", 1, ["abxy 2"], ["bacd", "abxy"]],
    [["bacd", "abxy", "wxyz"], "abcd", 3, ["abxy 2", "bacd 2"], ["bacd", "abxy"]],
  ])(
    "among %j finds the likes of %s, at most %i, and compares with no other whose letters are too many others",
    (...row) => {
      const [texts, asked, most, found, compared] = row;
      expect(comparing(texts, asked, most)).toEqual({ found, compared });
    },
  );

  it("tells a thing by the nearest of its texts, however late that is found", () => {
    const likeness = new Likeness([
      ["bacd", 1],
      ["abcx", 1],
      ["acbd", 2],
    ]);
    expect(likeness.nearest("abcd", 3)).toEqual([
      { of: 1, text: "abcx", away: 1 },
      { of: 2, text: "acbd", away: 2 },
    ]);
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
