import {
  AssessmentInProgress,
  type AssessmentInProgressQuery,
  AssessmentRounds,
  Criteria,
  type CriteriaQuery,
  GradeOfAnswers,
  Vocabularies,
} from "hue-health-sdk";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { useAnswer } from "../api.js";
import { unknown } from "../format.js";
import { label, say } from "../language.js";
import { pageTitle } from "../layout.js";
import { ErrorSummary } from "../parts/errors.js";
import { Choose } from "../parts/form.js";
import { Level } from "../parts/level.js";
import { ToFacility, ToPage } from "../parts/link.js";
import { Answer, Page } from "../parts/page.js";
import { signedIn } from "../session.js";
import { componentName, gradeName } from "../words.js";
import { ToDecide, ToHandIn } from "./assessment-acts.js";
import { AnswersFile } from "./assessment-answers-file.js";
import { useAssessment, type Work } from "./assessment-draft.js";
import { valuesOf } from "./assessment-values.js";
import { ANSWERS, answerName, COMPONENTS, LEVELLED, levelChoices, stateName } from "./assessment-words.js";
import { Conflicts } from "./conflicts.js";
import type { Values } from "./work.js";

type Facility = NonNullable<AssessmentInProgressQuery["facility"]>;
type Criterion = CriteriaQuery["criteria"][number];

/** What a unit answers in a round, group by group, and what follows from it beside that. */
export function AssessmentForm({ code, round }: { code: string; round: string }) {
  const rounds = useAnswer(AssessmentRounds, {});
  const criteria = useAnswer(Criteria, {});
  const words = useAnswer(Vocabularies, {});
  const first = useAnswer(AssessmentInProgress, { code, round });
  const draft = first.data?.facility?.assessmentDraft;
  const work = useAssessment(code, round, first.data && !first.isLoading ? (draft ?? null) : undefined);
  const name = first.data?.facility?.name ?? code;
  return (
    <Page title={say(`Đánh giá ${round}: ${name}`, `Assessment ${round}: ${name}`)}>
      <p>
        <ToPage page="danh-gia" parameters={{ dot: round, ds: 1 }}>
          {say("Tất cả đơn vị trong đợt", "All units of the round")}
        </ToPage>
        {" · "}
        <ToFacility code={code} name={say("Trang của đơn vị", "The page of the unit")} />
      </p>
      <Answer of={first}>
        {({ facility }) => {
          const at = rounds.data?.assessmentRounds.find((each) => each.code === round);
          const systems = words.data?.vocabularies.find((each) => each.code === "SYSTEM")?.terms;
          if (!facility)
            return <p class="notice">{say("Không có đơn vị nào mang mã này.", "No unit has this code.")}</p>;
          if (!at || !systems || !criteria.data) return <div class="skeleton" aria-busy="true" />;
          return (
            <Content
              {...{ facility, work, round, systems }}
              isOpen={at.state === "OPEN"}
              criteria={criteria.data.criteria}
              again={first.again}
            />
          );
        }}
      </Answer>
    </Page>
  );
}

interface Content {
  readonly facility: Facility;
  readonly work: Work;
  readonly round: string;
  readonly isOpen: boolean;
  readonly criteria: readonly Criterion[];
  readonly systems: readonly { code: string; labelVi: string; labelEn: string | null }[];
  again(): void;
}

function Content({ facility, work, round, isOpen, criteria, systems, again }: Content) {
  const published = facility.assessment;
  // What is published is no longer worked on, whatever was shown of it before.
  const draft = facility.assessmentDraft === null && published ? undefined : work.draft;
  const state = draft?.status ?? (published ? "PUBLISHED" : undefined);
  const isEntered = state === "DRAFT" || (state === undefined && isOpen);
  const values: Values = draft || !published ? { ...work.saved, ...work.edits } : valuesOf(published);
  const form = { values, work, isEntered };
  const groups = [...new Map(criteria.map(({ group }) => [group.code, group])).values()];
  const nameOf = (field: string): string => {
    const [kind, code] = field.split(" ");
    if (kind === "component") return componentName(code ?? "");
    if (kind === "answer") return criteria.find((each) => each.code === code)?.labelVi ?? field;
    if (kind === "need") return label(systems.find((each) => each.code === code) ?? { labelVi: field });
    return say("Mức đơn vị tự đánh giá", "Level as judged by the unit");
  };
  return (
    <>
      <p role="status">
        {say("Tình trạng: ", "State: ")}
        <strong>{stateName(state)}</strong>. <Saved of={work} isEntered={isEntered} />
      </p>
      {draft?.reason && (
        <p class="notice">
          {say("Sở Y tế đề nghị sửa: ", "The Department asks to change: ")}
          {draft.reason}
        </p>
      )}
      {!isEntered && state === undefined && (
        <p class="notice">{say(`Đợt ${round} đã đóng, không nhập được.`, `Round ${round} is closed.`)}</p>
      )}
      {!isEntered && Object.keys(work.edits).length > 0 && (
        <p class="notice">
          {say(
            "Bản này vừa được xử lý tiếp, nên điều bạn gõ chưa được lưu: ",
            "This was taken further meanwhile, so what you typed is not saved: ",
          )}
          {Object.entries(work.edits)
            .map(([field, value]) => `${nameOf(field)}: ${wordOf(value)}`)
            .join("; ")}
        </p>
      )}
      <ErrorSummary errors={work.errors} form="danh-gia" />
      <Conflicts {...{ work, nameOf, wordOf }} />
      {signedIn()?.role === "ADMIN" && <ToDecide {...{ work, draft, published, round, again }} name={facility.name} />}
      <div class="judged">
        <div>
          <Group title={say("Kết quả từng nhóm nội dung", "Results by component")} {...form}>
            <div class="fields">
              {COMPONENTS.map((component) => (
                <Select
                  key={component}
                  {...form}
                  field={`component ${component}`}
                  label={componentName(component)}
                  options={LEVELLED.includes(component) ? levelChoices() : gradeChoices()}
                />
              ))}
            </div>
          </Group>
          {groups.map((group) => {
            const own = criteria.filter((each) => each.group.code === group.code);
            return (
              <Group
                key={group.code}
                title={say(`Tiêu chí: ${label(group)}`, `Criteria: ${label(group)}`)}
                count={countOf(own, values)}
                {...form}
              >
                {own.map((criterion) => (
                  <Radios
                    key={criterion.code}
                    {...form}
                    field={`answer ${criterion.code}`}
                    label={criterionName(criterion)}
                    options={ANSWERS.map((answer) => [answer, answerName(answer)] as const)}
                  />
                ))}
                <GradeBeside group={group.code} criteria={own} values={values} />
              </Group>
            );
          })}
          <Group title={say("Nhu cầu", "Needs")} {...form}>
            {systems.map((system) => (
              <Radios
                key={system.code}
                {...form}
                field={`need ${system.code}`}
                label={label(system)}
                options={[
                  ["yes", say("Có nhu cầu", "Needed")],
                  ["no", say("Không có nhu cầu", "Not needed")],
                ]}
              />
            ))}
          </Group>
          <Group title={say("Mức đơn vị tự đánh giá", "Level as judged by the unit")} {...form}>
            <Select
              {...form}
              field="level"
              label={say("Mức", "Level")}
              hint={say(
                "Thông tư 54/2017/TT-BYT, Điều 4. Không tự lấy theo mức tính lại.",
                "Circular 54/2017/TT-BYT, Art. 4. Never taken from the computed level by itself.",
              )}
              options={levelChoices()}
            />
          </Group>
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it once it has the focus */}
        <aside tabIndex={0} aria-label={say("Mức và điều còn thiếu", "Level, and what is missing")}>
          <Live {...{ facility, draft, round }} level={values.level ?? ""} />
        </aside>
      </div>
      {isEntered && (
        <ToHandIn
          {...{ work, round }}
          name={facility.name}
          facts={[
            say(`Mức tự đánh giá: ${wordOf(values.level ?? "")}`, `Level as judged: ${wordOf(values.level ?? "")}`),
            ...groups.map((group) => {
              const own = criteria.filter((each) => each.group.code === group.code);
              return `${label(group)}: ${countOf(own, values)}`;
            }),
            say(
              `Kết quả từng nhóm: ${filled(COMPONENTS, "component", values)} trong ${COMPONENTS.length} ô đã có`,
              `Results by component: ${filled(COMPONENTS, "component", values)} of ${COMPONENTS.length} given`,
            ),
          ]}
        />
      )}
      <AnswersFile {...{ work, round, isEntered, again }} code={facility.code} />
      <p>
        <ToPage page="danh-gia" parameters={{ dot: round, ds: 1 }}>
          {say(`Về trang ${pageTitle("danh-gia")}`, "Back to the assessments")}
        </ToPage>
      </p>
    </>
  );
}

const filled = (codes: readonly string[], kind: string, values: Values): number =>
  codes.filter((code) => values[`${kind} ${code}`]).length;

function countOf(own: readonly Criterion[], values: Values): string {
  const answered = filled(
    own.map(({ code }) => code),
    "answer",
    values,
  );
  return say(`${answered} trong ${own.length} tiêu chí đã trả lời`, `${answered} of ${own.length} answered`);
}

const gradeChoices = (): (readonly [string, string])[] => [
  ["BASIC", gradeName("BASIC")],
  ["ADVANCED", gradeName("ADVANCED")],
];

/** What a field holds, in words. */
const wordOf = (value: string): string => {
  if (value === "") return say("để trống", "blank");
  if (/^\d$/.test(value)) return say(`Mức ${value}`, `Level ${value}`);
  if (value === "yes") return say("Có nhu cầu", "Needed");
  if (value === "no") return say("Không có nhu cầu", "Not needed");
  return ANSWERS.some((each) => each === value) ? answerName(value) : gradeName(value);
};

const criterionName = ({ number, grade, labelVi, labelEn }: Criterion): string =>
  [number && `${number}.`, label({ labelVi, labelEn }), grade && `(${gradeName(grade)})`].filter(Boolean).join(" ");

/** What was typed is saved on the server; when. */
function Saved({ of: work, isEntered }: { of: Work; isEntered: boolean }) {
  if (!isEntered) return null;
  const count = Object.keys(work.edits).length;
  if (work.isSaving) return <>{say("Đang lưu…", "Saving…")}</>;
  if (count > 0) return <>{say(`Chưa lưu ${count} ô.`, `${count} not saved yet.`)}</>;
  const time = work.savedAt?.toLocaleTimeString("vi-VN", { timeZone: "Asia/Ho_Chi_Minh" });
  return (
    <>{time ? say(`Đã lưu lúc ${time}.`, `Saved at ${time}.`) : say("Tự lưu khi bạn nhập.", "Saved as you type.")}</>
  );
}

interface InForm {
  readonly values: Values;
  readonly work: Work;
  readonly isEntered: boolean;
}

/** One group of the form; whoever leaves it has it saved. */
function Group({
  title,
  count,
  work,
  children,
}: InForm & { title: string; count?: string; children: ComponentChildren }) {
  return (
    <section
      class="group"
      onFocusOut={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget as Node | null)) work.save();
      }}
    >
      <h2>{title}</h2>
      {count && <p class="hint">{count}</p>}
      {children}
    </section>
  );
}

interface Question extends InForm {
  readonly field: string;
  readonly label: string;
  readonly options: readonly (readonly [value: string, words: string])[];
}

const Select = ({ values, work, isEntered, field, label, hint, options }: Question & { hint?: string }) =>
  isEntered ? (
    <Choose
      id={idOf(field)}
      {...{ label, hint }}
      value={values[field] ?? ""}
      options={[["", say("để trống", "blank")], ...options]}
      onChange={(value) => work.set(field, value)}
    />
  ) : (
    <p>
      {label}: <strong>{wordOf(values[field] ?? "")}</strong>
    </p>
  );

/** One question with its few answers beside each other; an answer can be taken back. */
const Radios = ({ values, work, isEntered, field, label, options }: Question) =>
  isEntered ? (
    <fieldset id={idOf(field)} tabIndex={-1}>
      <legend>{label}</legend>
      {options.map(([value, words]) => (
        <label key={value}>
          <input
            type="radio"
            name={field}
            value={value}
            checked={values[field] === value}
            onChange={() => work.set(field, value)}
          />
          {words}
        </label>
      ))}
      {values[field] && (
        <button
          type="button"
          class="plain"
          aria-label={say(`Bỏ câu trả lời: ${label}`, `Take back the answer: ${label}`)}
          onClick={() => work.set(field, "")}
        >
          {say("Bỏ", "Clear")}
        </button>
      )}
    </fieldset>
  ) : (
    <p>
      {label}: <strong>{values[field] ? wordOf(values[field]) : say("chưa trả lời", "not answered")}</strong>
    </p>
  );

const idOf = (field: string): string => `danh-gia-${field.replace(" ", "-")}`;

/** Which grade the answers give, as they stand in the form now, saved or not. */
function GradeBeside({ group, criteria, values }: { group: string; criteria: readonly Criterion[]; values: Values }) {
  const answers = criteria.flatMap(({ code }) => {
    const answer = values[`answer ${code}`];
    return answer ? [{ criterion: code, answer: answer as (typeof ANSWERS)[number] }] : [];
  });
  const asked = useAnswer(GradeOfAnswers, answers.length > 0 ? { group, answers } : undefined);
  if (answers.length === 0 || !asked.data) return null;
  const { grade, atMost, stoppedBy } = asked.data.gradeOfAnswers;
  const name = (of: string | null) => (of ? gradeName(of) : say("chưa đạt hạng nào", "none"));
  return (
    <p class="live" aria-live="polite">
      {say("Hạng theo các câu trả lời: ", "Grade by the answers: ")}
      <strong>{name(grade)}</strong>
      {atMost !== grade && say(`; chưa loại trừ: ${name(atMost)}`, `; not ruled out: ${name(atMost)}`)}.
      {stoppedBy.length > 0 &&
        ` ${say("Chưa đạt hạng kế tiếp vì", "The next grade is stopped by")}: ${stoppedBy.map((each) => each.labelVi).join("; ")}.`}
    </p>
  );
}

/** What follows from what is saved: the computed level, why, and what is missing for the next one. */
function Live({
  facility: { code, assessment },
  draft,
  round,
  level,
}: Pick<Content, "facility" | "round"> & { draft: Work["draft"]; level: string }) {
  const computed = draft?.computedLevel;
  const gapTo = (computed?.level ?? computed?.atMost ?? 0) + 1;
  const asked = useAnswer(AssessmentInProgress, draft && gapTo <= 7 ? { code, round, gapTo } : undefined);
  useEffect(() => {
    if (draft) asked.again();
  }, [draft?.version]);
  const gap = draft && asked.data?.facility?.assessmentDraft?.gap;
  return (
    <div aria-live="polite">
      <h2>{say("Mức theo nội dung đã lưu", "Level by what is saved")}</h2>
      <dl>
        <div>
          <dt>{say("Tính lại theo quy tắc", "As computed by the rules")}</dt>
          <dd>{computed ? <Level of={computed.level} /> : unknown()}</dd>
        </div>
        <div>
          <dt>
            {draft?.status === "VERIFIED"
              ? say("Sở Y tế xác định", "As decided by the Department")
              : say("Đơn vị tự đánh giá", "As judged by the unit")}
          </dt>
          <dd>{level ? <Level of={Number(level)} /> : say("để trống", "blank")}</dd>
        </div>
        <div>
          <dt>{say("Đang công bố", "Published now")}</dt>
          <dd>{assessment ? <Level of={assessment.reportedLevel} /> : say("chưa công bố", "not published")}</dd>
        </div>
      </dl>
      {computed && computed.reasons.length > 0 && !gap && (
        <>
          <h3>{say("Vì sao chưa cao hơn", "Why it is not higher")}</h3>
          <ul>
            {computed.reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </>
      )}
      {gap && (
        <>
          <h3>{say(`Còn thiếu gì để đạt mức ${gap.to}`, `What is missing for level ${gap.to}`)}</h3>
          <ul>
            {[...gap.unmet, ...gap.unevaluable].map(({ requirement, articleVi, articleEn }) => (
              <li key={requirement}>
                {requirement} <small>({say(articleVi, articleEn)})</small>
              </li>
            ))}
            {gap.met && <li>{say("Đã đủ điều kiện.", "All conditions are met.")}</li>}
          </ul>
        </>
      )}
      {!draft && !assessment && (
        <p class="hint">
          {say("Mức được tính ngay khi có câu trả lời đầu tiên.", "The level is computed with the first answer.")}
        </p>
      )}
    </div>
  );
}
