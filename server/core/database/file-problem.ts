import { accessSync, constants, existsSync, statSync } from "node:fs";
import { dirname } from "node:path";

/** What the system, or SQLite, says of a file, in words. */
const WORDS: Readonly<Record<string, string>> = {
  EACCES: "this account may not",
  EPERM: "this account may not",
  EROFS: "what it lies on may only be read",
  ENOENT: "its folder is not there, and cannot be made",
  ENOTDIR: "what should be its folder is a file",
  EEXIST: "what should be its folder is a file",
  EISDIR: "it is a folder",
  ENOSPC: "there is no room left",
  SQLITE_CANTOPEN: "it cannot be opened",
  SQLITE_READONLY: "it may only be read",
  SQLITE_NOTADB: "it is no database",
  SQLITE_CORRUPT: "it is damaged; restore a backup",
  SQLITE_FULL: "there is no room left",
  SQLITE_IOERR: "what it lies on cannot be read",
};

/** What keeps a database file from being used, in a sentence; undefined: it is something else. */
export function problemOfFile(file: string, error: unknown): string | undefined {
  const { code = "" } = error as { code?: string };
  const words = WORDS[/^SQLITE_[A-Z]+/.exec(code)?.[0] ?? code];
  return words && `The database file "${file}" (DATABASE_URL) cannot be read and written: ${words}.`;
}

/** The same before anything is made; undefined: nothing is wrong that can be told so. */
export function problemOfPlace(file: string): string | undefined {
  try {
    if (existsSync(file)) {
      if (statSync(file).isDirectory()) throw Object.assign(new Error(), { code: "EISDIR" });
      accessSync(file, constants.R_OK | constants.W_OK);
    }
    let folder = dirname(file);
    while (!existsSync(folder)) folder = dirname(folder);
    if (!statSync(folder).isDirectory()) throw Object.assign(new Error(), { code: "ENOTDIR" });
    accessSync(folder, constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    return problemOfFile(file, error);
  }
}
