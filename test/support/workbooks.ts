import { writeFile } from "node:fs/promises";
import { crc32, deflateRawSync } from "node:zlib";
import { parse } from "csv-parse/sync";

/** A part of a packed file; `claims` is what it says of its own length, if that is not so. */
export interface Part {
  name: string;
  content: string | Buffer;
  claims?: number;
}

/** Packs parts as every program that writes .xlsx does. */
export function zipOf(parts: readonly Part[]): Buffer {
  const [files, directory]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const { name, content, claims } of parts) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const title = Buffer.from(name);
    const sizes = Buffer.alloc(12);
    sizes.writeUInt32LE(crc32(bytes), 0);
    sizes.writeUInt32LE(packed.length, 4);
    sizes.writeUInt32LE(claims ?? bytes.length, 8);
    const lengths = Buffer.alloc(4);
    lengths.writeUInt16LE(title.length, 0);
    const common = Buffer.concat([Buffer.from([20, 0, 0, 8, 8, 0, 0, 0, 0, 0]), sizes, lengths]);
    const file = Buffer.concat([Buffer.from("PK\x03\x04"), common, title, packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02"), Buffer.from([20, 0]), common, place, title]));
    files.push(file);
    offset += file.length;
  }
  const index = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06");
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(index.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, index, end]);
}

const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

const relations = (...found: [id: string, type: string, target: string][]): string =>
  `${XML}<Relationships xmlns="${RELATIONS}">${found
    .map(([id, type, target]) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`)
    .join("")}</Relationships>`;

/** Styles by which the tests show numbers: 1 a day, 2 a percentage, 3 a day of an own format, 4 an own percentage. */
const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="[$-42A]dd/mm/yyyy;@"/>
<numFmt numFmtId="165" formatCode="0.0&quot; days&quot;%"/></numFmts><cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs>
<cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="10"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>`;

interface Made {
  /** The rows of the first sheet, as XML. */
  rows: string;
  texts?: string;
  workbookPr?: string;
  /** The sheets, as XML; the rows stand in the one with rId1. */
  sheets?: string;
  more?: readonly Part[];
}

/** The parts of a workbook. */
export const partsOfWorkbook = ({ rows, texts = "", workbookPr = "", sheets, more = [] }: Made): Part[] => [
  { name: "_rels/.rels", content: relations(["rId1", "officeDocument", "xl/workbook.xml"]) },
  {
    name: "xl/workbook.xml",
    content: `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${workbookPr}<sheets>${
      sheets ?? '<sheet name="Số liệu" sheetId="1" r:id="rId1"/>'
    }</sheets></workbook>`,
  },
  {
    name: "xl/_rels/workbook.xml.rels",
    content: relations(
      ["rId1", "worksheet", "worksheets/sheet1.xml"],
      ["rId2", "worksheet", "/xl/worksheets/sheet2.xml"],
      ["rId3", "sharedStrings", "sharedStrings.xml"],
      ["rId4", "styles", "styles.xml"],
    ),
  },
  {
    name: "xl/worksheets/sheet1.xml",
    content: `${XML}<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`,
  },
  {
    name: "xl/worksheets/sheet2.xml",
    content: `${XML}<worksheet xmlns="${MAIN}"><sheetData><row><c t="str"><v>another</v></c></row></sheetData></worksheet>`,
  },
  { name: "xl/sharedStrings.xml", content: `${XML}<sst xmlns="${MAIN}">${texts}</sst>` },
  { name: "xl/styles.xml", content: STYLES },
  ...more,
];

export const workbookOf = (made: Made): Buffer => zipOf(partsOfWorkbook(made));

/** A row of cells that hold texts. */
export const textRow = (...cells: readonly string[]): string =>
  `<row>${cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join("")}</row>`;

/** A workbook with a sheet for each of these tables of comma-separated values; all cells are texts. */
export function workbookOfTables(tables: Readonly<Record<string, string>>): Buffer {
  const sheets = Object.entries(tables).map(([name, csv], i) => {
    const rows: string[][] = parse(csv, { relax_column_count: true });
    const cells = rows.map((row) =>
      textRow(...row.map((cell) => cell.replaceAll("&", "&amp;").replaceAll("<", "&lt;"))),
    );
    return { name, id: i + 1, rows: cells.join("") };
  });
  return zipOf([
    { name: "_rels/.rels", content: relations(["rId1", "officeDocument", "xl/workbook.xml"]) },
    {
      name: "xl/workbook.xml",
      content: `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets
        .map(({ name, id }) => `<sheet name="${name}" sheetId="${id}" r:id="rId${id}"/>`)
        .join("")}</sheets></workbook>`,
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      content: relations(
        ...sheets.map(({ id }): [string, string, string] => [`rId${id}`, "worksheet", `worksheets/sheet${id}.xml`]),
      ),
    },
    ...sheets.map(({ id, rows }) => ({
      name: `xl/worksheets/sheet${id}.xml`,
      content: `${XML}<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`,
    })),
  ]);
}

export const saved = async (path: string, content: Buffer): Promise<string> => {
  await writeFile(path, content);
  return path;
};
