import { say } from "../language.js";
import { errorAt } from "../parts/errors.js";
import { Choose, Text } from "../parts/form.js";
import type { UserError } from "../session.js";
import { blankColumn, type Choices, type ColumnDraft, type FormDraft } from "./campaign-draft.js";
import { dayOrPeriod, metricName } from "./figure-words.js";

interface FormFields {
  readonly form: FormDraft;
  readonly place: number;
  readonly errors: readonly UserError[];
  readonly choices: Choices;
  onChange(form: FormDraft): void;
  /** Left out: it is the only one. */
  readonly onRemove: (() => void) | undefined;
}

/** A form that is asked for: its columns with their formulas, and its parts in words. */
export function FormFields({ form, place, errors, choices, onChange, onRemove }: FormFields) {
  const path = `forms.${place}`;
  const wrong = errorAt(errors, path);
  const change = (part: Partial<FormDraft>) => onChange({ ...form, ...part });
  return (
    <section class="group" id={`mo-${path}`} tabIndex={-1}>
      <h2>{say(`Mẫu: ${form.code}`, `Form: ${form.code}`)}</h2>
      {wrong && <p class="error">{wrong}</p>}
      <div class="fields">
        <Text
          id={`mo-${path}.code`}
          label={say("Mã mẫu", "Code of the form")}
          value={form.code}
          error={errorAt(errors, `${path}.code`)}
          onInput={(code) => change({ code })}
        />
        <Text
          id={`mo-${path}.titleVi`}
          label={say("Tên mẫu", "Title of the form")}
          value={form.titleVi}
          error={errorAt(errors, `${path}.titleVi`)}
          onInput={(titleVi) => change({ titleVi })}
        />
      </div>
      {form.columns.map((column, i) => (
        <ColumnFields
          key={i}
          {...{ column, errors, choices }}
          path={`${path}.columns.${i}`}
          onChange={(next) => change({ columns: form.columns.with(i, next) })}
          onRemove={() => change({ columns: form.columns.toSpliced(i, 1) })}
        />
      ))}
      <p>
        <button type="button" onClick={() => change({ columns: [...form.columns, blankColumn(form.columns.length)] })}>
          {say(`Thêm cột vào ${form.code}`, `Add a column to ${form.code}`)}
        </button>
      </p>
      <h3>{say("Phần bằng lời", "Parts in words")}</h3>
      {form.parts.map((part, i) => (
        <div key={i} class="fields">
          <Text
            id={`mo-${path}.parts.${i}.code`}
            label={say("Phần", "Part")}
            value={part.code}
            error={errorAt(errors, `${path}.parts.${i}.code`)}
            onInput={(code) => change({ parts: form.parts.with(i, { ...part, code }) })}
          />
          <Text
            id={`mo-${path}.parts.${i}.titleVi`}
            label={say("Tên phần", "Heading")}
            value={part.titleVi}
            error={errorAt(errors, `${path}.parts.${i}.titleVi`)}
            onInput={(titleVi) => change({ parts: form.parts.with(i, { ...part, titleVi }) })}
          />
          <button type="button" class="beside-field" onClick={() => change({ parts: form.parts.toSpliced(i, 1) })}>
            {say(`Bỏ phần ${part.code}`, `Drop part ${part.code}`)}
          </button>
        </div>
      ))}
      <div class="buttons">
        <button type="button" onClick={() => change({ parts: [...form.parts, { code: nextPart(form), titleVi: "" }] })}>
          {say(`Thêm phần vào ${form.code}`, `Add a part to ${form.code}`)}
        </button>
        {onRemove && (
          <button type="button" onClick={onRemove}>
            {say(`Bỏ ${form.code}`, `Drop ${form.code}`)}
          </button>
        )}
      </div>
    </section>
  );
}

/** B is the first: A are the figures. */
const nextPart = ({ parts }: FormDraft): string => String.fromCharCode("B".charCodeAt(0) + parts.length);

interface ColumnFields {
  readonly column: ColumnDraft;
  readonly path: string;
  readonly errors: readonly UserError[];
  readonly choices: Choices;
  onChange(column: ColumnDraft): void;
  onRemove(): void;
}

const TEXTS = ["number", "labelVi", "unitVi", "groupVi", "formula", "footnoteVi"] as const;

/** One column; what is seldom needed is folded away, unless something is wrong with it. */
function ColumnFields({ column, path, errors, choices, onChange, onRemove }: ColumnFields) {
  const change = (part: Partial<ColumnDraft>) => onChange({ ...column, ...part });
  const metric = choices.metrics.find(({ code }) => code === column.metric);
  const isWrong = errors.some((error) => error.path.join(".").startsWith(`${path}.`));
  const labels = {
    number: say("Số cột", "Number"),
    labelVi: say("Tiêu đề cột", "Heading"),
    unitVi: say("Đơn vị tính", "Unit"),
    groupVi: say("Tiêu đề nhóm cột", "Heading over its group"),
    formula: say("Công thức", "Formula"),
    footnoteVi: say("Ghi chú", "Footnote"),
  };
  const text = (name: (typeof TEXTS)[number], hint?: string) => (
    <Text
      id={`mo-${path}.${name}`}
      label={labels[name]}
      hint={hint}
      value={column[name]}
      error={errorAt(errors, `${path}.${name}`)}
      autocomplete="off"
      onInput={(typed) => change({ [name]: typed })}
    />
  );
  const tick = (name: "isEntered" | "mayBeNegative" | "isState", words: string) => (
    <label class="tick">
      <input
        type="checkbox"
        checked={column[name]}
        onChange={({ currentTarget }) => change({ [name]: currentTarget.checked })}
      />
      {words}
    </label>
  );
  return (
    <fieldset class="column-fields">
      <legend>{say(`Cột ${column.number}`, `Column ${column.number}`)}</legend>
      <div class="fields">
        {text("number")}
        {text("labelVi")}
        {text("formula", say("Ví dụ (5)=(4)-(3); để trống: số bất kỳ", "Such as (5)=(4)-(3); blank: any figure"))}
        <button type="button" class="beside-field" onClick={onRemove}>
          {say(`Bỏ cột ${column.number}`, `Drop column ${column.number}`)}
        </button>
      </div>
      <details open={isWrong || undefined}>
        <summary>
          {say(
            `Chỉ số, đơn vị tính và quy tắc của cột ${column.number}`,
            `Metric, unit and rules of column ${column.number}`,
          )}
        </summary>
        <div class="fields">
          {text("unitVi")}
          {text("groupVi")}
          <Choose
            id={`mo-${path}.metric`}
            label={say("Chỉ số của số liệu", "Metric of its figures")}
            value={column.metric}
            error={errorAt(errors, `${path}.metric`)}
            options={[
              ["", say("chỉ của mẫu này", "of this form alone")],
              ...choices.metrics.map((each) => [each.code, metricName(each)] as const),
            ]}
            onChange={(code) => change({ metric: code, holds: "VALUE", of: "" })}
          />
          {metric?.kind === "RATIO" && (
            <Choose
              id={`mo-${path}.holds`}
              label={say("Là phần nào của số liệu", "Part of the figure")}
              value={column.holds}
              error={errorAt(errors, `${path}.holds`)}
              options={[
                ["VALUE", say("tỷ lệ phần trăm", "the percentage")],
                ["NUMERATOR", say("tử số", "the numerator")],
                ["DENOMINATOR", say("mẫu số", "the denominator")],
              ]}
              onChange={(holds) => change({ holds: holds as ColumnDraft["holds"] })}
            />
          )}
          {column.holds === "NUMERATOR" && (
            <Text
              id={`mo-${path}.of`}
              label={say("Cột là mẫu số (nếu có)", "Column of its denominator (if any)")}
              value={column.of}
              error={errorAt(errors, `${path}.of`)}
              onInput={(of) => change({ of })}
            />
          )}
          {text("footnoteVi")}
        </div>
        <div class="fields">
          {tick("isEntered", say("Đơn vị phải điền", "Units fill it in"))}
          {tick("mayBeNegative", say("Nhận số âm", "May be below 0"))}
          {column.own && (
            <p>
              {say("Kỳ riêng của cột: ", "A period of its own: ")}
              {column.own.on && dayOrPeriod({ ...column.own, on: column.own.on })}{" "}
              <button type="button" onClick={() => change({ own: undefined })}>
                {say("Theo kỳ chung", "As the campaign has it")}
              </button>
            </p>
          )}
          {metric &&
            !column.own &&
            tick("isState", say("Tại một ngày, không phải cả kỳ", "Of one day, not of the period"))}
        </div>
      </details>
    </fieldset>
  );
}
