// Sends a file to be imported, and tells how far that is.
import { request } from "./client.js";
import type { CallOptions, Connection } from "./connection.js";
import { type FileImportInput, ImportTable } from "./generated/documents.js";

/** A table in CSV or XLSX: what browsers and Node.js have, or how React Native names a file. */
export type TableFile = Blob | { readonly uri: string; readonly name: string; readonly type: string };

/** How far the server is with a file. */
export interface ImportProgress {
  /** How many were read; in the second half of the bytes, while they are written, all of them. */
  readonly rows: number;
  /** Of the `size` bytes of the file, about so many: the first half is reading, the second writing. */
  readonly bytes: number;
  readonly size: number;
}

export interface ImportFileOptions extends CallOptions {
  /** Called now and then while an import takes longer; never, where all of it is done at once. */
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
}

const USUAL_TIMEOUT_MS = 600_000;
const EVENTS = "text/event-stream";

/**
 * `ImportTable` with a file instead of a text: up to 256 MiB, also a workbook. Sent again after a lost answer it is
 * imported once. Ten minutes if `timeoutMs` is left out.
 */
export function importFile(
  connection: Connection,
  file: TableFile,
  input: Omit<FileImportInput, "file" | "text">,
  { onProgress, timeoutMs = USUAL_TIMEOUT_MS, signal }: ImportFileOptions = {},
) {
  const { fetch: ask = fetch } = connection;
  const upload = async (url: string, init: RequestInit): Promise<Response> => {
    const body = new FormData();
    body.append("operations", init.body as string);
    body.append("map", '{"0":["variables.input.file"]}');
    body.append("0", file as Blob);
    const headers = init.headers as Record<string, string>;
    delete headers["content-type"]; // the platform says it, with the boundary that it chose
    headers["apollo-require-preflight"] = "true";
    if (onProgress) headers.accept = `${EVENTS}, ${headers.accept}`;
    const answer = await ask(url, { ...init, body });
    return onProgress && answer.headers.get("content-type")?.startsWith(EVENTS) ? heard(answer, onProgress) : answer;
  };
  const variables = { input: { ...input, file: null } };
  return request({ ...connection, fetch: upload }, ImportTable, variables, { signal, timeoutMs });
}

/** Reads the events of an answer; the one that is no progress holds the answer itself. */
async function heard(answer: Response, tell: (progress: ImportProgress) => void): Promise<Response> {
  const reader = answer.body?.getReader(); // React Native has none: all is told at the end
  const decoder = reader && new TextDecoder();
  let text = reader ? "" : await answer.text();
  let said = "";
  for (let isOver = false; !isOver; ) {
    const { done = true, value } = (await reader?.read()) ?? {};
    text += decoder?.decode(value, { stream: !done }) ?? "";
    text = text.replace(/event: (\w+)\ndata: (.*)\n\n/g, (_, name, data) => {
      if (name === "progress") tell(JSON.parse(data));
      said ||= name === "next" ? data : "";
      return "";
    });
    isOver = done;
  }
  return new Response(said, answer);
}
