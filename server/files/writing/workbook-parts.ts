import { type Choices, dataValidations } from "./choices.js";
import { inAttribute, letters, MOST_ROWS, rowOf, sheetBegin, sheetEnd } from "./sheet.js";
import type { Column, Line, Table } from "./table.js";

export interface Sheet extends Pick<Table, "columns" | "pieces"> {
  title: string;
  /** What its columns offer while they are filled in. */
  choices?: readonly Choices[];
}

/** A file in the archive that a workbook is; its content is asked for when its turn has come. */
export interface Entry {
  name: string;
  content: AsyncIterable<string>;
}

/** A sheet as far as it is written. */
interface Written {
  title: string;
  columns: readonly Column[];
  lastRow: number;
  choices: readonly Choices[];
}

/**
 * The files of a workbook (Office Open XML) of these sheets, written as they are read: the next one is begun when one is
 * done. What is longer than a sheet goes on in a further one. Knows nothing of Node.js: the playground makes workbooks too.
 */
export async function* entriesOf(sheets: readonly Sheet[], mostRows = MOST_ROWS): AsyncGenerator<Entry> {
  const written: Written[] = [];
  for (const { title, columns, pieces, choices = [] } of sheets) {
    const lines = new Lines(pieces);
    try {
      for (let part = 1; part === 1 || (await lines.areMore()); part += 1) {
        const sheet: Written = { title: part === 1 ? title : `${title} (${part})`, columns, lastRow: 1, choices };
        written.push(sheet);
        yield {
          name: `xl/${fileOf(written.length)}`,
          content: contentOf(sheet, lines, written.length === 1, mostRows),
        };
      }
    } finally {
      await lines.close();
    }
  }
  for (const [name, xml] of partsOf(written)) yield { name, content: asItIs(`${HEAD}${xml}`) };
}

async function* contentOf(sheet: Written, lines: Lines, isFirst: boolean, mostRows: number): AsyncGenerator<string> {
  const { columns } = sheet;
  let some = await lines.take(mostRows - 1);
  yield sheetBegin(columns, some, isFirst);
  while (some.length > 0) {
    let rows = "";
    for (const line of some) {
      sheet.lastRow += 1;
      rows += rowOf(line, columns, sheet.lastRow);
    }
    yield rows;
    some = await lines.take(mostRows - sheet.lastRow);
  }
  yield sheetEnd(columns, sheet.lastRow, dataValidations(sheet.choices));
}

/** Lines that are taken a few at a time, whatever pieces they come in. */
class Lines {
  readonly #pieces: AsyncIterator<readonly Line[]>;
  #rest: readonly Line[] = [];

  constructor(pieces: AsyncIterable<readonly Line[]>) {
    this.#pieces = pieces[Symbol.asyncIterator]();
  }

  async areMore(): Promise<boolean> {
    while (this.#rest.length === 0) {
      const { done, value } = await this.#pieces.next();
      if (done) return false;
      this.#rest = value;
    }
    return true;
  }

  async take(most: number): Promise<readonly Line[]> {
    if (most === 0 || !(await this.areMore())) return [];
    const taken = this.#rest.slice(0, most);
    this.#rest = this.#rest.slice(most);
    return taken;
  }

  async close(): Promise<void> {
    await this.#pieces.return?.();
  }
}

async function* asItIs(xml: string): AsyncGenerator<string> {
  yield xml;
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml";

const fileOf = (number: number): string => `worksheets/sheet${number}.xml`;

/** What tells of the sheets; written after them, when it is known how many there are. */
function partsOf(sheets: readonly Written[]): (readonly [name: string, xml: string])[] {
  const each = (of: (sheet: Written, number: number) => string) => sheets.map((sheet, i) => of(sheet, i + 1)).join("");
  const override = (name: string, kind: string) =>
    `<Override PartName="/xl/${name}" ContentType="${CONTENT}.${kind}+xml"/>`;
  const relation = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`;
  return [
    ["xl/styles.xml", STYLES],
    [
      "xl/workbook.xml",
      `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>` +
        each(({ title }, n) => `<sheet name="${inAttribute(title)}" sheetId="${n}" r:id="rId${n}"/>`) +
        `</sheets><definedNames>${each(filterOf)}</definedNames></workbook>`,
    ],
    [
      "xl/_rels/workbook.xml.rels",
      `<Relationships xmlns="${PACKAGE}/relationships">` +
        each((_, n) => relation(`rId${n}`, "worksheet", fileOf(n))) +
        `${relation("rIdStyles", "styles", "styles.xml")}</Relationships>`,
    ],
    [
      "_rels/.rels",
      `<Relationships xmlns="${PACKAGE}/relationships">${relation("rId1", "officeDocument", "xl/workbook.xml")}</Relationships>`,
    ],
    [
      "[Content_Types].xml",
      `<Types xmlns="${PACKAGE}/content-types">` +
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
        '<Default Extension="xml" ContentType="application/xml"/>' +
        override("workbook.xml", "sheet.main") +
        override("styles.xml", "styles") +
        `${each((_, n) => override(fileOf(n), "worksheet"))}</Types>`,
    ],
  ];
}

/** What a sheet filters, said once more for the whole workbook: Excel wants it so. */
const filterOf = ({ title, columns, lastRow }: Written, number: number): string =>
  `<definedName name="_xlnm._FilterDatabase" localSheetId="${number - 1}" hidden="1">` +
  `${inAttribute(`'${title.replaceAll("'", "''")}'!$A$1:$${letters(columns.length - 1)}$${lastRow}`)}</definedName>`;

/** In the order of `STYLE`: numbers as they are, bold headers, texts, texts that look like formulas, days. */
const STYLES =
  `<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>` +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5">' +
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>' +
  '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' +
  '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" quotePrefix="1"/>' +
  '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>' +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';
