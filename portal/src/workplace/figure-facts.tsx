import { say } from "../language.js";
import { type Figure, figureWords, isEntered } from "./figure-words.js";

/** What is on record of a figure, where it comes from, and what a document prints instead. */
export const Facts = ({ of: figure }: { of: Figure }) => (
  <dl>
    <div>
      <dt>{say("Đang ghi nhận", "On record")}</dt>
      <dd>
        <strong>{figureWords(figure, figure.metric)}</strong>
        {figure.onIsStandIn && say(" (ngày của văn bản)", " (day of the document)")}
      </dd>
    </div>
    <div>
      <dt>{say("Nguồn", "Source")}</dt>
      <dd>
        {isEntered(figure)
          ? say("Nhập trên hệ thống", "Entered here")
          : [figure.source?.document.titleVi, figure.source?.section].filter(Boolean).join("; ")}
      </dd>
    </div>
    {figure.printed && (
      <div>
        <dt>{say("Tài liệu in", "Printed")}</dt>
        <dd>
          {figureWords({ value: figure.printed.value, ratio: printedRatio(figure.printed) }, figure.metric)} (
          {figure.printed.source.document.titleVi}; {figure.printed.source.section})
        </dd>
      </div>
    )}
    {figure.quoteVi && (
      <div>
        <dt>{say("Nguyên văn", "In its words")}</dt>
        <dd>{figure.quoteVi}</dd>
      </div>
    )}
    {figure.noteVi && (
      <div>
        <dt>{say("Ghi chú", "Note")}</dt>
        <dd>{figure.noteVi}</dd>
      </div>
    )}
  </dl>
);

const printedRatio = ({ numerator, denominator }: NonNullable<Figure["printed"]>) =>
  numerator === null && denominator === null ? null : { numerator, denominator, percent: null };
