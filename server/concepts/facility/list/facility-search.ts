import { searchWords } from "../../../core/text/fold.js";
import type { FacilityRow } from "../register/facility-history.js";

/** Whether each word asked begins a word of the stored search text; signs alone find nothing. */
export function searched(search: string): (row: Pick<FacilityRow, "searchText">) => boolean {
  const words = searchWords(search).map((word) => ` ${word}`);
  return words.length > 0 ? ({ searchText }) => words.every((word) => searchText.includes(word)) : () => false;
}
