import type { Database } from "../database/database.js";
import { omit, type RowOf, selectList } from "../database/table.js";
import { DATA_SCOPES, type DataScope, type Scope, SLOTS } from "./revision.js";
import { DATA_REVISION } from "./revision.row.js";

/** The slots of all parts of the data, in the one order in which they are counted here. */
export const SLOT_KEYS: readonly { scope: DataScope; slot: number }[] = DATA_SCOPES.flatMap((scope) =>
  Array.from({ length: SLOTS }, (_, slot) => ({ scope, slot })),
);

/** How often each has moved, in that order. */
export type Slots = readonly number[];

const COLUMNS = omit(DATA_REVISION, "id");
type SlotRow = RowOf<typeof COLUMNS>;

/** Where each of them stands, as of one moment. */
export async function readSlots(db: Database): Promise<Slots> {
  return slotsOf(await db.query<SlotRow>(`SELECT ${selectList(COLUMNS)} FROM data_revision`));
}

/** Of those that are not among these rows nothing is known: 0. */
export function slotsOf(rows: readonly { scope: Scope; slot: number; revision: number }[]): Slots {
  const revisions = new Map(rows.map(({ scope, slot, revision }) => [`${scope} ${slot}`, revision]));
  return SLOT_KEYS.map(({ scope, slot }) => revisions.get(`${scope} ${slot}`) ?? 0);
}

/** The place of a slot among all. */
export const placeOf = (scope: DataScope, slot: number): number => DATA_SCOPES.indexOf(scope) * SLOTS + slot;

/** Whether a part of the data is the same at both. */
export const isUnmoved = (one: Slots, other: Slots, of: Scope): boolean =>
  SLOT_KEYS.every(({ scope }, i) => scope !== of || one[i] === other[i]);

/** The revision of a part of the data. */
export const revisionIn = (slots: Slots, of: Scope): number =>
  SLOT_KEYS.reduce((sum, { scope }, i) => (scope === of ? sum + (slots[i] ?? 0) : sum), 0);
