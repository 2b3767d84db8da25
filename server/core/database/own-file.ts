import { chmodSync, closeSync, openSync, statSync, writeFileSync } from "node:fs";

/** For its owner alone to read and write. */
const OWN = 0o600;

/** Writes a file that only its owner may read; false: there is one already, which stays as it is. */
export function writeOwnFile(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: "wx", mode: OWN });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return false;
  }
}

/** Makes a file if there is none, and keeps it from everybody else, as far as that is ours to say. */
export function keepToOwner(path: string, { make }: { make: boolean }): void {
  if (make) closeSync(openSync(path, "a", OWN));
  try {
    if ((statSync(path).mode & 0o077) !== 0) chmodSync(path, OWN);
  } catch (error) {
    // There is none, or it is another one's.
    if (!["ENOENT", "EPERM"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  }
}
