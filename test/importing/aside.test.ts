import { describe, expect, it } from "@jest/globals";
import { Aside } from "../../server/files/reading/aside.js";

/** Three times as much as is held in memory. */
const PIECES = 60;
const rowsOf = (piece: number) =>
  Array.from({ length: 250 }, (_, i) => [
    piece * 250 + i,
    [`BV-${piece}-${i}`, "", `Bệnh viện số ${i} của huyện thứ ${piece}, `.repeat(10), "\ud83d"],
  ]) as (readonly [number, string[]])[];

describe("What is set aside of a file", () => {
  it("is read again as often as one likes, in its order and to the letter, in memory and on disk", async () => {
    const aside = new Aside();
    for (let piece = 0; piece < PIECES; piece += 1) aside.add(rowsOf(piece));
    for (const _ of [1, 2]) {
      const again = [];
      for await (const rows of aside.pieces()) again.push(rows);
      expect(again).toEqual(Array.from({ length: PIECES }, (_, piece) => rowsOf(piece)));
    }
    aside.close();
  });

  it("is nothing of an empty file", async () => {
    const aside = new Aside();
    for await (const rows of aside.pieces()) expect(rows).toBeUndefined();
    aside.close();
  });
});
