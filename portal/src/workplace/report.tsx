import { serverAddress } from "../address.js";
import { number } from "../format.js";
import { language, say } from "../language.js";
import { pageTitle } from "../layout.js";
import { ToPage } from "../parts/link.js";
import { Page } from "../parts/page.js";
import { Table } from "../parts/table.js";
import { Trail } from "./import.js";
import { useJob } from "./import-job.js";
import { ChooseFile, FileOutcome } from "./import-parts.js";
import type { Report } from "./import-problems.js";

const OF = "bao-cao-moi";

/** The next briefing: its workbook, and what it prints beside what its own rows and the record give. */
export default function ReportPage() {
  const job = useJob(OF);
  return (
    <Page
      title={pageTitle(OF)}
      lead={say(
        "Sổ tính của báo cáo: tài liệu, đề mục, số liệu và các nội dung cần đối chiếu. Chạy thử cho thấy những gì báo cáo in có khớp với số liệu hay không, trước khi vào sổ.",
        "The workbook of a report: document, sections, figures and statements. A try shows whether what it prints agrees with the figures, before any of it is on record.",
      )}
    >
      {job?.is !== "IMPORTING" && job?.is !== "IMPORTED" && (
        <>
          <p>
            <a class="button" href={serverAddress("template/report.xlsx")} download>
              {say("Tải sổ tính mẫu", "Download the template")}
            </a>
          </p>
          <ChooseFile of={OF} job={job} meant={{ format: "REPORT" }} accept=".xlsx" />
        </>
      )}
      {job && (
        <FileOutcome of={OF} job={job}>
          {({ report, is, isChanged }) => (
            <>
              {report && !isChanged && report.problemCount === 0 && <Checks checks={report.checks} />}
              {is === "IMPORTED" && (
                <>
                  <p>
                    <ToPage page="doi-chieu">
                      {say("Xem tại trang Đối chiếu số liệu", "See it among the figures checked")}
                    </ToPage>
                  </p>
                  <Trail job={job} />
                </>
              )}
            </>
          )}
        </FileOutcome>
      )}
    </Page>
  );
}

type Check = Report["checks"][number];

/** Conflicts come first: somebody has to look at them. */
const ORDER = ["CONFLICT", "NOT_COMPUTABLE", "ROUNDING", "MATCH"];

const statusName = (status: string): string =>
  ({
    CONFLICT: say("mâu thuẫn", "conflict"),
    NOT_COMPUTABLE: say("không tính được", "cannot be derived"),
    ROUNDING: say("khác do làm tròn", "differs by rounding"),
    MATCH: say("khớp", "agrees"),
  })[status] ?? status;

function Checks({ checks }: { checks: readonly Check[] }) {
  const place = ({ status }: Check) => ORDER.indexOf(status);
  const sorted = [...checks].sort((a, b) => place(a) - place(b));
  const conflicts = checks.filter(({ status }) => status === "CONFLICT").length;
  if (checks.length === 0)
    return <p>{say("Báo cáo không có nội dung nào để đối chiếu.", "The report prints nothing that is checked.")}</p>;
  return (
    <>
      <p>
        {conflicts > 0
          ? say(
              `${number(conflicts)} trong ${number(checks.length)} nội dung in khác với số liệu. Báo cáo vẫn nhập được; số in giữ nguyên như in, đặt cạnh số tính lại.`,
              `${number(conflicts)} of ${number(checks.length)} statements differ from the figures. The report can be imported; what it prints stays as printed, beside what was recomputed.`,
            )
          : say(
              `Không nội dung nào trong ${number(checks.length)} nội dung in mâu thuẫn với số liệu.`,
              `None of ${number(checks.length)} statements conflicts with the figures.`,
            )}
      </p>
      <Table
        caption={say("Đối chiếu những gì báo cáo in", "What the report prints, checked")}
        rows={sorted}
        idOf={({ code }) => code}
        columns={[
          {
            name: "noi-dung",
            head: say("Nội dung", "Statement"),
            cell: ({ statement, section }) => (
              <>
                {statement}
                <br />
                <small>{section}</small>
              </>
            ),
          },
          {
            name: "ket-qua",
            head: say("Kết quả", "Outcome"),
            cell: ({ status }) => (status === "CONFLICT" ? <strong>{statusName(status)}</strong> : statusName(status)),
          },
          { name: "in", head: say("Như in", "As printed"), isNumber: true, cell: ({ stated }) => stated },
          {
            name: "tinh",
            head: say("Tính lại", "Recomputed"),
            isNumber: true,
            cell: ({ recomputed }) => recomputed ?? say("không đủ dữ liệu", "not enough data"),
          },
          {
            name: "lech",
            head: say("Chênh lệch", "Difference"),
            isNumber: true,
            cell: ({ difference }) => difference ?? <span class="muted">{say("không có", "none")}</span>,
          },
          {
            name: "ly-giai",
            head: say("Lý giải", "Explanation"),
            cell: ({ explanationVi, explanationEn, status }) =>
              (language() === "vi" ? explanationVi : explanationEn) ?? (
                <span class="muted">
                  {status === "MATCH"
                    ? say("không cần", "not needed")
                    : say("dữ liệu không lý giải được", "nothing on record explains it")}
                </span>
              ),
          },
        ]}
      />
    </>
  );
}
