import { useMemo, useState } from "preact/hooks";
import { day } from "../format.js";
import { say } from "../language.js";
import { Confirm, useAct } from "../parts/act.js";
import { ErrorSummary, errorAt } from "../parts/errors.js";
import { Choose, Field, Text } from "../parts/form.js";
import { ToPage } from "../parts/link.js";
import { Table } from "../parts/table.js";
import type { UserError } from "../session.js";
import { useDraft } from "./drafts.js";
import { nameOf, Pick } from "./pick.js";
import type { RegisterAct } from "./register-act.js";
import { type Choices, differing, optionsOf, shown } from "./register-choices.js";
import { aspectName, type FacilityOnRecord, type RegisterField, type Values } from "./register-fields.js";
import { changedFields, freshValues, inputOf, problemsOf, typedName } from "./register-input.js";
import type { LastChange } from "./register-last-changes.js";
import { type Step, staying } from "./register-touched.js";

const PAGE = "so-dang-ky";
/** The ids of its fields begin with it. */
const FORM = "so";
const ROWS = 3;

interface Draft {
  readonly values: Values;
  /** The facility as it was when somebody began to type; absent for one that is added. */
  readonly seen: FacilityOnRecord | undefined;
}

interface RegisterForm {
  readonly name: string;
  readonly act: RegisterAct;
  readonly of: FacilityOnRecord | undefined;
  readonly choices: Choices;
  /** What can be withdrawn, for the act that does so; and of which aspect it is asked. */
  readonly changes: readonly LastChange[];
  readonly aspect: string;
  again(): void;
  onDone(done: { code: string; sentence: string; version: number; values: Values }): void;
}

/** The form of one act: what it asks for; then what will change, and what that touches; and only then the act. */
export function RegisterForm({ name, act, of, choices, changes, aspect, again, onDone }: RegisterForm) {
  const fresh = freshValues(act, of);
  const { draft, isTyped, type, forget } = useDraft<Draft>(`${PAGE} ${name} ${of?.code ?? ""} ${aspect}`, {
    values: aspect === "" ? fresh : { ...fresh, aspect },
    seen: of,
  });
  const { values, seen } = draft;
  const [isAsking, setAsking] = useState(false);
  const [own, setOwn] = useState<readonly UserError[]>([]);
  const acting = useAct(act.document);
  const errors = useMemo(() => [...own, ...acting.errors], [own, acting.errors]);
  const isStale = seen !== undefined && of !== undefined && seen.version !== of.version;
  const title = act.label();
  const set = (changed: Values) => type({ values: { ...values, ...changed }, seen });
  const look = () => {
    const problems = isStale ? [stale()] : problemsOf(act, values, seen);
    acting.forget();
    setOwn(problems);
    setAsking(problems.length === 0);
  };
  const run = async () => {
    const input = inputOf(act, values, seen);
    const done = await acting.run(seen ? { ...input, expectedVersion: seen.version } : input);
    setAsking(false);
    // Whatever was wrong, it may be that somebody else was there first.
    if (!done) return again();
    const { code, name: now, version } = done.facility;
    const changed = Object.fromEntries(changedFields(act, values, seen).map((field) => [field.name, ""]));
    forget();
    onDone({ code, version, sentence: act.done(now), values: changed });
  };
  return (
    <>
      {isStale && of && seen && (
        <Stale
          {...{ act, seen, choices, values }}
          now={of}
          onKeep={() => {
            setOwn([]);
            acting.forget();
            type({ values: carriedOver(act, values, seen, of), seen: of });
          }}
          onForget={() => {
            setOwn([]);
            acting.forget();
            forget();
          }}
        />
      )}
      <form
        class="column register"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          look();
        }}
      >
        {!isAsking && <ErrorSummary errors={errors} form={FORM} />}
        {act.fields.map((field) => (
          <Asked
            key={field.name}
            of={field}
            {...{ values, choices, changes, set }}
            error={errorAt(errors, field.name)}
          />
        ))}
        <div class="buttons">
          <button type="submit">{say("Xem trước thay đổi", "See what will change")}</button>
          {isTyped && (
            <button
              type="button"
              onClick={() => {
                setOwn([]);
                acting.forget();
                forget();
              }}
            >
              {say("Bỏ nội dung đã gõ", "Forget what was typed")}
            </button>
          )}
        </div>
        <ToPage page={PAGE} parameters={{ ma: of?.code, ngay: null }}>
          {of ? say("Về hồ sơ của cơ sở", "Back to the record") : say("Về sổ đăng ký", "Back to the register")}
        </ToPage>
      </form>
      {isAsking && (
        <Confirm
          act={title}
          isRunning={acting.isRunning}
          errors={[]}
          form={FORM}
          onAct={run}
          onClose={() => setAsking(false)}
        >
          <Preview {...{ act, values, choices, changes }} of={seen} />
        </Confirm>
      )}
    </>
  );
}

const stale = (): UserError => ({
  ...{ path: [], code: "CONFLICT" },
  message: say(
    "Người khác vừa thay đổi cơ sở này. Hãy chọn giữ hay bỏ điều bạn đã gõ.",
    "Somebody else has changed this facility. Keep or forget what you typed.",
  ),
});

/** What was typed stays; what was not follows the record. */
const carriedOver = (act: RegisterAct, values: Values, seen: FacilityOnRecord, now: FacilityOnRecord): Values => ({
  ...values,
  ...Object.fromEntries(
    act.fields.flatMap(({ name, was }) => (was && values[name] === was(seen) ? [[name, was(now)]] : [])),
  ),
});

interface AskedField {
  readonly of: RegisterField;
  readonly values: Values;
  readonly choices: Choices;
  readonly changes: readonly LastChange[];
  readonly error: string | undefined;
  set(changed: Values): void;
}

/** One field, by its kind. */
function Asked({ of: field, values, choices, changes, error, set }: AskedField) {
  const { name, kind, isRequired } = field;
  const value = values[name] ?? "";
  const common = { id: `${FORM}-${name}`, label: field.label(), hint: field.hint?.(), error };
  const put = (typed: string) => set({ [name]: typed });
  if (kind === "facility" || kind === "area")
    return (
      <Pick
        {...common}
        {...{ kind, value }}
        typed={values[typedName(name)] ?? ""}
        onType={(typed) => set({ [name]: "", [typedName(name)]: typed })}
        onChoose={(code) => set({ [name]: code, [typedName(name)]: "" })}
      />
    );
  const all = optionsOf(field, choices);
  const options = kind === "aspect" ? all?.filter(([code]) => changes.some(({ aspect }) => aspect === code)) : all;
  if (options) {
    const none = isRequired ? say("– chọn –", "– choose –") : say("chưa ghi", "not recorded");
    return <Choose {...common} value={value} options={[["", none], ...options]} onChange={put} />;
  }
  if (kind === "long" || kind === "lines")
    return (
      <Field {...common}>
        {(attributes) => (
          <textarea
            {...attributes}
            rows={ROWS}
            value={value}
            onInput={({ currentTarget }) => put(currentTarget.value)}
          />
        )}
      </Field>
    );
  return <Text {...common} type={kind === "day" ? "date" : "text"} value={value} onInput={put} autocomplete="off" />;
}

interface Preview {
  readonly act: RegisterAct;
  readonly of: FacilityOnRecord | undefined;
  readonly values: Values;
  readonly choices: Choices;
  readonly changes: readonly LastChange[];
}

/** From what to what, from which day, on what basis; and which lists and figures it touches. */
function Preview({ act, of, values, choices, changes }: Preview) {
  const withdrawn = changes.find(({ aspect }) => aspect === values.aspect);
  const rows: Step[] = [
    ...changedFields(act, values, of)
      .filter(({ name, was }) => was || (name !== "into" && name !== "aspect"))
      .map((field) => ({
        what: field.label(),
        before: of && field.was ? shown(field, field.was(of), choices) : say("chưa ghi", "not recorded"),
        after: shown(field, (values[field.name] ?? "").trim(), choices),
      })),
    ...(of && act.steps ? act.steps(of, values, nameOf) : []),
    ...(withdrawn ? [{ what: aspectName(withdrawn.aspect), before: withdrawn.after, after: withdrawn.before }] : []),
  ];
  const touched = of
    ? [...(act.touches?.(of, values, nameOf) ?? []), staying(of)]
    : (act.touchesAsNew?.(values, nameOf) ?? []);
  const basis = act.fields.filter(({ name, isBasis }) => isBasis && (values[name] ?? "").trim() !== "");
  return (
    <>
      {of && (
        <p>
          <strong>{of.name}</strong> ({of.code})
        </p>
      )}
      <Table<Step>
        caption={say("Sẽ thay đổi", "What will change")}
        rows={rows}
        idOf={({ what }) => what}
        columns={[
          { name: "gi", head: say("Nội dung", "What"), cell: ({ what }) => what },
          { name: "truoc", head: say("Trước", "Before"), cell: ({ before }) => before },
          { name: "sau", head: say("Sau", "After"), cell: ({ after }) => <strong>{after}</strong> },
        ]}
      />
      <dl>
        {withdrawn && (
          <div>
            <dt>{say("Từ ngày", "From the day")}</dt>
            <dd>{day(withdrawn.on)}</dd>
          </div>
        )}
        {basis.map((field) => (
          <div key={field.name}>
            <dt>{field.label()}</dt>
            <dd>{shown(field, (values[field.name] ?? "").trim(), choices)}</dd>
          </div>
        ))}
      </dl>
      <h3>{say("Việc này chạm đến", "What it touches")}</h3>
      <ul>
        {touched.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
    </>
  );
}

interface Stale {
  readonly act: RegisterAct;
  readonly seen: FacilityOnRecord;
  readonly now: FacilityOnRecord;
  readonly values: Values;
  readonly choices: Choices;
  onKeep(): void;
  onForget(): void;
}

/** Somebody else has changed the facility meanwhile: both sides, and the person decides. */
const Stale = ({ act, seen, now, values, choices, onKeep, onForget }: Stale) => (
  <section class="notice" aria-label={say("Hai bản khác nhau", "Two versions")}>
    <h3>{say("Người khác vừa thay đổi cơ sở này", "Somebody else has changed this facility")}</h3>
    <Table<RegisterField>
      caption={say("Điều khác nhau", "What differs")}
      rows={differing(seen, now)}
      idOf={({ name }) => name}
      empty={say(
        "Không khác ở các thông tin hiện nay; xem nhật ký trong hồ sơ.",
        "Nothing of what holds now; see the trail of the record.",
      )}
      columns={[
        { name: "gi", head: say("Nội dung", "What"), cell: ({ label }) => label() },
        {
          name: "cu",
          head: say("Khi bạn bắt đầu gõ", "When you began to type"),
          cell: (field) => shown(field, field.was?.(seen) ?? "", choices),
        },
        {
          name: "moi",
          head: say("Hiện nay", "Now"),
          cell: (field) => <strong>{shown(field, field.was?.(now) ?? "", choices)}</strong>,
        },
        {
          name: "go",
          head: say("Bạn gõ", "What you typed"),
          cell: (field) =>
            changedFields(act, values, seen).some(({ name }) => name === field.name)
              ? shown(field, values[field.name] ?? "", choices)
              : say("không gõ", "nothing"),
        },
      ]}
    />
    <div class="buttons">
      <button type="button" onClick={onKeep}>
        {say("Giữ điều tôi gõ, làm trên bản hiện nay", "Keep what I typed, on what is there now")}
      </button>
      <button type="button" onClick={onForget}>
        {say("Bỏ điều tôi gõ", "Forget what I typed")}
      </button>
    </div>
  </section>
);
