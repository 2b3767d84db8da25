import { AuditTrail, type AuditTrailQuery } from "hue-health-sdk";
import { useAnswer } from "../api.js";
import { day, moment, number } from "../format.js";
import { say } from "../language.js";
import { Answer } from "../parts/page.js";
import { ownershipName } from "../words.js";
import { nameOf } from "./pick.js";
import type { Choices } from "./register-choices.js";

type Entry = AuditTrailQuery["auditEntries"]["nodes"][number];

const AT_ONCE = 20;

/** Who changed what of a facility, when, why and from what to what; newest first. */
export function RegisterTrail({ id, version, choices }: { id: string; version: number; choices: Choices | undefined }) {
  const asked = useAnswer(AuditTrail, { id, first: AT_ONCE }, version);
  return (
    <Answer of={asked}>
      {({ auditEntries: { nodes, totalCount } }) => (
        <>
          {nodes.length === 0 && (
            <p>
              {say("Chưa ai thay đổi; nội dung nạp từ tài liệu ban đầu.", "Nobody has changed it since it was loaded.")}
            </p>
          )}
          <ol class="trail entries">
            {nodes.map((entry) => (
              <Line key={entry.id} of={entry} choices={choices} />
            ))}
          </ol>
          {totalCount > nodes.length && (
            <p class="hint">
              {say(
                `${number(nodes.length)} lần mới nhất trong ${number(totalCount)}.`,
                `The newest ${number(nodes.length)} of ${number(totalCount)}.`,
              )}
            </p>
          )}
        </>
      )}
    </Answer>
  );
}

const Line = ({
  of: { act, actedAt, actor, reason, changes },
  choices,
}: {
  of: Entry;
  choices: Choices | undefined;
}) => (
  <li>
    <p>
      <strong>{actName(act)}</strong> – {actor}, <time dateTime={actedAt}>{moment(actedAt)}</time>
    </p>
    <ul>
      {changes.map(({ field, before, after }) => (
        <li key={field}>
          {fieldName(field)}: <s>{difference(before, after, choices)}</s> <span aria-hidden="true">→</span>
          <span class="unseen">{say("thành", "to")}</span> <b>{difference(after, before, choices)}</b>
        </li>
      ))}
    </ul>
    {reason && (
      <p>
        {say("Lý do", "Reason")}: {reason}
      </p>
    )}
  </li>
);

/** Of a list what the other one does not have; of anything else itself. */
function difference(value: unknown, other: unknown, choices: Choices | undefined): string {
  if (!Array.isArray(value)) return words(value, choices);
  const others = new Set((Array.isArray(other) ? other : []).map((each) => JSON.stringify(each)));
  const own = value.filter((each) => !others.has(JSON.stringify(each)));
  return own.map((each) => words(each, choices)).join("; ") || say("không có", "none");
}

function words(value: unknown, choices: Choices | undefined): string {
  if (value == null) return say("chưa ghi", "not recorded");
  if (typeof value === "number") return number(value);
  if (typeof value === "string") return /^\d{4}-\d{2}-\d{2}$/.test(value) ? day(value) : value;
  if (typeof value !== "object") return String(value);
  const { from, to, ...rest } = value as Record<string, string | number | null>;
  const span = [
    from && say(`từ ${day(String(from))}`, `from ${day(String(from))}`),
    to && say(`đến trước ${day(String(to))}`, `until ${day(String(to))}`),
  ].filter(Boolean);
  const told = Object.entries(rest).flatMap(([field, each]) => (each === null ? [] : wordOf(field, each, choices)));
  return `${told.join(", ")}${span.length > 0 ? ` (${span.join(" ")})` : ""}`;
}

function wordOf(field: string, value: string | number, choices: Choices | undefined): string {
  if (field === "code") return nameOf("facility", String(value));
  if (field === "area") return nameOf("area", String(value));
  if (field === "ownership") return ownershipName(String(value));
  if (field === "actualBeds") return say(`${number(Number(value))} giường`, `${number(Number(value))} beds`);
  const terms = choices?.vocabularies.flatMap((each) => each.terms) ?? [];
  const term = terms.find(({ code }) => code === value);
  return term ? say(term.labelVi, term.labelEn ?? term.labelVi) : String(value);
}

const fieldName = (field: string): string =>
  ({
    code: say("Mã", "Code"),
    openedOn: say("Ngày thành lập", "Opened on"),
    closedOn: say("Ngừng hoạt động từ", "Closed from"),
    noteVi: say("Ghi chú", "Remark"),
    names: say("Tên", "Name"),
    profiles: say("Hình thức, sở hữu, tuyến, hạng, giường", "Type, owner, level, class, beds"),
    places: say("Địa bàn", "Area"),
    managedBy: say("Cơ quan quản lý", "Managing body"),
    guidedBy: say("Đơn vị hướng dẫn", "Guided by"),
    mergedInto: say("Sáp nhập vào", "Merged into"),
    absorbed: say("Nhận sáp nhập", "Absorbed"),
    spellings: say("Cách viết khác", "Other spellings"),
    basisVi: say("Căn cứ", "Basis"),
    legalDocument: say("Văn bản", "Document"),
  })[field] ?? field;

const actName = (act: string): string =>
  ({
    facilityAdd: say("Thêm vào sổ", "Added"),
    facilityClose: say("Ghi ngừng hoạt động", "Closed"),
    facilityCorrect: say("Sửa điều ghi sai", "Corrected"),
    facilityMerge: say("Sáp nhập", "Merged"),
    facilityMove: say("Chuyển trụ sở", "Moved"),
    facilityProfileChange: say("Đổi thông tin", "Changed what it is"),
    facilityReassign: say("Chuyển cơ quan quản lý", "Reassigned"),
    facilityRename: say("Đổi tên", "Renamed"),
    facilityReopen: say("Mở lại", "Reopened"),
    facilityWithdrawChange: say("Rút lại thay đổi", "Withdrew a change"),
    fileImport: say("Nhập từ file", "Imported from a file"),
  })[act] ?? act;
