import { groupBy, lazily } from "../../../core/collections/groups.js";
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

/** All assessments with their levels, without their components; a question about them costs no statement. Pure. */
export class PublishedAssessments {
  readonly #byId = lazily(() => new Map(this.assessments.map((row) => [row.id, row])));
  readonly #byRound = lazily(() => groupBy(this.assessments, ({ roundId }) => roundId));
  readonly #byFacility = lazily(() => groupBy(this.assessments, ({ facilityId }) => facilityId));
  readonly #newestFirst = new Map<number, readonly AssessmentRow[]>();

  constructor(
    private readonly assessments: readonly AssessmentRow[],
    private readonly oldestFirst: readonly RoundRow[],
  ) {}

  /** The row of an id that stands in another row. */
  byId(id: number): AssessmentRow {
    const row = this.find(id);
    if (!row) throw new Error(`No assessment ${id} in what is held in memory.`);
    return row;
  }

  find(id: number): AssessmentRow | null {
    const row = this.#byId().get(id);
    return row ? Object.freeze(row) : null;
  }

  /** Those of a facility, the newest round first. */
  of(facilityId: number): readonly AssessmentRow[] {
    const known = this.#newestFirst.get(facilityId);
    if (known) return known;
    const sorted = this.#sorted(this.#byFacility().get(facilityId) ?? []);
    this.#newestFirst.set(facilityId, sorted);
    return sorted;
  }

  #sorted(rows: readonly AssessmentRow[]): readonly AssessmentRow[] {
    const place = ({ roundId }: AssessmentRow) => this.oldestFirst.findIndex(({ id }) => id === roundId);
    // Frozen only now: for all of a country's at once it would be felt at the start.
    return rows.map((row) => Object.freeze(row)).sort((a, b) => place(b) - place(a));
  }

  ofRound(roundId: number): readonly AssessmentRow[] {
    return this.#byRound().get(roundId) ?? [];
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
    const count = (kind: ReturnType<typeof changeOf>) =>
      transitions.filter((each) => changeOf(each.from, each.to) === kind).reduce((sum, each) => sum + each.count, 0);
    return { up: count("up"), down: count("down"), same: count("same"), unknown: count("unknown"), transitions };
  }
}

function changeOf(earlier: number | null, later: number | null): "up" | "down" | "same" | "unknown" {
  if (earlier === null || later === null) return "unknown";
  return later > earlier ? "up" : later < earlier ? "down" : "same";
}
