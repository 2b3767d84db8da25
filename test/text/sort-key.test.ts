import { describe, expect, it } from "@jest/globals";
import { sortKey } from "../../server/core/text/sort-key.js";

const byKey = (words: readonly string[]): string[] => {
  const keys = words.map((word) => [sortKey(word), word] as const);
  return keys.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, word]) => word);
};

describe("Vietnamese words", () => {
  it.each([
    [
      "letters come in the order of the alphabet",
      ["a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "o", "ô", "ơ", "u", "ư", "y"],
    ],
    ["tones come after letters: ngang, huyền, hỏi, ngã, sắc, nặng", ["ma", "mà", "mả", "mã", "má", "mạ", "mát", "mẹ"]],
    ["the tone decides only where all letters are the same", ["hòa an", "hoa binh", "hòa bình", "hoa cau"]],
    ["a word comes before a longer one", ["Âu Lạc", "Âu Lạc - Thanh Sơn", "Âu Lạcs"]],
    ["numbers come before letters", ["102 Phạm Văn Đồng", "Âu Lạc", "Việt Nhật"]],
  ])("are sorted by key as a dictionary sorts them: %s", (_rule, words) => {
    expect(byKey([...words].reverse())).toEqual(words);
    expect([...words].reverse().sort(new Intl.Collator("vi").compare)).toEqual(words);
  });

  it("have the same key in NFC, in NFD and in capitals", () => {
    const word = "Bệnh viện Đa khoa Bình Điền";
    expect(new Set([word, word.normalize("NFD"), word.toUpperCase(), word.replace(" ", "  ")].map(sortKey)).size).toBe(
      1,
    );
  });

  it("have no key of the blanks around them, and every sign the place of a blank", () => {
    expect(sortKey("  Huế\t")).toBe(sortKey("Huế"));
    expect(["A-B", "A/B", "A B", "A  B"].map(sortKey)).toEqual(Array(4).fill(sortKey("A.B")));
    expect(sortKey("")).toBe("!");
  });

  it("have the keys that are on record: whoever changes the rule writes them anew", () => {
    expect(["Trạm 0 – Ấp Đỏ", "yz"].map(sortKey)).toEqual(["TR;K01000=P0AM!00500000040002", "Z[!00"]);
  });

  it("have keys that an index takes, however long they are", () => {
    const long = "Bệnh viện ".repeat(100);
    expect(sortKey(long)).toHaveLength(400);
    expect(sortKey(`${long} Huế`)).toBe(sortKey(long));
    expect(sortKey("a".repeat(10))).toHaveLength(21);
  });

  it("have keys of plain ASCII, whose bytes every database compares alike", () => {
    expect(sortKey("Trường Đại học Y - Dược Huế (cơ sở 2), đường Ngô Quyền")).toMatch(/^[\x21-\x7e]+$/);
  });
});
