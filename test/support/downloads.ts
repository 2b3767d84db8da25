import { parse } from "csv-parse/sync";
import type { TestServer } from "./server.js";
import { type ReadSheet, sheetsOf } from "./workbook.js";

type Asked = Pick<TestServer, "url">;

export const download = ({ url }: Asked, path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${url}${path}`, { headers });

const told = async (response: Response): Promise<Response> => {
  if (response.status !== 200) throw new Error(await response.text());
  return response;
};

/** The records of a CSV file, the header first. */
export async function csvAt(server: Asked, path: string): Promise<string[][]> {
  const response = await told(await download(server, path));
  return parse(Buffer.from(await response.arrayBuffer()), { bom: true, delimiter: ";" });
}

/** The sheets of a workbook, each with its header first. */
export async function workbookAt(server: Asked, path: string): Promise<ReadSheet[]> {
  const response = await told(await download(server, path));
  return sheetsOf(new Uint8Array(await response.arrayBuffer()));
}

/** What an export cannot be made without. */
export const NEEDED_BY_EXPORT: Readonly<Record<string, string>> = {
  league: "?metric=LINKUPS",
  "level-changes": "?from=2020&to=2022",
  "campaign-reports": "?campaign=LETTER-1999-2019",
  "what-if": "?round=2022&assume=*.HIS.6",
};
