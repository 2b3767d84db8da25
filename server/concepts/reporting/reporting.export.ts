import type { Snapshot } from "../../core/context.js";
import { numberVi } from "../../core/text/numbers.js";
import { LATEST } from "../../core/time/point-in-time.js";
import type { Format, FormatColumn } from "../../files/format.js";
import { asTheyAre, type Cell, type ColumnOf, columnsOf, inPieces, tableOf } from "../../files/writing/table.js";
import { columnNamesOf, namesIn } from "../export/code-lists.js";
import { exported, requireKnown } from "../export/export.js";
import { word } from "../export/parameters.js";
import { citedIn } from "../provenance/source/source.export.js";
import { type FormAnswerRow, formAnswers } from "./answer/form-answer.store.js";
import { FORM_ANSWERS } from "./answer/form-answers.format.js";
import { dueForm } from "./answer/require-due.js";
import { isVisible } from "./answers.resolver.js";
import { CAMPAIGNS_LIST, HOLDS_WORDS, LINE_WORDS, YES_NO_WORDS } from "./campaign/campaigns.format.js";
import { enteredIn, type FormDefinition } from "./campaign/definition.js";
import type { ReportingCampaignRow } from "./campaign/reporting-campaign.store.js";

/** A line of a file, by the names of its columns, and the section that it comes from. */
type NamedLine = {
  sectionId: number;
  cells: Readonly<Record<string, Cell>>;
  /** What codes are called here, where that is another thing in every form. */
  named?: Readonly<Record<string, Cell>>;
};

function columnsBy(format: Format, snapshot: Snapshot): ColumnOf<NamedLine>[] {
  const valueIn = ({ name }: FormatColumn) => [name, ({ cells }: NamedLine) => cells[name] ?? null] as const;
  const nameIn = ({ name, codes = "" }: FormatColumn) => {
    const nameOf = namesIn(codes, snapshot);
    return [name, ({ cells, named }: NamedLine) => named?.[name] ?? nameOf(String(cells[name] ?? ""))] as const;
  };
  return [
    ...columnsOf(
      format,
      Object.fromEntries(format.columns.map(valueIn)),
      Object.fromEntries(format.columns.filter(({ nameVi }) => nameVi).map(nameIn)),
    ),
    ...citedIn(snapshot, ({ sectionId }: NamedLine) => sectionId),
  ];
}

const yesNo = (is: boolean): string => (is ? YES_NO_WORDS.YES : YES_NO_WORDS.NO);

/** What a campaign asks for, a line for each part of it; of a letter's the campaign alone, which a document brought. */
function linesOf(campaign: ReportingCampaignRow, { facilities }: Snapshot): NamedLine[] {
  const line = (kind: keyof typeof LINE_WORDS, cells: NamedLine["cells"]): NamedLine => ({
    sectionId: campaign.sectionId,
    cells: { campaign: campaign.code, line: LINE_WORDS[kind], ...cells },
  });
  const { number, titleVi: title, issuedOn, standingBodyId, reportsToVi, definition } = campaign;
  const body = standingBodyId === null ? null : (facilities.unit(standingBodyId)?.code ?? null);
  const head = line("CAMPAIGN", {
    ...{ number, title, issued_on: issuedOn, standing_body: body, reports_to: reportsToVi },
  });
  if (!definition) return [head];
  const { forms, recipients, demands } = definition;
  return [
    head,
    ...forms.flatMap((form) => [line("FORM", { form: form.code, title: form.titleVi }), ...formLines(form, line)]),
    ...recipients.flatMap(({ nameVi, units }) =>
      units.length === 0
        ? line("RECIPIENT", { recipient: nameVi })
        : units.map(({ facility, area }) => line("RECIPIENT", { recipient: nameVi, facility, area })),
    ),
    ...demands.map(({ recipient, form, dueBefore }) => line("DUE", { recipient, form, due_before: dueBefore })),
  ];
}

function formLines(
  { code: form, columns, parts }: FormDefinition,
  line: (kind: keyof typeof LINE_WORDS, cells: NamedLine["cells"]) => NamedLine,
): NamedLine[] {
  const ofParts = parts.map(({ code, titleVi }) => line("PART", { form, number: code, title: titleVi }));
  return [
    ...columns.map((column) =>
      line("COLUMN", {
        ...{ form, number: column.number, title: column.labelVi, unit: column.unitVi, metric: column.metric },
        ...{
          holds: HOLDS_WORDS[column.holds],
          of: column.of,
          formula: column.formula,
          from: column.from,
          on: column.on,
        },
        ...{ negative: yesNo(column.mayBeNegative), entered: yesNo(column.isEntered) },
        ...{ group: column.groupVi, footnote: column.footnoteVi },
      }),
    ),
    // A form whose parts are left out has the usual ones.
    ...(ofParts.length > 0 ? ofParts : [line("PART", { form })]),
  ];
}

export const campaignsExport = exported({
  name: "campaigns",
  titleVi: CAMPAIGNS_LIST.titleVi,
  titleEn: CAMPAIGNS_LIST.titleEn,
  format: CAMPAIGNS_LIST,
  field: "Query.reportingCampaigns",
  parameters: { campaign: word("Mã đợt", "Code of the campaign") },
  open({ campaign }, { snapshot }) {
    const all = snapshot.reportingCampaigns.all();
    requireKnown("campaign", campaign, all);
    const lines = all
      .filter(({ code }) => campaign === null || code === campaign)
      .flatMap((each) => linesOf(each, snapshot));
    return tableOf(columnsBy(CAMPAIGNS_LIST, snapshot), asTheyAre(lines), ({ sectionId }) => [sectionId]);
  },
});

/** What was entered of a form, a line a cell or a part in words; blank ones are left out. */
function answerLines(answer: FormAnswerRow, snapshot: Snapshot): NamedLine[] {
  const { code, sectionId } = snapshot.reportingCampaigns.byId(answer.campaignId);
  const { definition, rows } = dueForm(answer, snapshot);
  const facility = snapshot.facilities.in(LATEST).find(answer.facilityId)?.code ?? null;
  const place = { campaign: code, form: answer.form, facility };
  const { cells, words } = answer.content;
  const figures = rows.flatMap((row) =>
    enteredIn(definition).flatMap(({ number }) => {
      const figure = cells[row.code]?.[number];
      return figure === undefined ? [] : { row: row.code || null, column: number, value: numberVi(figure) };
    }),
  );
  const texts = definition.parts.flatMap((part) => {
    const text = words[part.code];
    return text === undefined ? [] : { column: part.code, value: text };
  });
  const submit = answer.status === "SUBMITTED" ? YES_NO_WORDS.YES : null;
  const labels = new Map(columnNamesOf(definition));
  return [...figures, ...texts].map((given) => ({
    sectionId,
    cells: { ...place, ...given, submit },
    named: { form: definition.titleVi, column: labels.get(given.column) ?? null },
  }));
}

export const formAnswersExport = exported({
  name: "form-answers",
  titleVi: FORM_ANSWERS.titleVi,
  titleEn: FORM_ANSWERS.titleEn,
  format: FORM_ANSWERS,
  field: "Query.reportingCampaign",
  parameters: { campaign: word("Mã đợt", "Code of the campaign") },
  open({ campaign }, context) {
    const { snapshot, db } = context;
    const all = snapshot.reportingCampaigns.all();
    requireKnown("campaign", campaign, all);
    const wanted = all.filter(({ code }) => campaign === null || code === campaign);
    const lines = inPieces(
      wanted,
      async ([each]) => {
        const answers = each ? await formAnswers(db, "campaign_id", [each.id]) : [];
        return answers
          .filter((answer) => isVisible(answer, context))
          .flatMap((answer) => answerLines(answer, snapshot));
      },
      1,
    );
    return tableOf(columnsBy(FORM_ANSWERS, snapshot), lines, ({ sectionId }) => [sectionId]);
  },
});
