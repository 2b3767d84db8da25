import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { number } from "../format.js";
import { say } from "../language.js";
import { Done } from "../parts/act.js";
import { ErrorSummary } from "../parts/errors.js";
import { Table } from "../parts/table.js";
import {
  brings,
  forget,
  importTried,
  type Job,
  type JobOf,
  type Meant,
  mayImport,
  readCellsAs,
  tryAgain,
  tryFile,
} from "./import-job.js";
import { alike, type Problem, placeOf, type Report, undoesActs } from "./import-problems.js";

/** Chooses a file, or takes one that is dropped; it is tried at once, and nothing is kept of that. */
export function ChooseFile({
  of,
  job,
  meant,
  accept,
}: {
  of: JobOf;
  job: Job | undefined;
  meant: Meant;
  accept: string;
}) {
  const [isOver, setOver] = useState(false);
  const isImporting = job?.is === "IMPORTING";
  const take = (files: FileList | null | undefined) => {
    const file = files?.[0];
    if (file && !isImporting) tryFile(of, file, meant);
  };
  return (
    <section
      class={isOver ? "drop over" : "drop"}
      aria-label={say("Tệp cần nhập", "The file to import")}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer?.files);
      }}
    >
      {/* The words of a browser's own field are in the language of the browser, and say that no file is chosen. */}
      <input
        id="tep"
        class="unseen"
        type="file"
        aria-describedby="tep-hint"
        accept={accept}
        onChange={({ currentTarget }) => {
          take(currentTarget.files);
          // The same file can be chosen again once it has been put right.
          currentTarget.value = "";
        }}
      />
      <label class="button" for="tep">
        {job ? say("Chọn tệp khác…", "Choose another file…") : say("Chọn tệp…", "Choose a file…")}
      </label>
      <p class="hint" id="tep-hint">
        {say(
          "Hoặc thả tệp vào khung này. Tệp được chạy thử trước, chưa ghi gì.",
          "Or drop it into this frame. It is tried first, and nothing is written.",
        )}
      </p>
    </section>
  );
}

/** What became of the file: how far it is, what would change, what is wrong with it, what was done. */
export function FileOutcome({
  of,
  job,
  children,
}: {
  of: JobOf;
  job: Job;
  children?: (job: Job) => ComponentChildren;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  const isRunning = job.is === "TRYING" || job.is === "IMPORTING";
  const was = useRef(isRunning);
  useEffect(() => {
    if (was.current && !isRunning) heading.current?.focus();
    was.current = isRunning;
  }, [isRunning]);
  return (
    <section aria-labelledby="ket-qua" class="outcome">
      <h2 id="ket-qua" ref={heading} tabIndex={-1}>
        {titleOf(job)} <small>{job.file.name}</small>
      </h2>
      {isRunning && <Progress of={of} job={job} />}
      <ErrorSummary errors={job.errors} form="nhap" />
      {!isRunning && !job.report && (
        <button type="button" onClick={() => tryAgain(of)}>
          {say("Chạy thử lại", "Try it again")}
        </button>
      )}
      {job.report &&
        job.is !== "IMPORTED" &&
        (job.report.problemCount > 0 ? (
          <Problems of={of} job={job} report={job.report} />
        ) : (
          <WouldChange of={of} job={job} report={job.report} />
        ))}
      {job.report && job.is === "IMPORTED" && (
        <>
          <Done>
            <p>
              {say(`Đã nhập. ${countsOf(job.report)}.`, `Imported. ${countsOf(job.report)}.`)}{" "}
              {job.replacements.size > 0 && readOtherwise(job)}
            </p>
          </Done>
          <Warnings report={job.report} />
        </>
      )}
      {!isRunning && children?.(job)}
      {job.is === "IMPORTED" && (
        <p>
          <button type="button" onClick={() => forget(of)}>
            {say("Nhập tệp khác", "Import another file")}
          </button>
        </p>
      )}
    </section>
  );
}

const titleOf = ({ is, report, isChanged }: Job): string =>
  is === "TRYING"
    ? say("Đang chạy thử", "Being tried")
    : is === "IMPORTING"
      ? say("Đang nhập", "Being imported")
      : is === "IMPORTED"
        ? say("Đã nhập", "Imported")
        : !report
          ? say("Chưa chạy thử được", "Could not be tried")
          : report.problemCount > 0
            ? isChanged
              ? say("Cần chạy thử lại", "To be tried again")
              : say("Chưa nhập được", "Cannot be imported yet")
            : say("Đã chạy thử, chưa ghi gì", "Tried; nothing is written");

/** How far it is. Whoever waits may look at other pages meanwhile. */
function Progress({ of, job: { is, progress } }: { of: JobOf; job: Job }) {
  const isImporting = is === "IMPORTING";
  return (
    <div role="status">
      <progress
        aria-label={isImporting ? say("Đang nhập", "Importing") : say("Đang chạy thử", "Trying")}
        {...(progress && { max: progress.size, value: progress.bytes })}
      />
      <p>
        {progress && say(`${number(progress.rows)} dòng đã đọc. `, `${number(progress.rows)} rows read. `)}
        {isImporting
          ? say(
              "Bạn có thể sang trang khác rồi quay lại; chỉ đừng đóng cửa sổ này.",
              "You may look at other pages and come back; only do not close this window.",
            )
          : say("Chưa ghi gì.", "Nothing is written.")}
      </p>
      {!isImporting && (
        <button type="button" onClick={() => forget(of)}>
          {say("Dừng", "Stop")}
        </button>
      )}
    </div>
  );
}

/** "12 dòng: thêm 10, thay đổi 1, đã có trong sổ 1". */
const countsOf = ({ rows, inserted, changed, unchanged }: Report): string =>
  say(
    `${number(rows)} dòng: thêm mới ${number(inserted)}, thay đổi ${number(changed)}, đã có trong sổ ${number(unchanged)}`,
    `${number(rows)} rows: ${number(inserted)} added, ${number(changed)} changed, ${number(unchanged)} on record already`,
  );

const readOtherwise = ({ replacements }: Job): string =>
  say(
    `${number(replacements.size)} ô được đọc theo tên đã chọn; tệp của bạn vẫn như cũ.`,
    `${number(replacements.size)} cells are read by the names that were chosen; your file stays as it is.`,
  );

/** What an import would change, above the button that does it. */
function WouldChange({ of, job, report }: { of: JobOf; job: Job; report: Report }) {
  const isImporting = job.is === "IMPORTING";
  if (job.isChanged) return <TryAgain of={of} job={job} />;
  return (
    <>
      {!isImporting && (
        <p>
          <strong>
            {brings(report)
              ? say(`Sẽ ghi: ${countsOf(report)}.`, `This would be written: ${countsOf(report)}.`)
              : say(
                  `Mọi điều tệp này ghi đều đã có trong sổ (${number(report.rows)} dòng); không có gì để nhập.`,
                  `All that this file says is on record already (${number(report.rows)} rows); there is nothing to import.`,
                )}
          </strong>{" "}
          {report.loadedBefore &&
            say("Đúng tệp này đã được nhập trước đây. ", "The very same file was imported before. ")}
          {report.tidiedCells > 0 &&
            say(
              `${number(report.tidiedCells)} ô có ký tự không nhìn thấy ở đầu hoặc cuối, đã bỏ. `,
              `At the edges of ${number(report.tidiedCells)} cells characters that nobody sees were dropped. `,
            )}
          {job.replacements.size > 0 && readOtherwise(job)}
        </p>
      )}
      {report.sheets.length > 0 && <Sheets report={report} />}
      <Warnings report={report} />
      {(mayImport(job) || isImporting) && (
        <div class="buttons">
          <button type="button" class="act" aria-disabled={isImporting} onClick={() => importTried(of)}>
            {isImporting
              ? say("Đang nhập…", "Importing…")
              : say(`Nhập ${number(report.rows)} dòng`, `Import ${number(report.rows)} rows`)}
          </button>
          {!isImporting && (
            <button type="button" onClick={() => forget(of)}>
              {say("Không nhập", "Do not import")}
            </button>
          )}
        </div>
      )}
    </>
  );
}

const SHEET_NAMES: Readonly<Record<string, readonly [vi: string, en: string]>> = {
  document: ["Tài liệu", "Document"],
  sections: ["Đề mục", "Sections"],
  figures: ["Số liệu", "Figures"],
  statements: ["Nội dung đối chiếu", "Statements to check"],
};

const Sheets = ({ report: { sheets } }: { report: Report }) => (
  <Table
    caption={say("Từng bảng của báo cáo", "Each table of the report")}
    rows={sheets}
    idOf={({ name }) => name}
    columns={[
      { name: "bang", head: say("Bảng", "Table"), cell: ({ name }) => say(...(SHEET_NAMES[name] ?? [name, name])) },
      { name: "dong", head: say("Dòng", "Rows"), isNumber: true, cell: ({ rows }) => number(rows) },
      { name: "them", head: say("Thêm mới", "Added"), isNumber: true, cell: ({ inserted }) => number(inserted) },
      { name: "doi", head: say("Thay đổi", "Changed"), isNumber: true, cell: ({ changed }) => number(changed) },
      { name: "co", head: say("Đã có", "On record"), isNumber: true, cell: ({ unchanged }) => number(unchanged) },
      { name: "bo", head: say("Bỏ đi", "Removed"), isNumber: true, cell: ({ removed }) => number(removed) },
    ]}
  />
);

/** What looks wrong and is taken all the same. */
const Warnings = ({ report: { warnings, warningCount } }: { report: Report }) =>
  warningCount === 0 ? null : (
    <Table
      caption={say(
        `${number(warningCount)} dòng nên xem lại; vẫn được nhập`,
        `${number(warningCount)} rows to look at; they are taken all the same`,
      )}
      rows={warnings}
      idOf={({ sheet, row, message }) => `${sheet} ${row} ${message}`}
      columns={[
        { name: "dong", head: say("Dòng", "Row"), cell: (warning) => whereOf(warning) },
        { name: "gi", head: say("Cảnh báo", "Warning"), cell: ({ message }) => message },
      ]}
    />
  );

const whereOf = ({ sheet, row }: { sheet: string | null; row: number }): string =>
  sheet ? `${number(row)} (${sheet})` : number(row);

/** So many are shown at once: a long list does not freeze, and what is put right leaves the list by the next try. */
const SHOWN = 100;

function Problems({ of, job, report }: { of: JobOf; job: Job; report: Report }) {
  const [shown, setShown] = useState(SHOWN);
  const { problems, problemCount, rows } = report;
  const canBeChosen = problems.some(({ nearest }) => nearest.length > 0);
  return (
    <>
      <p>
        {say(
          `${number(problemCount)} ô không nhập được trong ${number(rows)} dòng; chưa ghi dòng nào. `,
          `${number(problemCount)} cells of ${number(rows)} rows cannot be placed; no row is written. `,
        )}
        {canBeChosen &&
          say(
            "Chọn tên đúng bằng nút bên cạnh, hoặc sửa trong tệp rồi chọn lại tệp. ",
            "Choose the right name by its button, or put the file right and choose it again. ",
          )}
        {!canBeChosen && say("Hãy sửa trong tệp rồi chọn lại tệp.", "Put the file right and choose it again.")}
      </p>
      <TryAgain of={of} job={job} />
      <Table
        caption={say("Các ô không nhập được", "Cells that cannot be placed")}
        rows={problems.slice(0, shown)}
        idOf={(problem) => `${placeOf(problem)} ${problem.code} ${problem.message}`}
        columns={[
          {
            name: "dong",
            head: say("Ở đâu, ghi gì", "Where, as written"),
            cell: (problem) => <Place problem={problem} />,
          },
          {
            name: "vi-sao",
            head: say("Vì sao không nhập được, tên gần giống", "What is wrong, nearest names"),
            cell: (problem) => (
              <>
                <p class="why">{problem.message}</p>
                <Nearest of={of} job={job} report={report} problem={problem} />
              </>
            ),
          },
        ]}
      />
      {problems.length > shown && (
        <button type="button" onClick={() => setShown(shown + SHOWN)}>
          {say(`Xem thêm trong ${number(problems.length)} ô`, `Show more of ${number(problems.length)} cells`)}
        </button>
      )}
      {problemCount > problems.length && (
        <p class="muted">
          {say(
            `${number(problemCount - problems.length)} ô khác được nêu khi chạy thử lần sau.`,
            `${number(problemCount - problems.length)} more are told by the next try.`,
          )}
        </p>
      )}
      {undoesActs(report) && (
        <div class="notice">
          <p>
            {say(
              "Tệp này làm mất điều người khác đã sửa hoặc rút. Nếu số trong tệp mới là đúng, hãy cho phép tệp thay thế; nhật ký vẫn giữ cả hai.",
              "This file would undo what people have corrected or withdrawn. If the file is right, let it replace that; the trail keeps both.",
            )}
          </p>
          <button type="button" onClick={() => tryAgain(of, { mayUndoActs: true })}>
            {say("Cho phép thay thế và chạy thử lại", "Let it replace them, and try again")}
          </button>
        </div>
      )}
    </>
  );
}

const Place = ({ problem: { sheet, row, column, value } }: { problem: Problem }) => (
  <>
    {say(`Dòng ${number(row)}`, `Row ${number(row)}`)}
    {column && `, ${column}`}
    {sheet && <small> ({sheet})</small>}
    <br />
    {value ? <strong>{value}</strong> : <span class="muted">{say("(ô trống)", "(blank)")}</span>}
  </>
);

/** The nearest known names, each a button; whoever chooses one chooses it for all cells that read the same. */
function Nearest({ of, job, report, problem }: { of: JobOf; job: Job; report: Report; problem: Problem }) {
  const chosen = job.replacements.get(placeOf(problem));
  const others = alike(report, problem).length - 1;
  const same = others > 0 && (
    <small>
      {" "}
      {say(`(và ${number(others)} ô khác ghi như vậy)`, `(and ${number(others)} other cells that read so)`)}
    </small>
  );
  if (chosen)
    return (
      <>
        {say("Sẽ đọc là", "Will be read as")} <strong>{chosen.value}</strong>
        {same}{" "}
        <button type="button" onClick={() => readCellsAs(of, problem, null)}>
          {say("Bỏ chọn", "Undo")}
        </button>
      </>
    );
  if (problem.nearest.length === 0)
    return <span class="muted">{say("không có; sửa trong tệp", "none; put the file right")}</span>;
  return (
    <div class="choices">
      {problem.nearest.map((name) => (
        <button key={name} type="button" onClick={() => readCellsAs(of, problem, name)}>
          {name}
        </button>
      ))}
      {same}
    </div>
  );
}

/** Stands above the table as soon as something was chosen. */
const TryAgain = ({ of, job }: { of: JobOf; job: Job }) =>
  job.isChanged ? (
    <p class="buttons">
      <button type="button" class="act" onClick={() => tryAgain(of)}>
        {say(
          `Chạy thử lại với ${number(job.replacements.size)} ô đã chọn`,
          `Try again with ${number(job.replacements.size)} cells chosen`,
        )}
      </button>
    </p>
  ) : null;
