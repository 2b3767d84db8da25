import type { Snapshot } from "../../../core/context.js";
import type { Transaction } from "../../../core/database/database.js";
import { holdVersions, Stale } from "../../../core/mutation/mutation-run.js";
import type { Traced, Trail } from "../../../core/mutation/trail.js";
import type { LocalizedMessage } from "../../../core/text/localized-message.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import { AREA } from "../../area/area.row.js";
import { METRIC } from "../../metric/definition/metric.row.js";
import {
  addObservation,
  changeObservation,
  type RecordedValues,
  recordedRow,
} from "../../metric/observation/observation.store.js";
import { observationRowOf } from "../../metric/observation/observation-changes.js";
import {
  type OnRecord,
  observationKeyOf,
  observationsOnRecord,
} from "../../metric/observation/observation-import.store.js";
import { mistakesIn } from "../../metric/observation/observation-rules.js";
import { areaSubject, facilitySubject, figures, firstDay } from "../../metric/observation/observation-values.js";
import { keepPrinted } from "../../metric/observation/printed-figure.store.js";
import { enteredIn } from "../campaign/definition.js";
import { countsOf, parseFormula } from "../campaign/formula.js";
import type { ReportingCampaignRow } from "../campaign/reporting-campaign.store.js";
import * as messages from "../reporting.messages.js";
import type { FormAnswerRow } from "./form-answer.store.js";
import { dueForm } from "./require-due.js";

/** A figure of an answer, as it goes on record, and where it was entered. */
interface AnswerFigure {
  values: RecordedValues;
  metric: string;
  subject: string;
}

/** Why a figure does not go on record: its metric does not take it, or another source has said otherwise. */
interface FigureMistake {
  code: "INVALID" | "TAKEN";
  message: LocalizedMessage;
}

/** The figures of metrics that an answer holds; a cell that is blank was asked for, and not reported. */
function figuresIn(
  answer: FormAnswerRow,
  { sectionId }: ReportingCampaignRow,
  today: string,
  snapshot: Snapshot,
): AnswerFigure[] {
  const { definition, rows } = dueForm(answer, snapshot);
  const metrics = new Map(snapshot.metrics.all().map((metric) => [metric.code, metric] as const));
  const facility = snapshot.facilities.in(LATEST).find(answer.facilityId)?.code ?? "";
  return rows.flatMap(({ code, areaId }) => {
    const cells = answer.content.cells[code] ?? {};
    const found = new Map<string, AnswerFigure>();
    for (const column of enteredIn(definition)) {
      const metric = metrics.get(column.metric ?? "");
      if (!metric || column.on === null) continue;
      const key = `${metric.id} ${column.from} ${column.on}`;
      const before = found.get(key)?.values;
      const given = { value: before?.value, numerator: before?.numerator, denominator: before?.denominator };
      const value = cells[column.number] ?? null;
      if (column.holds === "VALUE") given.value = value;
      else if (column.holds === "NUMERATOR") {
        given.numerator = value;
        if (column.of !== null && value !== null) given.denominator = cells[column.of] ?? null;
      } else given.denominator = value;
      const formula = column.formula === null ? null : parseFormula(column.formula, column.number);
      const counts = metric.kind === "RATIO" && column.holds === "VALUE" && formula ? countsOf(formula) : null;
      if (counts && value !== null) {
        given.numerator = cells[counts.numerator] ?? null;
        given.denominator = cells[counts.denominator] ?? null;
      }
      const values = {
        ...{ metricId: metric.id, sectionId },
        ...(areaId === null ? facilitySubject(answer.facilityId) : areaSubject(areaId)),
        ...{ on: column.on, ...firstDay(column.from), ...figures(given), approximate: 0, onStandsIn: null },
        ...{ noteVi: null, recordedOn: today },
      };
      found.set(key, { values, metric: metric.code, subject: code || facility });
    }
    return [...found.values()];
  });
}

/**
 * Puts the figures of an answer on record: each cites the campaign's section of the register, and takes the place of a
 * blank that was asked for, and of what the same campaign had there. What another source says otherwise is not replaced,
 * and what its metric does not take is not recorded: then this tells so, and whoever calls refuses.
 */
export async function recordFigures(
  tx: Transaction,
  trail: Trail,
  answer: FormAnswerRow,
  campaign: ReportingCampaignRow,
  today: string,
  snapshot: Snapshot,
): Promise<{ traced: Traced[]; mistakes: FigureMistake[] }> {
  const found = figuresIn(answer, campaign, today, snapshot);
  const measured = new Set(found.map(({ values }) => snapshot.metrics.byId(values.metricId)));
  await holdVersions(tx, METRIC, [...measured]);
  const areaIds = new Set(found.flatMap(({ values }) => values.areaId ?? []));
  const areas = [...areaIds].flatMap((id) => snapshot.areas.view(id, LATEST) ?? []);
  await holdVersions(tx, AREA, areas);
  const known = await observationsOnRecord(
    tx,
    found.map(({ values }) => values),
  );
  const mistakes = found.flatMap(({ values, metric, subject }) => {
    const own = known.get(observationKeyOf(values));
    const wrong = mistakesIn(snapshot.metrics.byId(values.metricId), values);
    return [
      ...wrong.map(({ message }) => ({
        code: "INVALID" as const,
        message: messages.figureIsWrong(metric, subject, message),
      })),
      ...(own && isOfAnother(own, values)
        ? [{ code: "TAKEN" as const, message: messages.otherSource(metric, subject, values.on, own.label) }]
        : []),
    ];
  });
  if (mistakes.length > 0) return { traced: [], mistakes };
  const traced: Traced[] = [];
  for (const { values } of found) {
    const own = known.get(observationKeyOf(values));
    if (!own) {
      const id = await addObservation(tx, values);
      if (id === null) throw new Stale();
      traced.push({ type: "Observation", id, version: 1, before: null, after: recordedRow(id, 1, values) });
    } else if (isToChange(own, values)) {
      const before = observationRowOf(own);
      if (own.sectionId !== values.sectionId) await keepPrinted(tx, trail, [own.id]);
      await changeObservation(tx, before, { ...values, quoteVi: null, noteEn: null, printed: null });
      const version = own.version + 1;
      traced.push({ type: "Observation", id: own.id, version, before, after: recordedRow(own.id, version, values) });
    }
  }
  return { traced, mistakes };
}

const isSame = (own: OnRecord, { value, numerator, denominator, from }: RecordedValues): boolean =>
  own.value === value && own.numerator === numerator && own.denominator === denominator && own.from === from;

/** Reported by another source, and otherwise; a blank of ours says nothing against it. */
const isOfAnother = (own: OnRecord, values: RecordedValues): boolean =>
  own.sectionId !== values.sectionId && own.reported === 1 && values.reported === 1 && !isSame(own, values);

const isToChange = (own: OnRecord, values: RecordedValues): boolean =>
  !isSame(own, values) && (own.sectionId === values.sectionId || (own.reported === 0 && values.reported === 1));
