// What becomes of a campaign that is revised, field by field, in words.
import { day } from "../format.js";
import { say } from "../language.js";
import { BeforeAfter, type BeforeAfterWords } from "../parts/before-after.js";
import { type CampaignDraft, type ColumnDraft, dueOf, type FormDraft, type RecipientDraft } from "./campaign-draft.js";
import { dayOrPeriod } from "./figure-words.js";
import { nameOf } from "./pick.js";

export interface Change {
  readonly of: string;
  readonly before: string;
  readonly after: string;
}

/** What is told of a campaign, by what it is told of. */
type Told = ReadonlyMap<string, string>;

const none = (): string => say("không có", "none");

/** Everything that is not the same in both. */
export function changesIn(before: CampaignDraft, after: CampaignDraft): Change[] {
  const [was, becomes] = [told(before), told(after)];
  return [...new Set([...was.keys(), ...becomes.keys()])].flatMap((of) => {
    const [one, other] = [was.get(of) ?? none(), becomes.get(of) ?? none()];
    return one === other ? [] : [{ of, before: one, after: other }];
  });
}

/** What somebody has typed, over what somebody else has made of the rest meanwhile. */
export function typedOver(draft: CampaignDraft, recorded: CampaignDraft, now: CampaignDraft): CampaignDraft {
  const isTyped = (name: keyof CampaignDraft) => JSON.stringify(draft[name]) !== JSON.stringify(recorded[name]);
  const typed = (Object.keys(now) as (keyof CampaignDraft)[]).filter(isTyped).map((name) => [name, draft[name]]);
  return { ...now, ...Object.fromEntries(typed) };
}

const told = (draft: CampaignDraft): Told =>
  new Map([
    [say("Trích yếu", "What it is about"), draft.titleVi.trim() || none()],
    [say("Số công văn", "Number of the letter"), draft.number.trim() || none()],
    [say("Ngày công văn", "Day of the letter"), draft.issuedOn ? day(draft.issuedOn) : none()],
    [say("Cơ quan thường trực", "Standing body"), draft.standingBody ? nameOf("facility", draft.standingBody) : none()],
    [say("Gửi báo cáo về", "Reports are sent to"), draft.reportsToVi.trim() || none()],
    ...draft.forms.flatMap((form) => toldOfForm(form, draft)),
    ...draft.recipients.flatMap((recipient, place) => toldOfRecipient(recipient, place, draft)),
  ]);

function toldOfForm(form: FormDraft, draft: CampaignDraft): [string, string][] {
  const { code, titleVi, columns, parts } = form;
  const named = say(`Mẫu “${code}”`, `Form “${code}”`);
  return [
    [named, titleVi.trim() || none()],
    ...columns.map((column): [string, string] => [
      say(`${named}, cột ${column.number}`, `${named}, column ${column.number}`),
      toldOfColumn(column, draft),
    ]),
    ...parts.map((part): [string, string] => [
      say(`${named}, phần ${part.code}`, `${named}, part ${part.code}`),
      part.titleVi.trim() || none(),
    ]),
  ];
}

function toldOfColumn(column: ColumnDraft, draft: CampaignDraft): string {
  const { labelVi, groupVi, unitVi, formula, metric, holds, of, isEntered, mayBeNegative, footnoteVi, isState } =
    column;
  const { from, on } = column.own ?? { from: isState ? null : draft.from, on: draft.on };
  return [
    [groupVi, labelVi].filter(Boolean).join(": "),
    unitVi,
    formula,
    isEntered ? "" : say("không phải điền", "not filled in"),
    mayBeNegative ? say("nhận số âm", "may be below 0") : "",
    metric && say(`chỉ số ${metric}`, `metric ${metric}`),
    metric && holds === "NUMERATOR" ? say(`tử số ${of}`, `numerator ${of}`) : "",
    metric && holds === "DENOMINATOR" ? say("mẫu số", "denominator") : "",
    metric && on && dayOrPeriod({ from, on }),
    footnoteVi,
  ]
    .filter(Boolean)
    .join("; ");
}

function toldOfRecipient(recipient: RecipientDraft, place: number, draft: CampaignDraft): [string, string][] {
  const { nameVi, whom, facilityType, under, units, owes } = recipient;
  const named = say(`Nơi nhận “${nameVi}”`, `Recipient “${nameVi}”`);
  const who = {
    type: [facilityType, under].filter(Boolean).join(", "),
    under,
    units: units
      .map(({ facility, area }) => [nameOf("facility", facility), area && `(${area})`].filter(Boolean).join(" "))
      .join(", "),
    nobody: say("chỉ nhận để biết", "told, and owes nothing"),
  }[whom];
  const due = owes.map((form) => {
    const [code, by] = [draft.forms[form]?.code ?? "", dueOf(draft, place, form)];
    return say(`${code} trước ngày ${by ? day(by) : "…"}`, `${code} before ${by ? day(by) : "…"}`);
  });
  const sends: [string, string] = [say(`${named} phải gửi`, `${named} owes`), due.join("; ") || none()];
  return [[named, who || none()], ...(whom === "nobody" ? [] : [sends])];
}

export const Changes = ({ of: changes, words }: { of: readonly Change[]; words?: BeforeAfterWords }) => (
  <>
    {changes.map((change) => (
      <BeforeAfter key={change.of} {...change} words={words} />
    ))}
  </>
);
