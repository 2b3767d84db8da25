import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { turn } from "../../core/time/turn.js";
import type { Replacement } from "./replacements.js";

/** What a file holds: a text, what reads it from its start as often as it is asked to, or an open file. */
export type Content = string | (() => AsyncIterable<Uint8Array>) | OpenFile;

/** A file that can be read from any place, as a workbook has to be. */
export class OpenFile {
  private constructor(
    readonly handle: FileHandle,
    readonly size: number,
  ) {}

  /** Whoever opens it closes it. */
  static async at(path: string): Promise<OpenFile> {
    return OpenFile.of(await open(path, "r"));
  }

  static async of(handle: FileHandle): Promise<OpenFile> {
    return new OpenFile(handle, (await handle.stat()).size);
  }

  /**
   * Its bytes, part by part. Whoever stops early leaves it open: a stream over its descriptor would close that, and
   * what is opened next may have the same number.
   */
  async *parts(start = 0, end = this.size): AsyncGenerator<Uint8Array> {
    for (let at = start; at < end; ) {
      const part = await this.read(at, Math.min(PART, end - at));
      if (part.length === 0) return;
      at += part.length;
      yield part;
    }
  }

  /** So many bytes from a place on, or fewer where it ends before. */
  async read(start: number, bytes: number): Promise<Buffer> {
    const { buffer, bytesRead } = await this.handle.read(Buffer.allocUnsafe(bytes), 0, bytes, start);
    return buffer.subarray(0, bytesRead);
  }

  close(): Promise<void> {
    return this.handle.close();
  }
}

/** What a file is called in messages, and what it holds. */
export interface Source {
  file: string;
  content: Content;
  /** Of a workbook the sheet to read; left out: the one that has the header. */
  sheet?: string | undefined;
  /** Cells of it that are read otherwise than it has them. */
  replacements?: readonly Replacement[] | undefined;
}

/** The cells of one row of a file, and the line that it begins on. */
export interface Cells {
  cells: readonly string[];
  line: number;
  /** Columns whose cells hold what cannot be read, which has been told. */
  unreadable?: ReadonlySet<number>;
  /** Of the header of a workbook: on which sheet it stands, and whether the file counts its days from 1904. */
  sheet?: string | undefined;
  since1904?: boolean;
}

/** A table of comma-separated values at a path. */
export const partsOfFile =
  (path: string): Content =>
  () =>
    createReadStream(path);

const PART = 65_536;

/** The bytes of a file, part by part; others have their turn after each. */
export async function* partsOf(content: Content): AsyncGenerator<Uint8Array> {
  if (content instanceof OpenFile) return yield* content.parts();
  if (typeof content !== "string") return yield* content();
  const bytes = Buffer.from(content);
  for (let start = 0; start < bytes.length; start += PART) {
    yield bytes.subarray(start, start + PART);
    await turn();
  }
}

export async function sha256Of(parts: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash("sha256");
  for await (const part of parts) hash.update(part);
  return hash.digest("hex");
}
