import { say } from "../language.js";
import { errorAt } from "../parts/errors.js";
import { Choose, Text } from "../parts/form.js";
import type { UserError } from "../session.js";
import { blankForm, blankRecipient, type CampaignDraft, type Choices } from "./campaign-draft.js";
import { FormFields } from "./open-campaign-form.js";
import { RecipientFields } from "./open-campaign-recipient.js";

/** The ids of its fields begin with it. */
export const FORM = "mo";

type Named = "code" | "titleVi" | "number" | "issuedOn" | "reportsToVi" | "dueBefore" | "from" | "on";

interface CampaignFields {
  readonly draft: CampaignDraft;
  readonly errors: readonly UserError[];
  readonly choices: Choices;
  /** It is on record: its code stays. */
  readonly isRecorded?: boolean;
  type(part: Partial<CampaignDraft>): void;
}

/** All that a campaign asks: of whom, by which forms, for which period and by when. */
export function CampaignFields({ draft, errors, choices, isRecorded, type }: CampaignFields) {
  const text = (name: keyof CampaignDraft & Named, words: string, hint?: string, kind: "text" | "date" = "text") => (
    <Text
      id={`${FORM}-${name}`}
      {...{ label: words, hint, type: kind, autocomplete: "off" }}
      value={draft[name]}
      error={errorAt(errors, name)}
      onInput={(typed) => type({ [name]: typed })}
    />
  );
  return (
    <>
      <section class="group">
        <h2>{say("Đợt báo cáo", "The campaign")}</h2>
        <div class="fields">
          {!isRecorded &&
            text("code", say("Mã đợt", "Code"), say("Ví dụ 2027-Q1: chữ không dấu, chữ số, - và _", "Such as 2027-Q1"))}
          {text("titleVi", say("Trích yếu", "What it is about"))}
          {text("number", say("Số công văn (nếu có)", "Number of the letter (if any)"))}
          {text("issuedOn", say("Ngày công văn", "Day of the letter"), undefined, "date")}
          <Choose
            id={`${FORM}-standingBody`}
            label={say("Cơ quan thường trực", "Standing body")}
            value={draft.standingBody}
            error={errorAt(errors, "standingBody")}
            options={[
              ["", say("không ghi", "not given")],
              ...choices.facilities.nodes.map(({ code, name }) => [code, name] as const),
            ]}
            onChange={(standingBody) => type({ standingBody })}
          />
          {text("reportsToVi", say("Gửi báo cáo về (chức danh)", "Reports are sent to (a role)"))}
        </div>
      </section>
      <section class="group">
        <h2>{say("Kỳ số liệu và hạn gửi", "Period and last day")}</h2>
        <div class="fields">
          {text(
            "from",
            say("Kỳ số liệu từ ngày", "Period from"),
            say("Cho các cột có chỉ số", "Of columns with a metric"),
            "date",
          )}
          {text("on", say("đến ngày", "to"), say("Số liệu tính đến ngày này", "Figures hold for this day"), "date")}
          {text(
            "dueBefore",
            say("Gửi trước ngày", "Due before"),
            say("Hạn chung của các nơi nhận", "Of all recipients"),
            "date",
          )}
        </div>
      </section>
      {draft.forms.map((form, place) => (
        <FormFields
          key={place}
          {...{ form, place, errors, choices }}
          onChange={(next) => type({ forms: draft.forms.with(place, next) })}
          onRemove={
            draft.forms.length > 1
              ? () =>
                  type({
                    forms: draft.forms.toSpliced(place, 1),
                    recipients: draft.recipients.map((each) => ({
                      ...each,
                      owes: each.owes.flatMap((owed) => (owed === place ? [] : owed > place ? owed - 1 : owed)),
                      ...(each.dues && { dues: withoutPlace(each.dues, place) }),
                    })),
                  })
              : undefined
          }
        />
      ))}
      <p>
        <button type="button" onClick={() => type({ forms: [...draft.forms, blankForm(draft.forms.length)] })}>
          {say("Thêm mẫu", "Add a form")}
        </button>
      </p>
      {draft.recipients.map((recipient, place) => (
        <RecipientFields
          key={place}
          {...{ recipient, place, errors, choices }}
          forms={draft.forms.map(({ code }) => code)}
          onChange={(next) => type({ recipients: draft.recipients.with(place, next) })}
          onRemove={
            draft.recipients.length > 1 ? () => type({ recipients: draft.recipients.toSpliced(place, 1) }) : undefined
          }
        />
      ))}
      <p>
        <button
          type="button"
          onClick={() => type({ recipients: [...draft.recipients, blankRecipient(draft.forms.length)] })}
        >
          {say("Thêm nơi nhận", "Add a recipient")}
        </button>
      </p>
    </>
  );
}

const withoutPlace = (dues: Readonly<Record<string, string>>, gone: number): Record<string, string> =>
  Object.fromEntries(
    Object.entries(dues).flatMap(([place, due]) => {
      const at = Number(place);
      return at === gone ? [] : [[String(at > gone ? at - 1 : at), due] as const];
    }),
  );
