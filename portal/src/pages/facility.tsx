import { FacilityAssessment, FacilityPage, type FacilityPageQuery } from "hue-health-sdk";
import type { ComponentChildren } from "preact";
import { useParameters } from "../address.js";
import { useAnswer } from "../api.js";
import { blank, day, number, share } from "../format.js";
import { label, say } from "../language.js";
import { DayChoice, useDay } from "../parts/day.js";
import { ToHistory } from "../parts/history.js";
import { Level } from "../parts/level.js";
import { ToExcel, ToFacility, ToPage } from "../parts/link.js";
import { Answer, Page } from "../parts/page.js";
import { Source } from "../parts/source.js";
import { Table } from "../parts/table.js";
import { componentName, gradeName, ownershipName, relationName, situationName } from "../words.js";
import { NotFound } from "./not-found.js";

type Facility = NonNullable<FacilityPageQuery["facility"]>;
type Assessment = Facility["assessments"][number];

const PAGE = "mot-co-so";

export default function OneFacility() {
  const code = useParameters().get("ma") ?? "";
  const asOf = useDay();
  const asked = useAnswer(FacilityPage, { code, asOf });
  const { facility } = asked.data ?? {};
  if (facility === null && asOf === undefined) return <NotFound />;
  return (
    <Page key={code} title={facility?.name ?? code}>
      <DayChoice page={PAGE} />
      <Answer of={asked}>
        {({ facility }) =>
          facility ? (
            <>
              <Levels of={facility} asOf={asOf} />
              <Profile of={facility} />
              <Needs of={facility} asOf={asOf} />
              <Figures of={facility} asOf={asOf} />
              <Names of={facility} />
              <Managers of={facility} />
            </>
          ) : (
            <p class="notice">{say("Ngày đó chưa có đơn vị nào mang mã này.", "No unit had this code on that day.")}</p>
          )
        }
      </Answer>
    </Page>
  );
}

interface Shown {
  readonly of: Facility;
  readonly asOf: string | undefined;
}

/** The level of each round, and of the newest one why it is so and what is missing for the next. */
function Levels({ of: { code, assessments }, asOf }: Shown) {
  const [newest] = assessments;
  if (!newest) return <Section title={say("Mức ứng dụng CNTT", "Digital maturity")}>{blank()}</Section>;
  return (
    <Section title={say("Mức ứng dụng CNTT", "Digital maturity")}>
      <dl class="levels">
        {assessments.map(({ id, round, reportedLevel }) => (
          <div key={id}>
            <dt>{say(`Công bố năm ${round.code}`, `Published, ${round.code}`)}</dt>
            <dd>
              <Level of={reportedLevel} />
            </dd>
          </div>
        ))}
      </dl>
      <h3>{say(`Vì sao là mức này, đợt ${newest.round.code}`, `Why this level, round ${newest.round.code}`)}</h3>
      <Reasons of={newest} />
      <Gap code={code} of={newest} />
      <Components of={newest} />
      <Source of={[newest.source]} on={newest.source.document.issuedOn} />
      <ToExcel name="assessments" parameters={{ facility: code, asOf }} />
      <ToPage page="gia-dinh" parameters={{ ma: code, dot: newest.round.code }}>
        {say("Nếu một nhóm có kết quả khác thì sao?", "What if a component had another result?")}
      </ToPage>
    </Section>
  );
}

const Reasons = ({ of: { reportedLevel, computedLevel } }: { of: Assessment }) => (
  <>
    <p>
      {say("Mức công bố: ", "Published level: ")}
      <Level of={reportedLevel} />
      {say("; mức tính lại theo quy tắc: ", "; as computed by the rules: ")}
      <Level of={computedLevel.level} />
    </p>
    <ul>
      {computedLevel.reasons.map((reason) => (
        <li key={reason}>{reason}</li>
      ))}
    </ul>
  </>
);

/** What is missing for the next level, as the rules of the round have it. */
function Gap({ code, of: { round, reportedLevel, computedLevel } }: { code: string; of: Assessment }) {
  const gapTo = (computedLevel.level ?? reportedLevel ?? 0) + 1;
  const asked = useAnswer(FacilityAssessment, gapTo > 7 ? undefined : { code, round: round.code, gapTo });
  const gap = asked.data?.facility?.assessment?.gap;
  if (gapTo > 7 || !gap) return null;
  return (
    <>
      <h3>{say(`Còn thiếu gì để đạt mức ${gap.to}`, `What is missing for level ${gap.to}`)}</h3>
      {gap.met ? (
        <p>{say("Đã đủ điều kiện.", "All conditions are met.")}</p>
      ) : (
        <ul>
          {gap.unmet.map(({ requirement, articleVi, articleEn }) => (
            <li key={requirement}>
              {requirement} <small>({say(articleVi, articleEn)})</small>
            </li>
          ))}
          {gap.unevaluable.map(({ requirement }) => (
            <li key={requirement} class="muted">
              {requirement} – {say("chưa có số liệu để xét", "no data to judge it by")}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

const Components = ({ of: { round, components } }: { of: Assessment }) => (
  <Table
    caption={say(`Kết quả từng nhóm, đợt ${round.code}`, `Results by component, round ${round.code}`)}
    rows={components}
    idOf={({ component }) => component}
    empty={blank()}
    columns={[
      { name: "nhom", head: say("Nhóm", "Component"), cell: ({ component }) => componentName(component) },
      {
        name: "ket-qua",
        head: say("Kết quả", "Result"),
        cell: ({ level, grade }) =>
          level !== null ? (
            <Level of={level} />
          ) : grade !== null ? (
            gradeName(grade)
          ) : (
            <span class="muted">{blank()}</span>
          ),
      },
    ]}
  />
);

const Profile = ({ of: facility }: { of: Facility }) => (
  <Section title={say("Đơn vị", "The unit")}>
    <dl>
      <Fact name={say("Mã", "Code")}>{facility.code}</Fact>
      <Fact name={say("Hình thức tổ chức", "Type")}>{label(facility.facilityType)}</Fact>
      <Fact name={say("Sở hữu", "Ownership")}>{ownershipName(facility.ownership)}</Fact>
      <Fact name={say("Tuyến kỹ thuật", "Service level")}>{facility.serviceLevel && label(facility.serviceLevel)}</Fact>
      <Fact name={say("Hạng", "Class")}>{facility.hospitalClass && label(facility.hospitalClass)}</Fact>
      <Fact name={say("Giường thực kê", "Actual beds")}>
        {facility.actualBeds === null
          ? blank()
          : say(`${number(facility.actualBeds)} giường`, `${number(facility.actualBeds)} beds`)}
      </Fact>
      {facility.closedOn && <Fact name={say("Ngừng từ", "Closed on")}>{day(facility.closedOn)}</Fact>}
      {facility.successor && (
        <Fact name={say("Đã sáp nhập vào", "Merged into")}>
          <ToFacility {...facility.successor} />
        </Fact>
      )}
    </dl>
    <Source of={[facility.profileSource]} on={facility.profileFrom} />
  </Section>
);

const Fact = ({ name, children }: { name: string; children: ComponentChildren }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children ?? <span class="muted">{say("không ghi", "not stated")}</span>}</dd>
  </div>
);

const Needs = ({ of: { code, statedNeeds }, asOf }: Shown) => (
  <Section title={say("Nhu cầu", "Needs")}>
    <Table
      caption={say("Nhu cầu và điều đã có", "What is needed, and what is there")}
      rows={statedNeeds}
      idOf={({ system, round }) => `${system.code} ${round.code}`}
      empty={blank()}
      columns={[
        { name: "he-thong", head: say("Hệ thống", "System"), cell: ({ system }) => label(system) },
        {
          name: "nhu-cau",
          head: say("Nhu cầu", "Needed"),
          cell: ({ needed }) => (needed ? say("Có", "Yes") : say("không nêu", "not stated")),
        },
        { name: "co", head: say("Hiện có", "There is"), cell: ({ situation }) => situationName(situation) },
      ]}
    />
    {statedNeeds.length > 0 && <ToExcel name="stated-needs" parameters={{ facility: code, asOf }} />}
  </Section>
);

const Figures = ({ of: { code, latestObservations }, asOf }: Shown) => (
  <Section title={say("Số liệu mới nhất", "Newest figures")}>
    <Table
      caption={say("Mỗi chỉ số một dòng, với ngày của nó", "One line for each metric, with its day")}
      rows={latestObservations}
      idOf={({ id }) => id}
      empty={blank()}
      columns={[
        { name: "chi-so", head: say("Chỉ số", "Metric"), cell: ({ metric }) => say(metric.nameVi, metric.nameEn) },
        {
          name: "gia-tri",
          head: say("Giá trị", "Value"),
          cell: (each) => (
            <>
              <Value of={each} />
              <ToHistory id={each.id} of={say(each.metric.nameVi, each.metric.nameEn)} />
            </>
          ),
          isNumber: true,
        },
        {
          name: "ngay",
          head: say("Ngày", "Day"),
          cell: ({ on, onIsStandIn }) =>
            `${day(on)}${onIsStandIn ? say(" (ngày của văn bản)", " (day of the document)") : ""}`,
        },
        {
          name: "nguon",
          head: say("Nguồn", "Source"),
          cell: ({ source }) => source?.document.titleVi ?? say("nhập tại đây", "entered here"),
        },
      ]}
    />
    {latestObservations.length > 0 && <ToExcel name="observations" parameters={{ subject: code, to: asOf }} />}
  </Section>
);

const Value = ({
  of: { value, ratio, reported, approximate, metric },
}: {
  of: Facility["latestObservations"][number];
}) => {
  if (!reported) return <span class="muted">{blank()}</span>;
  if (ratio) return <>{share(ratio)}</>;
  if (value === null) return <span class="muted">{blank()}</span>;
  const yesNo = metric.unit.code === "YES_NO";
  const words = yesNo ? (value === 1 ? say("đã", "yes") : say("chưa", "no")) : `${number(value)} ${label(metric.unit)}`;
  return <>{approximate ? say(`khoảng ${words}`, `about ${words}`) : words}</>;
};

const span = (from: string | null, to: string | null): string =>
  [from && say(`từ ${day(from)}`, `from ${day(from)}`), to && say(`đến trước ${day(to)}`, `until ${day(to)}`)]
    .filter(Boolean)
    .join(" ") || say("không rõ từ ngày nào", "since when is unknown");

const Names = ({ of: { names } }: { of: Facility }) => (
  <Section title={say("Tên qua các thời kỳ", "Names in time")}>
    <ul>
      {names.map(({ name, validFrom, validTo, legalDocument, noteVi }) => (
        <li key={`${name} ${validFrom}`}>
          {name} – {span(validFrom, validTo)}
          {legalDocument && ` (${legalDocument.number})`}
          {noteVi && <small> {noteVi}</small>}
        </li>
      ))}
    </ul>
  </Section>
);

const Managers = ({ of: { relations, places } }: { of: Facility }) => (
  <Section title={say("Ai quản lý, ở đâu", "Who manages it, and where it is")}>
    <ul>
      {relations.map(({ kind, related, validFrom, validTo, basisVi }) => (
        <li key={`${kind} ${related?.code} ${validFrom}`}>
          {relationName(kind)}: {related ? <ToFacility {...related} /> : say("không rõ", "unknown")} –{" "}
          {span(validFrom, validTo)}
          {basisVi && <small> {basisVi}</small>}
        </li>
      ))}
      {places.map(({ area, validFrom, validTo, basisVi }) => (
        <li key={`${area?.code} ${validFrom}`}>
          {say("Địa bàn", "Area")}: {area?.name ?? say("không rõ", "unknown")} – {span(validFrom, validTo)}
          {basisVi && <small> {basisVi}</small>}
        </li>
      ))}
    </ul>
  </Section>
);

const Section = ({ title, children }: { title: string; children: ComponentChildren }) => (
  <section>
    <h2>{title}</h2>
    {children}
  </section>
);
