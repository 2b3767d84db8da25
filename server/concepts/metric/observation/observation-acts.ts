import { mayActOn } from "../../../core/access/reach.js";
import type { Context, Snapshot } from "../../../core/context.js";
import type { Transaction } from "../../../core/database/database.js";
import { isReferenceMissing } from "../../../core/database/missing-reference.js";
import { holdVersions, type MutationRun, runMutation, Stale } from "../../../core/mutation/mutation-run.js";
import { tidyNote, tidyReason } from "../../../core/mutation/note.js";
import type { Trail } from "../../../core/mutation/trail.js";
import { notKnown } from "../../../core/schema/code-lookup.js";
import { readRowId } from "../../../core/schema/global-id.js";
import {
  refuseStale,
  throwUserErrors,
  type UserError,
  UserErrors,
  userError,
} from "../../../core/schema/user-errors.js";
import { cloneAlone } from "../../../core/snapshot/batch.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import { AREA } from "../../area/area.row.js";
import type { AreaView } from "../../area/area-tree.js";
import { enteredSectionId, isInDocument } from "../../provenance/source/entered.js";
import { afterToday, metricHasCode } from "../../shared.messages.js";
import { METRIC } from "../definition/metric.row.js";
import type { MetricRow, ObservationRow } from "../definition/metric.store.js";
import * as messages from "../metric.messages.js";
import { type Figure, isSameFigure } from "./exact-value.js";
import type { ObservationCorrectInput, ObservationRecordInput, ObservationWithdrawInput } from "./observation.input.js";
import {
  addObservation,
  changeObservation,
  findObservation,
  observationsOfDay,
  periodsOfDay,
  type RecordedValues,
  recordedRow,
  removeObservation,
  stateOfRecorded,
  withdrawObservation,
} from "./observation.store.js";
import { beginsBefore, mistakesIn } from "./observation-rules.js";
import { areaSubject, facilitySubject, figures, firstDay, type Subject } from "./observation-values.js";
import { keepPrinted, printedAs } from "./printed-figure.store.js";

interface Payload {
  observation: ObservationRow;
}

/** Records a figure that is not on record; one that was asked for and left blank is filled. */
export const record = (context: Context, input: ObservationRecordInput): Promise<Payload> =>
  runMutation(context, "observationRecord", input, async (run) => {
    const { snapshot } = context;
    const { metric, subject, area } = placeOf(run, input);
    throwUserErrors([...problemsOfDays(input, run.today), ...problemsOfValues(metric, input)]);
    const noteVi = tidyNote(input.noteVi);
    return run.write(async (tx, trail) => {
      const given = {
        metricId: metric.id,
        sectionId: await enteredSectionId(tx, trail, snapshot),
        ...subject,
        on: input.on,
        onStandsIn: null,
        ...firstDay(input.from ?? null),
        ...figures(input),
        approximate: 0,
        noteVi,
        recordedOn: run.today,
      };
      // Most often nothing of the day is on record: it is written in the same message in which that is looked up.
      const [, , periods, id] = await Promise.all([
        holdVersions(tx, METRIC, [metric]),
        holdVersions(tx, AREA, area ? [area] : []),
        input.from == null ? periodsOfDay(tx, given) : [],
        addObservation(tx, given),
        trail.takeEnd(tx, "DATA"),
      ]).catch((error: unknown) => {
        throw isReferenceMissing(error) ? new Stale() : error;
      });
      const values = ofItsPeriod(given, periods);
      if (id === null) return fill(tx, trail, snapshot, values);
      if (values === given) return traced(trail, null, recordedRow(id, 1, values), null, stateOfRecorded(id, values));
      await removeObservation(tx, id);
      return fill(tx, trail, snapshot, values);
    });
  });

/**
 * A figure without a first day is that of the day itself, if one is on record or was asked for; else that of the only
 * period that ends on the day. Of several periods it does not say which: as of a row of a file, that is refused.
 */
function ofItsPeriod(values: RecordedValues, known: readonly { from: string | null }[]): RecordedValues {
  const [meant, ...others] = known.some(({ from }) => from === null) ? [] : known;
  if (others.length > 0) throw new UserErrors([userError("INVALID", ["from"], messages.periodNotSaid)]);
  return meant ? { ...values, ...firstDay(meant.from) } : values;
}

/** What was asked for and left blank gets its figure; one that was reported is not replaced. */
async function fill(tx: Transaction, trail: Trail, snapshot: Snapshot, values: RecordedValues): Promise<Payload> {
  const known = (await observationsOfDay(tx, values)).find(({ from }) => from === values.from);
  // MariaDB shows what the transaction saw first: it came since.
  if (!known) throw new Stale();
  if (known.reported === 1) {
    const taken = userError("TAKEN", ["on"], messages.figureTaken(known));
    throw new UserErrors([taken], { observation: cloneAlone("Observation", LATEST, known) });
  }
  // What a document says beside its blank is not said of the figure of another source.
  if (citesDocument(snapshot, known)) await keepPrinted(tx, trail, [known.id]);
  await changeObservation(tx, known, { ...values, quoteVi: null, noteEn: null });
  return traced(trail, known, recordedRow(known.id, known.version + 1, values));
}

/** Replaces the figures of an observation by those that are right. */
export const correct = (context: Context, input: ObservationCorrectInput): Promise<Payload> =>
  runMutation(context, "observationCorrect", input, async (run) => {
    const before = await expected(run, input);
    const metric = context.snapshot.metrics.byId(before.metricId);
    const reason = tidyReason(input.reason);
    throwUserErrors([...problemsOfValues(metric, input)]);
    const noteVi = input.noteVi === undefined ? before.noteVi : tidyNote(input.noteVi);
    const now = figures(input);
    return run.write(async (tx, trail) => {
      await holdVersions(tx, METRIC, [metric]);
      const cited = await citedBy(tx, trail, context.snapshot, before, now);
      await changeObservation(tx, before, { ...now, ...cited, noteVi });
      const { printed: _, ...words } = cited;
      const after = { ...before, ...now, ...words, noteVi, version: before.version + 1 };
      return traced(trail, before, after, reason);
    });
  });

/**
 * What a figure cites once it is corrected. A document prints what it prints: another figure in its place cites the
 * register, and one that is as printed again cites the document again.
 */
async function citedBy(
  tx: Transaction,
  trail: Trail,
  snapshot: Snapshot,
  before: ObservationRow,
  now: Figure,
): Promise<Cited> {
  const { id, sectionId, quoteVi, approximate } = before;
  if (isSameFigure(before, now)) return { sectionId, quoteVi, approximate };
  const printed = await printedAs(tx, id);
  if (printed && isSameFigure(printed, now)) return pickCited(printed);
  const entered = { quoteVi: null, approximate: 0, printed: null };
  if (!citesDocument(snapshot, before)) return { ...entered, sectionId };
  await keepPrinted(tx, trail, [id]);
  return { ...entered, sectionId: await enteredSectionId(tx, trail, snapshot) };
}

interface Cited extends Pick<ObservationRow, "sectionId" | "quoteVi" | "approximate"> {
  /** Left out: as it is. */
  printed?: string | null;
}
const pickCited = ({ sectionId, quoteVi, approximate, printed }: Required<Cited>): Cited => ({
  ...{ sectionId, quoteVi, approximate, printed },
});

/** Takes a figure off the record, for a reason; the trail keeps it, and its place is free. */
export const withdraw = (context: Context, input: ObservationWithdrawInput): Promise<Payload> =>
  runMutation(context, "observationWithdraw", input, async (run) => {
    const before = await expected(run, input);
    const reason = tidyReason(input.reason);
    return run.write(async (tx, trail) => {
      if (citesDocument(context.snapshot, before)) await keepPrinted(tx, trail, [before.id]);
      await withdrawObservation(tx, before, run.at);
      const version = before.version + 1;
      trail.add("DATA", { type: "Observation", id: before.id, version, before, after: null, reason });
      return { observation: { ...before, version } };
    });
  });

/** Notes in the trail what an observation has become. */
function traced(
  trail: Trail,
  before: ObservationRow | null,
  after: ObservationRow,
  reason: string | null = null,
  rows?: string,
): Payload {
  const { id, version } = after;
  trail.add("DATA", {
    type: "Observation",
    id,
    version,
    before,
    after,
    reason,
    ...(rows === undefined ? {} : { rows }),
  });
  return { observation: after };
}

/** The observation that is meant, at the version that was seen; the same refusal where there is none and where it is not theirs. */
async function expected(
  { name, context, today }: MutationRun,
  { id, expectedVersion }: { id: string; expectedVersion: number },
): Promise<ObservationRow> {
  const found = await findObservation(context.db, readRowId(id, "Observation"));
  if (!found || !mayActOn(context, `Mutation.${name}`, found.facilityId, today)) {
    throw new UserErrors([userError("NOT_FOUND", ["id"], messages.noSuchFigure)]);
  }
  await refusePrinted(context, found);
  refuseStale(messages.theFigure, found.version, expectedVersion, {
    observation: cloneAlone("Observation", LATEST, found),
  });
  return found;
}

/** What a document printed, and what the Department has put in its place, no editor replaces or takes away. */
async function refusePrinted({ db, viewer, snapshot }: Context, row: ObservationRow): Promise<void> {
  if (viewer.role === "ADMIN") return;
  if (!citesDocument(snapshot, row) && (await printedAs(db, row.id)) === null) return;
  throw new UserErrors([userError("FORBIDDEN", ["id"], messages.figureOfDocument)]);
}

/** Whether a figure is the one that a document prints. */
function citesDocument(snapshot: Snapshot, { sectionId }: ObservationRow): boolean {
  const isPrinted = isInDocument(snapshot, sectionId);
  if (isPrinted === undefined) throw new Stale();
  return isPrinted;
}

/** The metric, and whom it is recorded for: a facility or an area that is there on the day, as the metric wants it. */
function placeOf(
  { name, context, today }: MutationRun,
  input: ObservationRecordInput,
): { metric: MetricRow; subject: Subject; area: AreaView | null } {
  const { snapshot } = context;
  const pointInTime = { asOf: input.on };
  const metrics = snapshot.metrics.all();
  const metric = metrics.find(({ code }) => code === input.metric);
  if (!metric) {
    throw new UserErrors([
      notKnown(
        ["metric"],
        metricHasCode,
        input.metric,
        metrics.map(({ code }) => code),
      ),
    ]);
  }
  const facility = snapshot.facilities.in(pointInTime).findByCode(input.subject);
  const area = facility ? null : snapshot.areas.holder(input.subject, pointInTime);
  if ((!facility && !area) || !mayActOn(context, `Mutation.${name}`, facility?.id ?? null, today)) {
    throw new UserErrors([userError("NOT_FOUND", ["subject"], messages.noSubjectToRecord(input.on, input.subject))]);
  }
  const kind = facility ? "FACILITY" : area?.areaType;
  if (kind !== metric.subjectType) {
    throw new UserErrors([
      userError(
        "INVALID",
        ["subject"],
        messages.subjectOfOtherType(metric.code, metric.subjectType, input.subject, kind),
      ),
    ]);
  }
  const later = area?.validFrom && beginsBefore(area.validFrom, input.from) ? area.validFrom : null;
  if (later !== null) {
    throw new UserErrors([userError("INVALID", ["from"], messages.periodAcrossHolders(input.subject, later))]);
  }
  return { metric, area, subject: facility ? facilitySubject(facility.id) : areaSubject(area?.id ?? null) };
}

const problemsOfDays = ({ on, from }: ObservationRecordInput, today: string): (UserError | undefined)[] => [
  on > today ? userError("INVALID", ["on"], afterToday(on, today)) : undefined,
  from != null && from > on ? userError("INVALID", ["from"], messages.periodBeginsAfterItsEnd(from, on)) : undefined,
];

/** A count has a value and nothing else, a ratio at least one of its three. */
function problemsOfValues(
  metric: MetricRow,
  { value, numerator, denominator }: Pick<ObservationRecordInput, "value" | "numerator" | "denominator">,
): (UserError | undefined)[] {
  const { kind, code } = metric;
  const mistakes = mistakesIn(metric, {
    value: value ?? null,
    numerator: numerator ?? null,
    denominator: denominator ?? null,
  }).map(({ part, message }) => userError("INVALID", [part], message));
  if (kind === "RATIO") {
    const isBlank = value == null && numerator == null && denominator == null;
    return [isBlank ? userError("INVALID", ["numerator"], messages.ratioNeedsCounts(code)) : undefined, ...mistakes];
  }
  const isOfRatio = (field: "numerator" | "denominator", given: number | null | undefined) =>
    given == null ? undefined : userError("INVALID", [field], messages.countHasNo(code, field));
  return [
    value == null ? userError("INVALID", ["value"], messages.countNeedsValue(code)) : undefined,
    isOfRatio("numerator", numerator),
    isOfRatio("denominator", denominator),
    ...mistakes,
  ];
}
