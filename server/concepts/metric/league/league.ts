import { groupBy } from "../../../core/collections/groups.js";
import type { Context, Snapshot } from "../../../core/context.js";
import { pageOfArray } from "../../../core/schema/page-of-array.js";
import {
  type Connection,
  type Cursor,
  type Page,
  type PageArgs,
  readPage,
  writeCursor,
} from "../../../core/schema/pagination.js";
import { createBatch } from "../../../core/snapshot/batch.js";
import type { PointInTime } from "../../../core/time/point-in-time.js";
import { type MetricRow } from "../definition/metric.store.js";
import { lastScopes, questionsOf, type Scope, type TotalQuestion } from "../definition/metric-scope.js";
import { exactValue } from "../observation/exact-value.js";
import { figuresOf, type SummedRow } from "../total/metric-sum.store.js";
import { type Entry, type Place, rankingOf } from "./ranking.js";

/** Who stands in the table, and the figure that puts it there. */
interface Contender extends Entry {
  facilityId: number | null;
  areaId: number | null;
  observationId: number | null;
}

export type LeagueRow = Place<Contender>;
export type League = Connection<LeagueRow> & { on: string | null };

/** A page of the league table of each metric on its own last day. */
export async function leaguesOf(
  context: Context,
  asked: readonly TotalQuestion[],
  on: string | null,
  args: PageArgs,
  pointInTime: PointInTime,
): Promise<League[]> {
  const pages = asked.map(({ metric, under }) => {
    const order = `league ${metric.code} ${under} ${on}`;
    return { order, page: readPage(args, order) };
  });
  const leagues = (await wholeLeagues(context, asked, on, pointInTime)).map(({ day, lines }, i) => {
    const { order, page } = pages[i] as (typeof pages)[number];
    return Object.assign(pageOf(lines, page, order), { on: day });
  });
  createBatch(
    "LeagueRow",
    pointInTime,
    leagues.flatMap(({ nodes }) => nodes),
  );
  return leagues;
}

/** The whole league table of each metric, and the day of its figures. */
export async function wholeLeagues(
  context: Context,
  asked: readonly TotalQuestion[],
  on: string | null,
  pointInTime: PointInTime,
): Promise<{ day: string | null; lines: LeagueRow[] }[]> {
  const scoped = await lastScopes(context, asked, on);
  const questions = questionsOf(scoped);
  const figures = groupBy(questions.length > 0 ? await figuresOf(context.db, questions) : [], (row) => row.metricId);
  return scoped.map(({ metric, day, scope }) => {
    const contenders = contendersOf(metric, figures.get(metric.id) ?? [], scope, pointInTime, context.reference);
    return { day, lines: rankingOf(contenders, metric.direction) };
  });
}

/** Everybody who should have reported: facilities by name, areas by code. */
function contendersOf(
  { kind, subjectType }: MetricRow,
  figures: readonly SummedRow[],
  { areas }: Scope,
  pointInTime: PointInTime,
  { facilities }: Snapshot,
): Contender[] {
  const bySubject = new Map(figures.map((row) => [row.facilityId ?? row.areaId, row]));
  const contender = (id: number, subject: Pick<Contender, "facilityId" | "areaId">): Contender => {
    const row = bySubject.get(id);
    const reported = row?.reported === 1;
    return { ...subject, observationId: row?.id ?? null, reported, figure: row ? exactValue(kind, row) : null };
  };
  if (subjectType !== "FACILITY") return areas.map((id) => contender(id, { facilityId: null, areaId: id }));
  const asked = figures.flatMap(({ facilityId }) => facilityId ?? []);
  return facilities
    .in(pointInTime)
    .sortedOf(asked, "NAME")
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
