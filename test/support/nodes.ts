import type { Data } from "./run-query.js";

/** For each type that has an id, where some of its objects are found, and how to tell them apart. */
export const TYPES: Record<string, [list: string, telling: string]> = {
  Area: ["areas { id }", "code name validFrom"],
  Assessment: [
    "facilities(first: 100) { nodes { assessments { id } } }",
    "reportedLevel round { code } facility { code }",
  ],
  AssessmentRound: ["assessmentRounds { id }", "code"],
  Discrepancy: ["discrepancies { id }", "statement status"],
  Facility: ["facilities(first: 100) { nodes { id } }", "code name"],
  LegalDocument: ["legalDocuments { id }", "number"],
  Metric: ["metrics { id }", "code"],
  Milestone: ["roadmap { milestones { id } }", "titleVi"],
  MilestoneProgress: [
    'facilities(filter: { search: "synthetic" }) { nodes { milestoneProgress { nodes { id } } } }',
    "on status facility { code }",
  ],
  Observation: [
    "facilities(first: 100) { nodes { latestObservations { id } } }",
    "on value metric { code } subject { ... on Facility { code } }",
  ],
  SourceDocument: ["sourceDocuments { id }", "code"],
  Target: ["targets { id }", "statementVi year"],
};
/** Every object with an id within an answer. */
export const withId = (answer: Data): Data[] => {
  if (Array.isArray(answer)) return answer.flatMap(withId);
  if (answer === null || typeof answer !== "object") return [];
  return typeof answer.id === "string" ? [answer] : Object.values(answer).flatMap(withId);
};
