import { createHash } from "node:crypto";
import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { Busboy, type BusboyInstance } from "@fastify/busboy";
import { Refusal } from "./errors.js";
import type { Question } from "./executor.js";
import { OpenFile } from "./importing/content.js";
import { Upload } from "./importing/upload.js";
import { LARGEST_BODY, LARGEST_UPLOAD } from "./limits.js";

/** How many files one server takes in at once: each lies on its disk meanwhile. */
const MOST_AT_ONCE = 4;
let underWay = 0;

export const isMultipart = (contentType = ""): boolean => /^\s*multipart\/form-data\s*;/i.test(contentType);

/** A form of another site's page can send files, but none of these headers: whoever sends one is no such form. */
export const isPreflighted = ({ headers }: IncomingMessage): boolean =>
  Boolean(headers["apollo-require-preflight"] ?? headers["x-apollo-operation-name"]);

export const notPreflighted = (): Refusal =>
  new Refusal("BAD_REQUEST", {
    en: "A request with a file needs the header `apollo-require-preflight: true`.",
    vi: "Yêu cầu kèm tệp cần có header `apollo-require-preflight: true`.",
  });

const unreadable = (): Refusal =>
  new Refusal("BAD_REQUEST", {
    en: "The request could not be read; send `operations`, `map` and one file, as the GraphQL multipart request specification has it.",
    vi: "Không đọc được yêu cầu; hãy gửi `operations`, `map` và một tệp theo đặc tả GraphQL multipart request.",
  });

const tooLarge = (): Refusal =>
  new Refusal("PAYLOAD_TOO_LARGE", {
    en: `The file is larger than ${LARGEST_UPLOAD / 2 ** 20} MiB; divide it.`,
    vi: `Tệp lớn hơn ${LARGEST_UPLOAD / 2 ** 20} MiB; hãy chia nhỏ tệp.`,
  });

const tooMany = (): Refusal =>
  new Refusal(
    "RATE_LIMITED",
    {
      en: "Other files are being received just now; send it again in a moment.",
      vi: "Đang nhận các tệp khác; vui lòng gửi lại sau ít phút.",
    },
    undefined,
    5,
  );

interface QuestionWithFile {
  question: Question;
  upload: Upload;
}

/**
 * Takes in a question with a file, and answers it; what `answer` gets lasts until it has answered. The whole file is
 * received before anything is written: a slow sender keeps no transaction waiting.
 */
export async function withUpload(request: IncomingMessage, answer: (sent: QuestionWithFile) => Promise<void>) {
  if (underWay >= MOST_AT_ONCE) throw tooMany();
  underWay += 1;
  try {
    const handle = await unnamedFile();
    try {
      await answer(await receive(request, handle));
    } finally {
      await handle.close();
    }
  } finally {
    underWay -= 1;
  }
}

/** A file without a name, which is gone with the process that has it open. */
async function unnamedFile(): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), "hue-health-upload-"));
  try {
    return await open(join(folder, "upload"), "wx+", 0o600);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function receive(request: IncomingMessage, handle: FileHandle): Promise<QuestionWithFile> {
  const fields = new Map<string, string>();
  let file: { field: string; name: string; written: Promise<string> } | undefined;
  let refusal: Refusal | undefined;
  const parts = partsOf(request);
  parts.on("field", (name, value, _nameTruncated, isCut) => {
    if (isCut) refusal ??= tooLarge();
    fields.set(name, value);
  });
  parts.on("file", (field, stream, name) => {
    stream.on("limit", () => {
      refusal ??= tooLarge();
      request.unpipe(parts);
      parts.destroy();
    });
    const written = write(stream, handle);
    written.catch(() => undefined);
    file = { field, name: basename(name ?? "").normalize("NFC"), written };
  });
  for (const limit of ["partsLimit", "filesLimit", "fieldsLimit"] as const) {
    parts.on(limit, () => {
      refusal ??= unreadable();
    });
  }
  try {
    request.pipe(parts);
    const gone = () => parts.destroy(new Error("The client has gone."));
    if (request.destroyed) gone();
    request.once("close", () => request.complete || gone());
    await finished(parts);
    const sha256 = await file?.written;
    if (!refusal && file && sha256 !== undefined) {
      const upload = new Upload(file.name, await OpenFile.of(handle), sha256);
      const question = questionOf(fields, file.field, upload);
      if (question) return { question, upload };
    }
  } catch (error) {
    if (!refusal && (error as { code?: string }).code === "ENOSPC") throw error;
  }
  throw refusal ?? unreadable();
}

function partsOf({ headers }: IncomingMessage): BusboyInstance {
  try {
    return new Busboy({
      headers: { ...headers, "content-type": headers["content-type"] ?? "" },
      limits: { fields: 2, files: 1, parts: 3, fieldNameSize: 100, fieldSize: LARGEST_BODY, fileSize: LARGEST_UPLOAD },
    });
  } catch {
    throw unreadable();
  }
}

/** Writes what comes to the file; answers what stands for it. */
async function write(stream: Readable, handle: FileHandle): Promise<string> {
  const hash = createHash("sha256");
  for await (const part of stream as AsyncIterable<Uint8Array>) {
    hash.update(part);
    // Unlike `write`, it goes on until all of the part is written.
    await handle.writeFile(part);
  }
  return hash.digest("hex");
}

/** The question, with the file where `map` says; undefined if they do not fit together. */
function questionOf(fields: ReadonlyMap<string, string>, field: string, upload: Upload): Question | undefined {
  const [question, map] = [recordIn(fields.get("operations")), recordIn(fields.get("map"))];
  const paths = map?.[field];
  if (!question || !Array.isArray(paths) || paths.length === 0) return undefined;
  return paths.every((path) => typeof path === "string" && place(question, path.split("."), upload))
    ? question
    : undefined;
}

/** Puts the file where the question has a null; nowhere else. */
function place(into: unknown, path: readonly string[], upload: Upload): boolean {
  const [key = "", ...rest] = path;
  if (!isRecord(into) || !Object.hasOwn(into, key)) return false;
  if (rest.length > 0) return place(into[key], rest, upload);
  if (into[key] !== null) return false;
  into[key] = upload;
  return true;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

function recordIn(json = ""): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return isRecord(value) && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
