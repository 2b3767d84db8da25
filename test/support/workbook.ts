import readSheets from "read-excel-file/node";
import { fromBufferPromise } from "yauzl";

export interface ReadSheet {
  sheet: string;
  data: readonly (readonly unknown[])[];
}

/** The sheets of a workbook, as a program of others reads them; days as yyyy-mm-dd. */
export async function sheetsOf(bytes: Uint8Array): Promise<ReadSheet[]> {
  const sheets = await readSheets(Buffer.from(bytes), { trim: false });
  return sheets.map(({ sheet, data }) => ({ sheet, data: data.map((row) => row.map(shown)) }));
}

const shown = (cell: unknown): unknown => (cell instanceof Date ? cell.toISOString().slice(0, 10) : cell);

/** The parts of a packed file as texts, by their names. */
export async function partsOf(bytes: Uint8Array): Promise<Map<string, string>> {
  const parts = new Map<string, string>();
  const zip = await fromBufferPromise(Buffer.from(bytes));
  for await (const entry of zip.eachEntry()) {
    const content: Buffer[] = [];
    for await (const some of await zip.openReadStreamPromise(entry)) content.push(some as Buffer);
    parts.set(entry.fileName, Buffer.concat(content).toString());
  }
  return parts;
}
