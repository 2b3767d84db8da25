import type { ComponentChildren } from "preact";
import { number } from "../format.js";
import { say } from "../language.js";
import { Prose, Text } from "../parts/form.js";
import { dayOrPeriod } from "./figure-words.js";
import type { Checked } from "./form-answer-check.js";
import {
  cellField,
  type Draft,
  type Form,
  isSame,
  type Mistakes,
  type Obligation,
  partField,
  pathOf,
} from "./form-answer-values.js";
import type { Work } from "./work.js";

/** The ids of its fields begin with it. */
export const FORM = "mau";

interface Entry {
  readonly form: Form;
  readonly rows: Obligation["rows"];
  readonly work: Work<Draft>;
  readonly values: Readonly<Record<string, string>>;
  readonly checked: Checked;
  readonly mistakes: Mistakes;
  readonly children: ComponentChildren;
}

const idOf = (field: string): string => `${FORM}-${pathOf(field)}`;

/** One field a figure, by row and by the headings over the columns; then the parts in words. */
export const Entry = ({ form, rows, work, values, checked, mistakes, children }: Entry) => (
  <>
    {checked.error && <p class="problem">{checked.error}</p>}
    {rows.map((row) => (
      <section key={row.row} class="group">
        <h2>{row.area?.name ?? say("Số liệu", "Figures")}</h2>
        {groupsOf(form).map(([group, columns]) => (
          <div key={group} class="headed">
            {group && <h3>{group}</h3>}
            <div class="fields">
              {columns.map((column) => {
                const field = cellField(row.row, column.number);
                return (
                  <Figure
                    key={column.number}
                    {...{ column, field, work, values }}
                    error={mistakes.get(field)}
                    computed={checked.computed.get(field)}
                  />
                );
              })}
            </div>
          </div>
        ))}
      </section>
    ))}
    {form.parts.some(({ inWords }) => inWords) && (
      <section class="group register">
        <h2>{say("Phần bằng lời", "In words")}</h2>
        {form.parts
          .filter(({ inWords }) => inWords)
          .map(({ code, titleVi }) => (
            <Prose
              key={code}
              id={idOf(partField(code))}
              label={`${code}. ${titleVi}`}
              value={values[partField(code)] ?? ""}
              onInput={(text) => work.set(partField(code), text)}
            />
          ))}
      </section>
    )}
    {children}
  </>
);

type Column = Form["columns"][number];

/** Neighbours under one heading stand together. */
function groupsOf({ columns }: Form): [string, Column[]][] {
  const groups: [string, Column[]][] = [];
  for (const column of columns.filter(({ isEntered }) => isEntered)) {
    const last = groups.at(-1);
    if (last && last[0] === (column.groupVi ?? "")) last[1].push(column);
    else groups.push([column.groupVi ?? "", [column]]);
  }
  return groups;
}

interface Figure {
  readonly column: Column;
  readonly field: string;
  readonly work: Work<Draft>;
  readonly values: Readonly<Record<string, string>>;
  readonly error: string | undefined;
  readonly computed: number | undefined;
}

function Figure({ column, field, work, values, error, computed }: Figure) {
  const { number: own, labelVi, unitVi, formula, footnoteVi, from, on } = column;
  const typed = values[field] ?? "";
  const hint = [formula, on && dayOrPeriod({ from, on }), footnoteVi].filter(Boolean).join(" · ");
  const isOther = computed !== undefined && !isSame(field, typed, number(computed));
  return (
    <div class="figure-field">
      <Text
        id={idOf(field)}
        label={`${own} ${labelVi}${unitVi ? ` (${unitVi})` : ""}`}
        hint={hint || undefined}
        value={typed}
        error={error}
        autocomplete="off"
        onInput={(text) => work.set(field, text)}
      />
      {isOther && (
        <p class="hint">
          {say(`Theo công thức: ${number(computed)}.`, `By the formula: ${number(computed)}.`)}{" "}
          <button
            type="button"
            class="plain"
            onClick={() => {
              work.set(field, number(computed));
              document.getElementById(idOf(field))?.focus();
            }}
          >
            {say(`Điền ${number(computed)} vào ${own}`, `Enter ${number(computed)} in ${own}`)}
          </button>
        </p>
      )}
    </div>
  );
}
