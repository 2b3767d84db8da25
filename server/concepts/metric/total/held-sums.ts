import { groupBy } from "../../../core/collections/groups.js";
import type { Context, Snapshot } from "../../../core/context.js";
import { type Database, patiently } from "../../../core/database/database.js";
import { WaitingPlaces } from "../../../core/limits/waiting-places.js";
import { tooBusy } from "../../../core/schema/errors.js";
import { OF_ITS_OWNER, RevisionCache } from "../../../core/snapshot/revision-cache.js";
import { daysAfter } from "../../../core/time/days.js";
import { FOR_EVER } from "../../../core/time/point-in-time.js";
import type { MetricRow } from "../definition/metric.store.js";
import { scopeOf, type TotalQuestion } from "../definition/metric-scope.js";
import { FigureCache, type Part } from "./figure-cache.js";
import { type FigureMove, FigureMoves } from "./figure-moves.js";
import { type LastDay, lastDays, type SumRow, sumsOf } from "./metric-sum.store.js";
import { withMove } from "./moved-sum.js";
import { isSameScope, SumScope } from "./sum-scope.js";
import { daysAsked } from "./who-is-due.js";

/** A question about the figures whose days lie in an interval, both ends included. */
export interface TimedQuestion extends TotalQuestion {
  from: string;
  to: string;
}

/** The sums of one metric of the days of one scope. */
export interface SumPart extends Part {
  readonly metric: MetricRow;
  readonly scope: SumScope;
}

interface LastDaysPart extends Part {
  readonly on: string | null;
}

/** How many sums are held, and how many last days. */
const MOST_SUMS = 50_000;
const MOST_LAST_DAYS = 2000;
/** How many facilities and areas there are in all scopes that are held; a country's takes some ten thousand. */
const MOST_IN_SCOPES = 1_000_000;

type Scopes = RevisionCache<readonly SumScope[]>;

/** What says whose figures are summed on which days: as long as it is the same, scopes are. */
const basisOf = ({ areas, metrics, reportingCampaigns, asked, facilities }: Snapshot): readonly object[] => [
  ...[areas, metrics, reportingCampaigns, asked, facilities.whereabouts, facilities.codesOnRecord],
];

/**
 * How many statements sum at once. Over many figures each takes seconds: were there as many as there are connections,
 * nobody could even ask for the revision, and more would only end later, all of them. Of a worker's four one is left.
 */
const MOST_AT_ONCE = 3;
/** How many wait for their turn, and for how long: whoever cannot be answered in time is told so. */
const MOST_WAITING = 1000;
const LONGEST_WAIT_MS = 25_000;

/** The sums of figures that somebody has asked for, kept right while figures change. Each server has its own. */
export class HeldSums {
  readonly #places = new WaitingPlaces(MOST_AT_ONCE, MOST_WAITING, LONGEST_WAIT_MS);
  readonly #sums: FigureCache<SumPart, readonly SumRow[]>;
  readonly #lastDays: FigureCache<LastDaysPart, readonly LastDay[]>;
  #scopes: { basis: readonly object[]; held: Scopes } | undefined;

  /** `again`: the same database for what must not take long, and is asked again where it does. */
  constructor(db: Database, again: Database = db, most = MOST_SUMS) {
    const moves = new FigureMoves(again);
    this.#sums = new FigureCache(moves, {
      make: (_context, parts) => this.#summedInTurn(db, parts),
      move: (sums, move, part, { snapshot }) => withMove(sums, move, part, snapshot.facilities),
      most,
      sizeOf: (sums) => sums.length,
    });
    this.#lastDays = new FigureCache(moves, {
      make: (_context, parts) => lookedUp(again, parts),
      move: withLastDay,
      most: MOST_LAST_DAYS,
      sizeOf: () => 0,
    });
  }

  async #summedInTurn(db: Database, parts: readonly SumPart[]) {
    if (!(await this.#places.enter())) throw tooBusy();
    try {
      return await summed(db, parts);
    } finally {
      this.#places.leave();
    }
  }

  /** The scopes of the days of a question, the first day first: of the same metrics they are the same. */
  scopesOf(question: TimedQuestion, snapshot: Snapshot): readonly SumScope[] {
    const { metric, under, from, to } = question;
    const { id, subjectType, expectedOf, expectedFormId } = metric;
    // Of whom it is due on the days of a campaign, each metric says by itself.
    const own = daysAsked(metric, snapshot).length > 0 ? id : null;
    return this.#scopesFor(snapshot).get(
      [subjectType, expectedOf, expectedFormId, own, under, from, to],
      OF_ITS_OWNER,
      () => Object.freeze(scopesOver(question, snapshot)),
    );
  }

  #scopesFor(snapshot: Snapshot): Scopes {
    const basis = basisOf(snapshot);
    if (!this.#scopes?.basis.every((each, i) => each === basis[i])) {
      const sizeOf = (scopes: readonly SumScope[]) =>
        scopes.reduce((sum, { among, due }) => sum + among.ids.length + due.length, 1);
      this.#scopes = { basis, held: new RevisionCache({ scopes: [], most: MOST_IN_SCOPES, sizeOf }) };
    }
    return this.#scopes.held;
  }

  /** The sums of each part, oldest first: all of them as of the same figures. */
  of(context: Context, parts: readonly SumPart[]): Promise<readonly (readonly SumRow[])[]> {
    return this.#sums.all(context, parts);
  }

  /** The last days of each metric for which anybody reported, and for which somebody left a blank. */
  async lastDays(context: Context, metricIds: readonly number[], on: string | null): Promise<readonly LastDay[]> {
    const parts = [...new Set(metricIds)].map((metricId) => ({ key: `${metricId} ${on}`, metricId, on }));
    return (await this.#lastDays.all(context, parts)).flat();
  }
}

export const sumPart = (metric: MetricRow, scope: SumScope): SumPart => ({
  ...{ key: `${scope.id} ${metric.id}`, metricId: metric.id, metric, scope },
});

async function summed(db: Database, parts: readonly SumPart[]) {
  const alike = groupBy(parts, ({ scope, metric }) => `${scope.id} ${metric.kind}`);
  const questions = [...alike.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { from, before, among, due, allAreDue } = first.scope;
    return { metrics: group.map(({ metric }) => metric), from, before, among, due: allAreDue ? null : due };
  });
  const { rows, slots } = await sumsOf(patiently(db), questions);
  const byMetric = groupBy(rows, ({ metricId }) => metricId);
  const values = parts.map(({ metricId, scope }) =>
    Object.freeze((byMetric.get(metricId) ?? []).filter(({ on }) => scope.has(on))),
  );
  return { values, slots };
}

async function lookedUp(db: Database, parts: readonly LastDaysPart[]) {
  const ids = parts.map(({ metricId }) => metricId);
  const { rows, slots } = await lastDays(db, ids, parts[0]?.on ?? null);
  const byMetric = groupBy(rows, ({ metricId }) => metricId);
  return { values: ids.map((id) => Object.freeze(byMetric.get(id) ?? [])), slots };
}

/** The last days after a figure has come, been filled in or gone; null: of the last of them one has gone. */
function withLastDay(
  days: readonly LastDay[],
  { figure: { on }, before, after }: FigureMove,
  part: LastDaysPart,
): readonly LastDay[] | null {
  if (part.on !== null && part.on < on) return days;
  const isLeft = before !== null && before.reported !== after?.reported;
  if (isLeft && days.some(({ reported, day }) => reported === before.reported && day === on)) return null;
  return days.map((each) => (each.reported === after?.reported && (each.day ?? "") < on ? { ...each, day: on } : each));
}

interface Stretch {
  from: string;
  before: string;
}

/** The days from `from` to `to` in stretches within which nobody moves, no area changes, and the same are due. */
function stretchesOf({ metric, from, to }: TimedQuestion, snapshot: Snapshot): Stretch[] {
  const { areas, facilities } = snapshot;
  // A campaign says of its own days who is due.
  const asked = daysAsked(metric, snapshot).flatMap((day) => [day, daysAfter(day, 1)]);
  const changes = new Set([...areas.daysOfChange, ...facilities.daysOfMoves(), ...asked]);
  const starts = [from, ...[...changes].filter((day) => from < day && day <= to).sort()];
  const end = to === FOR_EVER ? to : daysAfter(to, 1);
  return starts.map((start, i) => ({ from: start, before: starts[i + 1] ?? end }));
}

/** Stretches with the same subjects are one. */
function scopesOver(question: TimedQuestion, snapshot: Snapshot): SumScope[] {
  const { metric, under } = question;
  const scopes: SumScope[] = [];
  for (const { from, before } of stretchesOf(question, snapshot)) {
    const scope = scopeOf(metric, under, { asOf: from }, snapshot);
    const last = scopes.at(-1);
    const begin = last && isSameScope(last, scope) ? scopes.pop()?.from : undefined;
    scopes.push(new SumScope(metric.subjectType, begin ?? from, before, scope));
  }
  return scopes;
}
