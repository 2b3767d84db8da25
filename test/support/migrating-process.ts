import "reflect-metadata";
import type { DatabaseAddress } from "../../server/core/database/address.js";
import { openDatabase } from "../../server/core/database/data-source.js";

/** Opens the database of a test in a process of its own, and says when it begins: whoever started it kills it. */
async function open(): Promise<void> {
  const address = JSON.parse(process.env.MIGRATED ?? "") as DatabaseAddress;
  process.stdout.write("BEGINS\n");
  const db = await openDatabase(address);
  await db.close();
}

open();
