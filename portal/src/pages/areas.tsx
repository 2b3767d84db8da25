import { AreaPage, type AreaPageQuery, AreaTree, type AreaTreeQuery } from "hue-health-sdk";
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useLocation } from "wouter-preact";
import { pageAddress, useParameters } from "../address.js";
import { ask, useAnswer } from "../api.js";
import { day, number, plain, today } from "../format.js";
import { label, say } from "../language.js";
import { pageTitle } from "../layout.js";
import { Chosen } from "../parts/chosen.js";
import { DayChoice, useDay } from "../parts/day.js";
import { Text } from "../parts/form.js";
import { newestLevelColumn } from "../parts/level.js";
import { ToExcel, ToFacility, ToPage } from "../parts/link.js";
import { useLongList } from "../parts/long-list.js";
import { Answer, Page } from "../parts/page.js";
import { Table } from "../parts/table.js";

type Node = Omit<AreaTreeQuery["areas"][number], "children"> & { readonly children?: readonly Node[] };
type Area = NonNullable<AreaPageQuery["area"]>;
type Facility = Area["facilities"]["nodes"][number];

const PAGE = "dia-ban";
const AT_ONCE = 100;
const PAUSE_MS = 250;
/** The last day on which there were districts. */
const LAST_OF_DISTRICTS = "2025-06-30";

export default function Areas() {
  const parameters = useParameters();
  const asOf = useDay();
  const code = parameters.get("ma") ?? "";
  const sought = parameters.get("tim") ?? "";
  const on = asOf ?? today();
  const tree = useAnswer(AreaTree, { asOf: on });
  const area = useAnswer(AreaPage, code === "" ? undefined : { code, asOf, changesUntil: today(), first: AT_ONCE });
  return (
    <Page
      title={pageTitle(PAGE)}
      lead={say(
        "Tỉnh, huyện và xã như trong một ngày: đến hết 30/06/2025 có cấp huyện, từ 01/07/2025 xã, phường trực thuộc thẳng.",
        "Province, districts and communes as on a day: districts until 30/06/2025, communes directly below since 01/07/2025.",
      )}
    >
      <Search sought={sought} />
      <DayChoice page={PAGE} />
      {on > LAST_OF_DISTRICTS && (
        <p>
          <ToPage page={PAGE} parameters={{ ma: code, tim: sought, ngay: LAST_OF_DISTRICTS }}>
            {say("Xem các huyện, như ngày 30/06/2025", "See the districts, as of 30/06/2025")}
          </ToPage>
        </p>
      )}
      {code !== "" && (
        <Chosen of={code} title={area.data?.area?.name ?? say("Một địa bàn", "An area")}>
          <Answer of={area}>
            {({ area: found }) =>
              found ? (
                <OneArea of={found} asOf={asOf} />
              ) : (
                <p class="notice">
                  {say(`Ngày đó không có địa bàn mã ${code}. `, `No area had the code ${code} on that day. `)}
                  <ToPage page={PAGE} parameters={{ ma: code, ngay: null }}>
                    {say("Xem nơi mang mã này sau cùng", "See who had it last")}
                  </ToPage>
                </p>
              )
            }
          </Answer>
        </Chosen>
      )}
      <Answer of={tree}>{({ areas }) => <Tree areas={areas} on={on} sought={sought} chosen={code} />}</Answer>
      <ToExcel name="areas" parameters={{ asOf: on, search: sought }} />
    </Page>
  );
}

function Search({ sought }: { sought: string }) {
  const [, go] = useLocation();
  const [typed, setTyped] = useState(sought);
  const parameters = Object.fromEntries(useParameters());
  useEffect(() => setTyped(sought), [sought]);
  useEffect(() => {
    if (typed.trim() === sought) return;
    const timer = setTimeout(
      () => go(pageAddress(PAGE, { ...parameters, tim: typed.trim() }), { replace: true }),
      PAUSE_MS,
    );
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <search>
      <form class="filter" onSubmit={(event) => event.preventDefault()}>
        <Text
          type="search"
          label={say("Tìm địa bàn", "Find an area")}
          hint={say(
            "Tên, có dấu hay không, hoặc mã: huong thuy, 478",
            "By name, with or without accents, or code: huong thuy, 478",
          )}
          value={typed}
          onInput={setTyped}
          autocomplete="off"
        />
      </form>
    </search>
  );
}

/** Those that are sought, and what they lie in. */
function found(nodes: readonly Node[], sought: string): Node[] {
  return nodes.flatMap((node) => {
    if (plain(`${node.name} ${node.code}`).includes(sought)) return [node];
    const children = found(node.children ?? [], sought);
    return children.length > 0 ? [{ ...node, children }] : [];
  });
}

const count = (nodes: readonly Node[], matches: (node: Node) => boolean): number =>
  nodes.reduce((sum, node) => sum + Number(matches(node)) + count(node.children ?? [], matches), 0);

function Tree({ areas, on, sought, chosen }: { areas: readonly Node[]; on: string; sought: string; chosen: string }) {
  const wanted = plain(sought);
  const shown = wanted === "" ? areas : found(areas, wanted);
  const all = count(areas, () => true);
  const matching = count(areas, ({ name, code }) => plain(`${name} ${code}`).includes(wanted));
  return (
    <section class="tree">
      <h2>{say(`Cây địa bàn ngày ${day(on)}`, `The areas on ${day(on)}`)}</h2>
      <p role="status">
        {say(`${number(matching)} trong ${number(all)} địa bàn`, `${number(matching)} of ${number(all)} areas`)}
      </p>
      <Branch nodes={shown} sought={sought} chosen={chosen} />
    </section>
  );
}

/** More of a branch come as somebody wants them: a country has ten thousand communes. */
const OF_BRANCH = 200;

function Branch({ nodes, sought, chosen }: { nodes: readonly Node[]; sought: string; chosen: string }) {
  // The one that is chosen is among those that are shown.
  const [most, setMost] = useState(() => Math.max(OF_BRANCH, nodes.findIndex(({ code }) => code === chosen) + 1));
  return (
    <>
      <ul class={nodes.length > 6 ? "many" : undefined}>
        {nodes.slice(0, most).map((node) => (
          <li key={`${node.code} ${node.name}`}>
            <ToPage
              page={PAGE}
              parameters={{ ma: node.code, tim: sought }}
              aria-current={node.code === chosen ? "page" : undefined}
            >
              {node.name}
            </ToPage>{" "}
            <small>{node.code}</small>
            {node.children && node.children.length > 0 && (
              <details
                open={
                  node.areaType === "PROVINCE" || sought !== "" || node.children.some(({ code }) => code === chosen)
                }
              >
                <summary>{below(node.children)}</summary>
                <Branch nodes={node.children} sought={sought} chosen={chosen} />
              </details>
            )}
          </li>
        ))}
      </ul>
      {nodes.length > most && (
        <p>
          <button type="button" onClick={() => setMost(most + OF_BRANCH)}>
            {say(
              `Xem thêm, đang hiện ${number(most)} trong ${number(nodes.length)}`,
              `Show more, ${number(most)} of ${number(nodes.length)} are shown`,
            )}
          </button>
        </p>
      )}
    </>
  );
}

const below = (nodes: readonly Node[]): string =>
  nodes.every(({ areaType }) => areaType === "COMMUNE")
    ? say(`${number(nodes.length)} xã, phường`, `${number(nodes.length)} communes`)
    : say(`${number(nodes.length)} huyện, quận, thị xã, thành phố`, `${number(nodes.length)} districts`);

function OneArea({ of, asOf }: { of: Area; asOf: string | undefined }) {
  const { code, name, areaType, validFrom, validTo, parent, changes, facilities } = of;
  return (
    <>
      <dl>
        <Fact name={say("Mã", "Code")}>{code}</Fact>
        <Fact name={say("Cấp", "Level")}>{areaTypeName(areaType)}</Fact>
        {parent && (
          <Fact name={say("Thuộc", "In")}>
            <ToPage page={PAGE} parameters={{ ma: parent.code }}>
              {parent.name}
            </ToPage>
          </Fact>
        )}
        {validFrom && <Fact name={say("Có từ", "Since")}>{day(validFrom)}</Fact>}
        {validTo && <Fact name={say("Không còn từ", "No longer from")}>{day(validTo)}</Fact>}
      </dl>
      <h3>{say("Đã thay đổi thế nào", "What became of it")}</h3>
      <Changes of={changes.filter(({ changedOn }) => !asOf || changedOn <= asOf)} />
      {asOf && (
        <>
          <h3>{say(`Sau ngày ${day(asOf)}`, `After ${day(asOf)}`)}</h3>
          <Changes of={changes.filter(({ changedOn }) => changedOn > asOf)} />
        </>
      )}
      <h3>{say("Cơ sở y tế ở đây", "Health facilities here")}</h3>
      <Facilities
        key={`${code} ${name} ${asOf}`}
        first={facilities}
        ask={async (after) => (await ask(AreaPage, { code, asOf, first: AT_ONCE, after })).area?.facilities}
      />
      <ToExcel name="facilities" parameters={{ areaCode: code, asOf }} />
    </>
  );
}

const Changes = ({ of }: { of: Area["changes"] }) =>
  of.length === 0 ? (
    <p>{say("Chưa ghi nhận thay đổi nào.", "No change is on record.")}</p>
  ) : (
    <ul>
      {of.map(({ kind, changedOn, noteVi, noteEn, legalDocument, successor }) => (
        <li key={`${kind} ${changedOn} ${successor?.name}`}>
          {day(changedOn)}: {changeName(kind)}
          {successor && (
            <>
              {" → "}
              <ToPage page={PAGE} parameters={{ ma: successor.code, ngay: changedOn }}>
                {successor.name}
              </ToPage>
            </>
          )}
          {noteVi && <>. {say(noteVi, noteEn ?? noteVi)}</>}
          {legalDocument && <small> {legalDocument.number}</small>}
        </li>
      ))}
    </ul>
  );

const Fact = ({ name, children }: { name: string; children: ComponentChildren }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

/** The first page, and those after it as somebody asks for them. */
function Facilities({
  first,
  ask,
}: {
  first: Area["facilities"];
  ask(after: string): Promise<Area["facilities"] | undefined>;
}) {
  const { rows, isWhole, more } = useLongList(first, ask);
  return (
    <>
      <Table<Facility>
        {...(isWhole && { page: PAGE })}
        caption={say(
          `${number(rows.length)} trong ${number(first.totalCount)} cơ sở`,
          `${number(rows.length)} of ${number(first.totalCount)} facilities`,
        )}
        rows={rows}
        idOf={({ code }) => code}
        empty={say("Sổ đăng ký không có cơ sở nào ở đây.", "The register has no facility here.")}
        columns={[
          { name: "ten", head: say("Tên", "Name"), cell: ToFacility, sort: ({ name }) => name },
          {
            name: "loai",
            head: say("Hình thức", "Type"),
            cell: ({ facilityType }) => label(facilityType),
            sort: ({ facilityType }) => label(facilityType),
          },
          newestLevelColumn(),
        ]}
      />
      {more}
    </>
  );
}

const areaTypeName = (type: string): string =>
  ({
    COUNTRY: say("Cả nước", "Country"),
    PROVINCE: say("Tỉnh, thành phố trực thuộc trung ương", "Province or city under the central government"),
    DISTRICT: say("Huyện", "District"),
    COMMUNE: say("Xã, phường", "Commune or ward"),
  })[type] ?? type;

const changeName = (kind: string): string =>
  ({
    ABOLISHED: say("không còn, không có đơn vị kế tục cùng cấp", "ended without a successor of its level"),
    BOUNDARY: say("điều chỉnh địa giới", "boundary moved"),
    ESTABLISHED: say("bắt đầu có", "established"),
    MERGED: say("nhập vào đơn vị khác", "merged into another"),
    MOVED: say("chuyển sang thuộc đơn vị khác", "moved to another area"),
    RENAMED: say("đổi tên", "renamed"),
    SPLIT: say("chia tách", "split"),
    STATUS: say("đổi loại đơn vị hành chính", "became another kind of area"),
  })[kind] ?? kind;
