import { useState } from "preact/hooks";
import { say } from "../language.js";
import { errorAt } from "../parts/errors.js";
import { Choose, Text } from "../parts/form.js";
import type { UserError } from "../session.js";
import type { Choices, RecipientDraft, UnitDraft, Whom } from "./campaign-draft.js";
import { nameOf, Pick } from "./pick.js";

interface RecipientFields {
  readonly recipient: RecipientDraft;
  readonly place: number;
  /** The codes of the forms of the campaign. */
  readonly forms: readonly string[];
  readonly errors: readonly UserError[];
  readonly choices: Choices;
  onChange(recipient: RecipientDraft): void;
  /** Left out: it is the only one. */
  readonly onRemove: (() => void) | undefined;
}

/** Whom a campaign goes to, which units that are, and which forms they owe. */
export function RecipientFields({ recipient, place, forms, errors, choices, onChange, onRemove }: RecipientFields) {
  const path = `recipients.${place}`;
  const change = (part: Partial<RecipientDraft>) => onChange({ ...recipient, ...part });
  const at = (name: string) => ({ id: `mo-${path}.${name}`, error: errorAt(errors, `${path}.${name}`) });
  const { nameVi, whom, facilityType, under, owes, dueBefore, dues } = recipient;
  const bodies = [...choices.areas, ...choices.facilities.nodes].map(({ code, name }) => [code, name] as const);
  const named = nameVi || say(`thứ ${place + 1}`, `no. ${place + 1}`);
  return (
    <section class="group">
      <h2>{say(`Nơi nhận: ${named}`, `Recipient: ${named}`)}</h2>
      <div class="fields">
        <Text
          {...at("nameVi")}
          label={say("Tên nơi nhận, như công văn ghi", "Recipient, as the letter says it")}
          value={nameVi}
          onInput={(typed) => change({ nameVi: typed })}
        />
        <Choose
          id={`mo-${path}.whom`}
          label={say("Gồm những ai", "Who that is")}
          value={whom}
          options={[
            ["type", say("theo hình thức tổ chức", "by type")],
            ["under", say("theo địa bàn hoặc cơ quan quản lý", "within an area or managing body")],
            ["units", say("các đơn vị nêu tên", "units by name")],
            ["nobody", say("chỉ nhận để biết", "told, and owes nothing")],
          ]}
          onChange={(chosen) => change({ whom: chosen as Whom })}
        />
        {whom === "type" && (
          <Choose
            {...at("facilityType")}
            label={say("Hình thức tổ chức", "Type")}
            value={facilityType}
            options={[["", say("chọn", "choose")], ...choices.types]}
            onChange={(chosen) => change({ facilityType: chosen })}
          />
        )}
        {(whom === "type" || whom === "under") && (
          <Choose
            {...at("under")}
            label={say("Thuộc", "Within")}
            value={under}
            options={[
              ["", whom === "type" ? say("toàn tỉnh", "the whole province") : say("chọn", "choose")],
              ...bodies,
            ]}
            onChange={(chosen) => change({ under: chosen })}
          />
        )}
        {whom !== "nobody" && (
          <Text
            {...at("dueBefore")}
            type="date"
            label={say("Hạn riêng (nếu khác)", "A last day of its own (if other)")}
            value={dueBefore}
            onInput={(typed) => change({ dueBefore: typed })}
          />
        )}
      </div>
      {whom === "units" && <Units {...{ recipient, path, errors, choices, change }} />}
      {dues && (
        <div class="fields">
          {Object.entries(dues).map(([form, due]) => (
            <Text
              key={form}
              {...at(`dues.${form}`)}
              type="date"
              label={say(`Hạn riêng của ${forms[Number(form)]}`, `A last day of ${forms[Number(form)]} alone`)}
              value={due}
              onInput={(typed) => change({ dues: { ...dues, [form]: typed } })}
            />
          ))}
        </div>
      )}
      {whom !== "nobody" && (
        <fieldset>
          <legend>{say("Phải gửi mẫu", "Forms that it owes")}</legend>
          {forms.map((code, form) => (
            <label key={code}>
              <input
                type="checkbox"
                checked={owes.includes(form)}
                onChange={({ currentTarget }) =>
                  change({
                    owes: currentTarget.checked
                      ? [...owes, form].sort((a, b) => a - b)
                      : owes.filter((each) => each !== form),
                  })
                }
              />
              {code}
            </label>
          ))}
        </fieldset>
      )}
      {onRemove && (
        <div class="buttons">
          <button type="button" onClick={onRemove}>
            {say(`Bỏ nơi nhận ${named}`, `Drop recipient ${named}`)}
          </button>
        </div>
      )}
    </section>
  );
}

interface Units {
  readonly recipient: RecipientDraft;
  readonly path: string;
  readonly errors: readonly UserError[];
  readonly choices: Choices;
  change(part: Partial<RecipientDraft>): void;
}

/** Units one by one, each with the area that it answers for where a form asks for figures of areas. */
function Units({ recipient: { units }, path, errors, choices, change }: Units) {
  const [typed, setTyped] = useState("");
  const set = (i: number, part: Partial<UnitDraft>) =>
    change({ units: units.map((unit, at) => (at === i ? { ...unit, ...part } : unit)) });
  return (
    <>
      {units.map(({ facility, area }, i) => {
        const at = `${path}.units.${i}`;
        const wrong = errorAt(errors, `${at}.facility`);
        return (
          <div key={facility} class={wrong ? "fields wrong" : "fields"} id={`mo-${at}.facility`} tabIndex={-1}>
            {wrong && <p class="error">{wrong}</p>}
            <Choose
              id={`mo-${at}.area`}
              label={say(`${nameOf("facility", facility)} báo cáo cho`, `${nameOf("facility", facility)} reports of`)}
              value={area}
              error={errorAt(errors, `${at}.area`)}
              options={[
                ["", say("chính đơn vị", "itself")],
                ...choices.areas.map(({ code, name }) => [code, name] as const),
              ]}
              onChange={(chosen) => set(i, { area: chosen })}
            />
            <button
              type="button"
              class="beside-field"
              onClick={() => change({ units: units.filter((_, each) => each !== i) })}
            >
              {say("Bỏ", "Drop")}
              <span class="unseen"> {nameOf("facility", facility)}</span>
            </button>
          </div>
        );
      })}
      <Pick
        id={`mo-${path}.units`}
        kind="facility"
        label={say("Thêm đơn vị", "Add a unit")}
        error={errorAt(errors, `${path}.units`)}
        value=""
        typed={typed}
        onType={setTyped}
        onChoose={(code) => {
          setTyped("");
          if (!units.some(({ facility }) => facility === code))
            change({ units: [...units, { facility: code, area: "" }] });
        }}
      />
    </>
  );
}
