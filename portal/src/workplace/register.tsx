import { FacilityCard, FacilityList, FacilityRecord } from "hue-health-sdk";
import { useEffect, useRef, useState } from "preact/hooks";
import { useLocation } from "wouter-preact";
import { pageAddress, useParameters } from "../address.js";
import { useAnswer } from "../api.js";
import { day, number } from "../format.js";
import { say } from "../language.js";
import { pageTitle } from "../layout.js";
import { Done } from "../parts/act.js";
import { Chosen } from "../parts/chosen.js";
import { Text } from "../parts/form.js";
import { ToFacility, ToPage } from "../parts/link.js";
import { Answer, Page } from "../parts/page.js";
import { Table } from "../parts/table.js";
import { Heading } from "./heading.js";
import { rememberName } from "./pick.js";
import type { RegisterAct, RegisterActName } from "./register-act.js";
import { ACTS } from "./register-acts.js";
import { profileWords, shown, useChoices } from "./register-choices.js";
import { aspectName, FACTS, type FacilityOnRecord, type Values } from "./register-fields.js";
import { RegisterForm } from "./register-form.js";
import { type LastChange, lastChanges } from "./register-last-changes.js";
import { RegisterTrail } from "./register-trail.js";

const PAGE = "so-dang-ky";
const PAUSE_MS = 250;
const AT_ONCE = 20;

/** What somebody has just done, while the page is open. */
interface DoneAct {
  readonly name: RegisterActName;
  readonly code: string;
  readonly sentence: string;
  readonly version: number;
  readonly values: Values;
}

const actOf = (name: string): RegisterAct | undefined =>
  Object.hasOwn(ACTS, name) ? ACTS[name as RegisterActName] : undefined;

export default function Register() {
  const parameters = useParameters();
  const [code, doing] = [parameters.get("ma") ?? "", parameters.get("viec") ?? ""];
  const [done, setDone] = useState<DoneAct>();
  const adds = doing === "them";
  return (
    <Page
      title={pageTitle(PAGE)}
      lead={say(
        "Thêm, đổi, sáp nhập, ngừng cơ sở: mỗi việc kèm ngày và căn cứ, xem trước rồi mới ghi.",
        "Add, change, merge and close facilities: each with a day and a basis, and seen before it is done.",
      )}
    >
      {code === "" && !adds && <Search />}
      {adds && <Adding onDone={setDone} />}
      {code !== "" && !adds && <OneFacility key={code} {...{ code, doing, done }} onDone={setDone} />}
    </Page>
  );
}

/** The facilities of the register, found as people type. */
function Search() {
  const [, go] = useLocation();
  const parameters = Object.fromEntries(useParameters());
  const { tim = "" } = parameters;
  const [typed, setTyped] = useState(tim);
  useEffect(() => setTyped(tim), [tim]);
  useEffect(() => {
    if (typed.trim() === tim) return;
    const timer = setTimeout(
      () => go(pageAddress(PAGE, { ...parameters, tim: typed.trim() }), { replace: true }),
      PAUSE_MS,
    );
    return () => clearTimeout(timer);
  }, [typed]);
  const asked = useAnswer(FacilityList, {
    ...(tim && { filter: { search: tim } }),
    orderBy: { field: "NAME", direction: "ASC" },
    first: AT_ONCE,
  });
  return (
    <>
      <search>
        <form class="filter" onSubmit={(event) => event.preventDefault()}>
          <Text
            type="search"
            label={say("Tìm cơ sở", "Find a facility")}
            hint={say(
              "Tên, có dấu hay không, viết tắt, hoặc mã: bv mat, phu vang",
              "By name, with or without accents, or code: bv mat, phu vang",
            )}
            value={typed}
            onInput={setTyped}
            autocomplete="off"
          />
          <ToPage page={PAGE} parameters={{ viec: "them", ngay: null }} class="button">
            {ACTS.them.label()}
          </ToPage>
        </form>
      </search>
      <Answer of={asked}>
        {({ facilities: { nodes, totalCount } }) => (
          <>
            <Table<(typeof nodes)[number]>
              page={PAGE}
              caption={say("Cơ sở trong sổ", "Facilities of the register")}
              of={{ total: totalCount, called: say("cơ sở tìm được", "found") }}
              rows={nodes}
              idOf={({ id }) => id}
              empty={say("Không tìm thấy; thử ít chữ hơn.", "Nothing found; try fewer words.")}
              columns={[
                {
                  name: "ten",
                  head: say("Tên", "Name"),
                  cell: (each) => (
                    <ToPage page={PAGE} parameters={{ ma: each.code, ngay: null }}>
                      {each.name}
                    </ToPage>
                  ),
                  sort: ({ name }) => name,
                },
                { name: "ma", head: say("Mã", "Code"), cell: (each) => each.code, sort: (each) => each.code },
                {
                  name: "dia-ban",
                  head: say("Địa bàn", "Area"),
                  cell: ({ area }) => area?.name ?? say("chưa ghi", "not recorded"),
                  sort: ({ area }) => area?.name,
                },
                {
                  name: "tinh-trang",
                  head: say("Tình trạng", "State"),
                  cell: ({ closedOn }) => stateName(closedOn),
                  sort: ({ closedOn }) => closedOn ?? "",
                },
              ]}
            />
            {totalCount > nodes.length && (
              <p class="hint">
                {say(
                  `Đang hiện ${number(nodes.length)} cơ sở đầu; gõ thêm để thu hẹp.`,
                  `The first ${number(nodes.length)} are shown; type more to narrow them down.`,
                )}
              </p>
            )}
          </>
        )}
      </Answer>
    </>
  );
}

const stateName = (closedOn: string | null): string =>
  closedOn ? say(`ngừng hoạt động từ ${day(closedOn)}`, `closed from ${day(closedOn)}`) : say("đang hoạt động", "open");

interface Doing {
  onDone(done: DoneAct): void;
}

function Adding({ onDone }: Doing) {
  const [, go] = useLocation();
  const choices = useChoices();
  return (
    <>
      <Heading>{ACTS.them.label()}</Heading>
      <Answer of={choices}>
        {(chosen) => (
          <RegisterForm
            name="them"
            act={ACTS.them}
            of={undefined}
            choices={chosen}
            changes={[]}
            aspect=""
            again={() => undefined}
            onDone={(added) => {
              onDone({ ...added, name: "them" });
              go(pageAddress(PAGE, { ma: added.code, ngay: null }));
            }}
          />
        )}
      </Answer>
    </>
  );
}

/** One facility: its record, or the form of an act on it. */
function OneFacility({
  code,
  doing,
  done,
  onDone,
}: Doing & { code: string; doing: string; done: DoneAct | undefined }) {
  const [, go] = useLocation();
  const about = useParameters().get("ve") ?? "";
  const asked = useAnswer(FacilityRecord, { code });
  const choices = useChoices();
  const facility = asked.data?.facility;
  if (facility) remember(facility);
  // How it was before its newest profile: what a withdrawal would bring back.
  const { profileFrom } = facility ?? {};
  const former = useAnswer(FacilityCard, profileFrom ? { code, asOf: dayBefore(profileFrom) } : undefined);
  const act = actOf(doing);
  return (
    <Answer of={asked}>
      {() => {
        if (!facility)
          return <p class="notice">{say(`Sổ đăng ký không có mã ${code}.`, `The register has no code ${code}.`)}</p>;
        const before = profileFrom && former.data?.facility;
        const changes = lastChanges(facility, before ? [profileWords(before), profileWords(facility)] : undefined);
        if (act && choices.data)
          return (
            <>
              <Heading key={doing}>{`${act.label()}: ${facility.name}`}</Heading>
              <RegisterForm
                key={`${doing} ${about}`}
                name={doing}
                {...{ act, changes }}
                of={facility}
                choices={choices.data}
                aspect={doing === "rut-lai" ? about : ""}
                again={asked.again}
                onDone={(now) => {
                  onDone({ ...now, name: doing as RegisterActName });
                  asked.again();
                  go(pageAddress(PAGE, { ma: code, ngay: null }));
                }}
              />
            </>
          );
        return (
          <>
            {done?.code === code && <JustDone of={done} now={facility.version} />}
            <Record of={facility} changes={changes} choices={choices.data} />
          </>
        );
      }}
    </Answer>
  );
}

const dayBefore = (iso: string): string => new Date(Date.parse(iso) - 24 * 3_600_000).toISOString().slice(0, 10);

function remember(of: FacilityOnRecord): void {
  for (const each of [of, of.parent, of.guidedBy, of.successor, ...of.relations.map(({ related }) => related)])
    rememberName("facility", each);
  for (const each of [of.area, ...of.places.map(({ area }) => area)]) rememberName("area", each);
}

/** What was done, and how it is taken back. */
function JustDone({ of: { name, code, sentence, version, values }, now }: { of: DoneAct; now: number }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [version]);
  return (
    <div ref={box} tabIndex={-1}>
      <Done>
        <p>
          <strong>{sentence}.</strong>{" "}
          {say(
            `Bản ghi thứ ${number(version)}, có trong nhật ký bên dưới.`,
            `Version ${number(version)}; it is in the trail below.`,
          )}
        </p>
        {now === version &&
          (ACTS[name] as RegisterAct).undo(values).map(([act, aspect]) => (
            <p key={`${act} ${aspect}`}>
              <ToPage page={PAGE} parameters={{ ma: code, viec: act, ve: aspect, ngay: null }}>
                {aspect
                  ? say(`Ghi nhầm? Rút lại: ${aspectName(aspect)}`, `By mistake? Withdraw: ${aspectName(aspect)}`)
                  : say(`Ghi nhầm? ${ACTS[act].label()}`, `By mistake? ${ACTS[act].label()}`)}
              </ToPage>
            </p>
          ))}
      </Done>
    </div>
  );
}

interface Recorded {
  readonly of: FacilityOnRecord;
  readonly changes: readonly LastChange[];
  readonly choices: ReturnType<typeof useChoices>["data"];
}

/** What is on record of a facility, what can be done with it, what can be withdrawn, and the trail. */
function Record({ of, changes, choices }: Recorded) {
  const isClosed = of.closedOn !== null;
  const offered = Object.entries<RegisterAct>(ACTS).filter(
    ([name, { isOfClosed }]) =>
      !["them", "rut-lai"].includes(name) && (isOfClosed === undefined || isOfClosed === isClosed),
  );
  return (
    <Chosen of={of.code} title={of.name}>
      <h3>{say("Việc có thể làm", "What can be done")}</h3>
      <ul class="acts">
        {offered.map(([name, { label }]) => (
          <li key={name}>
            <ToPage page={PAGE} parameters={{ ma: of.code, viec: name, ngay: null }} class="button">
              {label()}
            </ToPage>
          </li>
        ))}
      </ul>
      <h3>{say("Hiện nay", "As it is now")}</h3>
      <dl>
        <Fact name={say("Mã", "Code")} value={of.code} />
        <Fact name={say("Tình trạng", "State")} value={stateName(of.closedOn)} />
        {of.successor && (
          <div>
            <dt>{say("Sáp nhập vào", "Merged into")}</dt>
            <dd>
              <ToFacility {...of.successor} />
            </dd>
          </div>
        )}
        {FACTS.map((fact) => (
          <Fact key={fact.name} name={fact.label()} value={shown(fact, fact.was?.(of) ?? "", choices)} />
        ))}
        <Fact
          name={say("Cách viết khác", "Other spellings")}
          value={of.aliases.join("; ") || say("không có", "none")}
        />
        <Fact
          name={say("Quản lý", "Manages")}
          value={say(
            `${number(of.childConnection.totalCount)} đơn vị`,
            `${number(of.childConnection.totalCount)} units`,
          )}
        />
        <Fact
          name={say("Hướng dẫn", "Guides")}
          value={say(`${number(of.guides.length)} đơn vị`, `${number(of.guides.length)} units`)}
        />
      </dl>
      <Table<LastChange>
        caption={say("Thay đổi gần nhất, còn rút lại được", "Last changes, which can be withdrawn")}
        rows={changes}
        idOf={({ aspect }) => aspect}
        empty={say("Chưa ghi nhận thay đổi nào theo ngày.", "No change with a day is on record.")}
        columns={[
          {
            name: "gi",
            head: say("Nội dung", "What"),
            cell: ({ aspect }) => (
              <>
                {aspectName(aspect)}
                <br />
                <ToPage page={PAGE} parameters={{ ma: of.code, viec: "rut-lai", ve: aspect, ngay: null }}>
                  {say("Ghi nhầm? Rút lại", "By mistake? Withdraw")}
                  <span class="unseen">: {aspectName(aspect)}</span>
                </ToPage>
              </>
            ),
          },
          { name: "truoc", head: say("Trước", "Before"), cell: ({ before }) => before },
          { name: "sau", head: say("Sau", "After"), cell: ({ after }) => after },
          { name: "ngay", head: say("Từ ngày", "From"), cell: ({ on }) => day(on) },
        ]}
      />
      <h3>{say("Nhật ký", "Trail")}</h3>
      <RegisterTrail key={of.id} id={of.id} version={of.version} choices={choices} />
      <p>
        <ToPage page={PAGE} parameters={{ ngay: null }}>
          {say("Tìm cơ sở khác", "Find another facility")}
        </ToPage>{" "}
        ·{" "}
        <ToPage page="mot-co-so" parameters={{ ma: of.code }}>
          {say("Trang công khai của cơ sở", "Its public page")}
        </ToPage>
      </p>
    </Chosen>
  );
}

const Fact = ({ name, value }: { name: string; value: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
);
