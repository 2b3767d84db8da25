import type { Database, Transaction } from "../database/database.js";
import { type Sql } from "../database/database.js";
import { sqlOf } from "../database/sql.js";
import { turn } from "../time/turn.js";

/** What data is on record, in parts that change apart. Servers hold the first three in memory (`*.snapshot.ts`). */
export const DATA_SCOPES = ["REFERENCE", "FACILITY", "ASSESSMENT", "DATA"] as const;
export type DataScope = (typeof DATA_SCOPES)[number];
/** With who may ask (`auth/`), which servers hold in memory as well. */
export const SCOPES = [...DATA_SCOPES, "ACCOUNT"] as const;
export type Scope = (typeof SCOPES)[number];

/**
 * How often each part has changed. A revision moves in the transaction of the change itself, so nobody sees one without
 * the other.
 */
export type Revision = Readonly<Record<Scope, number>>;

/** Whether the data are the same. What an account may see is part of what makes a question (`keyOf`). */
export const sameRevision = (one: Revision, other: Revision): boolean =>
  DATA_SCOPES.every((scope) => one[scope] === other[scope]);

/** Each scope is a sum over many rows, so that writers do not queue for one: each moves another row. */
export const SLOTS = 16;

/** A row that is moved at the end of a transaction: nobody else moves it then until the transaction has ended. */
export interface Moved {
  scope: Scope;
  slot: number;
}

let lastSlot: number | undefined;

/** A server takes one after the other, beginning anywhere: what it does at once is in different ones. */
export function nextSlot(): number {
  lastSlot = ((lastSlot ?? Math.floor(Math.random() * SLOTS)) + 1) % SLOTS;
  return lastSlot;
}

export function moveRevision(tx: Transaction, scope: Scope, slot: number = nextSlot()): Moved {
  const next = tx.dialect === "mysql" ? "(@moved := revision + 1)" : "revision + 1";
  tx.last(`UPDATE data_revision SET revision = ${next} WHERE scope = ? AND slot = ?`, [scope, slot]);
  return { scope, slot };
}

/** Where the row stands that was moved last, within a later statement of the transaction. MariaDB need not look it up. */
export const movedTo = ({ dialect }: Transaction, { scope, slot }: Moved): Sql =>
  dialect === "mysql"
    ? sqlOf("@moved")
    : sqlOf("(SELECT revision FROM data_revision WHERE scope = ? AND slot = ?)", [scope, slot]);

/**
 * Takes every row of a scope, and moves none: whoever moves any of them has been committed before, or begins anew after
 * it. They are written, so that this holds for two nodes of a cluster too.
 */
export const takeWholeScope = (tx: Transaction, scope: Scope): Promise<unknown[]> =>
  tx.query("UPDATE data_revision SET taken = taken + 1 WHERE scope = ?", [scope]);

/** The same, where servers have to ask anew what they hold of it. */
export const moveWholeRevision = (tx: Transaction, scope: Scope): Promise<unknown[]> =>
  tx.query("UPDATE data_revision SET revision = revision + 1 WHERE scope = ?", [scope]);

/** How long a statement waits for others to join, in turns of the event loop. */
const MOST_TURNS = 4;

/**
 * Reads the revision of now. Requests share a statement, but only one that was sent after they asked: it leaves when a
 * turn of the event loop brings nobody else, since those who were answered a moment ago ask again at once; and whoever
 * comes while it is under way waits for the next.
 */
export class Revisions {
  #reading: Promise<Revision> | undefined;
  #next: Promise<Revision> | undefined;
  /** How many wait for the next. */
  #waiting = 0;

  constructor(private readonly db: Database) {}

  current(): Promise<Revision> {
    this.#waiting += 1;
    this.#next ??= this.#read();
    return this.#next;
  }

  async #read(): Promise<Revision> {
    // The statement under way may have begun before a change that this request must see.
    await this.#reading?.catch(() => undefined);
    let before = 0;
    for (let turns = 0; turns < MOST_TURNS && before < this.#waiting; turns += 1) {
      before = this.#waiting;
      await turn();
    }
    this.#waiting = 0;
    this.#next = undefined;
    this.#reading = this.#ask();
    return this.#reading;
  }

  async #ask(): Promise<Revision> {
    const [revision] = await this.db.query<Revision>(NOW);
    if (!revision) throw new Error("There is no revision on record.");
    // MariaDB answers sums as texts.
    return Object.fromEntries(SCOPES.map((scope) => [scope, Number(revision[scope])])) as Record<Scope, number>;
  }
}

const NOW = `SELECT ${SCOPES.map((scope) => `SUM(CASE WHEN scope = '${scope}' THEN revision END) AS ${scope}`).join(", ")} FROM data_revision`;
