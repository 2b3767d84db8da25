import { blank, number } from "../format.js";
import { say } from "../language.js";
import { Table } from "../parts/table.js";
import { cellField, cellsOf, type Draft, type Form, type Obligation } from "./form-answer-values.js";

/** An answer to be read: each figure beside what its formula gives. */
export function HandedIn({ form, rows, draft }: { form: Form; rows: Obligation["rows"]; draft: Draft }) {
  const cells = new Map(
    draft.rows.flatMap(({ row, cells }) => cells.map((cell) => [cellField(row, cell.column), cell] as const)),
  );
  return (
    <>
      {rows.map((row) => (
        <Table
          key={row.row}
          caption={row.area?.name ?? say("Số liệu", "Figures")}
          rows={cellsOf(form, [row])}
          idOf={({ field }) => field}
          columns={[
            {
              name: "cot",
              head: say("Cột", "Column"),
              cell: ({ column: { number: own, groupVi, labelVi } }) =>
                `${own} ${[groupVi, labelVi].filter(Boolean).join(": ")}`,
            },
            { name: "don-vi", head: say("Đơn vị tính", "Unit"), cell: ({ column }) => column.unitVi },
            {
              name: "so-lieu",
              head: say("Số liệu", "Figure"),
              cell: ({ field }) => {
                const value = cells.get(field)?.value;
                return value == null ? <span class="muted">{blank()}</span> : number(value);
              },
              isNumber: true,
            },
            {
              name: "cong-thuc",
              head: say("Theo công thức", "By the formula"),
              cell: ({ field, column: { formula } }) => {
                const computed = cells.get(field)?.computed;
                return computed == null ? formula : `${number(computed)} · ${formula}`;
              },
            },
          ]}
        />
      ))}
      {draft.parts.map(({ code, titleVi, textVi }) => (
        <section key={code}>
          <h2>
            {code}. {titleVi}
          </h2>
          <p class="typed">{textVi ?? <span class="muted">{blank()}</span>}</p>
        </section>
      ))}
    </>
  );
}
