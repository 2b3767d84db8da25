import { AuditEntries, ImportedFiles } from "hue-health-sdk";
import { useAnswer } from "../api.js";
import { moment, number } from "../format.js";
import { say } from "../language.js";
import { pageTitle } from "../layout.js";
import { ToPage } from "../parts/link.js";
import { Answer, Page } from "../parts/page.js";
import { Table } from "../parts/table.js";
import { AccountsPart } from "./accounts.js";
import { ApiKeysPart } from "./api-keys.js";
import { LogPart } from "./log.js";
import { SafetyPart } from "./safety.js";

const PARTS = [
  ["tai-khoan", "Tài khoản", "Accounts"],
  ["khoa", "Khóa truy cập", "Keys"],
  ["tep", "Tệp đã nhập", "Imported files"],
  ["nhat-ky", "Nhật ký", "Log"],
  ["an-toan", "Kiểm tra nhật ký và sao lưu", "Verification and backup"],
] as const;

/** Accounts, keys, imported files, the log, and how both are kept safe. */
export default function AdministrationPage() {
  return (
    <Page title={pageTitle("quan-tri")}>
      <nav aria-label={say("Trong trang này", "On this page")} class="within">
        <ul>
          {PARTS.map(([id, vi, en]) => (
            <li key={id}>
              <a href={`#${id}`}>{say(vi, en)}</a>
            </li>
          ))}
        </ul>
      </nav>
      <AccountsPart />
      <ApiKeysPart />
      <FilesPart />
      <LogPart />
      <SafetyPart />
    </Page>
  );
}

/** What people have imported, and what the server itself has loaded. */
function FilesPart() {
  const imports = useAnswer(AuditEntries, { filter: { objectType: ["Import"] }, first: 10 });
  const files = useAnswer(ImportedFiles, {});
  return (
    <section aria-labelledby="tep">
      <h2 id="tep">{say("Tệp đã nhập", "Imported files")}</h2>
      <Answer of={imports}>
        {({ auditEntries: { nodes, totalCount } }) => (
          <>
            <Table
              caption={say("Những lần nhập, mới nhất trước", "Imports, newest first")}
              rows={nodes.map(({ changes, ...entry }) => ({
                ...entry,
                said: Object.fromEntries(changes.map(({ field, after }) => [field, after])),
              }))}
              idOf={({ id }) => id}
              empty={say("Chưa có tệp nào.", "There are none.")}
              columns={[
                { name: "tep", head: say("Tệp", "File"), cell: ({ said }) => String(said.file ?? "") },
                { name: "luc", head: say("Lúc", "When"), cell: ({ actedAt }) => moment(actedAt) },
                { name: "ai", head: say("Ai", "Who"), cell: ({ actor }) => actor },
                {
                  name: "dong",
                  head: say("Dòng", "Rows"),
                  isNumber: true,
                  cell: ({ said }) => countOf(said.rows),
                },
                {
                  name: "them",
                  head: say("Thêm mới", "Added"),
                  isNumber: true,
                  cell: ({ said }) => countOf(said.inserted),
                },
                {
                  name: "doi",
                  head: say("Thay đổi", "Changed"),
                  isNumber: true,
                  cell: ({ said }) => countOf(said.changed),
                },
                {
                  name: "vet",
                  head: say("Dấu vết", "Trail"),
                  cell: ({ requestId, said }) =>
                    requestId ? (
                      <ToPage page="quan-tri" parameters={{ "ma-yeu-cau": requestId }}>
                        {say("Lọc nhật ký", "In the log")}
                        <span class="unseen"> {String(said.file ?? "")}</span>
                      </ToPage>
                    ) : (
                      say("theo sản phẩm hoặc bằng lệnh", "with the product or by the command")
                    ),
                },
              ]}
            />
            {totalCount > nodes.length && (
              <p>
                <ToPage page="quan-tri" parameters={{ kieu: "Import" }}>
                  {say(`Xem cả ${number(totalCount)} lần nhập trong nhật ký`, `All ${number(totalCount)} in the log`)}
                </ToPage>
              </p>
            )}
          </>
        )}
      </Answer>
      <details>
        <summary>{say("Tệp dữ liệu máy chủ đã nạp", "Data files that the server has loaded")}</summary>
        <Answer of={files}>
          {({ importedFiles }) => (
            <Table
              caption={say(`${number(importedFiles.length)} tệp`, `${number(importedFiles.length)} files`)}
              rows={importedFiles}
              idOf={({ file }) => file}
              columns={[
                { name: "tep", head: say("Tệp", "File"), cell: ({ file }) => file },
                { name: "luc", head: say("Nạp lúc", "Loaded"), cell: ({ loadedAt }) => moment(loadedAt) },
                {
                  name: "dong",
                  head: say("Dòng", "Rows"),
                  isNumber: true,
                  cell: ({ rowCount }) => number(rowCount),
                },
              ]}
            />
          )}
        </Answer>
      </details>
    </section>
  );
}

const countOf = (value: unknown): string =>
  typeof value === "number" ? number(value) : say("không đếm", "not counted");
