import { type AuditKey, DIGEST_BYTES } from "./audit-key.js";
import type { ObjectState } from "./object-state.store.js";

/** So many ids have their records in one row. */
export const BUCKET = 1024;
export const bucketOf = (id: number): number => Math.floor(id / BUCKET);

/** How an object stood when it was sealed; a digest that is null: it was gone. */
export interface SealedRecord {
  id: number;
  version: number;
  digest: Buffer | null;
}

const BYTES = 2 + 4 + DIGEST_BYTES;
const GONE = Buffer.alloc(DIGEST_BYTES);

export const recordOf = (key: AuditKey, id: number, state: ObjectState): SealedRecord => ({
  id,
  version: state.version,
  digest: key.digest(state.rows),
});

/** Records of one bucket, as they are kept. */
export function written(records: readonly SealedRecord[]): string {
  const bytes = Buffer.alloc(records.length * BYTES);
  records.forEach(({ id, version, digest }, i) => {
    bytes.writeUInt16BE(id % BUCKET, i * BYTES);
    bytes.writeUInt32BE(version, i * BYTES + 2);
    (digest ?? GONE).copy(bytes, i * BYTES + 6);
  });
  return bytes.toString("base64url");
}

export function recordsIn(bucket: number, kept: string): SealedRecord[] {
  const bytes = Buffer.from(kept, "base64url");
  return Array.from({ length: Math.floor(bytes.length / BYTES) }, (_, i) => {
    const digest = bytes.subarray(i * BYTES + 6, (i + 1) * BYTES);
    return {
      id: bucket * BUCKET + bytes.readUInt16BE(i * BYTES),
      version: bytes.readUInt32BE(i * BYTES + 2),
      digest: digest.equals(GONE) ? null : digest,
    };
  });
}

export const sealOfRecords = (key: AuditKey, type: string, bucket: number, records: string): string =>
  key.seal(["rows", type, bucket, records]);
