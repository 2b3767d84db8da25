import { groupBy } from "../../../core/collections/groups.js";
import type { Snapshot } from "../../../core/context.js";
import { holdVersions } from "../../../core/mutation/mutation-run.js";
import { isKeptWhole, MOST_DECIMALS } from "../../../core/schema/checks.js";
import { columnsIn } from "../../../files/format.js";
import { namesOf, type Row } from "../../../files/reading/cells.js";
import type { ImportContext } from "../../import/import-context.js";
import type { Reader } from "../../import/reader.js";
import { YES_NO_WORDS } from "../campaign/campaigns.format.js";
import { REPORTING_CAMPAIGN } from "../campaign/reporting-campaign.row.js";
import type { ReportingCampaignRow } from "../campaign/reporting-campaign.store.js";
import { snapshotWithin } from "../campaign/snapshot-within.js";
import * as messages from "../reporting.messages.js";
import { type AnswerContent, isBlank, NOTHING_ENTERED, withEntry } from "./answer-content.js";
import { recordFigures } from "./answer-figures.js";
import { FORM_ANSWER_KIND } from "./form-answer.kind.js";
import { type FormAnswerRow, type FormAnswerValues, formAnswers, rewriteAnswer } from "./form-answer.store.js";
import { refusedCampaign } from "./form-answer-acts.js";
import { FORM_ANSWERS } from "./form-answers.format.js";
import { type DueForm, formsDue } from "./require-due.js";

/** An answer of which the file says something new. */
interface Listed {
  row: Row;
  campaign: ReportingCampaignRow;
  before: FormAnswerRow | null;
  values: FormAnswerValues;
  /** How many rows say something new. */
  rows: number;
}

/** Answers to forms, a row a cell or a part in words. A blank cell leaves what is on record. */
export const formAnswersList: Reader = {
  ...columnsIn(FORM_ANSWERS),
  writes: "DATA",
  tracesItself: true,
  async read(rows, into) {
    const snapshot = await snapshotWithin(into.tx);
    const facilities = await into.facilities();
    const campaigns = namesOf(snapshot.reportingCampaigns.all().map((row) => [row.code, row] as const));
    const placed = rows.flatMap((row) => {
      const campaign = row.requiredNamed("campaign", "reporting campaign", campaigns);
      const what = into.run.mayWrite ? "facility of yours" : "facility";
      const facilityId = row.requiredNamed("facility", what, facilities);
      const form = row.required("form");
      return campaign && facilityId !== null ? [{ row, campaign, facilityId, form }] : [];
    });
    const known = await formAnswers(into.tx, "campaign_id", [...new Set(placed.map(({ campaign }) => campaign.id))]);
    const byAnswer = groupBy(placed, ({ campaign, facilityId, form }) => `${campaign.id} ${facilityId} ${form}`);
    const listed = [...byAnswer.values()].flatMap((own) => {
      const [first] = own;
      if (!first) return [];
      const { row, campaign, facilityId, form } = first;
      const owed = formsDue(campaign.id, facilityId, snapshot);
      const due = owed.find((each) => each.form.code === form);
      if (!due) {
        // A row that enters nothing asks for nothing.
        if (own.every((each) => each.row.text("value") === null && each.row.text("submit") === null)) return [];
        const code = snapshot.facilities.unit(facilityId)?.code ?? "";
        const [refused] = campaign.definition ? [] : refusedCampaign(campaign);
        const codes = owed.map((each) => each.form.code);
        row.problem("form", "INCONSISTENT", refused?.sentence ?? messages.notDue(code, form, codes));
        return [];
      }
      const before =
        known.find((each) => each.campaignId === campaign.id && each.facilityId === facilityId && each.form === form) ??
        null;
      return (
        listedOf(
          own.map((each) => each.row),
          { campaign, facilityId, due, before, today: into.run.today, snapshot },
        ) ?? []
      );
    });
    const ids = listed.flatMap(({ before }) => before?.id ?? []);
    const rowOf = new Map(listed.flatMap(({ before, row }) => (before ? [[before.id, row] as const] : [])));
    return async () => {
      await holdVersions(into.tx, REPORTING_CAMPAIGN, [...new Set(listed.map((each) => each.campaign))]);
      await into.tracing(FORM_ANSWER_KIND, ids, () => write(into, listed, ids, snapshot), rowOf);
      const count = (isNew: boolean) =>
        listed.reduce((sum, { before, rows: own }) => sum + ((before === null) === isNew ? own : 0), 0);
      Object.assign(into.counts, { inserted: count(true), changed: count(false) });
    };
  },
};

async function write(into: ImportContext, listed: readonly Listed[], ids: number[], snapshot: Snapshot): Promise<void> {
  const { tx, run } = into;
  for (const { row, campaign, before, values } of listed) {
    const id = await rewriteAnswer(tx, before, values);
    if (!before) ids.push(id);
    if (values.status !== "SUBMITTED") continue;
    const answer = { id, ...values, version: 1 };
    const { traced, mistakes } = await recordFigures(tx, run.trail, answer, campaign, run.today, snapshot);
    for (const { code, message } of mistakes)
      row.problem("value", code === "TAKEN" ? "OTHER_SOURCE" : "INCONSISTENT", message);
    await into.trace("DATA", traced);
  }
}

interface Place {
  campaign: ReportingCampaignRow;
  facilityId: number;
  due: DueForm;
  before: FormAnswerRow | null;
  today: string;
  snapshot: Snapshot;
}

/** What is to be written, or null where the rows say what is on record. */
function listedOf(rows: readonly Row[], { campaign, facilityId, due, before, today, snapshot }: Place): Listed | null {
  const [row] = rows;
  if (!row) return null;
  const { definition } = due;
  const isPart = (code: string) => definition.parts.some((part) => part.code === code);
  const cells: { row: string | null; column: string; value: number }[] = [];
  const parts: { code: string; textVi: string }[] = [];
  const [rowsOfCells, rowsOfParts]: [Row[], Row[]] = [[], []];
  let submits = false;
  for (const each of rows) {
    if (each.word("submit", YES_NO_WORDS) === "YES") submits = true;
    const text = each.text("value");
    if (text === null) continue;
    const column = each.required("column");
    if (isPart(column)) {
      parts.push({ code: column, textVi: text });
      rowsOfParts.push(each);
      continue;
    }
    const value = figureOf(each);
    if (column === "" || value === null) continue;
    cells.push({ row: each.text("row"), column, value });
    rowsOfCells.push(each);
  }
  const content = before?.content ?? NOTHING_ENTERED;
  const codes = due.rows.map(({ code }) => code);
  const { after, mistakes } = withEntry(definition, codes, content, { cells, parts }, snapshot);
  for (const { list, place, field, message } of mistakes) {
    const at = (list === "cells" ? rowsOfCells : rowsOfParts)[place] ?? row;
    at.problem(FIELDS[field], "INCONSISTENT", message);
  }
  const changed = changedIn(content, after);
  const isSent = submits && before?.status !== "SUBMITTED";
  if (changed === 0 && !isSent) return null;
  for (const { sentence } of refusedCampaign(campaign)) row.problem("campaign", "INCONSISTENT", sentence);
  if (before?.status === "SUBMITTED") row.problem("form", "INCONSISTENT", messages.answerIsSubmitted());
  if (isSent && isBlank(after)) row.problem("submit", "INCONSISTENT", messages.nothingEntered());
  const place = { campaignId: campaign.id, form: due.form.code, facilityId };
  const values: FormAnswerValues = {
    ...{ ...place, content: after },
    ...(isSent ? { status: "SUBMITTED", receivedOn: today } : { status: "DRAFT", receivedOn: null }),
  };
  return { row, campaign, before, values, rows: Math.max(changed, 1) };
}

const FIELDS = { row: "row", column: "column", value: "value", code: "column", textVi: "value" } as const;

/** A figure of a row, as exact as it is kept. */
function figureOf(row: Row): number | null {
  const number = row.number("value");
  if (number === null || isKeptWhole(number)) return number;
  row.problem("value", "NOT_A_NUMBER", messages.tooExact(row.text("value") ?? "", MOST_DECIMALS));
  return null;
}

/** How many cells and parts are another. */
function changedIn(before: AnswerContent, after: AnswerContent): number {
  const flat = ({ cells, words }: AnswerContent) =>
    new Map<string, number | string>([
      ...Object.entries(cells).flatMap(([place, figures]) =>
        Object.entries(figures).map(([column, value]) => [`cell ${place} ${column}`, value] as const),
      ),
      ...Object.entries(words).map(([code, text]) => [`part ${code}`, text] as const),
    ]);
  const [old, now] = [flat(before), flat(after)];
  return [...now].filter(([key, value]) => old.get(key) !== value).length;
}
