import type { CampaignPageQuery, CampaignQuery } from "hue-health-sdk";
import { type Counts, day, share, today, unknown } from "../format.js";
import { say } from "../language.js";

export const PAGE = "dot-bao-cao";

export type CampaignLine = CampaignPageQuery["reportingCampaignConnection"]["nodes"][number];
export type Campaign = NonNullable<CampaignQuery["reportingCampaign"]>;
export type FormAsked = Campaign["forms"][number];
type Obligation = FormAsked["demands"][number]["obligations"][number];

/** What one unit owes by one form. */
export interface Owed extends Obligation {
  readonly form: FormAsked;
  readonly dueBefore: string;
  readonly recipientVi: string;
}

export const owedIn = ({ forms }: Campaign): Owed[] =>
  forms.flatMap((form) =>
    form.demands.flatMap(({ obligations, dueBefore, recipientVi }) =>
      obligations.map((each) => ({ ...each, form, dueBefore, recipientVi })),
    ),
  );

/** Whether anybody has begun to answer it: from then on it stays as it is. */
export const isBegun = (campaign: Campaign): boolean => owedIn(campaign).some(({ answer }) => answer !== null);

/** Its forms stand in a document: nothing is answered here. */
export const isOfDocument = ({ document }: Campaign): boolean => document.code !== "REGISTER";

export const campaignState = ({ state }: { state: string }): string =>
  state === "OPEN" ? say("đang mở", "open") : say("đã đóng", "closed");

type ReportState = "da-gui" | "gui-muon" | "chua-du" | "dang-nhap" | "qua-han" | "chua-gui";

/** How far a report has come, by the day of today. */
export function reportState({ status, inTime, answer, dueBefore }: Owed): ReportState {
  if (status === "REPORTED") return inTime === false ? "gui-muon" : "da-gui";
  if (status === "PARTLY") return "chua-du";
  if (dueBefore <= today()) return "qua-han";
  return answer ? "dang-nhap" : "chua-gui";
}

export const STATES = (): readonly (readonly [ReportState, string])[] => [
  ["qua-han", say("quá hạn, chưa gửi", "past its day, not handed in")],
  ["chua-gui", say("còn hạn, chưa bắt đầu", "open, not begun")],
  ["dang-nhap", say("còn hạn, đang nhập", "open, being entered")],
  ["chua-du", say("đã gửi, chưa đủ", "handed in, not complete")],
  ["gui-muon", say("đã gửi đủ, sau hạn", "complete, handed in late")],
  ["da-gui", say("đã gửi đủ", "complete")],
];

/** The same in words; of a report that a document asks for nobody knows whether it was sent elsewhere. */
export const reportStateName = (owed: Owed, isPrinted: boolean): string =>
  isPrinted && owed.status === "NOT_KNOWN"
    ? say("trong sổ không có", "not on record")
    : (STATES().find(([state]) => state === reportState(owed))?.[1] ?? "");

/** "trước 14/07/2026", or the first and the last of several days. */
export function dueDays(days: readonly string[]): string {
  const sorted = [...new Set(days)].sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return unknown();
  return first === last ? day(first) : `${day(first)} – ${day(last)}`;
}

/** How far an answer has come; undefined: nobody has begun. */
export const answerState = (status: string | undefined): string =>
  ({ DRAFT: say("đang nhập", "being entered"), SUBMITTED: say("đã gửi", "handed in") })[status ?? ""] ??
  say("chưa bắt đầu", "not begun");

/** A share with its counts; of a letter's reports nothing may be known. */
export const known = (of: Counts): string => (of.numerator === null ? unknown() : share(of));
