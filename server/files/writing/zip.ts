import { type PassThrough, Readable } from "node:stream";
import { finished } from "node:stream/promises";
import type { ReadStreamOptions } from "yazl";
import type { Entry } from "./workbook-parts.js";

/** An archive has to name a day for each file, and none is meant: the first that it can name, wherever it is made. */
const OPTIONS: Partial<ReadStreamOptions> = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true };

/**
 * A ZIP archive of any length, written as its content is made and no faster than it is taken; zlib packs on threads of
 * its own. Whoever stops taking it ends what it is made of.
 */
export async function* zipOf(entries: AsyncIterable<Entry>): AsyncGenerator<Buffer> {
  // Only workbooks need it: a start of the server does not wait for it.
  const { ZipFile } = await import("yazl");
  const zip = new ZipFile();
  const archive = zip.outputStream as PassThrough;
  let packed: Readable | undefined;
  const filled = fill().catch((error: Error) => archive.destroy(error));
  try {
    yield* archive;
  } finally {
    archive.destroy();
    packed?.destroy();
    await filled;
  }

  async function fill(): Promise<void> {
    for await (const { name, content } of entries) {
      if (archive.destroyed) return;
      packed = Readable.from(content, { objectMode: false });
      zip.addReadStream(packed, name, OPTIONS);
      // The next one is made of what this one has left over.
      await finished(packed);
    }
    zip.end();
  }
}
