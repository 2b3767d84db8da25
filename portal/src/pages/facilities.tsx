import { FacilitySearch, type FacilitySearchQuery } from "hue-health-sdk";
import { useEffect, useState } from "preact/hooks";
import { useLocation } from "wouter-preact";
import { pageAddress, useParameters } from "../address.js";
import { ask, useAnswer } from "../api.js";
import { blank, number } from "../format.js";
import { label, say } from "../language.js";
import { pageTitle } from "../layout.js";
import { DayChoice, useDay } from "../parts/day.js";
import { Choose, Text } from "../parts/form.js";
import { newestLevelColumn } from "../parts/level.js";
import { ToExcel, ToFacility } from "../parts/link.js";
import { useLongList } from "../parts/long-list.js";
import { Answer, Page } from "../parts/page.js";
import { Source } from "../parts/source.js";
import { type Column, Table } from "../parts/table.js";
import { ownershipName } from "../words.js";

type Row = FacilitySearchQuery["facilities"]["nodes"][number];

const PAGE = "co-so";
const OWNERSHIPS = ["PUBLIC", "SECTOR", "PRIVATE"] as const;
const LEVELS = ["1", "2", "3", "4", "5", "6", "7"];
const AT_ONCE = 100;
/** The columns by which the server sorts a list that is longer than what is shown of it. */
const ORDERS: Readonly<Record<string, "NAME" | "ACTUAL_BEDS">> = { ten: "NAME", giuong: "ACTUAL_BEDS" };
const PAUSE_MS = 250;

export default function Facilities() {
  const parameters = useParameters();
  const of = (name: string) => parameters.get(name) ?? "";
  const asOf = useDay();
  const [tim, loai, soHuu, muc] = [of("tim"), of("loai"), of("so-huu"), of("muc")];
  const filter = {
    ...(tim && { search: tim }),
    ...(loai && { facilityType: [loai] }),
    ...(soHuu && { ownership: [soHuu as (typeof OWNERSHIPS)[number]] }),
    ...(muc && { level: { reportedLevel: [muc === "?" ? null : Number(muc)] } }),
  };
  const [by = "", direction] = of("sap").split("-");
  const field = ORDERS[by];
  const orderBy = { field: field ?? "NAME", direction: field && direction === "giam" ? "DESC" : "ASC" } as const;
  const asked = useAnswer(FacilitySearch, { filter, orderBy, first: AT_ONCE, asOf });
  return (
    <Page title={pageTitle(PAGE)}>
      <Filter tim={tim} loai={loai} soHuu={soHuu} muc={muc} answer={asked.data} />
      <DayChoice page={PAGE} />
      <Answer of={asked}>
        {({ facilities, all, newest }) => (
          <>
            <Listed
              key={JSON.stringify([filter, orderBy, asOf])}
              first={facilities}
              ask={async (after) =>
                (await ask(FacilitySearch, { filter, orderBy, first: AT_ONCE, asOf, after })).facilities
              }
              total={all.totalCount}
            />
            <ToExcel
              name="facilities"
              parameters={{
                ...{ search: tim, facilityType: loai, ownership: soHuu, asOf },
                ...(muc && { round: newest?.code, level: muc === "?" ? "BLANK" : muc }),
                ...(field && { orderBy: field, direction: orderBy.direction }),
              }}
            />
          </>
        )}
      </Answer>
    </Page>
  );
}

interface Filter {
  readonly tim: string;
  readonly loai: string;
  readonly soHuu: string;
  readonly muc: string;
  readonly answer: FacilitySearchQuery | undefined;
}

function Filter({ tim, loai, soHuu, muc, answer }: Filter) {
  const [, go] = useLocation();
  const [typed, setTyped] = useState(tim);
  const parameters = Object.fromEntries(useParameters());
  const choose = (changed: Record<string, string>) =>
    go(pageAddress(PAGE, { ...parameters, ...changed }), { replace: true });
  useEffect(() => setTyped(tim), [tim]);
  useEffect(() => {
    if (typed.trim() === tim) return;
    const timer = setTimeout(() => choose({ tim: typed.trim() }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const any = ["", say("tất cả", "all")] as const;
  return (
    <search>
      <form class="filter" onSubmit={(event) => event.preventDefault()}>
        <Text
          type="search"
          label={say("Tìm theo tên", "Search by name")}
          value={typed}
          onInput={setTyped}
          autocomplete="off"
        />
        <Choose
          label={say("Hình thức tổ chức", "Type")}
          value={loai}
          options={[any, ...(answer?.terms ?? []).map((term) => [term.code, label(term)] as const)]}
          onChange={(value) => choose({ loai: value })}
        />
        <Choose
          label={say("Sở hữu", "Ownership")}
          value={soHuu}
          options={[any, ...OWNERSHIPS.map((each) => [each, ownershipName(each)] as const)]}
          onChange={(value) => choose({ "so-huu": value })}
        />
        <Choose
          label={`${say("Mức công bố đợt", "Published level, round")} ${answer?.newest?.code ?? "…"}`}
          value={muc}
          options={[any, ...LEVELS.map((each) => [each, say(`Mức ${each}`, `Level ${each}`)] as const)]}
          onChange={(value) => choose({ muc: value })}
        />
      </form>
    </search>
  );
}

const columns = (): Column<Row>[] => [
  { name: "ten", head: say("Tên", "Name"), cell: ToFacility, sort: ({ name }) => name },
  {
    name: "loai",
    head: say("Hình thức", "Type"),
    cell: ({ facilityType }) => label(facilityType),
    sort: ({ facilityType }) => label(facilityType),
  },
  {
    name: "dia-ban",
    head: say("Địa bàn", "Area"),
    cell: ({ area }) => area?.name,
    sort: ({ area }) => area?.name,
  },
  {
    name: "hang",
    head: say("Hạng", "Class"),
    cell: ({ hospitalClass }) => hospitalClass && label(hospitalClass),
    sort: ({ hospitalClass }) => hospitalClass?.code,
  },
  {
    name: "giuong",
    head: say("Giường thực kê (giường)", "Actual beds (beds)"),
    cell: ({ actualBeds }) => (actualBeds === null ? <span class="muted">{blank()}</span> : number(actualBeds)),
    sort: ({ actualBeds }) => actualBeds,
    isNumber: true,
  },
  newestLevelColumn(),
];

/** The first page, and those after it as somebody asks for them. */
function Listed({
  first,
  ask,
  total,
}: {
  first: FacilitySearchQuery["facilities"];
  ask(after: string): Promise<FacilitySearchQuery["facilities"]>;
  total: number;
}) {
  const asOf = useDay();
  const { rows, isWhole, more } = useLongList(first, ask);
  return (
    <>
      <Table<Row>
        page={PAGE}
        caption={say(
          `${number(first.totalCount)} trong ${number(total)} đơn vị`,
          `${number(first.totalCount)} of ${number(total)} units`,
        )}
        rows={rows}
        isSorted={!isWhole}
        idOf={({ code }) => code}
        columns={columns().map(({ sort, ...each }) => (isWhole || ORDERS[each.name] ? { ...each, sort } : each))}
      />
      <Source
        of={rows.flatMap(({ profileSource, latestAssessment }) => [
          profileSource,
          ...(latestAssessment ? [latestAssessment.source] : []),
        ])}
        on={asOf}
      />
      {more}
    </>
  );
}
