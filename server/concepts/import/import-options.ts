import { type Actor } from "../../core/mutation/trail.js";
import { type Content } from "../../files/reading/content.js";
import { type Progress } from "../../files/reading/progress.js";
import type { Replacement } from "../../files/reading/replacements.js";
import { type Origin } from "./import-run.store.js";
import type { NamesHeld } from "./names-held.js";

/** A file to import: what it is called in messages, what it holds, and where its figures come from. */
export interface ImportFile extends Origin {
  content: Content;
  /** Of a workbook the sheet to read; left out: the one that has the header. */
  sheet?: string;
  /** Cells that somebody has chosen other words for; the trail keeps them. */
  replacements?: readonly Replacement[];
}

/** Who brings a file: the repository with data/, a command of whoever runs the server, or somebody who asks. */
type ImportOrigin = "DATA" | "COMMAND" | "CLIENT";

/** How a file is imported. */
export interface ImportOptions {
  origin: ImportOrigin;
  by: Actor;
  /** The day in Vietnam. */
  today: string;
  /** Whether it may undo what people have changed by acts. */
  mayUndoActs?: boolean | undefined;
  /** With whose data whoever imports may do so; left out: with all. */
  mayWrite?: ((facilityId: number) => boolean) | undefined;
  progress?: Progress | undefined;
  /** Left out: the names are read anew each time that they are needed. */
  names?: NamesHeld | undefined;
}
