import { AuditTrail, type AuditTrailQuery } from "hue-health-sdk";
import { useAnswer } from "../api.js";
import { blank, day, moment, number } from "../format.js";
import { say } from "../language.js";
import { Answer } from "../parts/page.js";
import { signedIn } from "../session.js";
import { statusName } from "./status-words.js";

type Entry = AuditTrailQuery["auditEntries"]["nodes"][number];
type Change = Entry["changes"][number];

const AT_ONCE = 100;

interface Trail {
  /** The id of the object; one that was withdrawn has its trail still. Another object is given another `key`. */
  readonly of: string;
  /** How often it was changed; until the trail of another version is there, that of the one before is shown. */
  readonly version: number | undefined;
  /** The fields that people know, in their words; others are part of the bookkeeping. */
  readonly fields: Readonly<Record<string, string>>;
  /** What to say of an object that nobody has changed. */
  readonly untouched: string;
}

/** Who changed an object, when, why, and from what to what; newest first. */
export function Trail({ of: id, version, fields, untouched }: Trail) {
  const isDepartment = signedIn()?.role === "ADMIN";
  const asked = useAnswer(AuditTrail, isDepartment ? { id, first: AT_ONCE } : undefined, version);
  return (
    <section class="trail">
      <h3>{say("Nhật ký", "Trail")}</h3>
      {isDepartment ? (
        <Answer of={asked}>
          {({ auditEntries: { nodes, totalCount } }) => (
            <>
              {nodes.length === 0 && <p>{untouched}</p>}
              <ol class="entries">
                {nodes.map((entry) => (
                  <Line key={entry.id} of={entry} fields={fields} />
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
      ) : (
        <p>
          {(version ?? 1) > 1
            ? say(
                `Đã thay đổi ${number((version ?? 1) - 1)} lần. Ai sửa, khi nào và vì sao thì Sở Y tế xem được.`,
                `Changed ${number((version ?? 1) - 1)} times. Who, when and why is shown to the Department.`,
              )
            : untouched}
        </p>
      )}
    </section>
  );
}

const Line = ({
  of: { act, actedAt, actor, role, reason, changes },
  fields,
}: {
  of: Entry;
  fields: Trail["fields"];
}) => (
  <li>
    <p>
      <strong>{actName(act)}</strong> – {actor} ({roleOf(role)}), <time dateTime={actedAt}>{moment(actedAt)}</time>
    </p>
    <ul>
      {changes
        .filter(({ field }) => fields[field])
        .map((change) => (
          <li key={change.field}>
            {fields[change.field]}: <Step of={change} />
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

const Step = ({ of: { field, before, after } }: { of: Change }) =>
  before == null ? (
    <b>{shown(after, field)}</b>
  ) : (
    <>
      <s>{shown(before, field)}</s> <span aria-hidden="true">→</span>
      <span class="unseen">{say("thành", "to")}</span> <b>{shown(after, field)}</b>
    </>
  );

/** A value of the trail as people read it. */
function shown(value: unknown, field: string): string {
  if (value == null) return blank();
  if (typeof value === "number") return field === "year" ? String(value) : number(value);
  if (typeof value === "boolean") return value ? say("có", "yes") : say("không", "no");
  if (typeof value === "string") return /^\d{4}-\d{2}-\d{2}$/.test(value) ? day(value) : statusName(value);
  const { document, section, number: printed } = value as Record<string, string>;
  if (document === "REGISTER") return say("nhập trên hệ thống", "entered here");
  return [document ?? printed, section].filter(Boolean).join(", ") || JSON.stringify(value);
}

const roleOf = (role: string | null): string =>
  ({
    ADMIN: say("Sở Y tế", "Department"),
    FACILITY_EDITOR: say("đơn vị", "facility"),
    SYSTEM: say("hệ thống", "system"),
  })[role ?? "SYSTEM"] ?? String(role);

const actName = (act: string): string =>
  ({
    observationRecord: say("Ghi số liệu", "Recorded"),
    observationCorrect: say("Sửa số liệu", "Corrected"),
    observationWithdraw: say("Rút lại số liệu", "Withdrawn"),
    fileImport: say("Nhập từ file", "Imported from a file"),
    formAnswerSubmit: say("Nộp báo cáo", "Submitted with a form"),
    milestoneRecordProgress: say("Ghi tiến độ", "Progress recorded"),
    milestoneCorrectProgress: say("Sửa tiến độ", "Progress corrected"),
    milestoneReplan: say("Chuyển năm", "Planned anew"),
    milestoneCancel: say("Hủy bỏ mốc", "Given up"),
  })[act] ?? act;
