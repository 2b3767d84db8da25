import type { Context } from "../../core/context.js";
import { extentOf } from "./answer/answer-content.js";
import { type FormAnswerRow, formAnswers } from "./answer/form-answer.store.js";
import { type AskedDemand, figuresOwed, rowsOwed } from "./asked.js";
import { type DemandRow, type GivenRow, givenFigures, type ObligationRow } from "./campaign.store.js";

type ReportStatus = "REPORTED" | "PARTLY" | "NOT_KNOWN";

/** What one unit owes, and what is on record of it. */
export interface Answer extends ObligationRow {
  dueBefore: string;
  status: ReportStatus;
  /** How many figures the form asks of it, and how many of these are on record. */
  asked: number;
  given: number;
  /** Whether all figures and all parts in words are on record. */
  complete: boolean;
  /** Whether it came before the last day; null: no day of receipt is on record. */
  inTime: boolean | null;
  /** What the unit has entered here, a draft too; null: nothing, or the form stands in a document. */
  entered: FormAnswerRow | null;
  /** Whether what is not on record has not been sent; of a letter's reports that is not known. */
  isEnteredHere: boolean;
}

/** What is known of each demand: one statement for all forms of documents, and one for all that are filled in here. */
export async function answersTo(context: Context, demands: readonly DemandRow[]): Promise<Answer[][]> {
  const asked = demands.map(({ id }) => context.snapshot.asked.demand(id));
  const [given, entered] = await Promise.all([givenTo(context, asked), enteredTo(context, asked)]);
  const { snapshot } = context;
  return asked.map((each) =>
    each.obligations.map((obligation) => {
      if (each.form.definition) return enteredAnswer(each, obligation, entered, context);
      const wanted = figuresOwed(each, obligation, snapshot).map(keyOf);
      const answer = answerOf(each.demand, obligation, wanted.length, wanted.filter((key) => given.has(key)).length);
      const inWords = snapshot.asked.form(each.form.id).parts.some((part) => part.inWords === 1);
      return { ...answer, complete: answer.complete && !inWords };
    }),
  );
}

/** The figures on record that the forms of documents ask for. */
async function givenTo({ db, snapshot }: Context, asked: readonly AskedDemand[]): Promise<ReadonlySet<string>> {
  const printed = new Set(asked.flatMap(({ form }) => (form.definition ? [] : form.id)));
  const figures = [...printed].flatMap((id) => snapshot.asked.form(id).figures);
  if (figures.length === 0) return new Set();
  const metricIds = [...new Set(figures.map(({ metricId }) => metricId))];
  const days = [...new Set(figures.map(({ on }) => on))];
  return new Set((await givenFigures(db, metricIds, days)).map(keyOf));
}

const keyOf = ({ metricId, facilityId, areaId, on }: GivenRow): string =>
  `${metricId} ${facilityId === null ? `A${areaId}` : `F${facilityId}`} ${on}`;

const placeOf = ({ campaignId, form, facilityId }: Pick<FormAnswerRow, "campaignId" | "form" | "facilityId">): string =>
  `${campaignId} ${facilityId} ${form}`;

/** What was entered here, by campaign, facility and form. */
async function enteredTo({ db }: Context, asked: readonly AskedDemand[]): Promise<ReadonlyMap<string, FormAnswerRow>> {
  const ids = [...new Set(asked.flatMap(({ form, campaign }) => (form.definition ? campaign.id : [])))];
  const rows = ids.length > 0 ? await formAnswers(db, "campaign_id", ids) : [];
  return new Map(rows.map((row) => [placeOf(row), row] as const));
}

/** What counts is what was submitted; a draft is its unit's own. */
function enteredAnswer(
  asked: AskedDemand,
  obligation: ObligationRow,
  all: ReadonlyMap<string, FormAnswerRow>,
  { snapshot }: Context,
): Answer {
  const { demand, form, campaign } = asked;
  const rows = rowsOwed(asked, obligation, snapshot).map(({ code }) => code);
  const place = { campaignId: campaign.id, form: form.code, facilityId: obligation.facilityId };
  const entered = all.get(placeOf(place)) ?? null;
  const isSubmitted = entered?.status === "SUBMITTED";
  const content = isSubmitted && entered ? entered.content : { cells: {}, words: {} };
  const { definition } = form;
  if (!definition) throw new Error("The form of a document is not filled in here.");
  const extent = extentOf(definition, rows, content);
  const receivedOn = entered?.receivedOn ?? null;
  return {
    ...{ ...obligation, receivedOn, dueBefore: demand.dueBefore, entered, isEnteredHere: true },
    ...(isSubmitted ? extent : { asked: extent.asked, given: 0, complete: false }),
    status: isSubmitted ? (extent.complete ? "REPORTED" : "PARTLY") : "NOT_KNOWN",
    inTime: receivedOn === null ? null : receivedOn < demand.dueBefore,
  };
}

/** A report of a letter is known to have been made by its day of receipt, or by all of its figures. */
export function answerOf(
  { dueBefore }: Pick<DemandRow, "dueBefore">,
  obligation: ObligationRow,
  asked: number,
  given: number,
): Answer {
  const { receivedOn } = obligation;
  const complete = asked > 0 && given === asked;
  const status = receivedOn !== null || complete ? "REPORTED" : given > 0 ? "PARTLY" : "NOT_KNOWN";
  const inTime = receivedOn === null ? null : receivedOn < dueBefore;
  return { ...obligation, dueBefore, status, asked, given, complete, inTime, entered: null, isEnteredHere: false };
}

/** How many are known to have reported. */
export const reportedOf = (answers: readonly Answer[]): number =>
  answers.filter(({ status }) => status === "REPORTED").length;

/** The same out of those who were due; nothing is known of that while nothing of any report is on record. */
export const completenessOf = (answers: readonly Answer[]) => ({
  numerator: answers.every(({ status, isEnteredHere }) => status === "NOT_KNOWN" && !isEnteredHere)
    ? null
    : reportedOf(answers),
  denominator: answers.length,
});

/** How many are known to have reported in time; nothing is known of that while no day of receipt is on record. */
export const timelinessOf = (answers: readonly Answer[]) => ({
  numerator: answers.every(({ inTime, isEnteredHere }) => inTime === null && !isEnteredHere)
    ? null
    : answers.filter(({ inTime, status }) => inTime === true && status === "REPORTED").length,
  denominator: answers.length,
});

/**
 * Whether it is late on a day: it came after its last day, or that is over and it has not come. What a letter's record
 * does not hold may have been sent.
 */
export const isLateOn = ({ receivedOn, dueBefore, isEnteredHere }: Answer, day: string): boolean =>
  receivedOn === null ? isEnteredHere && day >= dueBefore : receivedOn >= dueBefore && receivedOn <= day;
