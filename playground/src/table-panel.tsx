// The panel "Bảng": any list of the answer as a table, and as a file.
import type { GraphiQLPlugin } from "@graphiql/react";
import { useMemo, useState } from "react";
import { language, say } from "../../portal/src/language.js";
import type { Cell } from "../../server/files/writing/table.js";
import { useAnswer } from "./answer.js";
import { type AnswerList, listsIn } from "./answer-lists.js";
import { Icon } from "./icon.js";
import { saveFile } from "./save-file.js";
import { WideTable } from "./wide-table.js";

export const tablePlugin: GraphiQLPlugin = {
  title: say("Bảng", "Table"),
  icon: () => <Icon of="M2.5 4h15v12.5h-15zM2.5 8h15M2.5 12.2h15M8 4v12.5" />,
  content: TablePanel,
};

/** More would make the page slow; the files have them all. */
const SHOWN = 200;

function TablePanel() {
  const data = useAnswer()?.data;
  const lists = useMemo(() => listsIn(data, [say("Không", "No"), say("Có", "Yes")]), [data]);
  const [chosen, setChosen] = useState("");
  const list = lists.find(({ path }) => path === chosen) ?? longestOf(lists);
  return (
    <section className="panel" aria-labelledby="table-title">
      <h2 id="table-title">{tablePlugin.title}</h2>
      {list ? (
        <>
          <label>
            {say("Danh sách trong câu trả lời", "List of the answer")}
            <select value={list.path} onChange={(event) => setChosen(event.currentTarget.value)}>
              {lists.map(({ path, lines }) => (
                <option key={path} value={path}>
                  {path} ({lines.length.toLocaleString(language())})
                </option>
              ))}
            </select>
          </label>
          <Files list={list} />
          <TableOf list={list} />
        </>
      ) : (
        <p>
          {say(
            "Hãy chạy một câu hỏi có danh sách: danh sách hiện ở đây thành bảng, tải được về Excel.",
            "Run a question that answers a list: it is shown here as a table, and goes to Excel.",
          )}
        </p>
      )}
    </section>
  );
}

const longestOf = (lists: readonly AnswerList[]): AnswerList | undefined =>
  lists.reduce<AnswerList | undefined>(
    (longest, list) => (longest && longest.lines.length >= list.lines.length ? longest : list),
    undefined,
  );

function Files({ list }: { list: AnswerList }) {
  const save = async (kind: "csv" | "xlsx") => {
    const { csvFile, workbookFile } = await import("./table-files.js");
    const file = await (kind === "csv" ? csvFile(list) : workbookFile(list, say("Bảng", "Table")));
    saveFile(file, `${list.path}-${new Date().toLocaleDateString("sv")}.${kind}`);
  };
  return (
    <p className="buttons">
      <button type="button" className="act" onClick={() => save("xlsx")}>
        {say("Tải về Excel (XLSX)", "Download for Excel (XLSX)")}
      </button>
      <button type="button" onClick={() => save("csv")}>
        {say("Tải về CSV", "Download CSV")}
      </button>
    </p>
  );
}

function TableOf({ list: { path, columns, lines } }: { list: AnswerList }) {
  const numbered = lines.slice(0, SHOWN).map((line, i) => ({ line, row: i + 1 }));
  return (
    <>
      <WideTable name={path} heads={columns.map(({ header }) => header)}>
        {numbered.map(({ line, row }) => (
          <tr key={row}>
            {columns.map(({ header, holds }, i) => (
              <td key={header} className={holds === "NUMBER" ? "number" : ""}>
                {inWords(line[i] ?? null)}
              </td>
            ))}
          </tr>
        ))}
      </WideTable>
      {lines.length > SHOWN && (
        <p>
          {say(
            `Đang hiện ${SHOWN} trong ${lines.length.toLocaleString("vi")} dòng; tệp tải về có đủ.`,
            `${SHOWN} of ${lines.length.toLocaleString("en")} rows are shown; the files have all of them.`,
          )}
        </p>
      )}
    </>
  );
}

const inWords = (cell: Cell): string | null =>
  typeof cell === "number" ? cell.toLocaleString(language(), { maximumFractionDigits: 20 }) : cell;
