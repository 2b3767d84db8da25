import type { Readable } from "node:stream";
import { SaxesParser } from "saxes";
import { noWorkbook, tooLarge, UnreadableWorkbook } from "./unreadable.js";

/** What somebody wants to hear of a part. Names come without their prefixes. */
export interface Hearer {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** How much may come without a tag: the parser would hold it all. */
const LONGEST_SILENCE = 2 ** 20;
/** Tags that are open at once, which it holds too: a sheet has fewer than ten. */
const DEEPEST = 100;

const local = (name: string): string => name.slice(name.indexOf(":") + 1);

/** Reads a part to its end, piece by piece; answers after each, so that what was heard can be taken up. */
export async function* hear(bytes: Readable, hearer: Hearer): AsyncGenerator<number> {
  const parser = new SaxesParser();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let [silence, depth] = [0, 0];
  const heard = () => {
    silence = 0;
  };
  parser.on("opentag", ({ name, attributes }) => {
    heard();
    depth += 1;
    if (depth > DEEPEST) throw noWorkbook();
    hearer.open?.(local(name), attributes);
  });
  parser.on("closetag", ({ name }) => {
    heard();
    depth -= 1;
    hearer.close?.(local(name));
  });
  parser.on("text", (text) => hearer.text?.(text));
  parser.on("cdata", (text) => hearer.text?.(text));
  parser.on("error", () => {
    throw noWorkbook();
  });
  try {
    for await (const part of bytes as AsyncIterable<Uint8Array>) {
      parser.write(decoder.decode(part, { stream: true }));
      silence += part.length;
      if (silence > LONGEST_SILENCE) throw tooLarge();
      yield part.length;
    }
    parser.write(decoder.decode()).close();
  } catch (error) {
    throw error instanceof UnreadableWorkbook ? error : noWorkbook();
  } finally {
    bytes.destroy();
  }
}

/** The same without anything to take up meanwhile. */
export async function hearAll(bytes: Readable, hearer: Hearer): Promise<void> {
  for await (const _ of hear(bytes, hearer));
}

/** An attribute by its name without the prefix. */
export function attribute(attributes: Readonly<Record<string, string>>, name: string): string | undefined {
  const found = attributes[name];
  if (found !== undefined) return found;
  const key = Object.keys(attributes).find((each) => local(each) === name);
  return key === undefined ? undefined : attributes[key];
}
