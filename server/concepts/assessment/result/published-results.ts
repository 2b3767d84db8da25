import { ById } from "../../../core/collections/by-id.js";
import type { Database } from "../../../core/database/database.js";
import type { Result } from "../level/level-rule.js";
import { type ComponentRow, componentsAfter } from "./assessment.store.js";

/**
 * The component results of all assessments. Most of them are alike: the same result is one object, and those with the
 * same results share one list, so a country's take a few megabytes, and those that are asked for lie close together.
 */
export class PublishedResults {
  private constructor(
    private readonly byAssessment: ById<Results>,
    private readonly alike: Alike,
  ) {}

  of(assessmentId: number): readonly Result[] {
    return (this.byAssessment.get(assessmentId) ?? this.alike.none).list;
  }

  /** Reads them piece by piece, while others are answered. */
  static async read(db: Database): Promise<PublishedResults> {
    const alike: Alike = { results: new Map(), none: new Results([]) };
    const found = new Map<number, Results>();
    for (let last: number | undefined = 0; last !== undefined; ) {
      const piece: (ComponentRow & { id: number })[] = await componentsAfter(db, last);
      collect(piece, found, alike);
      last = piece.at(-1)?.id;
    }
    return new PublishedResults(ById.of(found), alike);
  }

  /** The same with these in the place of those of some assessments. */
  with(ids: readonly number[], rows: readonly ComponentRow[]): PublishedResults {
    const found = new Map<number, Results>();
    collect(rows, found, this.alike);
    return new PublishedResults(this.byAssessment.with(ids.map((id) => [id, found.get(id)])), this.alike);
  }
}

/** Adds the results of each assessment to those that are found already. */
function collect(rows: readonly ComponentRow[], found: Map<number, Results>, { results, none }: Alike): void {
  for (const { assessmentId, component, level, grade } of rows) {
    const key = `${component} ${level} ${grade}`;
    const result = results.get(key) ?? Object.freeze({ component, level, grade });
    results.set(key, result);
    found.set(assessmentId, (found.get(assessmentId) ?? none).with(result));
  }
}

/** What there is but once: results, by their words, and lists of them, from that of none on. */
interface Alike {
  results: Map<string, Result>;
  none: Results;
}

/** A list of results, and the lists that are one longer. */
class Results {
  readonly #longer = new Map<Result, Results>();

  constructor(readonly list: readonly Result[]) {
    Object.freeze(list);
  }

  with(result: Result): Results {
    const longer = this.#longer.get(result) ?? new Results([...this.list, result]);
    this.#longer.set(result, longer);
    return longer;
  }
}
