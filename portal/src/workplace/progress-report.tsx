import type { MilestoneProgressQuery } from "hue-health-sdk";
import { day } from "../format.js";
import { say } from "../language.js";
import { statusName } from "./status-words.js";

type Node = NonNullable<MilestoneProgressQuery["node"]>;
export type Milestone = Extract<Node, { titleVi: string }>;
export type Report = Milestone["progress"]["nodes"][number];

/** Whose progress a report is. */
export const ownerOf = ({ facility }: Report): string => facility?.name ?? say("toàn tỉnh", "the province");

/** What was reported of a milestone, of which day, by whom, on what evidence. */
export const ReportLine = ({ of }: { of: Report }) => (
  <>
    <p>
      <strong>
        {day(of.on)}, {ownerOf(of)}: {statusName(of.status)}
      </strong>
    </p>
    {of.noteVi && <p>{of.noteVi}</p>}
    <p>
      {say("Minh chứng", "Evidence")}:{" "}
      {of.evidenceVi || of.evidenceUrl || of.evidenceDocument ? (
        <>
          {[of.evidenceVi, of.evidenceDocument?.number].filter(Boolean).join("; ")}{" "}
          {of.evidenceUrl && (
            <a href={of.evidenceUrl} rel="noreferrer">
              {of.evidenceUrl}
            </a>
          )}
        </>
      ) : (
        <span class="muted">{say("chưa có", "none")}</span>
      )}
    </p>
  </>
);
