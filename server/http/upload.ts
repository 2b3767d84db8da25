import { createHash } from "node:crypto";
import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { Busboy, type BusboyInstance } from "@fastify/busboy";
import type { Viewer } from "../core/access/viewer.js";
import { LARGEST_BODY, LARGEST_UPLOAD } from "../core/limits/limits.js";
import { Refusal } from "../core/schema/errors.js";
import { OpenFile } from "../files/reading/content.js";
import { Upload } from "../files/reading/upload.js";
import { type Places, type PlacesOf, placesHere } from "./concurrency-limit.js";
import { ClientGone, readBytes } from "./exchange.js";
import * as messages from "./http.messages.js";
import { notUtf8, questionIn, type SentQuestion, textIn } from "./question.js";

/** How many files one server takes in at once, of facilities and of the Department each: they lie on its disk meanwhile. */
const MOST_AT_ONCE = 16;
const MOST_OF_ACCOUNT = 4;
export const isMultipart = (contentType = ""): boolean => /^\s*multipart\/form-data\s*;/i.test(contentType);

const unreadable = (): Refusal => new Refusal("BAD_REQUEST", messages.uploadUnreadable);

const tooLarge = (): Refusal => new Refusal("PAYLOAD_TOO_LARGE", messages.fileTooLarge(LARGEST_UPLOAD / 2 ** 20));

const tooMany = (): Refusal => new Refusal("RATE_LIMITED", messages.tooManyUploads, undefined, 5);

interface QuestionWithFile {
  question: SentQuestion;
  upload: Upload;
}

/** Takes in questions with a file. Facilities have places of their own: none of them keeps the Department waiting. */
export class Uploads {
  readonly #ofFacilities: Places;
  readonly #ofDepartment: Places;

  constructor(placesOf: PlacesOf = placesHere) {
    this.#ofFacilities = placesOf("uploads of facilities", MOST_AT_ONCE, MOST_OF_ACCOUNT);
    this.#ofDepartment = placesOf("uploads of the Department", MOST_AT_ONCE, MOST_OF_ACCOUNT);
  }

  /**
   * Takes in a question with a file, and answers it; what `answer` gets lasts until it has answered. The whole file is
   * received before anything is written: a slow sender keeps no transaction waiting.
   */
  async receive(request: IncomingMessage, viewer: Viewer, answer: (sent: QuestionWithFile) => Promise<void>) {
    const places = viewer.role === "FACILITY_EDITOR" ? this.#ofFacilities : this.#ofDepartment;
    const leave = await places.take(String(viewer.account?.id));
    if (!leave) throw tooMany();
    try {
      const handle = await unnamedFile();
      try {
        await answer(await receive(request, handle));
      } finally {
        await handle.close();
      }
    } finally {
      leave();
    }
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
  const fields = new Map<string, Promise<Buffer | undefined>>();
  let file: { field: string; name: string; written: Promise<string> } | undefined;
  let refusal: Refusal | undefined;
  const parts = partsOf(request);
  /** What is still to come is not taken in, but read: only then does a client see why. */
  const refuse = (reason: Refusal) => {
    refusal ??= reason;
    request.unpipe(parts);
    parts.destroy();
    request.resume();
  };
  parts.on("file", (field, stream, name: string | undefined) => {
    if (name === undefined) {
      fields.set(
        field,
        readBytes(stream, LARGEST_BODY).catch(() => undefined),
      );
      return;
    }
    if (file) return refuse(unreadable());
    stream.on("limit", () => refuse(tooLarge()));
    const written = write(stream, handle);
    written.catch(() => undefined);
    file = { field, name: basename(name).normalize("NFC"), written };
  });
  parts.on("partsLimit", () => refuse(unreadable()));
  try {
    request.pipe(parts);
    const gone = () => parts.destroy(new ClientGone());
    if (request.destroyed) gone();
    request.once("close", () => request.complete || gone());
    await finished(parts);
    const sha256 = await file?.written;
    const [operations, map] = [await fields.get("operations"), await fields.get("map")];
    if (!refusal && file && sha256 !== undefined && operations && map) {
      // The parser has put U+FFFD where the name is not in UTF-8.
      if (file.name.includes("\ufffd")) throw notUtf8();
      const upload = new Upload(file.name, await OpenFile.of(handle), sha256);
      const question = placed(questionIn(textIn(operations)), textIn(map), file.field, upload);
      if (question) return { question, upload };
    }
  } catch (error) {
    if (!refusal && isOurs(error)) throw error;
  } finally {
    request.unpipe(parts);
    request.resume();
  }
  throw refusal ?? unreadable();
}

/** A refusal, a client that has left, a disk that takes no more; anything else is a form that cannot be read. */
const isOurs = (error: unknown): boolean =>
  error instanceof Refusal || error instanceof ClientGone || (error as { code?: string }).code === "ENOSPC";

function partsOf({ headers }: IncomingMessage): BusboyInstance {
  try {
    return new Busboy({
      headers: { ...headers, "content-type": headers["content-type"] ?? "" },
      // Fields as well: what is no UTF-8 in them is to be refused, and would be read as other letters.
      isPartAFile: () => true,
      limits: { files: 3, parts: 3, fieldNameSize: 100, fileSize: LARGEST_UPLOAD },
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
function placed(question: SentQuestion, map: string, field: string, upload: Upload): SentQuestion | undefined {
  const paths = recordIn(map)?.[field];
  if (!Array.isArray(paths) || paths.length === 0) return undefined;
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

function recordIn(json: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
