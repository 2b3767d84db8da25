import type { Cells, OpenFile } from "./content.js";
import type { Problems } from "./problems.js";
import type { Heard } from "./records.js";

export async function* workbookRecords(
  _file: string,
  _content: OpenFile,
  _problems: Problems,
  _heard: Heard,
): AsyncGenerator<Cells[]> {
  yield [];
}
