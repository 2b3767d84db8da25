import { MilestoneProgress } from "hue-health-sdk";
import { useState } from "preact/hooks";
import { useAnswer } from "../api.js";
import { day, number } from "../format.js";
import { label, say } from "../language.js";
import { Done } from "../parts/act.js";
import { Answer } from "../parts/page.js";
import { signedIn } from "../session.js";
import { CorrectProgress } from "./correct-progress.js";
import { DecideMilestone, type Decision } from "./decide-milestone.js";
import { Heading } from "./heading.js";
import { isOneOf, useOwnUnits } from "./own-units.js";
import { type Milestone, ownerOf, type Report, ReportLine } from "./progress-report.js";
import { RecordProgress } from "./record-progress.js";
import { statusName } from "./status-words.js";
import { Trail } from "./trail.js";

const AT_ONCE = 100;

/** One milestone: what was reported of it with evidence, what can be done with it, and its trail beside it. */
export function OneMilestone({ id }: { id: string }) {
  const asked = useAnswer(MilestoneProgress, { id, first: AT_ONCE });
  return (
    <Answer of={asked}>
      {({ node }) =>
        node && "titleVi" in node ? (
          <Shown of={node as Milestone} onChanged={asked.again} />
        ) : (
          <p class="notice">{say("Không có mốc này.", "There is no such milestone.")}</p>
        )
      }
    </Answer>
  );
}

function Shown({ of: milestone, onChanged }: { of: Milestone; onChanged(): void }) {
  const [deciding, setDeciding] = useState<Decision>();
  const [done, setDone] = useState("");
  const [correcting, setCorrecting] = useState<string>();
  const [traced, setTraced] = useState<string>();
  const isDepartment = signedIn()?.role === "ADMIN";
  const { id, titleVi, status, year, track, version, progress } = milestone;
  const changed = (words: string) => {
    setDone(words);
    setDeciding(undefined);
    setCorrecting(undefined);
    onChanged();
  };
  const units = useOwnUnits();
  const isOwn = ({ facility }: Report) => isOneOf(units, facility?.code);
  const report = progress.nodes.find((each) => each.id === traced);
  return (
    <section class="chosen">
      <Heading>{titleVi}</Heading>
      <p>
        {year === null ? say("không rõ năm", "year unknown") : say(`Năm ${year}`, `Year ${year}`)}; {label(track)};{" "}
        {say("toàn tỉnh", "the province")}: <strong>{statusName(status)}</strong>
      </p>
      {done && (
        <Done>
          <p>{done}</p>
        </Done>
      )}
      <div class="beside">
        <div>
          <h3>
            {say("Tiến độ đã ghi", "Progress on record")} ({number(progress.totalCount)})
          </h3>
          {progress.nodes.length === 0 && <p>{say("Chưa ai ghi tiến độ.", "Nobody has reported progress.")}</p>}
          <ol class="entries">
            {progress.nodes.map((each) => (
              <li key={each.id}>
                <ReportLine of={each} />
                {isOwn(each) && (
                  <div class="buttons">
                    <button
                      type="button"
                      aria-expanded={correcting === each.id}
                      onClick={() => setCorrecting(correcting === each.id ? undefined : each.id)}
                    >
                      {say("Sửa", "Correct")}
                      <span class="unseen">
                        {" "}
                        {ownerOf(each)}, {day(each.on)}
                      </span>
                    </button>
                    {isDepartment && (
                      <button type="button" onClick={() => setTraced(traced === each.id ? undefined : each.id)}>
                        {traced === each.id
                          ? say("Nhật ký của mốc", "Trail of the milestone")
                          : say("Nhật ký", "Trail")}
                        <span class="unseen">
                          {" "}
                          {ownerOf(each)}, {day(each.on)}
                        </span>
                      </button>
                    )}
                  </div>
                )}
                {correcting === each.id && <CorrectProgress of={each} onDone={changed} />}
              </li>
            ))}
          </ol>
          <RecordProgress of={milestone} onDone={changed} />
          {isDepartment && (
            <>
              <h3>{say("Quyết định về mốc", "Decisions on the milestone")}</h3>
              <div class="buttons">
                <button type="button" onClick={() => setDeciding("replan")}>
                  {status === "CANCELLED"
                    ? say("Lập lại kế hoạch…", "Plan it again…")
                    : say("Chuyển sang năm khác…", "Give it another year…")}
                </button>
                {status !== "CANCELLED" && (
                  <button type="button" onClick={() => setDeciding("cancel")}>
                    {say("Hủy bỏ mốc…", "Give it up…")}
                  </button>
                )}
              </div>
            </>
          )}
        </div>
        {report ? (
          <Trail
            key={report.id}
            of={report.id}
            version={report.version}
            fields={fields()}
            untouched={say("Chưa ai sửa.", "Nobody has changed it.")}
          />
        ) : (
          <Trail
            key={id}
            of={id}
            version={version}
            fields={fields()}
            untouched={say(
              "Chưa ai thay đổi mốc này: mốc nạp từ tài liệu của lộ trình.",
              "Nobody has changed this milestone: it was loaded from the document of the roadmap.",
            )}
          />
        )}
      </div>
      {deciding && (
        <DecideMilestone what={deciding} of={milestone} onClose={() => setDeciding(undefined)} onDone={changed} />
      )}
    </section>
  );
}

const fields = (): Record<string, string> => ({
  status: say("Tình trạng", "State"),
  year: say("Năm", "Year"),
  on: say("Tính đến ngày", "Of the day"),
  facility: say("Đơn vị", "Unit"),
  noteVi: say("Mô tả", "In words"),
  evidenceVi: say("Minh chứng", "Evidence"),
  evidenceUrl: say("Địa chỉ minh chứng", "Address of the evidence"),
  evidenceDocument: say("Văn bản minh chứng", "Document"),
  legalDocument: say("Văn bản minh chứng", "Document"),
});
