import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { addressOf } from "../concepts/access/session/address.js";
import type { ImportedBook } from "../concepts/concept.js";
import { choicesOf } from "../concepts/export/choices.js";
import type { Export } from "../concepts/export/export.js";
import { exportInfoSheet } from "../concepts/export/export-info-sheet.js";
import { readGiven } from "../concepts/export/parameters.js";
import { guideTo, guideToAll, templateOf } from "../concepts/export/template.js";
import { BOOKS, EXPORTS, exportNamed, FORMATS, formatNamed } from "../concepts/index.js";
import { assertAllowed, ruleOf } from "../core/access/policy.js";
import { asksByDocumentsOnly } from "../core/access/viewer.js";
import type { Context, Shared, Snapshot } from "../core/context.js";
import { requestIdOf } from "../core/request-id.js";
import { Refusal, tooManyDownloads } from "../core/schema/errors.js";
import { sameRevision } from "../core/snapshot/revision.js";
import { dayAt } from "../core/time/clock.js";
import type { Format } from "../files/format.js";
import { csvOf } from "../files/writing/csv.js";
import { begun, type Table } from "../files/writing/table.js";
import { workbookOf } from "../files/writing/workbook.js";
import type { Sheet } from "../files/writing/workbook-parts.js";
import { parametersOf, pathOf } from "./address.js";
import { packedHeaders, packing } from "./coding.js";
import { type Places, type PlacesOf, placesHere } from "./concurrency-limit.js";
import { DOWNLOAD_LIST, downloadsFor } from "./download-list.js";
import { allow, commonHeaders, refuse, send as sendBytes } from "./exchange.js";
import * as messages from "./http.messages.js";
import { codingOf, JSON_TYPE } from "./negotiation.js";
import { documentsOnly } from "./persisted-documents.js";
import { contextOf } from "./request-context.js";

/** Beside an empty table stand the terms and codes that a cell may name, which are for the same people. */
const TEMPLATES = ruleOf("Query.terms");

const BOOK_LIST = Object.values(BOOKS);

/** A list of a country takes seconds of work. */
const MOST_AT_ONCE = 32;
const MOST_OF_ADDRESS = 8;

const KINDS = {
  csv: "text/csv; charset=utf-8; header=present",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const;
type Kind = keyof typeof KINDS;

const ADDRESS = /^\/(export|template)\/([^/?]+)\.(csv|xlsx)$/;

/** A file as it is sent: its names, and its bytes as they are made. */
interface Download {
  kind: Kind;
  /** For clients that know ASCII only, and as people read it; without the ending. */
  names: { ascii: string; vi: string };
  bytes: AsyncIterable<string | Buffer>;
}

/**
 * Lists as files at /export/NAME.csv and .xlsx, empty tables to fill in at /template/NAME.csv and .xlsx, and which there
 * are at /export/index.json.
 */
export class Downloads {
  readonly #places: Places;

  constructor(
    private readonly shared: Shared,
    placesOf: PlacesOf = placesHere,
  ) {
    this.#places = placesOf("downloads", MOST_AT_ONCE, MOST_OF_ADDRESS);
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === "OPTIONS") return allow(request, response, "GET");
    if (request.method !== "GET") return refuse(request, response, "METHOD_NOT_ALLOWED", { allow: "GET" });
    const leave = await this.#places.take(addressOf(request, this.shared.auth.proxies));
    if (!leave) throw tooManyDownloads();
    try {
      const context = await contextOf(this.shared, request);
      if (asksByDocumentsOnly(context.viewer)) throw documentsOnly();
      if (pathOf(request) === DOWNLOAD_LIST) sendList(request, response, context);
      else await send(request, response, await this.#find(request, context));
    } finally {
      leave();
    }
  }

  async #find(request: IncomingMessage, context: Context): Promise<Download> {
    const [, what, name = "", kind] = ADDRESS.exec(pathOf(request)) ?? [];
    const list = what === "export" ? exportNamed(name) : undefined;
    const operation = list ?? formatNamed(name) ?? BOOK_LIST.find((each) => each.name === name);
    if (operation) context.seen.asked = { operation: operation.name, isKnown: true };
    if (list) return exportOf(list, kind as Kind, parametersOf(request), request, context);
    const format = what === "template" ? formatNamed(name) : undefined;
    // Several tables make no file of comma-separated values.
    const book = what === "template" && kind === "xlsx" ? BOOK_LIST.find((each) => each.name === name) : undefined;
    if (!format && !book) throw nothingThere();
    assertAllowed(TEMPLATES, context.viewer);
    await context.snapshots.ready();
    const { snapshot } = context;
    return book ? bookTemplate(book, snapshot) : tableTemplate(format as Format, kind as Kind, snapshot);
  }
}

function tableTemplate(format: Format, kind: Kind, snapshot: Snapshot): Download {
  const choices = choicesOf([format], snapshot);
  const table = templateOf(format, choices.of(format));
  const names = { ascii: `template-${format.name}`, vi: `Mẫu ${format.titleVi}` };
  return { kind, names, bytes: written(kind, table, [table, guideTo(format, snapshot.terms), choices.sheet]) };
}

function bookTemplate({ name, titleVi, sheets }: ImportedBook, snapshot: Snapshot): Download {
  const formats = sheets.map(({ format }) => format);
  const choices = choicesOf(formats, snapshot);
  const tables = formats.map((format) => templateOf(format, choices.of(format)));
  const names = { ascii: `template-${name}`, vi: `Mẫu ${titleVi}` };
  return { kind: "xlsx", names, bytes: workbookOf([...tables, guideToAll(formats, snapshot.terms), choices.sheet]) };
}

async function exportOf(
  list: Export,
  kind: Kind,
  search: URLSearchParams,
  request: IncomingMessage,
  context: Context,
): Promise<Download> {
  assertAllowed(ruleOf(list.field), context.viewer);
  const given = readGiven(list.parameters, search);
  await context.snapshots.ready();
  const { shared, snapshots } = context;
  const table = await list.open(given, context);
  const seen = { rows: 0 };
  const pieces = await begun(counted(table, seen));
  const at = shared.auth.now();
  const facts = exportInfoSheet(async () => {
    const now = await shared.revisions.current();
    return {
      ...{ list, search, at, rows: seen.rows, cited: table.cited },
      snapshot: (await shared.snapshots.at(now)).snapshot,
      address: request.url ?? "",
      requestId: requestIdOf(request),
      steady: snapshots.revision !== undefined && sameRevision(snapshots.revision, now),
    };
  });
  const sheet = { title: list.titleVi, columns: table.columns, pieces };
  const names = { ascii: `${list.name}-${dayAt(at)}`, vi: `${list.titleVi} ${dayAt(at)}` };
  return { kind, names, bytes: written(kind, sheet, [sheet, facts]) };
}

async function* counted({ pieces }: Table, seen: { rows: number }): Table["pieces"] {
  for await (const lines of pieces) {
    seen.rows += lines.length;
    yield lines;
  }
}

const written = (kind: Kind, table: Sheet, sheets: readonly Sheet[]): AsyncIterable<string | Buffer> =>
  kind === "csv" ? csvOf(table) : workbookOf(sheets);

function sendList(request: IncomingMessage, response: ServerResponse, { viewer, seen }: Context): void {
  seen.asked = { operation: "downloads", isKnown: true };
  const bytes = Buffer.from(JSON.stringify(downloadsFor(viewer)));
  sendBytes(request, response, 200, bytes, { "content-type": JSON_TYPE, "cache-control": "no-store" });
}

/** Sends a file as fast as the client takes it. What goes wrong now can only break the connection. */
async function send(
  request: IncomingMessage,
  response: ServerResponse,
  { kind, names, bytes }: Download,
): Promise<void> {
  // Whoever left while the list was being looked up is not told of again: nothing would ever end the answer.
  if (response.destroyed) return;
  // A workbook is packed in itself.
  const coding = kind === "csv" ? codingOf(request) : undefined;
  response.writeHead(200, [
    ...commonHeaders(request),
    ...Object.entries(coding ? packedHeaders(coding) : {}).flat(),
    ...["content-type", KINDS[kind], "cache-control", "no-store"],
    ...[
      "content-disposition",
      `attachment; filename="${names.ascii}.${kind}"; filename*=UTF-8''${inHeader(`${names.vi}.${kind}`)}`,
    ],
  ]);
  try {
    await (coding ? pipeline(bytes, packing(coding), response) : pipeline(bytes, response));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
  }
}

/** As RFC 8187 has it. */
const inHeader = (text: string): string =>
  encodeURIComponent(text).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

function nothingThere(): Refusal {
  const lists = EXPORTS.map(({ name }) => name).join(", ");
  const formats = [...FORMATS, ...BOOK_LIST].map(({ name }) => name).join(", ");
  return new Refusal("NOT_FOUND", messages.noSuchFile(lists, formats));
}
