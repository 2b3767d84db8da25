import { groupBy } from "../../../core/collections/groups.js";
import type { Context, Snapshot } from "../../../core/context.js";
import {
  type Connection,
  type Cursor,
  type Page,
  type PageArgs,
  pageOfArray,
  readPage,
  writeCursor,
} from "../../../core/schema/pagination.js";
import { createBatchBelow } from "../../../core/snapshot/batch.js";
import { daysAfter } from "../../../core/time/days.js";
import type { PointInTime } from "../../../core/time/point-in-time.js";
import type { MetricRow } from "../definition/metric.store.js";
import type { TotalQuestion } from "../definition/metric-scope.js";
import { exactValue } from "../observation/exact-value.js";
import { figuresOf, type SummedRow } from "../total/metric-sum.store.js";
import { isWhole, lastTotals } from "../total/metric-total.js";
import type { MetricTotal } from "../total/metric-total.type.js";
import { type Entry, type Place, rankingOf } from "./ranking.js";

/** Who stands in the table, and the figure that puts it there. */
interface Contender extends Entry {
  facilityId: number | null;
  areaId: number | null;
  observationId: number | null;
}

export type LeagueRow = Place<Contender>;
/** Which figures a table compares: those of a total. */
type Compared = Pick<MetricTotal, "from" | "on" | "reporting" | "expected" | "leftOut">;
export type League = Connection<LeagueRow> & Compared;

/** Which total, and as of when those are called and sorted who stand in the table. */
type LeagueQuestion = TotalQuestion & { pointInTime: PointInTime };

/** A page of the league table of each metric, of the period of its total. */
export async function leaguesOf(
  context: Context,
  asked: readonly LeagueQuestion[],
  on: string | null,
  args: PageArgs,
): Promise<League[]> {
  const pages = asked.map(({ metric, under }) => {
    const order = `league ${metric.code} ${under} ${on}`;
    return { order, page: readPage(args, order) };
  });
  const leagues = (await wholeLeagues(context, asked, on)).map(({ total, lines }, i) => {
    const { order, page } = pages[i] as (typeof pages)[number];
    const { from, on, reporting, expected, leftOut } = total;
    return Object.assign(pageOf(lines, page, order), { from, on, reporting, expected, leftOut });
  });
  createBatchBelow(
    "LeagueRow",
    asked.map(({ metric }) => metric),
    leagues.map(({ nodes }) => nodes),
  );
  return leagues;
}

/** The whole league table of each metric, and the total whose figures it compares. */
export async function wholeLeagues(
  context: Context,
  asked: readonly LeagueQuestion[],
  on: string | null,
): Promise<{ total: MetricTotal; lines: LeagueRow[] }[]> {
  const totals = await lastTotals(context, asked, on);
  const questions = totals.flatMap(({ total, scope }, i) => {
    const metric = asked[i]?.metric;
    if (total.on === null || !scope || !metric) return [];
    return [{ metrics: [metric], from: total.on, before: daysAfter(total.on, 1), among: scope.among }];
  });
  const figures = groupBy(questions.length > 0 ? await figuresOf(context.db, questions) : [], (row) => row.metricId);
  return asked.map(({ metric, pointInTime }, i) => {
    const { total, scope } = totals[i] as (typeof totals)[number];
    const ofPeriod = (figures.get(metric.id) ?? []).filter(({ from }) => from === total.from);
    const due = total.on === null ? [] : (scope?.due ?? []);
    const contenders = contendersOf(metric, ofPeriod, due, pointInTime, context.snapshot);
    return { total, lines: rankingOf(contenders, metric.direction, isWhole(total)) };
  });
}

/** Everybody of whom figures were due: facilities by name, areas by code. */
function contendersOf(
  { kind, subjectType }: MetricRow,
  figures: readonly SummedRow[],
  due: readonly number[],
  pointInTime: PointInTime,
  { facilities }: Snapshot,
): Contender[] {
  const bySubject = new Map(figures.map((row) => [row.facilityId ?? row.areaId, row]));
  const contender = (id: number, subject: Pick<Contender, "facilityId" | "areaId">): Contender => {
    const row = bySubject.get(id);
    const reported = row?.reported === 1;
    return { ...subject, observationId: row?.id ?? null, reported, figure: row ? exactValue(kind, row) : null };
  };
  if (subjectType !== "FACILITY") return due.map((id) => contender(id, { facilityId: null, areaId: id }));
  return facilities
    .in(pointInTime)
    .sortedOf(due, "NAME")
    .map(({ id }) => contender(id, { facilityId: id, areaId: null }));
}

/** A cursor names the subject of a line; should it have left the table meanwhile, the place where it stood. */
function pageOf(table: readonly LeagueRow[], page: Page, order: string): Connection<LeagueRow> {
  const standOf = ({ id, value }: Cursor) => {
    const before = placeOf(table, id, Number(value));
    return { before, upTo: before + 1 };
  };
  const cursorOf = (row: LeagueRow) =>
    writeCursor({ value: placeOf(table, subjectId(row), -1), id: subjectId(row) }, order);
  return pageOfArray(table, page, !page.backward, standOf, cursorOf);
}

const subjectId = ({ facilityId, areaId }: LeagueRow): number => facilityId ?? areaId ?? 0;

function placeOf(table: readonly LeagueRow[], id: number, otherwise: number): number {
  const place = table.findIndex((row) => subjectId(row) === id);
  return place >= 0 ? place : otherwise;
}
