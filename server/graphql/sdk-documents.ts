import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

type Texts = ReadonlyMap<string, string>;

/**
 * The words of the documents that apps ask by their ids: those of the present SDK, and those of every release of it,
 * since an app in the field is as old as its last update. Nothing is read before it is needed: the start need not wait
 * for it, and who asks by the present ids alone never has the old ones read.
 */
export class SdkDocuments {
  #present: Texts | undefined;
  #released: Texts | undefined;
  #words: ReadonlySet<string> | undefined;

  /** Of the SDK in this folder. */
  constructor(private readonly folder: string) {}

  /** The words by the id; undefined if no SDK has it. */
  textOf(id: string): string | undefined {
    this.#present ??= new Map(Object.entries(this.#read<Record<string, string>>("generated/persisted-documents.json")));
    const text = this.#present.get(id);
    if (text !== undefined) return text;
    this.#released ??= this.#readReleased(this.#present);
    return this.#released.get(id);
  }

  /** Whether an SDK asks in these words. */
  has(text: string): boolean {
    this.#words ??= new Set([
      ...Object.values(this.#read<Record<string, string>>("generated/persisted-documents.json")),
      ...this.#releases().map(({ text: words }) => words),
    ]);
    return this.#words.has(text);
  }

  /** Most documents never change: those are there already. Of a release that sent words, there are no ids. */
  #readReleased(present: Texts): Texts {
    return new Map(
      this.#releases().flatMap(({ id, text }) => (id === undefined || present.has(id) ? [] : [[id, text]])),
    );
  }

  #releases(): { id?: string; text: string }[] {
    return readdirSync(join(this.folder, "releases")).flatMap((version) =>
      this.#read<{ id?: string; text: string }[]>(`releases/${version}/operations.json`),
    );
  }

  #read<Content>(file: string): Content {
    return JSON.parse(readFileSync(join(this.folder, file), "utf8"));
  }
}

/** Those of the SDK that this server comes with. */
export const sdkDocuments = new SdkDocuments("client-sdk");
