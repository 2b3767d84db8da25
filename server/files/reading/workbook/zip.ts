import { Readable } from "node:stream";
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from "yauzl";
import type { OpenFile } from "../content.js";
import { noWorkbook, tooLarge } from "./unreadable.js";

/** A workbook of ten sheets has about thirty parts. */
const MOST_PARTS = 2000;
/** How many times longer than its packed bytes a part may be: sheets are ten to thirty times, bombs a thousand. */
const MOST_TIMES = 200;
/** Below it nobody minds. */
const SMALL = 2 ** 20;

/** The parts of a packed file, by name. What a part says of its length is checked before and while it is unpacked. */
export class Zip {
  private constructor(
    private readonly zip: ZipFile,
    private readonly parts: ReadonlyMap<string, Entry>,
  ) {}

  static async open(file: OpenFile): Promise<Zip> {
    const parts = new Map<string, Entry>();
    const zip = await fromRandomAccessReaderPromise(new Places(file), file.size, { autoClose: false }).catch(() => {
      throw noWorkbook();
    });
    if (zip.entryCount > MOST_PARTS) throw tooLarge();
    try {
      for await (const entry of zip.eachEntry()) {
        // Of two parts of one name, whoever else opens the file may see the other.
        if (parts.size >= MOST_PARTS || parts.has(entry.fileName)) throw noWorkbook();
        parts.set(entry.fileName, entry);
      }
    } catch {
      throw noWorkbook();
    }
    return new Zip(zip, parts);
  }

  has(name: string): boolean {
    return this.parts.has(name);
  }

  /** The bytes of a part, unpacked; how many packed ones it has. */
  async read(name: string, mostBytes: number): Promise<{ bytes: Readable; packed: number; unpacked: number }> {
    const entry = this.parts.get(name);
    if (!entry?.canDecodeFileData()) throw noWorkbook();
    const { compressedSize: packed, uncompressedSize: unpacked } = entry;
    if (unpacked > mostBytes || (unpacked > SMALL && unpacked > packed * MOST_TIMES)) throw tooLarge();
    const bytes = await this.zip.openReadStreamPromise(entry).catch(() => {
      throw noWorkbook();
    });
    // What goes wrong after nobody reads on any more is nobody's.
    bytes.on("error", () => undefined);
    return { bytes, packed, unpacked };
  }
}

/** What reads an archive at any place of a file. */
class Places extends RandomAccessReader {
  constructor(private readonly file: OpenFile) {
    super();
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.file.parts(start, end), { objectMode: false });
  }
}
