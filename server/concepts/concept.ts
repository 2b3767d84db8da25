import type { NodeFinders, Snapshot } from "../core/context.js";
import type { Database } from "../core/database/database.js";
import type { SnapshotParts } from "../core/snapshot/snapshots.js";
import type { Format } from "../files/format.js";
import type { Export } from "./export/export.js";
import type { Reader } from "./import/reader.js";
import type { DiscrepancyRow } from "./provenance/discrepancy/discrepancy-row.js";

/** A list that people fill in and import over the API. */
export interface ImportedList {
  format: Format;
  reader: Reader;
  /** What it is for, in English and in Vietnamese. */
  about: readonly [en: string, vi: string];
  /** Editors import it too, of data that nobody has to verify first; left out: the Department alone. */
  forEditors?: true;
}

/** A sheet of a workbook that is imported as a whole. */
export interface ImportedSheet {
  /** What it may be called, beside `titleVi` of its format. */
  name: string;
  format: Format;
  reader: Reader;
}

/** Tables that are imported together: all of them or none, from a workbook with a sheet of each or from a text of each. */
export interface ImportedBook {
  /** As `name` of a format. */
  name: string;
  titleVi: string;
  titleEn: string;
  /** The first says in its only row which document all of them come from; the others may be left out. */
  sheets: readonly [ImportedSheet, ...ImportedSheet[]];
  /** What it is for, in English and in Vietnamese. */
  about: readonly [en: string, vi: string];
  /** What is checked of the document once its rows are written. */
  checks(db: Database, snapshot: Snapshot, document: string): Promise<readonly DiscrepancyRow[]>;
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
  /** The same of several tables together. */
  books?: Readonly<Record<string, ImportedBook>>;
  exports?: readonly Export[];
  /** What servers hold of it in memory. */
  snapshot?: SnapshotParts;
}
