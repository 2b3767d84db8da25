import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { type Key, keyOf } from "../core/snapshot/revision-cache.js";
import { textIn } from "./question.js";

/** Longer bodies are read anew: nobody shall fill the memory by what connections hold. */
const LONGEST_HELD = 8192;

interface Asked {
  bytes: Buffer;
  text: string;
  /** Everything but the text, and the key of both. */
  terms: Key;
  key: Key;
}

/**
 * What came last on each connection. A program that asks the same again and again, under the same terms, need not have
 * it read and told apart from everything else anew: that is most of what a kept answer would cost. Key: the connection,
 * and every byte; lifetime: until something else comes on it, or it ends.
 */
export class LastAsked {
  readonly #last = new WeakMap<Socket, Asked>();

  /** The text of a body, and what the question is kept under. `terms` are what the answer depends on besides. */
  read({ socket }: IncomingMessage, bytes: Buffer, terms: Key): { text: string; key: Key } {
    const last = this.#last.get(socket);
    if (last && last.terms === terms && last.bytes.equals(bytes)) return last;
    const text = textIn(bytes);
    const asked = { bytes, text, terms, key: keyUnder(terms, text) };
    if (bytes.length <= LONGEST_HELD) this.#last.set(socket, asked);
    return asked;
  }
}

/** As `keyOf` makes it of all of them. */
export const keyUnder = (terms: Key, text: string): Key => (terms + keyOf([text])) as Key;
