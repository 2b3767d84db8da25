import type { Database } from "../../../core/database/database.js";
import type { Result } from "../level/level-rule.js";
import { componentsAfter } from "./assessment.store.js";

/**
 * The component results of all assessments. Most of them are alike: the same result is one object, and those with the
 * same results share one list, so a country's take a few megabytes, and those that are asked for lie close together.
 */
export class PublishedResults {
  private constructor(private readonly byAssessment: ReadonlyMap<number, Results>) {}

  of(assessmentId: number): readonly Result[] {
    return this.byAssessment.get(assessmentId)?.list ?? [];
  }

  /** Reads them piece by piece, while others are answered; null: they were no longer wanted. */
  static async read(db: Database, isWanted: () => boolean): Promise<PublishedResults | null> {
    const results = new Map<string, Result>();
    const none = new Results([]);
    const found = new Map<number, Results>();
    let last = 0;
    while (isWanted()) {
      const piece = await componentsAfter(db, last);
      for (const { assessmentId, component, level, grade } of piece) {
        const key = `${component} ${level} ${grade}`;
        const result = results.get(key) ?? Object.freeze({ component, level, grade });
        results.set(key, result);
        found.set(assessmentId, (found.get(assessmentId) ?? none).with(result));
      }
      const end = piece.at(-1);
      if (!end) return new PublishedResults(found);
      last = end.id;
    }
    return null;
  }
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
