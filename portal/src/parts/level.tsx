import { blank, unknown } from "../format.js";
import { say } from "../language.js";
import type { Column } from "./table.js";

/** A level of maturity, 1 to 7, with its number in it; null: not known. */
export const Level = ({ of: level }: { of: number | null | undefined }) =>
  level == null ? (
    <span class="muted">{unknown()}</span>
  ) : (
    <span class={`level level-${level}`}>{say(`Mức ${level}`, `Level ${level}`)}</span>
  );

interface Assessed {
  readonly latestAssessment: {
    readonly reportedLevel: number | null;
    readonly round: { readonly code: string };
  } | null;
}

/** The newest published level of each unit, with its round. */
export const newestLevelColumn = <Row extends Assessed>(): Column<Row> => ({
  name: "muc",
  head: say("Mức công bố mới nhất", "Newest published level"),
  cell: ({ latestAssessment }) =>
    latestAssessment ? (
      <>
        <Level of={latestAssessment.reportedLevel} /> <small>{latestAssessment.round.code}</small>
      </>
    ) : (
      <span class="muted">{blank()}</span>
    ),
  sort: ({ latestAssessment }) => latestAssessment?.reportedLevel,
});
