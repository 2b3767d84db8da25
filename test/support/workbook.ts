import readSheets from "read-excel-file/node";

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
