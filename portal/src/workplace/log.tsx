import { AuditEntries, type AuditEntriesQuery, type AuditEntryFilter } from "hue-health-sdk";
import { useEffect, useState } from "preact/hooks";
import { useLocation } from "wouter-preact";
import { pageAddress, useParameters } from "../address.js";
import { ask, useAnswer } from "../api.js";
import { moment, number } from "../format.js";
import { say } from "../language.js";
import { Choose, Text } from "../parts/form.js";
import { useLongList } from "../parts/long-list.js";
import { Answer } from "../parts/page.js";
import { Table } from "../parts/table.js";
import { ACTS, actName, OBJECTS, objectName } from "./log-words.js";

type Entry = AuditEntriesQuery["auditEntries"]["nodes"][number];

const PAGE_SIZE = 20;
/** The parameters of the address that filter the log. */
const FILTERS = ["viec", "kieu", "nguoi", "tu", "den", "ma-yeu-cau"] as const;

/** Everything that was done, newest first: who, when, why, and each field before and after. The filters stand in the address. */
export function LogPart() {
  const parameters = useParameters();
  const [, go] = useLocation();
  const of = (name: (typeof FILTERS)[number]) => parameters.get(name) ?? "";
  const set = (name: (typeof FILTERS)[number], value: string) =>
    go(pageAddress("quan-tri", { ...Object.fromEntries(parameters), [name]: value }), { replace: true });
  const filter: AuditEntryFilter = {
    ...(of("viec") && { act: [of("viec")] }),
    ...(of("kieu") && { objectType: [of("kieu")] }),
    ...(of("nguoi") && { actor: [of("nguoi")] }),
    ...(of("tu") && { from: of("tu") }),
    ...(of("den") && { to: of("den") }),
    ...(of("ma-yeu-cau") && { requestId: of("ma-yeu-cau") }),
  };
  const isFiltered = Object.keys(filter).length > 0;
  const asked = useAnswer(AuditEntries, { filter, first: PAGE_SIZE });
  const key = JSON.stringify(filter);
  const choices = (names: Readonly<Record<string, readonly [string, string]>>): (readonly [string, string])[] => [
    ["", say("Tất cả", "All")],
    ...Object.entries(names).map(([name, words]) => [name, say(...words)] as const),
  ];
  return (
    <section aria-labelledby="nhat-ky">
      <h2 id="nhat-ky">{say("Nhật ký", "Log")}</h2>
      <form class="filter" onSubmit={(event) => event.preventDefault()}>
        <Choose
          id="nk-viec"
          label={say("Việc", "Act")}
          value={of("viec")}
          options={choices(ACTS)}
          onChange={(value) => set("viec", value)}
        />
        <Choose
          id="nk-kieu"
          label={say("Đối tượng", "Object")}
          value={of("kieu")}
          options={choices(OBJECTS)}
          onChange={(value) => set("kieu", value)}
        />
        <Late
          id="nk-nguoi"
          label={say("Người làm", "By")}
          value={of("nguoi")}
          onValue={(value) => set("nguoi", value)}
        />
        <Text
          id="nk-tu"
          type="date"
          label={say("Từ ngày", "From")}
          value={of("tu")}
          onInput={(value) => set("tu", value)}
        />
        <Text
          id="nk-den"
          type="date"
          label={say("Đến ngày", "To")}
          value={of("den")}
          onInput={(value) => set("den", value)}
        />
        <Late
          id="nk-ma"
          label={say("Mã yêu cầu", "Request id")}
          value={of("ma-yeu-cau")}
          onValue={(value) => set("ma-yeu-cau", value)}
        />
        {isFiltered && (
          <button
            type="button"
            onClick={() => go(pageAddress("quan-tri", Object.fromEntries(FILTERS.map((name) => [name, null]))))}
          >
            {say("Bỏ lọc", "All of it")}
          </button>
        )}
      </form>
      <Answer of={asked}>
        {({ auditEntries }) => <Entries key={key} first={auditEntries} filter={filter} isFiltered={isFiltered} />}
      </Answer>
    </section>
  );
}

/** A text that is looked for once somebody has typed it, and not at every letter. */
function Late({ onValue, value, ...rest }: { id: string; label: string; value: string; onValue(value: string): void }) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => onValue(typed.trim()), 400);
    return () => clearTimeout(timer);
  }, [typed]);
  return <Text {...rest} type="search" value={typed} onInput={setTyped} />;
}

function Entries({
  first,
  filter,
  isFiltered,
}: {
  first: AuditEntriesQuery["auditEntries"];
  filter: AuditEntryFilter;
  isFiltered: boolean;
}) {
  const { rows, more } = useLongList(
    first,
    async (after) => (await ask(AuditEntries, { filter, first: PAGE_SIZE, after })).auditEntries,
  );
  return (
    <>
      <Table
        caption={
          isFiltered
            ? say(
                `Việc đã làm, có lọc: ${number(rows.length)} trong ${number(first.totalCount)} mục, mới nhất trước`,
                `What was done, filtered: ${number(rows.length)} of ${number(first.totalCount)} entries, newest first`,
              )
            : say(
                `Việc đã làm: ${number(rows.length)} trong ${number(first.totalCount)} mục, mới nhất trước`,
                `What was done: ${number(rows.length)} of ${number(first.totalCount)} entries, newest first`,
              )
        }
        rows={rows}
        idOf={({ id }) => id}
        columns={[
          {
            name: "viec",
            head: say("Việc, đối tượng", "Act, object"),
            cell: ({ act, objectType, version }) => (
              <>
                {actName(act)}
                <br />
                <small>
                  {objectName(objectType)}, {say("bản", "version")} {version}
                </small>
              </>
            ),
          },
          { name: "luc", head: say("Lúc", "When"), cell: ({ actedAt }) => moment(actedAt) },
          {
            name: "ai",
            head: say("Ai", "Who"),
            cell: ({ actor }) => actor || <span class="muted">{say("chưa đăng nhập", "not signed in")}</span>,
          },
          {
            name: "gi",
            head: say("Trước → sau", "Before → after"),
            cell: (entry) => <Changes entry={entry} />,
          },
        ]}
      />
      {more}
    </>
  );
}

const shown = (value: unknown): string =>
  value === null || value === undefined
    ? say("(trống)", "(blank)")
    : typeof value === "object"
      ? JSON.stringify(value)
      : String(value);

/** So many fields are told at once. */
const FEW = 3;

function Changes({ entry: { changes, reason, requestId, hash } }: { entry: Entry }) {
  const lines = changes.map(({ field, before, after }) => (
    <li key={field}>
      <code>{field}</code>: {shown(before)} → {shown(after)}
    </li>
  ));
  return (
    <>
      {reason && <p>{say(`Lý do: ${reason}`, `Reason: ${reason}`)}</p>}
      {lines.length <= FEW && lines.length > 0 && <ul class="plain">{lines}</ul>}
      <details>
        <summary>
          {lines.length > FEW ? say(`${lines.length} trường`, `${lines.length} fields`) : say("Dấu vết", "Trace")}
        </summary>
        {lines.length > FEW && <ul class="plain">{lines}</ul>}
        <p class="source">
          {requestId && `${say("Mã yêu cầu", "Request id")}: ${requestId}. `}
          {say("Mã băm", "Hash")}: <code>{hash}</code>
        </p>
      </details>
    </>
  );
}
