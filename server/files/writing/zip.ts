import { pipeline } from "node:stream/promises";
import { crc32, createDeflateRaw } from "node:zlib";

/** A file in the archive; its content is asked for when its turn has come. */
export interface Entry {
  name: string;
  content: AsyncIterable<string>;
}

/** Beyond this a ZIP archive needs fields that we do not write. */
const LARGEST = 0xffff_ffff;
const DEFLATED = 8;
/** Sizes and check follow the content, names are UTF-8. */
const FLAGS = 0x0808;
const VERSION = 20;
/** 1 January 1980: an archive has to name a day, and none is meant. */
const DATE = 0x0021;

/** A ZIP archive, written as its content is made; zlib packs on threads of its own. */
export async function* zipOf(entries: AsyncIterable<Entry>): AsyncGenerator<Buffer> {
  const directory: Buffer[] = [];
  let offset = 0;
  const counted = (bytes: Buffer): Buffer => {
    offset += bytes.length;
    if (offset > LARGEST) throw new Error("The archive is larger than ZIP without extensions allows.");
    return bytes;
  };
  for await (const { name, content } of entries) {
    const start = offset;
    yield counted(local(name));
    const begin = offset;
    const packed = packedOf(content);
    for await (const part of packed.parts) yield counted(part);
    const sizes = { ...packed.seen, packed: offset - begin };
    if (sizes.size > LARGEST) throw new Error(`"${name}" is larger than ZIP without extensions allows.`);
    yield counted(descriptor(sizes));
    directory.push(central(name, sizes, start));
  }
  const listed = Buffer.concat(directory);
  yield counted(Buffer.concat([listed, end(directory.length, listed.length, offset)]));
}

interface Sizes {
  check: number;
  packed: number;
  size: number;
}

/** The packed content part by part, and what was seen of it so far. */
function packedOf(content: AsyncIterable<string>) {
  const seen = { check: 0, size: 0 };
  async function* bytes() {
    for await (const text of content) {
      const part = Buffer.from(text);
      seen.check = crc32(part, seen.check);
      seen.size += part.length;
      yield part;
    }
  }
  const deflate = createDeflateRaw();
  // What goes wrong there goes wrong for whoever reads the packed parts.
  pipeline(bytes(), deflate).catch(() => undefined);
  return { parts: deflate as AsyncIterable<Buffer>, seen };
}

/** Fields of two and four bytes, as "2" and "4" say. */
function fields(widths: string, values: readonly number[]): Buffer {
  const bytes = Buffer.alloc([...widths].reduce((sum, width) => sum + Number(width), 0));
  let at = 0;
  for (const [i, width] of [...widths].entries()) at = bytes.writeUIntLE(values[i] ?? 0, at, Number(width));
  return bytes;
}

function local(name: string): Buffer {
  const bytes = Buffer.from(name);
  const head = fields("42222244422", [0x0403_4b50, VERSION, FLAGS, DEFLATED, 0, DATE, 0, 0, 0, bytes.length]);
  return Buffer.concat([head, bytes]);
}

const descriptor = ({ check, packed, size }: Sizes): Buffer => fields("4444", [0x0807_4b50, check, packed, size]);

function central(name: string, { check, packed, size }: Sizes, start: number): Buffer {
  const bytes = Buffer.from(name);
  const head = fields("42222224442222244", [
    ...[0x0201_4b50, VERSION, VERSION, FLAGS, DEFLATED, 0, DATE],
    ...[check, packed, size, bytes.length, 0, 0, 0, 0, 0, start],
  ]);
  return Buffer.concat([head, bytes]);
}

const end = (count: number, length: number, start: number): Buffer =>
  fields("42222442", [0x0605_4b50, 0, 0, count, count, length, start, 0]);
