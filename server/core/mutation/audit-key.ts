import { createHmac, hash } from "node:crypto";
import { secretsBeside } from "../access/kept-secret.js";
import { keyFor } from "../access/secret.js";
import type { DatabaseAddress } from "../database/address.js";

/** What seals are made with. */
export class AuditKey {
  /** Makes digests of rows nobody else's: a million of them are made where one seal is. */
  readonly #before: string;

  constructor(
    /** Tells keys apart, and nothing of them; blank: that of a database without a secret, which everybody knows. */
    readonly id: string,
    private readonly key: Buffer,
  ) {
    this.#before = createHmac("sha256", key).update("rows").digest("base64url");
  }

  /** Nobody can make it, or another one in its place, without the key. */
  seal(parts: readonly unknown[]): string {
    return createHmac("sha256", this.key).update(JSON.stringify(parts)).digest("base64url");
  }

  /** Stands for the rows of an object. It is cut short, so that nothing can be added to what it stands for. */
  digest(rows: string): Buffer {
    return hash("sha256", this.#before + rows, "buffer").subarray(0, DIGEST_BYTES);
  }
}

export const DIGEST_BYTES = 10;
const ID_CHARACTERS = 8;

/** The keys of a database: the newest seals, and all of them verify. */
export class AuditKeys {
  constructor(
    readonly newest: AuditKey,
    private readonly others: readonly AuditKey[] = [],
  ) {}

  /** Undefined where the secret is not among those that are set. Before there was one, everybody could seal. */
  find(id: string): AuditKey | undefined {
    return [this.newest, ...this.others, OPEN].find((key) => key.id === id);
  }

  get isKeyed(): boolean {
    return this.newest.id !== OPEN.id;
  }
}

const OPEN = new AuditKey("", Buffer.alloc(0));
export const UNKEYED = new AuditKeys(OPEN);

/** The keys that are set, or that of an embedded database, which keeps its secret beside its file. */
export function auditKeysOf(address: DatabaseAddress): AuditKeys {
  const { auditSecrets = [] } = address;
  const secrets =
    auditSecrets.length === 0 && address.kind === "embedded"
      ? secretsBeside(`${address.file}.audit-secret`)
      : auditSecrets;
  const [newest, ...others] = secrets.map(
    (secret) =>
      new AuditKey(
        keyFor(secret, "name of the key").toString("base64url").slice(0, ID_CHARACTERS),
        keyFor(secret, "audit"),
      ),
  );
  return newest ? new AuditKeys(newest, others) : UNKEYED;
}
