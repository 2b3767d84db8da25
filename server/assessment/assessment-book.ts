import { groupBy, lazily } from "../loading/groups.js";
import type { AssessmentRow, RoundRow } from "./assessment.store.js";

/** How many facilities went up, down, stayed, or lack one of the two levels. */
export interface LevelChanges {
  up: number;
  down: number;
  same: number;
  unknown: number;
}

/** All assessments with their levels, without their components; a question about them costs no statement. Pure. */
export class AssessmentBook {
  readonly #byFacility: ReadonlyMap<number, AssessmentRow[]>;
  readonly #byRound = lazily(() => groupBy(this.assessments, ({ roundId }) => roundId));
  readonly #byId = lazily(() => new Map(this.assessments.map((row) => [row.id, row])));

  constructor(private readonly assessments: readonly AssessmentRow[]) {
    for (const row of assessments) Object.freeze(row);
    this.#byFacility = groupBy(assessments, ({ facilityId }) => facilityId);
  }

  find(id: number): AssessmentRow | null {
    return this.#byId().get(id) ?? null;
  }

  /** Those of a facility, the newest round first. */
  of(facilityId: number): readonly AssessmentRow[] {
    return this.#byFacility.get(facilityId) ?? [];
  }

  ofRound(roundId: number): readonly AssessmentRow[] {
    return this.#byRound().get(roundId) ?? [];
  }

  /** From one round to another, over every facility that is in either. */
  changes(from: RoundRow, to: RoundRow): LevelChanges {
    const levels = (round: RoundRow) =>
      new Map(this.ofRound(round.id).map((row) => [row.facilityId, row.reportedLevel]));
    const [earlier, later] = [levels(from), levels(to)];
    const changes: LevelChanges = { up: 0, down: 0, same: 0, unknown: 0 };
    for (const id of new Set([...earlier.keys(), ...later.keys()])) {
      changes[changeOf(earlier.get(id) ?? null, later.get(id) ?? null)] += 1;
    }
    return changes;
  }
}

function changeOf(earlier: number | null, later: number | null): keyof LevelChanges {
  if (earlier === null || later === null) return "unknown";
  return later > earlier ? "up" : later < earlier ? "down" : "same";
}
