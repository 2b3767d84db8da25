import type { LocalizedMessage } from "../../../core/text/localized-message.js";
import * as messages from "../../files.messages.js";

/** Why a workbook is not read: it is none, or it is made to take more than it says. */
export class UnreadableWorkbook extends Error {
  constructor(readonly sentence: LocalizedMessage) {
    super(sentence.en);
  }
}

export const noWorkbook = (): UnreadableWorkbook => new UnreadableWorkbook(messages.noWorkbook);

export const tooLarge = (): UnreadableWorkbook => new UnreadableWorkbook(messages.workbookTooLarge);

/** Where a row or a cell says that it stands: shown as the file has it. */
export const noPlace = (what: "row" | "cell", given: string, after: number): UnreadableWorkbook => {
  const shown = given.slice(0, LONGEST_PLACE);
  return new UnreadableWorkbook(messages.noSuchPlace(what, shown, after));
};

const LONGEST_PLACE = 30;

/** Which of several sheets is meant nobody but whoever made the file knows. */
export const severalTables = (sheets: readonly string[]): UnreadableWorkbook => {
  const names = sheets.slice(0, MOST_NAMED).map((name) => `"${name.slice(0, LONGEST_PLACE)}"`);
  const more = sheets.length > MOST_NAMED ? ", …" : "";
  return new UnreadableWorkbook(messages.severalSheets(names, more));
};

const MOST_NAMED = 5;
