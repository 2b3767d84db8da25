// A table as a file, written as the server writes its exports: fetched only when somebody wants one.
import { strToU8, zipSync } from "fflate";
import { csvOf } from "../../server/files/writing/csv.js";
import { entriesOf } from "../../server/files/writing/workbook-parts.js";
import type { AnswerList } from "./answer-lists.js";

const WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** For Excel with Vietnamese settings, as `/export/NAME.csv` is. */
export async function csvFile(list: AnswerList): Promise<Blob> {
  return new Blob([await textOf(csvOf(sheetOf(list)))], { type: "text/csv;charset=utf-8" });
}

export async function workbookFile(list: AnswerList, title: string): Promise<Blob> {
  const files: Record<string, Uint8Array> = {};
  for await (const { name, content } of entriesOf([{ title, ...sheetOf(list) }]))
    files[name] = strToU8(await textOf(content));
  return new Blob([zipSync(files) as Uint8Array<ArrayBuffer>], { type: WORKBOOK });
}

const sheetOf = ({ columns, lines }: AnswerList) => ({
  columns,
  pieces: (async function* () {
    yield lines;
  })(),
});

async function textOf(pieces: AsyncIterable<string>): Promise<string> {
  let text = "";
  for await (const piece of pieces) text += piece;
  return text;
}
