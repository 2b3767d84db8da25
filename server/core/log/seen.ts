import { PUBLIC_VIEWER, type Viewer } from "../access/viewer.js";
import type { Budget } from "../limits/rates.js";
import type { ErrorCode } from "../schema/errors.js";

/** What was asked, by a name that tells nothing of the values in it. */
export interface Asked {
  /** The name of the operation, or the fields that it asks for. */
  operation: string;
  /** It is one of ours, so that there are a few of it. */
  isKnown: boolean;
}

/** What is told of everybody who is given the same answer. */
export type Told = Pick<Seen, "asked" | "documentId" | "read">;

/** How many objects that are not public are named of one request; the others are counted. */
const MOST_NAMED = 20;

/** One request, as the log and the metrics tell of it once it has been answered. */
export class Seen {
  viewer: Viewer = PUBLIC_VIEWER;
  budget: Budget | undefined;
  /** By the id of which document it was asked, if by one. */
  documentId: string | undefined;
  asked: Asked | undefined;
  /** The code of the refusal, or of the first error. */
  code: ErrorCode | undefined;
  /** Whether the answer was kept from before; undefined: none ever is. */
  isKept: boolean | undefined;
  #read: string[] | undefined;
  #others = 0;

  /** Who asks has been handed something that is not public: this field, or these objects of a type. */
  noteRead(what: string, ids?: readonly (number | string)[]): void {
    for (const name of ids?.map((id) => `${what} ${id}`) ?? [what]) {
      this.#read ??= [];
      if (this.#read.includes(name)) continue;
      if (this.#read.length < MOST_NAMED) this.#read.push(name);
      else this.#others += 1;
    }
  }

  /** What is not public of what was handed out; undefined: nothing. */
  get read(): readonly string[] | undefined {
    return this.#others > 0 ? this.#read?.concat(`${this.#others} more`) : this.#read;
  }

  /** The answer was kept: it is told of it what was told the first time. */
  repeat({ asked, documentId, read }: Told): void {
    this.asked = asked;
    this.documentId = documentId;
    this.#read = read && [...read];
  }
}
