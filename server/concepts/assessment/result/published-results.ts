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
    /** What is alike is one object, by its words. */
    private readonly known: Map<string, Result>,
  ) {}

  of(assessmentId: number): readonly Result[] {
    return this.byAssessment.get(assessmentId)?.list ?? [];
  }

  /** Reads them piece by piece, while others are answered. */
  static async read(db: Database): Promise<PublishedResults> {
    const known = new Map<string, Result>();
    const found = new Map<number, Results>();
    for (let last: number | undefined = 0; last !== undefined; ) {
      const piece: (ComponentRow & { id: number })[] = await componentsAfter(db, last);
      collect(piece, found, known);
      last = piece.at(-1)?.id;
    }
    return new PublishedResults(ById.of(found), known);
  }

  /** The same with these in the place of those of some assessments. */
  with(ids: readonly number[], rows: readonly ComponentRow[]): PublishedResults {
    const found = new Map<number, Results>();
    collect(rows, found, this.known);
    return new PublishedResults(this.byAssessment.with(ids.map((id) => [id, found.get(id)])), this.known);
  }
}

/** Adds the results of each assessment to those that are found already. */
function collect(rows: readonly ComponentRow[], found: Map<number, Results>, known: Map<string, Result>): void {
  for (const { assessmentId, component, level, grade } of rows) {
    const key = `${component} ${level} ${grade}`;
    const result = known.get(key) ?? Object.freeze({ component, level, grade });
    known.set(key, result);
    found.set(assessmentId, (found.get(assessmentId) ?? NONE).with(result));
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

const NONE = new Results([]);
