import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";

/** What a file holds: a text, or what reads it from its start, part by part, as often as it is asked to. */
export type Content = string | (() => AsyncIterable<Uint8Array>);

export const contentOfFile =
  (path: string): Content =>
  () =>
    createReadStream(path);

const PART = 65_536;

/** The bytes of a file, part by part. */
export async function* partsOf(content: Content): AsyncGenerator<Uint8Array> {
  if (typeof content !== "string") return yield* content();
  const bytes = Buffer.from(content);
  for (let start = 0; start < bytes.length; start += PART) yield bytes.subarray(start, start + PART);
}

export async function sha256Of(parts: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash("sha256");
  for await (const part of parts) hash.update(part);
  return hash.digest("hex");
}
