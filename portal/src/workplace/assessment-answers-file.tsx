import { type ImportTableMutation, importFile, StartAssessment } from "hue-health-sdk";
import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { serverAddress } from "../address.js";
import { asError, ask, connectionOfNow } from "../api.js";
import { say } from "../language.js";
import { Done, sentenceOf } from "../parts/act.js";
import { ErrorSummary } from "../parts/errors.js";
import { Field } from "../parts/form.js";
import { accessToken, type UserError } from "../session.js";
import type { Work } from "./assessment-draft.js";

type Report = NonNullable<NonNullable<ImportTableMutation["fileImport"]>["report"]>;

interface AnswersFile {
  readonly work: Work;
  readonly code: string;
  readonly round: string;
  readonly isEntered: boolean;
  again(): void;
}

const NAME = "assessment-answers";
/** So many problems are shown at once. */
const SHOWN = 10;

/** The answers as a table for Excel: downloaded as they are, filled in there, tried, then imported. */
export function AnswersFile({ work, code, round, isEntered, again }: AnswersFile) {
  const [errors, setErrors] = useState<readonly UserError[]>([]);
  const [isRunning, setRunning] = useState(false);
  const [tried, setTried] = useState<{ file: File; report: Report }>();
  const [done, setDone] = useState<Report>();
  const input = useRef<HTMLInputElement>(null);

  const doing = async (act: () => Promise<void>) => {
    if (isRunning) return;
    setRunning(true);
    setErrors([]);
    setDone(undefined);
    try {
      await act();
    } catch (error) {
      setErrors([{ path: [], code: "", message: sentenceOf(asError(error)) }]);
    }
    setRunning(false);
  };

  /** With the token of who is here, since a link sends none; what is typed is saved first. */
  const download = async () => {
    await work.save();
    const token = await accessToken(false);
    const response = await fetch(serverAddress(`export/${NAME}.xlsx`, { round, facility: code }), {
      headers: token ? { authorization: `Bearer ${token}` } : {},
    });
    if (!response.ok) throw new Error((await response.json()).errors?.[0]?.message ?? String(response.status));
    const address = URL.createObjectURL(await response.blob());
    const link = Object.assign(document.createElement("a"), {
      href: address,
      download: `${NAME}-${round}-${code}.xlsx`,
    });
    link.click();
    URL.revokeObjectURL(address);
  };

  const send = async (file: File, dryRun: boolean) => {
    const outcome = await importFile(connectionOfNow(), file, { format: "ASSESSMENT_ANSWERS", dryRun });
    const report = outcome.ok ? outcome.report : outcome.current.report;
    if (!outcome.ok && !report) setErrors(outcome.userErrors);
    return report ?? undefined;
  };

  const tryOut = async (file: File) => {
    setTried(undefined);
    await work.save();
    if (!work.draft) {
      const begun = await ask(StartAssessment, { input: { facility: code, round } });
      if (begun.ok) work.receive(begun.draft);
    }
    const report = await send(file, true);
    if (report) setTried({ file, report });
  };

  const importIt = async () => {
    if (!tried) return;
    const report = await send(tried.file, false);
    setTried(undefined);
    if (input.current) input.current.value = "";
    if (!report?.imported) return report && setTried({ file: tried.file, report });
    setDone(report);
    again();
  };

  return (
    <section class="group">
      <h2>{say("Trả lời bằng Excel", "Answers in Excel")}</h2>
      <p>
        {say(
          "Bảng có mọi tiêu chí với câu trả lời hiện có. Điền cột “Câu trả lời” rồi gửi lại; ô trống thì giữ nguyên.",
          "The table has all criteria with the answers as they are. Fill in the column “Câu trả lời” and send it back; a blank cell changes nothing.",
        )}
      </p>
      <ErrorSummary errors={errors} form="tep" />
      {done && (
        <Done>
          <p>{countsOf(done)}</p>
        </Done>
      )}
      <button type="button" aria-disabled={isRunning} onClick={() => doing(download)}>
        {say("Tải bảng Excel", "Download the Excel table")}
      </button>
      {isEntered && (
        <Field
          id="tep-file"
          label={say("Bảng đã điền", "The table, filled in")}
          hint={say("Được chạy thử trước, chưa ghi gì.", "It is tried first; nothing is written yet.")}
        >
          {(attributes) => (
            <input
              {...attributes}
              ref={input}
              type="file"
              accept=".xlsx,.csv"
              onChange={({ currentTarget }) => {
                const [file] = currentTarget.files ?? [];
                if (file) doing(() => tryOut(file));
              }}
            />
          )}
        </Field>
      )}
      {isRunning && <p role="status">{say("Đang thực hiện…", "Working…")}</p>}
      {tried && (
        <div role="status">
          <h3>{say("Kết quả chạy thử", "What it would do")}</h3>
          {tried.report.problemCount === 0 ? (
            <p>{countsOf(tried.report)}</p>
          ) : (
            <p>
              <strong>
                {say(
                  `${tried.report.problemCount} lỗi; chưa nhập được dòng nào.`,
                  `${tried.report.problemCount} problems; nothing can be imported.`,
                )}
              </strong>
            </p>
          )}
          <ul>
            {tried.report.problems.slice(0, SHOWN).map(({ row, message, nearest }) => (
              <Told key={`${row} ${message}`} row={row}>
                {message}{" "}
                {nearest.length > 0 && say(`Gần giống: ${nearest.join(", ")}.`, `Like: ${nearest.join(", ")}.`)}
              </Told>
            ))}
            {tried.report.warnings.map(({ row, message }) => (
              <Told key={`${row} ${message}`} row={row}>
                {message}
              </Told>
            ))}
          </ul>
          {tried.report.problemCount === 0 && tried.report.inserted + tried.report.changed > 0 && (
            <button type="button" class="act" aria-disabled={isRunning} onClick={() => doing(importIt)}>
              {say(
                `Nhập ${tried.report.inserted + tried.report.changed} câu trả lời`,
                `Import ${tried.report.inserted + tried.report.changed} answers`,
              )}
            </button>
          )}
        </div>
      )}
    </section>
  );
}

const Told = ({ row, children }: { row: number; children: ComponentChildren }) => (
  <li>
    {say(`Dòng ${row}: `, `Row ${row}: `)}
    {children}
  </li>
);

const countsOf = ({ imported, inserted, changed, unchanged }: Report): string =>
  imported
    ? say(
        `Đã nhập: ${inserted} câu trả lời mới, ${changed} câu thay đổi, ${unchanged} dòng giữ nguyên.`,
        `Imported: ${inserted} new answers, ${changed} changed, ${unchanged} rows as they were.`,
      )
    : say(
        `Sẽ có ${inserted} câu trả lời mới, ${changed} câu thay đổi, ${unchanged} dòng giữ nguyên.`,
        `There would be ${inserted} new answers, ${changed} changed, ${unchanged} rows as they are.`,
      );
