import { groupBy } from "../../../core/collections/groups.js";
import type { Database } from "../../../core/database/database.js";
import { isOneOf } from "../../../core/database/sql.js";
import { pick, type RowOf, selectList } from "../../../core/database/table.js";
import { undo } from "../../../core/mutation/state-before.js";
import { type ChangeEntry, entriesBetween } from "../../../core/snapshot/changed-objects.js";
import {
  isUnmoved,
  placeOf,
  readSlots,
  revisionIn,
  SLOT_KEYS,
  type Slots,
} from "../../../core/snapshot/revision-slots.js";
import { OBSERVATION } from "../observation/observation.row.js";

const SUMMED = pick(
  OBSERVATION,
  ...(["id", "metricId", "facilityId", "areaId", "on", "from"] as const),
  ...(["value", "numerator", "denominator", "reported", "version"] as const),
);
type SummedFigure = Readonly<RowOf<typeof SUMMED>>;

/** One change of one figure. */
export interface FigureMove {
  /** The slot that moved with it, and how often it had moved then. */
  readonly place: number;
  readonly revision: number;
  /** Whose figure it is, and of which period: that never changes. */
  readonly figure: SummedFigure;
  /** Null: it was not on record. */
  readonly before: SummedFigure | null;
  /** Null: it is on record no more. */
  readonly after: SummedFigure | null;
}

/** The slots that move with figures. */
const PLACES = SLOT_KEYS.flatMap(({ scope }, place) => (scope === "DATA" ? place : []));

/** How many are remembered: what was summed before them is summed anew. */
const MOST_MOVES = 5000;
/** How often they are read again because others wrote meanwhile. */
const MOST_TRIES = 5;

/** A moment in the life of all figures. */
export interface MovesAt {
  readonly slots: Slots;
  /** The same as a revision. */
  readonly revision: number;
  /** How often it was not known what had happened: what is as of a moment before that is not brought further. */
  readonly gaps: number;
}

interface Known extends MovesAt {
  /** All that has moved since then is known. */
  readonly since: Slots;
  readonly moves: readonly FigureMove[];
}

/**
 * The figures that have changed lately, each after what it was before, by the entries of the trail: what was made of
 * figures before them can be kept right. Where the trail does not tell, nothing is known from before.
 */
export class FigureMoves {
  #known: Known | undefined;
  #advancing: Promise<void> | undefined;

  constructor(
    private readonly db: Database,
    private readonly most = MOST_MOVES,
  ) {}

  /** Up to where all is known. */
  get at(): MovesAt {
    if (!this.#known) throw new Error("Nobody has asked yet how figures move.");
    const { slots, revision, gaps } = this.#known;
    return { slots, revision, gaps };
  }

  /** Something was read as of these slots; from the first time on it is followed what moves. */
  reached(slots: Slots): MovesAt {
    this.#known ??= knownFrom(slots, 0);
    return { slots, revision: revisionIn(slots, "DATA"), gaps: this.#known.gaps };
  }

  /** Reads what has moved, until this revision at least. */
  async upTo(revision: number): Promise<void> {
    if (!this.#known || this.#known.revision >= revision) return;
    // What is under way may have begun before a change that has to be known.
    await this.#advancing?.catch(() => undefined);
    if (this.#known.revision >= revision) return;
    this.#advancing ??= this.#advance(this.#known).finally(() => {
      this.#advancing = undefined;
    });
    await this.#advancing;
  }

  /** How figures of a metric have moved from then on; null: that is not known. */
  since({ slots, revision, gaps }: MovesAt, metricId: number): readonly FigureMove[] | null {
    const known = this.#known;
    if (!known || gaps !== known.gaps || revision > known.revision) return null;
    if (slots === known.slots) return [];
    if (PLACES.some((place) => (slots[place] ?? 0) < (known.since[place] ?? 0))) return null;
    return known.moves.filter(
      ({ figure, place, revision: moved }) => figure.metricId === metricId && moved > (slots[place] ?? 0),
    );
  }

  async #advance(known: Known): Promise<void> {
    for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
      const slots = await readSlots(this.db);
      if (isUnmoved(known.slots, slots, "DATA")) return;
      const moves = await this.#read(known.slots, slots);
      if (moves === null) {
        this.#known = knownFrom(slots, known.gaps + 1);
        return;
      }
      // The figures were read as they are: as of these slots, if nothing has moved since.
      if (isUnmoved(slots, await readSlots(this.db), "DATA")) {
        this.#known = this.#with(known, slots, moves);
        return;
      }
    }
    this.#known = knownFrom(await readSlots(this.db), known.gaps + 1);
  }

  #with(known: Known, slots: Slots, moves: readonly FigureMove[]): Known {
    const all = [...known.moves, ...moves];
    const forgotten = all.splice(0, Math.max(0, all.length - this.most));
    const since = [...known.since];
    for (const { place, revision } of forgotten) since[place] = Math.max(since[place] ?? 0, revision);
    return { ...known, since, slots, revision: revisionIn(slots, "DATA"), moves: all };
  }

  async #read(from: Slots, to: Slots): Promise<readonly FigureMove[] | null> {
    const entries = await entriesBetween(this.db, from, to, "DATA");
    // Of an import the trail may tell no figures.
    if (!entries || entries.some(({ objectType }) => objectType === "Import")) return null;
    const byFigure = groupBy(
      entries.filter(({ objectType }) => objectType === "Observation"),
      ({ objectId }) => objectId,
    );
    if (byFigure.size === 0) return [];
    const rows = new Map((await figuresById(this.db, [...byFigure.keys()])).map((row) => [row.id, row]));
    const moves: FigureMove[] = [];
    for (const [id, own] of byFigure) {
      const row = rows.get(id);
      const told = row && movesOf(row, own);
      if (!told) return null;
      moves.push(...told);
    }
    return moves;
  }
}

const knownFrom = (slots: Slots, gaps: number): Known => ({
  ...{ since: slots, slots, gaps, moves: [] },
  revision: revisionIn(slots, "DATA"),
});

/** A figure that has been withdrawn stands where it went. */
type Found = SummedFigure & { isGone: number };

function figuresById(db: Database, ids: readonly number[]): Promise<Found[]> {
  const { sql, params } = isOneOf("o.id", ids);
  const select = (isGone: number, table: string) =>
    `SELECT ${selectList(SUMMED, "o")}, ${isGone} AS isGone FROM ${table} o WHERE ${sql}`;
  return db.query(`${select(0, "observation")} UNION ALL ${select(1, "withdrawn_observation")}`, [
    ...params,
    ...params,
  ]);
}

/** Each step that led to how a figure stands; undefined: the trail does not tell all of them. */
function movesOf({ isGone, ...figure }: Found, entries: readonly ChangeEntry[]): FigureMove[] | undefined {
  const newestFirst = [...entries].sort((a, b) => b.version - a.version);
  if (newestFirst.some(({ version }, i) => version !== figure.version - i)) return undefined;
  let after = isGone === 1 ? null : figure;
  return newestFirst.map((entry) => {
    const before = undo(after ?? figure, [entry]);
    const move = { place: placeOf("DATA", entry.slot), revision: entry.revision, figure, before, after };
    after = before;
    return move;
  });
}
