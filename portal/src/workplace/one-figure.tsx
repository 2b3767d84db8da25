import { OneFigure as OneFigureOf } from "hue-health-sdk";
import { useState } from "preact/hooks";
import { useAnswer } from "../api.js";
import { say } from "../language.js";
import { Done } from "../parts/act.js";
import { ToPage } from "../parts/link.js";
import { Answer } from "../parts/page.js";
import { signedIn } from "../session.js";
import { CorrectFigure } from "./correct-figure.js";
import { Enter, type EntryPlace } from "./enter-figure.js";
import { Facts } from "./figure-facts.js";
import { dayOrPeriod, type Figure, figureWords, isEntered, metricName, subjectOf } from "./figure-words.js";
import { Heading } from "./heading.js";
import { isOneOf, useOwnUnits } from "./own-units.js";
import { Trail } from "./trail.js";
import { WithdrawFigure } from "./withdraw-figure.js";

/** One figure: what it is, where it comes from, how it is put right, and beside it what became of it. */
export function OneFigure({ id }: { id: string }) {
  const asked = useAnswer(OneFigureOf, { id });
  const [withdrawn, setWithdrawn] = useState<Figure>();
  return (
    <Answer of={asked}>
      {({ node }) => {
        const figure = node && "metric" in node ? (node as Figure) : null;
        if (figure) return <Shown key={figure.id} of={figure} onWithdrawn={setWithdrawn} onChanged={asked.again} />;
        return <Gone id={id} of={withdrawn} />;
      }}
    </Answer>
  );
}

/** Whether whoever has these units may change the figure: what a document prints is the Department's. */
const mayChange = (figure: Figure, isOwn: boolean): boolean =>
  signedIn()?.role === "ADMIN" || (isOwn && isEntered(figure) && figure.printed === null);

interface Shown {
  readonly of: Figure;
  onWithdrawn(figure: Figure): void;
  onChanged(): void;
}

function Shown({ of: figure, onWithdrawn, onChanged }: Shown) {
  const [isWithdrawing, setWithdrawing] = useState(false);
  const [entered, setEntered] = useState<string>();
  const units = useOwnUnits();
  const own = units !== undefined && isOneOf(units, subjectOf(figure).code);
  return (
    <section class="chosen">
      <Heading>
        {metricName(figure.metric)}: {subjectOf(figure).name}, {dayOrPeriod(figure)}
      </Heading>
      <div class="beside">
        <div>
          <Facts of={figure} />
          {entered && <Done>{say(`Đã ghi ${entered}. Nhật ký đã ghi ở bên.`, `Recorded: ${entered}.`)}</Done>}
          {!figure.reported && (own || signedIn()?.role === "ADMIN") ? (
            <>
              <h3>{say("Nhập số liệu", "Enter the figure")}</h3>
              <Enter
                place={placeOf(figure)}
                onDone={(words) => {
                  setEntered(words);
                  onChanged();
                }}
              />
            </>
          ) : mayChange(figure, own) ? (
            <>
              <CorrectFigure of={figure} onDone={onChanged} />
              <button type="button" onClick={() => setWithdrawing(true)}>
                {say("Rút lại số liệu này…", "Withdraw this figure…")}
              </button>
            </>
          ) : (
            <p class="notice">
              {figure.metric.subjectType !== "FACILITY"
                ? say(
                    "Số liệu của một địa bàn chỉ Sở Y tế ghi và sửa được.",
                    "Figures of an area are recorded and corrected by the Department alone.",
                  )
                : own
                  ? say(
                      "Số liệu do tài liệu in: chỉ Sở Y tế sửa được.",
                      "A document prints this figure: the Department alone corrects it.",
                    )
                  : say(
                      "Số liệu này chỉ đơn vị đó và Sở Y tế sửa được.",
                      "This figure is corrected by that unit and the Department alone.",
                    )}
            </p>
          )}
        </div>
        <Trail of={figure.id} version={figure.version} fields={fields()} untouched={loadedFrom(figure)} />
      </div>
      {isWithdrawing && (
        <WithdrawFigure
          of={figure}
          onClose={() => setWithdrawing(false)}
          onDone={() => {
            onWithdrawn(figure);
            setWithdrawing(false);
            onChanged();
          }}
        />
      )}
    </section>
  );
}

const placeOf = (figure: Figure): EntryPlace => ({
  metric: figure.metric.code,
  subject: subjectOf(figure).code,
  on: figure.on,
  from: figure.from ?? "",
});

const fields = (): Record<string, string> => ({
  value: say("Giá trị", "Value"),
  numerator: say("Tử số", "Numerator"),
  denominator: say("Mẫu số", "Denominator"),
  reported: say("Đã báo cáo", "Reported"),
  on: say("Tính đến ngày", "Of the day"),
  from: say("Từ ngày", "From"),
  source: say("Nguồn", "Source"),
  noteVi: say("Ghi chú", "Note"),
});

/** Where a figure that nobody has changed comes from. */
function loadedFrom({ source, reported }: Figure): string {
  if (!source) return "";
  const { titleVi, number } = source.document;
  const where = `${titleVi}${number ? `, ${say("số", "no.")} ${number}` : ""}; ${say("mục", "section")}: ${source.section}`;
  return reported
    ? say(`Chưa ai sửa. Số liệu nạp từ tài liệu: ${where}.`, `Nobody has changed it. It was loaded from: ${where}.`)
    : say(
        `Chưa ai nhập. Ô để trống trong tài liệu: ${where}.`,
        `Nobody has entered it. It is a blank cell of: ${where}.`,
      );
}

/** A figure that is there no more: its trail is, and its place is free. */
function Gone({ id, of: figure }: { id: string; of: Figure | undefined }) {
  return (
    <section class="chosen">
      <h2>{say("Số liệu đã rút lại", "A figure that was withdrawn")}</h2>
      <div class="beside">
        {figure ? (
          <Done>
            <p>
              {say("Đã rút lại ", "Withdrawn: ")}
              {metricName(figure.metric)}, {subjectOf(figure).name}, {dayOrPeriod(figure)}:{" "}
              <strong>{figureWords(figure, figure.metric)}</strong>.
            </p>
            <ToPage
              page="so-lieu"
              class="button"
              parameters={{
                nhap: "co",
                ...{ "chi-so": figure.metric.code, cua: subjectOf(figure).code },
                ...{ "tinh-den": figure.on, "tu-ngay": figure.from },
              }}
            >
              {say("Ghi lại số liệu này", "Record it again")}
            </ToPage>
          </Done>
        ) : (
          <p>{say("Trong sổ không còn số liệu này.", "This figure is not on record.")}</p>
        )}
        <Trail
          of={id}
          version={figure && figure.version + 1}
          fields={fields()}
          untouched={say("Không có nhật ký nào.", "There is no trail.")}
        />
      </div>
    </section>
  );
}
