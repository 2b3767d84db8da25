import {
  AuditChain,
  type AuditChainQuery,
  AuditVerification,
  type AuditVerificationQuery,
  type HealthApiError,
} from "hue-health-sdk";
import { useState } from "preact/hooks";
import { serverAddress } from "../address.js";
import { asError, ask, useAnswer } from "../api.js";
import { day, moment, number } from "../format.js";
import { say } from "../language.js";
import type { PageName } from "../page-names.js";
import { ToFacility, ToPage } from "../parts/link.js";
import { Answer, Problem } from "../parts/page.js";
import { Table } from "../parts/table.js";
import { objectName } from "./log-words.js";

type Chain = AuditChainQuery["auditChain"];
type Verified = NonNullable<AuditVerificationQuery["auditChain"]["verification"]>;
type Accused = Verified["accused"][number];

/** As long as the server lets a request take, and some seconds for the way. */
const PATIENCE_MS = 40_000;

/** Whether the log is whole, as far as the server that shows it can tell, and by what more can be told. */
export const SafetyPart = () => {
  const asked = useAnswer(AuditChain, {});
  return (
    <section aria-labelledby="an-toan">
      <h2 id="an-toan">{say("Kiểm tra nhật ký và sao lưu", "Verification and backup")}</h2>
      <p>
        {say(
          "Mỗi mục nhật ký mang mã băm nối với mục trước; xóa, sửa hay chèn mục nào cũng lộ ra khi kiểm tra. Máy chủ bị sửa không thể tự xác nhận mình: kết quả ở đây là lời của máy chủ này, còn lệnh bên dưới, chạy với điểm cuối giữ ở nơi khác, cho biết chắc hơn.",
          "Each entry of the log carries a hash over the one before it; whatever is edited, left out or added is found. A server that was tampered with cannot vouch for itself: what stands here is the word of this server; the commands below, with what was kept elsewhere, tell for certain.",
        )}
      </p>
      <Answer of={asked}>{({ auditChain }) => <State of={auditChain} />}</Answer>
      <Verification />
      <Commands />
    </section>
  );
};

const State = ({ of: { actCount, lastActAt, isKeyed, kept } }: { of: Chain }) => (
  <>
    <dl>
      <div>
        <dt>{say("Đã niêm phong", "Sealed")}</dt>
        <dd>{say(`${number(actCount)} việc`, `${number(actCount)} acts`)}</dd>
      </div>
      <div>
        <dt>{say("Lần cuối", "The last one")}</dt>
        <dd>{lastActAt ? moment(lastActAt) : say("chưa có việc nào", "none yet")}</dd>
      </div>
      <div>
        <dt>{say("Điểm cuối giữ bên cạnh", "The end, as kept beside")}</dt>
        <dd>
          {kept
            ? say(`đã giữ lúc ${moment(kept.keptAt)}`, `kept at ${moment(kept.keptAt)}`)
            : say(
                "chưa giữ; hãy giữ ở nơi khác bằng lệnh bên dưới",
                "not kept; keep it elsewhere by the command below",
              )}
        </dd>
      </div>
    </dl>
    {kept && kept.missingActCount > 0 && (
      <p class="problem" role="alert">
        {say(
          `Thiếu ít nhất ${number(kept.missingActCount)} việc đã có lúc ${moment(kept.keptAt)}: cơ sở dữ liệu là một bản cũ hơn, hoặc đã mất những việc cuối.`,
          `At least ${number(kept.missingActCount)} acts that were on record at ${moment(kept.keptAt)} are missing: the database is an older copy, or has lost its last acts.`,
        )}
      </p>
    )}
    {!isKeyed && (
      <p class="notice">
        {say(
          "Nhật ký chưa niêm phong bằng khóa bí mật: ai ghi được vào cơ sở dữ liệu thì cũng làm được mã băm khớp. Hãy đặt AUDIT_SECRET cho máy chủ.",
          "The log is not sealed with a secret: whoever can write to the database can make hashes that fit. Set AUDIT_SECRET for the server.",
        )}
      </p>
    )}
  </>
);

/** Verifies when it is pressed; a second press while it runs does nothing. */
function Verification() {
  const [isRunning, setRunning] = useState(false);
  const [found, setFound] = useState<{ verified?: Verified | null; error?: HealthApiError; at: string }>();
  const verify = async () => {
    if (isRunning) return;
    setRunning(true);
    const at = () => new Date().toISOString();
    try {
      const { auditChain } = await ask(AuditVerification, {}, { timeoutMs: PATIENCE_MS });
      setFound({ verified: auditChain.verification, at: at() });
    } catch (error) {
      setFound({ error: asError(error), at: at() });
    }
    setRunning(false);
  };
  return (
    <>
      <p class="buttons">
        <button type="button" class="act" aria-disabled={isRunning} onClick={verify}>
          {isRunning ? say("Đang kiểm tra…", "Verifying…") : say("Kiểm tra ngay", "Verify now")}
        </button>
      </p>
      <div aria-live="polite" aria-busy={isRunning}>
        {found?.error && <Problem error={found.error} />}
        {found?.verified && <Found of={found.verified} at={found.at} />}
      </div>
    </>
  );
}

function Found({ of, at }: { of: Verified; at: string }) {
  const { entryCount, faultCount, accusedCount, accused, until, digest } = of;
  return (
    <>
      <p class={faultCount === 0 ? "done" : "problem"}>
        <strong>
          {faultCount === 0
            ? say("Không có gì không khớp.", "Nothing is wrong.")
            : say(`${number(faultCount)} điểm không khớp.`, `${number(faultCount)} things are wrong.`)}
        </strong>{" "}
        {say(
          `Đã đọc ${number(entryCount)} mục lúc ${moment(at)}.`,
          `${number(entryCount)} entries read at ${moment(at)}.`,
        )}
      </p>
      {faultCount > 0 && accusedCount === 0 && (
        <p>
          {say(
            "Không quy được về đối tượng nào: có việc bị thiếu hoặc bị đặt lại thứ tự. Lệnh bên dưới kể rõ từng điểm.",
            "None of it is about one object: acts are missing, or their order is another. The command below tells each.",
          )}
        </p>
      )}
      {accused.length > 0 && (
        <Table<Accused>
          caption={say(
            `Mục nhật ký hoặc dữ liệu không khớp: ${number(accused.length)} trong ${number(accusedCount)} đối tượng`,
            `Entries or data that do not fit: ${number(accused.length)} of ${number(accusedCount)} objects`,
          )}
          rows={accused}
          idOf={({ objectId }) => objectId}
          columns={[
            { name: "kieu", head: say("Kiểu", "Type"), cell: ({ objectType }) => objectName(objectType) },
            { name: "doi-tuong", head: say("Đối tượng", "Object"), cell: (row) => <ToObject of={row} /> },
          ]}
        />
      )}
      <p class="source">
        {say(`Mã tổng hợp đến hết ngày ${day(until)}`, `Digest up to the end of ${day(until)}`)}: <code>{digest}</code>
      </p>
    </>
  );
}

/** Where an object of a type is shown by its id; others by the entries of their type in the log. */
const SHOWN: Readonly<Record<string, PageName>> = { Observation: "so-lieu", Milestone: "tien-do" };

function ToObject({ of: { objectType, objectId, object } }: { of: Accused }) {
  const id = numberIn(objectId);
  if (!object)
    return (
      <span class="muted">
        {say(`số ${id}, không còn hoặc không có trang riêng`, `no. ${id}, gone or without a page`)}
      </span>
    );
  if ("code" in object) return <ToFacility code={object.code} name={object.name} />;
  const page = SHOWN[objectType];
  return page ? (
    <ToPage page={page} parameters={{ id: objectId }}>
      {objectName(objectType)} {say("số", "no.")} {id}
    </ToPage>
  ) : (
    <ToPage page="quan-tri" parameters={{ kieu: objectType }}>
      {say(`Số ${id}: lọc nhật ký`, `No. ${id}: in the log`)}
    </ToPage>
  );
}

/** The number of an object within its type. */
const numberIn = (id: string): string => atob(id.replace(/-/g, "+").replace(/_/g, "/")).split(":")[1] ?? "";

const Commands = () => (
  <>
    <dl>
      <div>
        <dt>{say("Kiểm tra toàn bộ nhật ký, mọi cỡ dữ liệu", "Verify all of the log, of any size")}</dt>
        <dd>
          <code>npm run audit</code>
        </dd>
      </div>
      <div>
        <dt>{say("Giữ điểm cuối của nhật ký ở nơi khác", "Keep where the log ends elsewhere")}</dt>
        <dd>
          <code>npm run audit -- --keep {say("TỆP", "FILE")}</code>
        </dd>
      </div>
      <div>
        <dt>{say("Sao lưu khi máy chủ đang chạy", "Back up while the server runs")}</dt>
        <dd>
          <code>npm run backup -- {say("TỆP", "FILE")}</code> (MariaDB: mariadb-backup)
        </dd>
      </div>
    </dl>
    <p>
      {say(
        "Nên kiểm tra và sao lưu mỗi ngày, chép bản sao lưu sang máy khác, và thử khôi phục mỗi quý. Tình trạng máy chủ: ",
        "Verify and back up every day, copy backups to another machine, and try to restore one every quarter. State of the server: ",
      )}
      <a href={serverAddress("health")}>{say("xem tại đây", "here")}</a>.
    </p>
  </>
);
