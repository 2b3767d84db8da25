import type { Context, Snapshot } from "../../core/context.js";
import { subjectsOwed } from "../metric/total/who-is-due.js";
import { type DemandRow, type GivenRow, givenFigures, type ObligationRow } from "./campaign.store.js";

type AnswerStatus = "REPORTED" | "PARTLY" | "NOT_KNOWN";

/** What one unit owes, and what is on record of it. */
export interface Answer extends ObligationRow {
  status: AnswerStatus;
  /** How many figures the form asks of it, and how many of these are on record. */
  asked: number;
  given: number;
  /** Whether it came before the last day; null: no day of receipt is on record. */
  inTime: boolean | null;
}

/** What is known of each demand: one statement for all of them. */
export async function answersTo({ db, reference }: Context, demands: readonly DemandRow[]): Promise<Answer[][]> {
  const { figures, obligations } = reference.campaign;
  const forms = new Set(demands.map(({ formId }) => formId));
  const asked = figures.filter(({ formId }) => forms.has(formId));
  const metricIds = [...new Set(asked.map(({ metricId }) => metricId))];
  const days = [...new Set(asked.map(({ on }) => on))];
  const given = new Set(asked.length > 0 ? (await givenFigures(db, metricIds, days)).map(keyOf) : []);
  return demands.map((demand) =>
    obligations
      .filter(({ demandId }) => demandId === demand.id)
      .map((obligation) => {
        const wanted = figuresOwed(demand, obligation, reference).map(keyOf);
        return answerOf(demand, obligation, wanted.length, wanted.filter((key) => given.has(key)).length);
      }),
  );
}

const keyOf = ({ metricId, facilityId, areaId, on }: GivenRow): string =>
  `${metricId} ${facilityId === null ? `A${areaId}` : `F${facilityId}`} ${on}`;

/** The blank cells that a unit is to fill in: its own, or those of each area in the area that it answers for. */
function figuresOwed(demand: DemandRow, obligation: ObligationRow, reference: Snapshot): GivenRow[] {
  const { campaign, metrics } = reference;
  return campaign.figures
    .filter(({ formId }) => formId === demand.formId)
    .flatMap(({ metricId, on }): GivenRow[] => {
      const { subjectType } = metrics.byId(metricId);
      return subjectsOwed(subjectType, demand, obligation, reference).map((id) =>
        subjectType === "FACILITY"
          ? { metricId, on, facilityId: id, areaId: null }
          : { metricId, on, facilityId: null, areaId: id },
      );
    });
}

/** A report is known to have been made by its day of receipt, or by all of its figures. */
export function answerOf(
  { dueBefore }: Pick<DemandRow, "dueBefore">,
  obligation: ObligationRow,
  asked: number,
  given: number,
): Answer {
  const { receivedOn } = obligation;
  const whole = receivedOn !== null || (asked > 0 && given === asked);
  const status = whole ? "REPORTED" : given > 0 ? "PARTLY" : "NOT_KNOWN";
  return { ...obligation, status, asked, given, inTime: receivedOn === null ? null : receivedOn < dueBefore };
}

/** How many are known to have reported. */
export const reportedOf = (answers: readonly Answer[]): number =>
  answers.filter(({ status }) => status === "REPORTED").length;

/** The same out of those who were due; nothing is known of that while nothing of any report is on record. */
export const completenessOf = (answers: readonly Answer[]) => ({
  numerator: answers.every(({ status }) => status === "NOT_KNOWN") ? null : reportedOf(answers),
  denominator: answers.length,
});

/** How many are known to have reported in time; nothing is known of that while no day of receipt is on record. */
export const timelinessOf = (answers: readonly Answer[]) => ({
  numerator: answers.every(({ inTime }) => inTime === null)
    ? null
    : answers.filter(({ inTime }) => inTime === true).length,
  denominator: answers.length,
});
