import { type DiscrepancyKind, DiscrepancyOverview, type DiscrepancyOverviewQuery } from "hue-health-sdk";
import { useLocation } from "wouter-preact";
import { pageAddress, useParameters } from "../address.js";
import { ask, useAnswer } from "../api.js";
import { day, moment, number } from "../format.js";
import { say } from "../language.js";
import { pageTitle } from "../layout.js";
import { Choose } from "../parts/form.js";
import { ToExcel, ToPage } from "../parts/link.js";
import { useLongList } from "../parts/long-list.js";
import { NamedBars } from "../parts/named-bars.js";
import { Answer, Page } from "../parts/page.js";

type Found = DiscrepancyOverviewQuery["found"];
type Check = Found["nodes"][number];
type Status = (typeof STATUSES)[number];

const PAGE = "doi-chieu";
const AT_ONCE = 20;
/** Conflicts first. */
const STATUSES = ["CONFLICT", "ROUNDING", "NOT_COMPUTABLE", "MATCH"] as const;

export default function Discrepancies() {
  const parameters = useParameters();
  const of = (name: string) => parameters.get(name) ?? "";
  const status = STATUSES.find((each) => each === of("ket-qua")) ?? "CONFLICT";
  const [kind, document] = [of("loai"), of("tai-lieu")];
  const variables = {
    ...{ status: [status], first: AT_ONCE },
    ...(kind && { kind: [kind as DiscrepancyKind] }),
    ...(document && { document }),
  };
  const asked = useAnswer(DiscrepancyOverview, variables);
  return (
    <Page
      title={pageTitle(PAGE)}
      lead={say(
        "Từng con số, từng ngày mà tài liệu in được đặt cạnh kết quả tính lại từ chính các dòng dữ liệu. Điều in giữ nguyên như in; chỗ khác nhau được nêu kèm lý do nếu biết.",
        "Each figure and day that a document prints stands beside what its own rows give. What is printed stays as printed; where the two differ, this page says so, and why as far as it is known.",
      )}
    >
      <Answer of={asked}>
        {(data) => (
          <>
            <Filter of={data} kind={kind} document={document} />
            <Outcomes of={data} status={status} kind={kind} document={document} />
            <h2>
              {statusName(status)}: {number(data.found.totalCount)} {say("mục", "statements")}
            </h2>
            <p>{meaning(status)}</p>
            <Checks
              key={JSON.stringify(variables)}
              first={data.found}
              ask={async (after) => (await ask(DiscrepancyOverview, { ...variables, after })).found}
            />
          </>
        )}
      </Answer>
      <ToExcel name="discrepancies" parameters={{ status, kind, document }} />
    </Page>
  );
}

function Filter({ of, kind, document }: { of: DiscrepancyOverviewQuery; kind: string; document: string }) {
  const [, go] = useLocation();
  const parameters = Object.fromEntries(useParameters());
  const choose = (changed: Record<string, string>) => go(pageAddress(PAGE, { ...parameters, ...changed }));
  const any = ["", say("tất cả", "all")] as const;
  return (
    <search class="filter">
      <Choose
        label={say("Loại đối chiếu", "Kind of check")}
        value={kind}
        options={[any, ...Object.entries(kinds())]}
        onChange={(loai) => choose({ loai })}
      />
      <Choose
        label={say("Tài liệu", "Document")}
        value={document}
        options={[
          any,
          ...of.sourceDocuments
            .filter(({ issuedOn }) => issuedOn !== null)
            .map((each) => [each.code, each.number ?? each.titleVi] as const),
        ]}
        onChange={(chosen) => choose({ "tai-lieu": chosen })}
      />
    </search>
  );
}

/** How many come out how; each leads to its list. */
function Outcomes({
  of: { conflicts, roundings, notComputable, matches },
  status,
  kind,
  document,
}: {
  of: DiscrepancyOverviewQuery;
  status: Status;
  kind: string;
  document: string;
}) {
  const counts = {
    CONFLICT: conflicts.totalCount,
    ROUNDING: roundings.totalCount,
    NOT_COMPUTABLE: notComputable.totalCount,
    MATCH: matches.totalCount,
  };
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <NamedBars
      title={say(`Kết quả của ${number(total)} mục đã đối chiếu`, `How ${number(total)} checked statements come out`)}
      most={Math.max(1, total)}
      bars={STATUSES.map((each) => ({
        id: each,
        name: (
          <ToPage
            page={PAGE}
            parameters={{ loai: kind, "tai-lieu": document, "ket-qua": each === "CONFLICT" ? "" : each }}
            aria-current={each === status ? "page" : undefined}
          >
            {statusName(each)}
          </ToPage>
        ),
        value: counts[each],
        text: say(`${number(counts[each])} trong ${number(total)} mục`, `${number(counts[each])} of ${number(total)}`),
      }))}
    />
  );
}

/** The first page, and those after it as somebody asks for them. */
function Checks({ first, ask }: { first: Found; ask(after: string): Promise<Found> }) {
  const { rows: shown, isWhole, more } = useLongList(first, ask);
  return (
    <>
      {shown.map((each) => (
        <OneCheck key={each.code} of={each} />
      ))}
      {shown.length === 0 && (
        <p>{say("Không có mục nào với lựa chọn này.", "There is no such statement with this choice.")}</p>
      )}
      {!isWhole && (
        <p>
          {say(
            `Đang xem ${number(shown.length)} trong ${number(first.totalCount)} mục.`,
            `${number(shown.length)} of ${number(first.totalCount)} are shown.`,
          )}
        </p>
      )}
      {more}
    </>
  );
}

const OneCheck = ({
  of: { statement, kind, stated, recomputed, difference, explanationVi, explanationEn, note, source },
}: {
  of: Check;
}) => (
  <article class="check">
    <h3>{statement}</h3>
    <dl>
      <div>
        <dt>{say("Tài liệu in", "Printed")}</dt>
        <dd class="both">{stated}</dd>
      </div>
      <div>
        <dt>{say("Tính lại từ dữ liệu", "What the rows give")}</dt>
        <dd class={recomputed === null ? "muted" : "both"}>
          {recomputed ?? say("không đủ dữ liệu để tính", "not enough data to tell")}
          {difference !== null && difference !== "0" && (
            <small>
              {" "}
              ({say("lệch", "difference")} {difference})
            </small>
          )}
        </dd>
      </div>
      {explanationVi !== null && (
        <div class="whole">
          <dt>{say("Vì sao", "Why")}</dt>
          <dd>{say(explanationVi, explanationEn ?? explanationVi)}</dd>
        </div>
      )}
      {note && note.textVi !== "" && (
        <div class="whole">
          <dt>
            {say(`Ghi chú của Sở Y tế, ${moment(note.notedAt)}`, `The Department notes, ${moment(note.notedAt)}`)}
          </dt>
          <dd>{note.textVi}</dd>
        </div>
      )}
    </dl>
    <p class="source">
      {say("Nguồn", "Source")}:{" "}
      {[source.document.titleVi, source.document.issuedOn && day(source.document.issuedOn)].filter(Boolean).join(", ")},{" "}
      {say("mục", "section")} “{source.section}”. {kinds()[kind] ?? kind}.
    </p>
  </article>
);

const statusName = (status: Status): string =>
  ({
    CONFLICT: say("Không khớp", "Conflict"),
    ROUNDING: say("Chỉ khác cách làm tròn", "Rounding only"),
    NOT_COMPUTABLE: say("Không đủ dữ liệu", "Not enough data"),
    MATCH: say("Khớp", "Match"),
  })[status];

const meaning = (status: Status): string =>
  ({
    CONFLICT: say(
      "Số hoặc ngày in khác với kết quả tính từ các dòng. Điều đó không có nghĩa là bên nào sai: hãy đọc lý do ở từng mục.",
      "What is printed differs from what the rows give. That does not make either wrong: each says why it may be so.",
    ),
    ROUNDING: say("Cùng số đếm, chỉ khác cách làm tròn.", "The counts are the same; only the rounding differs."),
    NOT_COMPUTABLE: say(
      "Tài liệu không in đủ số để tính lại; không kết luận đúng hay sai.",
      "The document does not print enough to compute it anew; nothing is concluded.",
    ),
    MATCH: say("Tính lại được đúng như in.", "The rows give what is printed."),
  })[status];

const kinds = (): Record<string, string> => ({
  TOTAL: say("Tổng so với tổng các dòng", "A total against its rows"),
  SHARE: say("Tỷ lệ so với số đếm", "A percentage against its counts"),
  LEVEL: say("Mức công bố so với quy tắc", "A published level against the rules"),
  LEVEL_SHARE: say("Tỷ lệ đơn vị ở một mức", "The share of units at a level"),
  COUNT: say("Số đếm trong câu văn", "A count in a sentence"),
  PARTS: say("Tổng thể so với các phần", "A whole against its parts"),
  PART_OF: say("Phần không lớn hơn tổng thể", "A part not above its whole"),
  PART_OF_PERIOD: say("Kỳ không ít hơn kỳ nằm trong nó", "A period not below those within it"),
  HUNDRED_PERCENT: say("Các tỷ lệ cộng lại là 100 %", "Shares that add up to 100 %"),
  COMMON_DENOMINATOR: say("Mẫu số chung của các tỷ lệ", "The common denominator of shares"),
  NAMED_BASE: say("Mẫu số in so với mẫu số nêu bằng chữ", "A printed whole against the named one"),
  DIFFERENCE: say("Hiệu số so với hai số của nó", "A difference against its two figures"),
  DIRECTION: say("Tăng, giảm so với các mức", "Rise or fall against the levels"),
  MAJORITY: say("“Đa số” so với quá một nửa", "“Most” against more than half"),
  NONE_WITHOUT: say("Chưa có thì không phát sinh", "Nothing comes of what is not there"),
  ALL_SINCE: say("“100 %” so với từng đơn vị trước đó", "“100 %” against the units named before"),
  OTHER_SOURCE: say("So với nguồn khác", "Against another source"),
  FORMULA: say("Công thức so với ghi chú của biểu mẫu", "A formula against the notes of its form"),
  DATE: say("Ngày của văn bản", "The day of a document"),
  DAY_ORDER: say("Thứ tự các ngày", "The order of days"),
  DEADLINE: say("Thời hạn ở hai nơi", "A due day in two places"),
  FIGURE_DATE: say("Ngày ở tiêu đề so với ngày của số liệu", "The day of a heading against that of its figures"),
  PERIOD: say("Giai đoạn, kỳ", "Years of a period"),
  UNSUPPORTED: say("Chỉ in một lần, không có gì để đối chiếu", "Printed once, with nothing to check it by"),
});
