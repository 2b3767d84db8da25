import { entriesOf, type Sheet } from "./workbook-parts.js";
import { zipOf } from "./zip.js";

/** A workbook of these sheets, packed as it is made. */
export const workbookOf = (sheets: readonly Sheet[], mostRows?: number): AsyncGenerator<Buffer> =>
  zipOf(entriesOf(sheets, mostRows));
