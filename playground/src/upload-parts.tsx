// What is told of a file that was tried or imported.
import { language, say } from "../../portal/src/language.js";
import { type Problem, placeOf, type Replacements, type Report } from "../../portal/src/workplace/import-problems.js";
import { WideTable } from "./wide-table.js";

/** What came of a file: tried, or imported. */
export interface Outcome {
  isDone: boolean;
  report: Report | undefined;
  errors: readonly string[];
}

export const number = (value: number): string => value.toLocaleString(language());

export function Told({ outcome: { isDone, report, errors } }: { outcome: Outcome }) {
  if (errors.length > 0) return errors.map((message) => <p key={message}>{message}</p>);
  if (!report) return null;
  const { rows, inserted, changed, unchanged, problemCount } = report;
  if (problemCount > 0)
    return (
      <p>
        {say(
          `Chạy thử: ${number(problemCount)} ô không nhập được trong ${number(rows)} dòng; chưa ghi dòng nào.`,
          `Tried: ${number(problemCount)} cells of ${number(rows)} rows cannot be placed; nothing is written.`,
        )}
      </p>
    );
  const counts = say(
    `${number(inserted)} dòng thêm mới, ${number(changed)} dòng thay đổi, ${number(unchanged)} dòng đã có`,
    `${number(inserted)} rows added, ${number(changed)} changed, ${number(unchanged)} on record already`,
  );
  return (
    <p>
      {isDone
        ? say(`Đã nhập: ${counts}.`, `Imported: ${counts}.`)
        : say(`Chạy thử xong, chưa ghi gì: ${counts}.`, `Tried, nothing is written yet: ${counts}.`)}
    </p>
  );
}

interface Shown {
  report: Report;
  replacements: Replacements;
  /** Null: as the file has it. */
  onChoose(problem: Problem, value: string | null): void;
}

export function Problems({ report: { problems, warnings }, replacements, onChoose }: Shown) {
  if (problems.length + warnings.length === 0) return null;
  const heads = [say("Dòng", "Row"), say("Cột", "Column"), say("Ghi trong tệp", "As written")];
  return (
    <WideTable
      name={say("Các lỗi trong tệp", "Problems of the file")}
      heads={[...heads, say("Vì sao; tên gần giống", "Why; nearest names")]}
    >
      {problems.map((problem) => {
        const { sheet, row, column, value, message } = problem;
        return (
          <tr key={`${sheet} ${row} ${column} ${message}`}>
            <td className="number">{rowOf(sheet, row)}</td>
            <td>{column}</td>
            <td>{value}</td>
            <td>
              {message}
              <Nearest of={problem} chosen={replacements.get(placeOf(problem))?.value} onChoose={onChoose} />
            </td>
          </tr>
        );
      })}
      {warnings.map(({ sheet, row, message }) => (
        <tr key={`${sheet} ${row} ${message}`}>
          <td className="number">{rowOf(sheet, row)}</td>
          <td />
          <td />
          <td>{say(`Nên xem lại: ${message}`, `To look at: ${message}`)}</td>
        </tr>
      ))}
    </WideTable>
  );
}

/** The nearest names, each a button, for this cell and all that read the same. */
function Nearest({ of, chosen, onChoose }: { of: Problem; chosen: string | undefined; onChoose: Shown["onChoose"] }) {
  if (chosen !== undefined)
    return (
      <p>
        {say("Sẽ đọc là", "Will be read as")} <strong>{chosen}</strong>{" "}
        <button type="button" onClick={() => onChoose(of, null)}>
          {say("Bỏ chọn", "Undo")}
        </button>
      </p>
    );
  if (of.nearest.length === 0) return null;
  return (
    <p className="buttons">
      {of.nearest.map((name) => (
        <button key={name} type="button" onClick={() => onChoose(of, name)}>
          {name}
        </button>
      ))}
    </p>
  );
}

const rowOf = (sheet: string | null, row: number): string => [sheet, number(row)].filter(Boolean).join(" ");
