import { type Encoding } from "./problems.js";

/** What has been seen of a file so far. */
export interface Seen {
  bytes: number;
  /** How its letters are written; null of what is no file of text. */
  encoding: Encoding | null;
  /** At the edges of how many cells something was dropped that nobody sees. */
  tidiedCells: number;
  /** Of a workbook: the sheet on which the header was found. */
  sheet: string | null;
}

export const NOTHING_SEEN: Readonly<Seen> = { bytes: 0, encoding: null, tidiedCells: 0, sheet: null };
