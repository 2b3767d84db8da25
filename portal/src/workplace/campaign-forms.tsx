import { day } from "../format.js";
import { say } from "../language.js";
import { ToExcel } from "../parts/link.js";
import { Table } from "../parts/table.js";
import type { Campaign, FormAsked } from "./campaign-words.js";
import { dayOrPeriod } from "./figure-words.js";

type Column = FormAsked["columns"][number];

/** What the forms of a campaign ask, column by column, with their formulas. */
export const AskedForms = ({ campaign }: { campaign: Campaign }) => (
  <>
    <h2>{say("Các mẫu", "The forms")}</h2>
    {campaign.forms.map((form) => (
      <details key={form.code}>
        <summary>
          {form.code}
          {form.titleVi && `: ${form.titleVi}`}
        </summary>
        <p>
          {form.demands
            .map(({ recipientVi, dueBefore }) =>
              say(`${recipientVi}: trước ngày ${day(dueBefore)}`, `${recipientVi}: before ${day(dueBefore)}`),
            )
            .join("; ")}
        </p>
        {form.columns.length > 0 && <Columns form={form} />}
        <p>
          {say("Phần bằng lời: ", "Parts in words: ")}
          {form.parts
            .filter(({ inWords }) => inWords)
            .map(({ code, titleVi }) => `${code}. ${titleVi}`)
            .join("; ") || say("không có", "none")}
        </p>
      </details>
    ))}
    <div class="buttons">
      <ToExcel name="campaigns" parameters={{ campaign: campaign.code }} />
    </div>
  </>
);

const Columns = ({ form }: { form: FormAsked }) => (
  <Table<Column>
    caption={say(`Các cột của ${form.code}`, `Columns of ${form.code}`)}
    rows={form.columns}
    idOf={({ number }) => number}
    columns={[
      {
        name: "cot",
        head: say("Cột", "Column"),
        cell: ({ number, labelVi, groupVi }) => `${number} ${[groupVi, labelVi].filter(Boolean).join(": ")}`,
      },
      { name: "don-vi", head: say("Đơn vị tính", "Unit"), cell: ({ unitVi }) => unitVi },
      { name: "cong-thuc", head: say("Công thức", "Formula"), cell: ({ formula }) => formula },
      {
        name: "chi-so",
        head: say("Chỉ số, ngày hoặc kỳ", "Metric, day or period"),
        cell: ({ metric, from, on }) =>
          metric && [metric.nameVi, on && dayOrPeriod({ from, on })].filter(Boolean).join(", "),
      },
      {
        name: "ghi-chu",
        head: say("Ghi chú", "Footnote"),
        cell: ({ footnoteVi }) => footnoteVi && <span class="long">{footnoteVi}</span>,
      },
    ]}
  />
);
