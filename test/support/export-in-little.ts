import "reflect-metadata";
import type { DatabaseAddress } from "../../server/core/database/address.js";
import { openDatabase } from "../../server/core/database/data-source.js";
import { serve } from "./server.js";

/**
 * Run as a process of its own with a small heap: serves the database that it is given, downloads files from itself, and
 * tells the bytes and the lines of each.
 */
async function main(address: DatabaseAddress, paths: readonly string[]): Promise<void> {
  const db = await openDatabase(address);
  const server = await serve({ db, address, close: () => db.close() });
  for (const path of paths) {
    const response = await fetch(`${server.url}${path}`);
    const seen = { path, status: response.status, bytes: 0, lines: 0 };
    for await (const part of response.body ?? []) {
      seen.bytes += part.length;
      for (const byte of part) if (byte === 10) seen.lines += 1;
    }
    console.log(JSON.stringify(seen));
  }
  await server.close();
}

main(JSON.parse(process.argv[2] ?? "{}"), process.argv.slice(3)).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
