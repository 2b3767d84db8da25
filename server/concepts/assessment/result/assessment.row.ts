import {
  code,
  codeOf,
  day,
  describeTable,
  id,
  label,
  optional,
  prose,
  refer,
  state,
  version,
  whole,
} from "../../../core/database/table.js";
import type { Answer } from "../criterion/criterion.type.js";
import type { RoundState } from "../draft/assessment-states.js";
import type { Component, Grade } from "./component.type.js";

export const ASSESSMENT_ROUND = describeTable(
  "assessment_round",
  {
    id,
    sectionId: refer("source_section"),
    legalDocumentId: optional(refer("legal_document")),
    code,
    year: whole,
    openedOn: optional(day),
    closedOn: optional(day),
    /** The day from which the results are known: the last day, or the end of the year. */
    knownOn: day,
    methodVi: optional(prose),
    version,
    state: state<RoundState>("CLOSED"),
  },
  { unique: [["code"]] },
);

export const ASSESSMENT = describeTable(
  "assessment",
  {
    id,
    facilityId: refer("facility"),
    roundId: refer("assessment_round"),
    sectionId: refer("source_section"),
    /** PUBLISHED: it has been, whatever is worked on now. */
    status: codeOf<"DRAFT" | "PUBLISHED">(),
    reportedLevel: optional(whole),
    version,
    publishedVersion: version,
  },
  { unique: [["facilityId", "roundId"]], index: [["roundId"]] },
);

export const COMPONENT_RESULT = describeTable(
  "component_result",
  {
    id,
    assessmentId: refer("assessment"),
    component: codeOf<Component>(),
    level: optional(whole),
    grade: optional(codeOf<Grade>()),
  },
  {
    unique: [["assessmentId", "component"]],
    index: [
      { name: "ix_component_result_whole_result", columns: ["assessmentId", "id", "component", "level", "grade"] },
    ],
  },
);

export const CRITERION_ANSWER = describeTable(
  "criterion_answer",
  {
    id,
    assessmentId: refer("assessment"),
    criterionId: refer("criterion"),
    answer: codeOf<Answer>(),
  },
  { unique: [["assessmentId", "criterionId"]] },
);

export const LEVEL_SHARE = describeTable(
  "level_share",
  {
    id,
    roundId: refer("assessment_round"),
    sectionId: refer("source_section"),
    level: whole,
    printed: label,
  },
  { unique: [["roundId", "level"]] },
);
