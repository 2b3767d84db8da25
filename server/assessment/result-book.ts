import type { Database } from "../database/database.js";
import { componentsAfter } from "./assessment.store.js";
import type { Result } from "./level-rule.js";

/**
 * The component results of all assessments. Most of them are alike: those with the same results share one list, so a
 * country's take a few megabytes.
 */
export class ResultBook {
  private constructor(private readonly byAssessment: ReadonlyMap<number, Results>) {}

  of(assessmentId: number): readonly Result[] {
    return this.byAssessment.get(assessmentId)?.list ?? [];
  }

  /** Reads them piece by piece, while others are answered; null: they were no longer wanted. */
  static async read(db: Database, isWanted: () => boolean): Promise<ResultBook | null> {
    const found = new Map<number, Results>();
    const none = new Results([]);
    let last = 0;
    while (isWanted()) {
      const piece = await componentsAfter(db, last);
      for (const { assessmentId, component, level, grade } of piece) {
        found.set(assessmentId, (found.get(assessmentId) ?? none).with({ component, level, grade }));
      }
      const end = piece.at(-1);
      if (!end) return new ResultBook(found);
      last = end.id;
    }
    return null;
  }
}

/** A list of results, and the lists that are one longer. */
class Results {
  readonly #longer = new Map<string, Results>();

  constructor(readonly list: readonly Result[]) {
    Object.freeze(list);
  }

  with(result: Result): Results {
    const key = `${result.component} ${result.level} ${result.grade}`;
    const longer = this.#longer.get(key) ?? new Results([...this.list, Object.freeze(result)]);
    this.#longer.set(key, longer);
    return longer;
  }
}
