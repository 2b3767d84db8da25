import { inAttribute, letters, MOST_ROWS } from "./sheet.js";

/** What a column of a sheet offers while its cells are filled in: the values of another sheet. */
export interface Choices {
  /** The column, from 0. */
  at: number;
  /** Where they stand: `'Sheet'!$B$2:$B$43`. Values in the sheet itself have no room for more than 255 characters. */
  range: string;
  /** Whether something else may be kept: then whoever enters it is asked, else it is refused. */
  isOpen: boolean;
  error: Said;
  /** Shown beside a cell that is chosen; null: nothing. */
  prompt: Said | null;
}

interface Said {
  title: string;
  text: string;
}

/** What programs take at the most (ECMA-376-1, 18.3.1.32): more makes Excel take a file for a broken one. */
const [LONGEST_TITLE, LONGEST_TEXT] = [32, 255];

/** The element that offers them, which stands behind the filter of a sheet (ECMA-376-1, 18.3.1.99); none where nothing is offered. */
export const dataValidations = (choices: readonly Choices[]): string =>
  choices.length === 0
    ? ""
    : `<dataValidations count="${choices.length}">${choices.map(validationOf).join("")}</dataValidations>`;

function validationOf({ at, range, isOpen, error, prompt }: Choices): string {
  const column = letters(at);
  return (
    `<dataValidation type="list" errorStyle="${isOpen ? "warning" : "stop"}" allowBlank="1" ` +
    `showInputMessage="1" showErrorMessage="1"${said("error", error)}${prompt ? said("prompt", prompt) : ""} ` +
    `sqref="${column}2:${column}${MOST_ROWS}"><formula1>${inAttribute(range)}</formula1></dataValidation>`
  );
}

const said = (name: string, { title, text }: Said): string =>
  ` ${name}Title="${inAttribute(cut(title, LONGEST_TITLE))}" ${name}="${inAttribute(cut(text, LONGEST_TEXT))}"`;

const cut = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
