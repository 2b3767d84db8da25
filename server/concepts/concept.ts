import type { NodeFinders } from "../core/context.js";
import type { SnapshotParts } from "../core/snapshot/snapshots.js";
import type { Format } from "../files/format.js";
import type { Export } from "./export/export.js";
import type { Reader } from "./import/reader.js";

/** A list that people fill in and import over the API. */
export interface ImportedList {
  format: Format;
  reader: Reader;
  /** What it is for, in English and in Vietnamese. */
  about: readonly [en: string, vi: string];
  /** Editors import it too, of data that nobody has to verify first; left out: the Department alone. */
  forEditors?: true;
}

/** What a concept brings: the door of its folder. `index.ts` puts all of them together. */
export interface Concept {
  /** Classes of type-graphql. */
  // biome-ignore lint/complexity/noBannedTypes: type-graphql takes classes so.
  resolvers: readonly Function[];
  /** How its objects are found again by their ids, by the names of their types. */
  nodes?: NodeFinders;
  /** Tables of documents, which commands and `data/` import. */
  tables?: readonly Reader[];
  /** By the value of `ImportFormat`. */
  imports?: Readonly<Record<string, ImportedList>>;
  exports?: readonly Export[];
  /** What servers hold of it in memory. */
  snapshot?: SnapshotParts;
}
