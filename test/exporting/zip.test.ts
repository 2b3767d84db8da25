import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, it } from "@jest/globals";
import { type Entry as Found, fromBufferPromise } from "yauzl";
import type { Entry } from "../../server/files/writing/workbook-parts.js";
import { zipOf } from "../../server/files/writing/zip.js";

const FLAGS = { sizesBehindContent: 0x0008, nameIsUtf8: 0x0800 };
const DEFLATED = 8;

async function* inTurn<T>(...all: T[]): AsyncGenerator<T> {
  yield* all;
}
const bytesOf = async (parts: AsyncIterable<Buffer>): Promise<Buffer> => {
  const all: Buffer[] = [];
  for await (const part of parts) all.push(part);
  return Buffer.concat(all);
};
const FILES: [name: string, content: string][] = [
  ["xl/workbook.xml", "<workbook/>"],
  ["xl/bảng tính.xml", "Bệnh viện Mắt Huế\n".repeat(20_000)],
  ["empty", ""],
];
const entries = () => inTurn(...FILES.map(([name, content]): Entry => ({ name, content: inTurn(content) })));

describe("A ZIP archive", () => {
  it("is read back by others: each file with its name, its content and its check sum", async () => {
    const zip = await fromBufferPromise(await bytesOf(zipOf(entries())), { lazyEntries: true });
    const found: [string, string][] = [];
    for await (const entry of zip.eachEntry()) {
      const content: Buffer[] = [];
      for await (const part of await zip.openReadStreamPromise(entry)) content.push(part);
      found.push([entry.fileName, Buffer.concat(content).toString()]);
    }
    expect(found).toEqual(FILES);
  });

  it("says of each file what Excel wants: packed by deflate, a name in UTF-8, sizes behind it, no field it may not know", async () => {
    const zip = await fromBufferPromise(await bytesOf(zipOf(entries())), { lazyEntries: true });
    const found: Found[] = [];
    for await (const entry of zip.eachEntry()) found.push(entry);
    for (const entry of found) {
      expect(entry).toMatchObject({
        ...{ compressionMethod: DEFLATED, versionNeededToExtract: 20, extraFieldLength: 0 },
        generalPurposeBitFlag: FLAGS.sizesBehindContent | FLAGS.nameIsUtf8,
        uncompressedSize: Buffer.byteLength(FILES.find(([name]) => name === entry.fileName)?.[1] ?? "?"),
      });
      expect(entry.isEncrypted()).toBe(false);
    }
    expect(found).toHaveLength(FILES.length);
  });

  it("has the same bytes whenever it is made", async () => {
    expect(await bytesOf(zipOf(entries()))).toEqual(await bytesOf(zipOf(entries())));
  });

  it("asks for no more content than is taken, and for none once nobody takes it any more", async () => {
    const piece = Buffer.alloc(2 ** 16, "không nén được").toString("latin1");
    let [asked, ended] = [0, false];
    async function* endless() {
      try {
        for (;;) {
          asked += 1;
          yield piece + Math.sqrt(asked);
        }
      } finally {
        ended = true;
      }
    }
    const archive = zipOf(inTurn<Entry>({ name: "endless", content: endless() }));
    await archive.next();
    await archive.next();
    await quiet(() => asked);
    const waiting = asked;
    for (let parts = 0; parts < 40; parts += 1) await archive.next();
    expect(asked).toBeGreaterThan(waiting);
    await archive.return(undefined);
    expect(ended).toBe(true);
    const left = asked;
    await quiet(() => asked);
    expect(asked).toBe(left);
  });

  it("fails as a file of it fails, or what names the files", async () => {
    async function* failing(): AsyncGenerator<string> {
      yield "half";
      throw new Error("The database has gone.");
    }
    async function* without(): AsyncGenerator<Entry> {
      yield { name: "a", content: inTurn("a") };
      throw new Error("There is no next sheet.");
    }
    const of = (all: AsyncIterable<Entry>) => bytesOf(zipOf(all));
    await expect(of(inTurn({ name: "a", content: failing() }))).rejects.toThrow("The database has gone.");
    await expect(of(without())).rejects.toThrow("There is no next sheet.");
  });
});

/** Until a figure no longer changes, however often others have their turn. */
async function quiet(figure: () => number): Promise<void> {
  for (let [last, same] = [-1, 0]; same < 200; same = last === figure() ? same + 1 : 0) {
    last = figure();
    await turn();
  }
}
