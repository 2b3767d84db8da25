import { ById } from "../../../core/collections/by-id.js";
import { Derived } from "../../../core/collections/derived.js";
import { groupBy } from "../../../core/collections/groups.js";
import { resorted } from "../../../core/collections/sorted.js";
import type { AssessmentRow, RoundRow } from "./assessment.store.js";

/** The facilities that were at one level in the earlier round and at another in the later; null: not known. */
export interface LevelTransition {
  from: number | null;
  to: number | null;
  count: number;
  facilityIds: readonly number[];
}

/** How many facilities went up, down, stayed, or lack one of the two levels, and which. */
export interface LevelChanges {
  up: number;
  down: number;
  same: number;
  unknown: number;
  transitions: readonly LevelTransition[];
}

type Grouped = Derived<ById<readonly AssessmentRow[]>>;

/**
 * All assessments with their levels, without their components; a question about them costs no statement. Pure.
 *
 * It never changes. `with` makes another one of it, which shares what has not changed.
 */
export class PublishedAssessments {
  /** How old each round is, by its id: the oldest is 0. */
  readonly #places: ReadonlyMap<number, number>;

  private constructor(
    private readonly rows: ById<AssessmentRow>,
    /** Each in the order in which they were entered, which is that of their ids. */
    private readonly byFacility: Grouped,
    private readonly byRound: Grouped,
    private readonly oldestFirst: readonly RoundRow[] = [],
  ) {
    this.#places = new Map(oldestFirst.map(({ id }, place) => [id, place]));
  }

  /** Of rows in the order of their ids. */
  static of(rows: readonly AssessmentRow[]): PublishedAssessments {
    const byId = ById.of(rows.map((row) => [row.id, row] as const));
    return new PublishedAssessments(
      byId,
      new Derived(grouping(byId, facilityOf)),
      new Derived(grouping(byId, roundOf)),
    );
  }

  /** The same with these rows in the place of those of the ids; what no row tells of is no longer published. */
  with(ids: readonly number[], rows: readonly AssessmentRow[]): PublishedAssessments {
    const found = new Map(rows.map((row) => [row.id, row]));
    const changes = [...new Set(ids)].map((id) => ({ before: this.rows.get(id), after: found.get(id), id }));
    const byId = this.rows.with(changes.map(({ id, after }) => [id, after]));
    const [before, after] = [changes.flatMap((each) => each.before ?? []), changes.flatMap((each) => each.after ?? [])];
    const regrouped = (groups: Grouped, keyOf: KeyOf) =>
      groups.next(grouping(byId, keyOf), (known) => {
        const [gone, come] = [groupBy(before, keyOf), groupBy(after, keyOf)];
        return known.with(
          [...new Set([...gone.keys(), ...come.keys()])].map((key) => {
            const list = resorted(known.get(key) ?? [], gone.get(key) ?? [], come.get(key) ?? [], inOrder);
            return [key, list.length > 0 ? list : undefined] as const;
          }),
        );
      });
    return new PublishedAssessments(
      byId,
      regrouped(this.byFacility, facilityOf),
      regrouped(this.byRound, roundOf),
      this.oldestFirst,
    );
  }

  /** The same, told by the order of these rounds. */
  inOrderOf(oldestFirst: readonly RoundRow[]): PublishedAssessments {
    return new PublishedAssessments(this.rows, this.byFacility, this.byRound, oldestFirst);
  }

  /** Whether both are of the same assessments. */
  isSameAs(other: PublishedAssessments): boolean {
    return this.rows === other.rows;
  }

  /** The row of an id that stands in another row. */
  byId(id: number): AssessmentRow {
    const row = this.find(id);
    if (!row) throw new Error(`No assessment ${id} in what is held in memory.`);
    return row;
  }

  find(id: number): AssessmentRow | null {
    const row = this.rows.get(id);
    // Frozen only now: for all of a country's at once it would be felt at the start.
    return row ? Object.freeze(row) : null;
  }

  /** Those of a facility, the newest round first. */
  of(facilityId: number): readonly AssessmentRow[] {
    const entered = this.byFacility.get().get(facilityId) ?? [];
    // Rows are frozen when they are first asked for, and so is the list that they stand in.
    if (!Object.isFrozen(entered)) for (const each of [...entered, entered]) Object.freeze(each);
    const rows: AssessmentRow[] = [];
    let isSorted = true;
    // Most were entered round after round: then there is nothing to sort.
    for (let i = entered.length - 1; i >= 0; i -= 1) {
      const row = entered[i] as AssessmentRow;
      const newer = rows.at(-1);
      isSorted &&= newer === undefined || this.#isNewer(newer, row);
      rows.push(row);
    }
    return isSorted ? rows : rows.sort((a, b) => (this.#isNewer(a, b) ? -1 : 1));
  }

  #isNewer(one: AssessmentRow, other: AssessmentRow): boolean {
    return (this.#places.get(one.roundId) ?? -1) > (this.#places.get(other.roundId) ?? -1);
  }

  /** That of a facility in a round. */
  ofFacilityIn(facilityId: number, roundId: number): AssessmentRow | undefined {
    return this.byFacility
      .get()
      .get(facilityId)
      ?.find((row) => row.roundId === roundId);
  }

  ofRound(roundId: number): readonly AssessmentRow[] {
    return this.byRound.get().get(roundId) ?? [];
  }

  /** From one round to another, over every facility that is in either; with `members`, over these alone. */
  changes(from: RoundRow, to: RoundRow, members: ReadonlySet<number> | null = null): LevelChanges {
    const levels = (round: RoundRow) =>
      new Map(this.ofRound(round.id).map((row) => [row.facilityId, row.reportedLevel]));
    const [earlier, later] = [levels(from), levels(to)];
    const either = [...new Set([...earlier.keys(), ...later.keys()])];
    const cells = groupBy(
      either
        .filter((id) => members?.has(id) !== false)
        .map((id) => ({
          id,
          from: earlier.get(id) ?? null,
          to: later.get(id) ?? null,
        })),
      (change) => `${change.from} ${change.to}`,
    );
    const transitions = [...cells.values()].flatMap((changes) => {
      const [first] = changes;
      return first
        ? [{ from: first.from, to: first.to, count: changes.length, facilityIds: changes.map(({ id }) => id) }]
        : [];
    });
    transitions.sort((a, b) => (a.from ?? 0) - (b.from ?? 0) || (a.to ?? 0) - (b.to ?? 0));
    const count = (kind: LevelMovement) =>
      transitions.filter((each) => changeOf(each.from, each.to) === kind).reduce((sum, each) => sum + each.count, 0);
    return { up: count("up"), down: count("down"), same: count("same"), unknown: count("unknown"), transitions };
  }
}

type KeyOf = (row: AssessmentRow) => number;
const facilityOf: KeyOf = ({ facilityId }) => facilityId;
const roundOf: KeyOf = ({ roundId }) => roundId;

/** Lists that have grown have room for more: the copies have not. */
const grouping = (rows: ById<AssessmentRow>, keyOf: KeyOf) => () =>
  ById.of([...groupBy(rows.values(), keyOf)].map(([key, list]) => [key, list.slice()] as const));

const inOrder = (one: AssessmentRow, other: AssessmentRow): number => one.id - other.id;

export type LevelMovement = "up" | "down" | "same" | "unknown";

export function changeOf(earlier: number | null, later: number | null): LevelMovement {
  if (earlier === null || later === null) return "unknown";
  return later > earlier ? "up" : later < earlier ? "down" : "same";
}
