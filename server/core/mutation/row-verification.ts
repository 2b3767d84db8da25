import type { Database } from "../database/database.js";
import { mayGoOn } from "../time/turn.js";
import type { AuditKeys } from "./audit-key.js";
import { type Objects, statesOf } from "./object-state.store.js";
import { BUCKET } from "./row-seal.js";
import { bucketsBetween, recordsOf } from "./row-seal.store.js";
import { isAs, lastIdIn } from "./sealing.js";
import { SEALED_TABLES, type SealedTable } from "./traced-table.js";
import { idsMade, idsTraced, lastBucketOf } from "./verification.store.js";

/** What is wrong with an object. */
export type Fault = readonly [type: string, id: number, faults: readonly string[]];

/** What is wrong with objects that have no entry: they have to be as they were sealed. */
export async function* faultsOfRows(db: Database, keys: AuditKeys): AsyncGenerator<Fault> {
  for (const sealed of SEALED_TABLES) {
    const end = Math.max(await lastIdIn(db, sealed), (1 + (await lastBucketOf(db, sealed))) * BUCKET - 1);
    for (const objects of bucketsBetween(1, end)) {
      const found = await faultsIn(db, keys, sealed, objects);
      // They may be under change at this moment.
      if (found.length > 0) {
        yield* await faultsIn(
          db,
          keys,
          sealed,
          found.map(([, id]) => id),
        );
      }
    }
  }
}

async function faultsIn(db: Database, keys: AuditKeys, sealed: SealedTable, objects: Objects): Promise<Fault[]> {
  const records = await recordsOf(db, keys, sealed, objects);
  const states = await statesOf(db, sealed, objects);
  // Looked at last: whoever has an entry by now need not be as it was sealed.
  const traced = await idsTraced(db, sealed.type, objects);
  const made = await idsMade(db, sealed, objects);
  const faults: Fault[] = [];
  const accuse = (id: number, fault: string) => faults.push([sealed.type, id, [fault]]);
  for (const [id, state] of states) {
    await mayGoOn();
    if (traced.has(id)) continue;
    const record = records.get(id);
    if (state.version > 1 || made.has(id)) accuse(id, `it is at version ${state.version}, and has no entry at all`);
    else if (!record?.digest) accuse(id, "no act or file has brought it");
    else if (record.key && !isAs(record, state)) accuse(id, "it is not as it was loaded");
  }
  for (const [id, { digest }] of records) {
    if (digest && !states.has(id) && !traced.has(id)) accuse(id, "it is gone, and no act or file has removed it");
  }
  return faults;
}
