import type { Context } from "../../../core/context.js";
import { holdVersions, type MutationRun, runMutation } from "../../../core/mutation/mutation-run.js";
import { tidyNote, tidyReason } from "../../../core/mutation/note.js";
import { choose } from "../../../core/schema/code-lookup.js";
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
import { chooseLegalDocument } from "../../legal-basis/legal-document-choice.js";
import { METRIC } from "../../metric/definition/metric.row.js";
import type { MetricRow } from "../../metric/definition/metric.store.js";
import { enteredSectionId } from "../../provenance/source/entered.js";
import { metricHasCode, nothingToCorrect } from "../../shared.messages.js";
import { chooseTerm } from "../../term/terms.js";
import * as messages from "../roadmap.messages.js";
import { addTarget, changeTarget, type TargetRow, type TargetValues } from "../roadmap.store.js";
import type { TargetAddInput, TargetCorrectInput } from "./target-act.input.js";

interface Answer {
  target: TargetRow;
}

const BLANK: TargetValues = {
  ...{ legalDocumentId: 0, metricId: null, year: 0, dueOn: null, dueStandsIn: null, statementVi: "" },
  ...{ aims: [], value: null, comparison: null, denominatorUnitId: null, count: null, noteVi: null, noteEn: null },
};

/** Adds what a legal document aims at. */
export const add = (context: Context, input: TargetAddInput): Promise<Answer> =>
  runMutation(context, "targetAdd", input, async (run) => {
    const { values, mistakes } = read(run, input, BLANK);
    throwUserErrors(mistakes);
    return run.write(async (tx, trail) => {
      await holdVersions(tx, METRIC, metricOf(values, context));
      const sectionId = await enteredSectionId(tx, trail, context.snapshot);
      const id = await addTarget(tx, sectionId, values);
      const after = { id, sectionId, ...values, version: 1 };
      trail.add("REFERENCE", { type: "Target", id, version: 1, before: null, after });
      return { target: after };
    });
  });

/** Corrects what is on record of a target. */
export const correct = (context: Context, input: TargetCorrectInput): Promise<Answer> =>
  runMutation(context, "targetCorrect", input, async (run) => {
    const id = readRowId(input.id, "Target");
    const before = context.snapshot.targets.all().find((row) => row.id === id);
    if (!before) throw new UserErrors([userError("NOT_FOUND", ["id"], messages.noSuchTarget)]);
    refuseStale(messages.theTarget, before.version, input.expectedVersion, {
      target: cloneAlone("Target", LATEST, before),
    });
    const reason = tidyReason(input.reason);
    const { id: _, sectionId: __, version: ___, ...known } = before;
    const { values, mistakes } = read(run, input, known);
    const isSame = Object.entries(values).every(([field, value]) => isEqual(value, known[field as keyof TargetValues]));
    throwUserErrors([...mistakes, isSame ? userError("INVALID", [], nothingToCorrect) : undefined]);
    return run.write(async (tx, trail) => {
      await holdVersions(tx, METRIC, metricOf(values, context));
      await changeTarget(tx, before, values);
      const after = { ...before, ...values, version: before.version + 1 };
      const traced = { type: "Target", id: before.id, version: after.version, reason };
      trail.add("REFERENCE", { ...traced, before, after });
      return { target: after };
    });
  });

/** The metric that measures it: what its value is in, nobody changes meanwhile. */
const metricOf = ({ metricId }: TargetValues, { snapshot: { metrics } }: Context): MetricRow[] =>
  metricId === null ? [] : [metrics.byId(metricId)];

const isEqual = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

type Given = Partial<Omit<TargetCorrectInput, "id" | "expectedVersion" | "reason">>;

/** What is to be on record: what the input says, and what it leaves out as it was. */
function read(
  { context: { snapshot } }: MutationRun,
  input: Given,
  known: TargetValues,
): { values: TargetValues; mistakes: (UserError | undefined)[] } {
  const document = chooseLegalDocument(snapshot, "legalDocument", input.legalDocument);
  const metric = choose("metric", metricHasCode, input.metric, snapshot.metrics.all(), ({ code }) => code);
  const unit = chooseTerm(snapshot.terms, "UNIT", "denominatorUnit", input.denominatorUnit);
  const aims = (input.aims ?? []).map((code) => chooseTerm(snapshot.terms, "AIM", "aims", code));
  const left = <T>(given: T | undefined, before: T): T => (given === undefined ? before : given);
  const note = (given: string | null | undefined, before: string | null) =>
    given === undefined ? before : tidyNote(given);
  const values: TargetValues = {
    legalDocumentId: document.found?.id ?? known.legalDocumentId,
    metricId: input.metric === undefined ? known.metricId : (metric.found?.id ?? null),
    year: input.year ?? known.year,
    dueOn: left(input.dueOn, known.dueOn),
    // A day that a person gives stands in for none.
    dueStandsIn: left(input.dueOn, known.dueOn) === known.dueOn ? known.dueStandsIn : null,
    statementVi: input.statementVi == null ? known.statementVi : (tidyNote(input.statementVi) ?? ""),
    aims: input.aims === undefined ? known.aims : [...new Set(aims.flatMap(({ found }) => found?.code ?? []))],
    value: left(input.value, known.value),
    // What was said of a value goes with it.
    comparison: left(input.comparison, input.value === null ? null : known.comparison),
    denominatorUnitId: input.denominatorUnit === undefined ? known.denominatorUnitId : (unit.found?.id ?? null),
    count: left(input.count, known.count),
    noteVi: note(input.noteVi, known.noteVi),
    noteEn: note(input.noteEn, known.noteEn),
  };
  return {
    values,
    mistakes: [
      document.mistake,
      metric.mistake,
      unit.mistake,
      ...aims.map((each) => each.mistake),
      ...problemsOf(values, metric.mistake),
    ],
  };
}

/** A last day within the year, and a value only of something that is measured. */
const problemsOf = (
  { dueOn, year, value, comparison, metricId }: TargetValues,
  ofMetric: UserError | undefined,
): (UserError | undefined)[] => [
  dueOn !== null && !dueOn.startsWith(`${year}-`)
    ? userError("INVALID", ["dueOn"], messages.dueInOtherYear(dueOn, year))
    : undefined,
  comparison !== null && value === null
    ? userError("INVALID", ["comparison"], messages.comparedWithNothing)
    : undefined,
  value !== null && metricId === null && ofMetric === undefined
    ? userError("INVALID", ["value"], messages.valueWithoutMetric)
    : undefined,
];
