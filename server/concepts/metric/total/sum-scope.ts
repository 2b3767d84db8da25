import { lazily } from "../../../core/collections/groups.js";
import type { FacilityRegister } from "../../facility/register/facility-register.js";
import type { MetricRow } from "../definition/metric.store.js";
import type { Scope } from "../definition/metric-scope.js";
import type { Among } from "./metric-sum.store.js";

/** Whom a figure is about, and of which day it is. */
interface FigureOfSubject {
  readonly on: string;
  readonly facilityId: number | null;
  readonly areaId: number | null;
}

let made = 0;

/** Whose figures are summed of the days of one stretch, within which nobody moves. */
export class SumScope implements Scope {
  /** What is held of its sums is held by this: it is of the map and the register of one moment. */
  readonly id: number;
  readonly among: Among;
  readonly due: readonly number[];
  readonly allAreDue: boolean;
  readonly #ids: () => ReadonlySet<number>;
  readonly #due: () => ReadonlySet<number>;

  constructor(
    private readonly subjectType: MetricRow["subjectType"],
    readonly from: string,
    readonly before: string,
    { among, due, allAreDue }: Scope,
  ) {
    made += 1;
    this.id = made;
    this.among = among;
    this.due = due;
    this.allAreDue = allAreDue;
    this.#ids = lazily(() => new Set(among.ids));
    this.#due = lazily(() => new Set(due));
  }

  has(day: string): boolean {
    return this.from <= day && day < this.before;
  }

  /** Whether the figure is of those of whom figures are due; null: it is not summed here. As the database finds it. */
  isDue(figure: FigureOfSubject, facilities: FacilityRegister): boolean | null {
    if (!this.has(figure.on) || !this.#isAmong(figure, facilities)) return null;
    if (this.allAreDue) return true;
    const subject = this.subjectType === "FACILITY" ? figure.facilityId : figure.areaId;
    return subject !== null && this.#due().has(subject);
  }

  #isAmong({ on, facilityId, areaId }: FigureOfSubject, facilities: FacilityRegister): boolean {
    const { by } = this.among;
    const subject = by === "AREA" ? areaId : facilityId;
    if (subject === null) return false;
    if (by === "EVERYBODY") return true;
    const id = by === "PLACE" ? facilities.areaOf(subject, { asOf: on }) : subject;
    return id !== null && this.#ids().has(id);
  }
}

/** Whether the same figures are summed, and are due of the same. */
export const isSameScope = (one: Scope, other: Scope): boolean =>
  one.allAreDue === other.allAreDue &&
  one.among.by === other.among.by &&
  areSame(one.among.ids, other.among.ids) &&
  areSame(one.due, other.due);

const areSame = (one: readonly number[], other: readonly number[]): boolean =>
  one === other || (one.length === other.length && one.every((id, i) => id === other[i]));
