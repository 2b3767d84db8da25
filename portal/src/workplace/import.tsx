import { AuditEntries, SourceDocuments } from "hue-health-sdk";
import { useLocation } from "wouter-preact";
import { pageAddress, serverAddress, useParameters } from "../address.js";
import { useAnswer } from "../api.js";
import { moment } from "../format.js";
import { say } from "../language.js";
import { pageTitle } from "../layout.js";
import { Choose } from "../parts/form.js";
import { ToPage } from "../parts/link.js";
import { Page } from "../parts/page.js";
import { signedIn } from "../session.js";
import { type Job, tryAgain, useJob } from "./import-job.js";
import { ChooseFile, FileOutcome } from "./import-parts.js";

const OF = "nhap-file";

/** What files hold, by `ImportFormat`; the name of its template is the same in small letters. */
const FORMATS = [
  ["OBSERVATIONS", "Số liệu", "Figures", "BOTH"],
  ["FORM_ANSWERS", "Trả lời mẫu báo cáo", "Answers to reporting forms", "BOTH"],
  ["FACILITIES", "Cơ sở y tế", "Health facilities", "ADMIN"],
  ["AREAS", "Đơn vị hành chính", "Areas", "ADMIN"],
  ["ASSESSMENTS", "Kết quả đánh giá đã công bố", "Published results of assessments", "ADMIN"],
  ["STATED_NEEDS", "Nhu cầu ứng dụng CNTT", "Stated needs", "ADMIN"],
  ["MILESTONES", "Lộ trình", "Roadmap", "ADMIN"],
  ["CAMPAIGNS", "Đợt báo cáo", "Reporting campaigns", "ADMIN"],
] as const;
type Format = (typeof FORMATS)[number][0];

export default function ImportPage() {
  const job = useJob(OF);
  const parameters = useParameters();
  const [, go] = useLocation();
  const isAdmin = signedIn()?.role === "ADMIN";
  const formats = FORMATS.filter(([, , , who]) => isAdmin || who === "BOTH");
  const asked = (job?.meant.format as Format | undefined) ?? parameters.get("loai");
  const format: Format = formats.find(([name]) => name === asked)?.[0] ?? "OBSERVATIONS";
  const document = job ? job.meant.document : parameters.get("tai-lieu");
  const meant = { format, ...(document && { document }) };
  const template = `template/${format.toLowerCase().replace("_", "-")}.xlsx`;
  const choose = (next: { loai?: string; "tai-lieu"?: string }) => {
    const address = { ...Object.fromEntries(parameters), loai: format, "tai-lieu": document, ...next };
    go(pageAddress(OF, address), { replace: true });
    if (job) tryAgain(OF, { format: address.loai as Format, document: address["tai-lieu"] || null });
  };
  return (
    <Page
      title={pageTitle(OF)}
      lead={say(
        "Chọn tệp Excel hoặc CSV: hệ thống chạy thử trước, nêu mọi ô không nhập được, rồi mới nhập; nhập tất cả hoặc không dòng nào.",
        "Choose an Excel or CSV file: it is tried first and every cell that cannot be placed is told; then all of it is imported, or nothing.",
      )}
    >
      {job?.is !== "IMPORTING" && job?.is !== "IMPORTED" && (
        <>
          <form onSubmit={(event) => event.preventDefault()}>
            <Choose
              id="loai"
              label={say("Tệp gồm", "The file holds")}
              value={format}
              options={formats.map(([name, vi, en]) => [name, say(vi, en)])}
              onChange={(loai) => choose({ loai })}
            />
            <a class="button" href={serverAddress(template)} download>
              {say("Tải tệp mẫu", "Download the template")}
            </a>
          </form>
          {isAdmin && <SourceOfRows document={document ?? ""} onChange={(code) => choose({ "tai-lieu": code })} />}
          <ChooseFile of={OF} job={job} meant={meant} accept=".xlsx,.csv,.txt" />
        </>
      )}
      {job && (
        <FileOutcome of={OF} job={job}>
          {(done) => done.is === "IMPORTED" && <Trail job={done} />}
        </FileOutcome>
      )}
    </Page>
  );
}

/** From which document the rows are taken, where that is not the register. */
function SourceOfRows({ document, onChange }: { document: string; onChange(code: string): void }) {
  const { data } = useAnswer(SourceDocuments, {});
  return (
    <details open={document !== ""}>
      <summary>{say("Nguồn của các dòng", "Where the rows come from")}</summary>
      <Choose
        id="tai-lieu"
        label={say("Tài liệu nguồn", "Source document")}
        hint={say(
          "Thường để nguyên: số liệu đơn vị báo cáo vào sổ.",
          "Usually left as it is: figures that units report to the register.",
        )}
        value={document}
        options={[
          ["", say("Sổ số liệu của Sở (REGISTER)", "The register of the Department (REGISTER)")],
          ...(data?.sourceDocuments ?? [])
            .filter(({ code }) => code !== "REGISTER")
            .map(({ code, titleVi }): [string, string] => [code, titleVi]),
        ]}
        onChange={onChange}
      />
    </details>
  );
}

/** What the log says of an import, and how what it wrote is taken back. */
export function Trail({ job: { account, report, doneAt = "" } }: { job: Job }) {
  const isAdmin = signedIn()?.role === "ADMIN";
  const filter = { objectType: ["Import"], actor: [account ?? ""] };
  const { data } = useAnswer(AuditEntries, isAdmin ? { filter, first: 10 } : undefined);
  const entry = data?.auditEntries.nodes.find(({ changes }) =>
    changes.some(({ field, after }) => field === "file" && after === report?.file),
  );
  return (
    <>
      <p>
        {say("Người nhập", "Imported by")}: <strong>{account}</strong>, {moment(doneAt)}.{" "}
        {entry && (
          <ToPage page="quan-tri" parameters={{ "ma-yeu-cau": entry.requestId, nguoi: account }}>
            {say("Xem lần nhập này và từng thay đổi trong nhật ký", "See this import and each change in the log")}
          </ToPage>
        )}
      </p>
      <p>
        {say(
          "Không rút lại được cả tệp một lần: mỗi số liệu sửa hoặc rút tại trang ",
          "A file cannot be taken back as a whole: each figure is corrected or withdrawn at ",
        )}
        <ToPage page="so-lieu">{pageTitle("so-lieu")}</ToPage>
        {say(
          "; nhập lại tệp cùng tên đã sửa thì số mới thay số cũ.",
          "; a corrected file of the same name replaces what this one has written.",
        )}
      </p>
    </>
  );
}
