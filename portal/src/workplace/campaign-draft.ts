// A campaign as it is typed before it is opened: what it is like at first, and what the act takes.
import type { FigureChoicesQuery, ReportingCampaignOpenInput, ReportingCampaignReviseInput } from "hue-health-sdk";
import { today } from "../format.js";
import { invalid } from "../parts/errors.js";
import type { UserError } from "../session.js";
import { type Campaign, type FormAsked, isOfDocument, owedIn } from "./campaign-words.js";

/** What fields are chosen from. */
export interface Choices extends FigureChoicesQuery {
  readonly types: readonly (readonly [code: string, name: string])[];
}

const HOLDS = ["VALUE", "NUMERATOR", "DENOMINATOR"] as const;

export interface ColumnDraft {
  readonly number: string;
  readonly labelVi: string;
  readonly groupVi: string;
  readonly unitVi: string;
  readonly formula: string;
  readonly footnoteVi: string;
  readonly metric: string;
  readonly holds: (typeof HOLDS)[number];
  readonly of: string;
  readonly isEntered: boolean;
  readonly mayBeNegative: boolean;
  /** Of one day, not of the period. */
  readonly isState: boolean;
  /** Of a campaign on record: a period that is not the one of the campaign. */
  readonly own?: { readonly from: string | null; readonly on: string | null } | undefined;
}

interface PartDraft {
  readonly code: string;
  readonly titleVi: string;
}

export interface FormDraft {
  readonly code: string;
  readonly titleVi: string;
  readonly columns: readonly ColumnDraft[];
  readonly parts: readonly PartDraft[];
}

/** Whom a recipient stands for: those of a type, those within a body or area, those named, or nobody. */
export type Whom = "type" | "under" | "units" | "nobody";

export interface UnitDraft {
  readonly facility: string;
  readonly area: string;
}

export interface RecipientDraft {
  readonly nameVi: string;
  readonly whom: Whom;
  readonly facilityType: string;
  readonly under: string;
  readonly units: readonly UnitDraft[];
  /** Which forms it owes, by their places: their codes are typed, too. */
  readonly owes: readonly number[];
  /** A last day of its own; empty: that of the campaign. */
  readonly dueBefore: string;
  /** Of a campaign on record: other days again, by the places of the forms. */
  readonly dues?: Readonly<Record<string, string>>;
}

export interface CampaignDraft {
  readonly code: string;
  readonly titleVi: string;
  readonly number: string;
  readonly issuedOn: string;
  readonly standingBody: string;
  readonly reportsToVi: string;
  readonly dueBefore: string;
  readonly from: string;
  readonly on: string;
  readonly forms: readonly FormDraft[];
  readonly recipients: readonly RecipientDraft[];
}

export const blankColumn = (place: number): ColumnDraft => ({
  ...{ number: `(${place + 1})`, labelVi: "", groupVi: "", unitVi: "", formula: "", footnoteVi: "", metric: "" },
  ...{ holds: "VALUE", of: "", isEntered: true, mayBeNegative: false, isState: false },
});

const USUAL_PARTS: readonly PartDraft[] = [
  { code: "B", titleVi: "Thuận lợi và khó khăn" },
  { code: "C", titleVi: "Ý kiến đề xuất" },
];

export const blankForm = (place: number): FormDraft => ({
  ...{ code: `Mẫu ${place + 1}`, titleVi: "", columns: [blankColumn(0)], parts: USUAL_PARTS },
});

export const blankRecipient = (forms: number): RecipientDraft => ({
  ...{ nameVi: "", whom: "type", facilityType: "", under: "", units: [], dueBefore: "" },
  owes: Array.from({ length: forms }, (_, place) => place),
});

/** What stands in the form at first: nothing, or what another campaign asked. Its code, days and number are its own. */
export function freshCampaign(like: Campaign | null): CampaignDraft {
  const own = { code: "", number: "", issuedOn: today(), dueBefore: "", from: "", on: "" };
  if (!like)
    return {
      ...{ ...own, titleVi: "", standingBody: "SYT", reportsToVi: "" },
      ...{ forms: [blankForm(0)], recipients: [blankRecipient(1)] },
    };
  return {
    ...{ ...own, titleVi: like.titleVi, standingBody: like.standingBody?.code ?? "" },
    reportsToVi: like.reportsToVi ?? "",
    forms: like.forms.map((form) => ({
      ...{ code: form.code, titleVi: form.titleVi ?? "" },
      columns: isOfDocument(like) ? printedColumns(form) : form.columns.map(columnLike),
      parts: form.parts.filter(({ inWords }) => inWords).map(({ code, titleVi }) => ({ code, titleVi })),
    })),
    recipients: like.recipientsVi.map((nameVi) => recipientLike(nameVi, like)),
  };
}

/** What comes most often, the first of several. */
function usual(values: readonly (string | null)[]): string {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce((most, each) => (each[1] > most[1] ? each : most), ["", 0] as const)[0];
}

/** A campaign as it is on record, in the fields of the form: whoever changes nothing sends nothing. */
export function recordedCampaign(campaign: Campaign): CampaignDraft {
  const { code, number, issuedOn, forms } = campaign;
  const measured = forms.flatMap(({ columns }) => columns.filter(({ metric }) => metric !== null));
  const [from, on] = [usual(measured.map((each) => each.from)), usual(measured.map((each) => each.on))];
  const dueBefore = usual(owedIn(campaign).map((each) => each.dueBefore));
  const draft = freshCampaign(campaign);
  return {
    ...{ ...draft, code, number: number ?? "", issuedOn: issuedOn ?? "", dueBefore, from, on },
    forms: draft.forms.map((form, place) => ({
      ...form,
      columns: form.columns.map((column, i) => {
        const asked = forms[place]?.columns[i];
        const isUsual = !asked?.metric || (asked.on === on && (asked.from === null || asked.from === from));
        return isUsual ? column : { ...column, own: { from: asked.from, on: asked.on } };
      }),
    })),
    recipients: draft.recipients.map((recipient) => ({ ...recipient, ...daysOf(recipient, campaign, dueBefore) })),
  };
}

function daysOf({ nameVi, owes }: RecipientDraft, { forms }: Campaign, usualDay: string) {
  const days = owes.map((place) => {
    const demand = forms[place]?.demands.find(({ recipientVi }) => recipientVi === nameVi);
    return [place, demand?.dueBefore ?? usualDay] as const;
  });
  const [first, ...others] = [...new Set(days.map(([, due]) => due))];
  if (others.length === 0) return { dueBefore: first === usualDay ? "" : (first ?? "") };
  return { dueBefore: "", dues: Object.fromEntries(days.filter(([, due]) => due !== usualDay)) };
}

type ColumnAsked = FormAsked["columns"][number];

const columnLike = (column: ColumnAsked): ColumnDraft => ({
  ...{ number: column.number, labelVi: column.labelVi, groupVi: column.groupVi ?? "", unitVi: column.unitVi ?? "" },
  ...{ formula: column.formula ?? "", footnoteVi: column.footnoteVi ?? "", metric: column.metric?.code ?? "" },
  ...{
    holds: HOLDS.find((each) => each === column.holds) ?? "VALUE",
    of: column.of ?? "",
    isEntered: column.isEntered ?? column.metric !== null,
  },
  ...{ mayBeNegative: column.mayBeNegative ?? false, isState: column.metric !== null && column.from === null },
});

/** A letter numbers some of its columns; which part of a figure they hold is said nowhere. */
const printedColumns = ({ columns }: FormAsked): ColumnDraft[] =>
  columns.length > 0 ? columns.map(columnLike) : [blankColumn(0)];

function recipientLike(nameVi: string, like: Campaign): RecipientDraft {
  const owed = owedIn(like).filter(({ recipientVi }) => recipientVi === nameVi);
  const units = new Map(owed.map(({ facility, area }) => [facility.code, area?.code ?? ""]));
  const codes = new Set(owed.map(({ form }) => form.code));
  return {
    ...{ nameVi, whom: units.size > 0 ? "units" : "nobody", facilityType: "", under: "", dueBefore: "" },
    units: [...units].map(([facility, area]) => ({ facility, area })),
    owes: like.forms.flatMap(({ code }, place) => (codes.has(code) ? place : [])),
  };
}

/** Which recipient each demand comes from, and for which form. */
const demandsOf = ({ recipients }: CampaignDraft) =>
  recipients.flatMap(({ whom, owes }, recipient) =>
    whom === "nobody" ? [] : owes.map((form) => ({ recipient, form })),
  );

/** By when a recipient owes a form: a day of the form, of its own, or that of all. */
export const dueOf = ({ recipients, dueBefore }: CampaignDraft, recipient: number, form: number): string =>
  recipients[recipient]?.dues?.[form] || recipients[recipient]?.dueBefore || dueBefore;

const orNull = (text: string): string | null => text.trim() || null;

/** As the act takes it. */
export function inputOf(draft: CampaignDraft): Omit<ReportingCampaignOpenInput, "clientMutationId"> {
  const period = ({ metric, isState, own }: ColumnDraft) =>
    metric === "" ? {} : (own ?? { on: orNull(draft.on), from: isState ? null : orNull(draft.from) });
  return {
    ...{ code: draft.code.trim(), titleVi: draft.titleVi, number: orNull(draft.number) },
    ...{ issuedOn: orNull(draft.issuedOn), standingBody: orNull(draft.standingBody) },
    reportsToVi: orNull(draft.reportsToVi),
    forms: draft.forms.map(({ code, titleVi, columns, parts }) => ({
      ...{ code, titleVi, parts },
      columns: columns.map((column) => ({
        ...{ number: column.number, labelVi: column.labelVi, groupVi: orNull(column.groupVi) },
        ...{ unitVi: orNull(column.unitVi), formula: orNull(column.formula), footnoteVi: orNull(column.footnoteVi) },
        ...{ isEntered: column.isEntered, mayBeNegative: column.mayBeNegative, metric: orNull(column.metric) },
        ...{ holds: column.metric === "" ? null : column.holds, of: orNull(column.of), ...period(column) },
      })),
    })),
    recipients: draft.recipients.map(({ nameVi, whom, facilityType, under, units }) => ({
      nameVi,
      ...(whom === "type" && { facilityType: orNull(facilityType), under: orNull(under) }),
      ...(whom === "under" && { under: orNull(under) }),
      ...(whom === "units" && { units: units.map(({ facility, area }) => ({ facility, area: orNull(area) })) }),
    })),
    demands: demandsOf(draft).map(({ recipient, form }) => ({
      recipient: draft.recipients[recipient]?.nameVi ?? "",
      form: draft.forms[form]?.code ?? "",
      dueBefore: dueOf(draft, recipient, form),
    })),
  };
}

/** What is no longer as it is on record, as the act takes it: what is not sent stays. */
export function revisionOf(
  draft: CampaignDraft,
  recorded: CampaignDraft,
): Omit<ReportingCampaignReviseInput, "id" | "expectedVersion" | "clientMutationId"> {
  const { code: _, ...given } = inputOf(draft);
  const before: Partial<Record<string, unknown>> = inputOf(recorded);
  return Object.fromEntries(
    Object.entries(given).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name])),
  );
}

/** Days that are not typed: without them nothing can be sent. */
export function missingDays(draft: CampaignDraft, message: string): UserError[] {
  const isDue = demandsOf(draft).some(({ recipient, form }) => dueOf(draft, recipient, form) === "");
  return isDue ? [invalid("dueBefore", message)] : [];
}

/** Mistakes at the fields where they are typed: demands and periods stand in no field of their own. */
export function placed(errors: readonly UserError[], draft: CampaignDraft): UserError[] {
  const demands = demandsOf(draft);
  const moved = errors.map(({ path, ...error }): UserError => {
    const [list, place, ...rest] = path;
    const own = list === "demands" ? demands[Number(place)] : undefined;
    if (own) {
      const recipient = draft.recipients[own.recipient];
      if (rest[0] !== "dueBefore") return { ...error, path: ["recipients", own.recipient, "nameVi"] };
      if (recipient?.dues?.[own.form]) return { ...error, path: ["recipients", own.recipient, "dues", own.form] };
      return { ...error, path: recipient?.dueBefore ? ["recipients", own.recipient, "dueBefore"] : ["dueBefore"] };
    }
    const last = path.at(-1) ?? "";
    const isOfPeriod = list === "forms" && ["on", "from"].includes(String(last));
    return { ...error, path: isOfPeriod ? [last] : path };
  });
  // Of many columns of one period it is said once.
  return [...new Map(moved.map((error) => [`${error.path.join(".")} ${error.message}`, error])).values()];
}
