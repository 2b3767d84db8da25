/** Where the objects of a type in the trail stand, as far as the trail can be held against them. */
export interface TracedTable {
  type: string;
  table: string;
  /** SQL of the version of an object; left out: its column `version`. */
  version?: string;
  /** Where objects go that are withdrawn, at the version of the withdrawal. */
  withdrawn?: string;
  /** SQL of what only an act can have made, which therefore has an entry of version 1; left out: nothing tells. */
  made?: string;
}

/** Of a type that is not among these only the entries themselves are verified. */
export const TRACED_TABLES: readonly TracedTable[] = [
  { type: "Account", table: "account", made: "1 = 1" },
  { type: "ApiKey", table: "api_key", version: "CASE WHEN revoked_at IS NULL THEN 1 ELSE 2 END", made: "1 = 1" },
  { type: "Area", table: "area" },
  { type: "Assessment", table: "assessment" },
  { type: "AssessmentRound", table: "assessment_round" },
  { type: "DiscrepancyNote", table: "discrepancy_note", made: "1 = 1" },
  { type: "Facility", table: "facility" },
  { type: "Import", table: "import_run", version: "1", made: "1 = 1" },
  { type: "LegalDocument", table: "legal_document" },
  { type: "Milestone", table: "milestone" },
  { type: "MilestoneProgress", table: "milestone_progress", made: "1 = 1" },
  {
    type: "Observation",
    table: "observation",
    withdrawn: "withdrawn_observation",
    made: "recorded_on IS NOT NULL AND import_id IS NULL",
  },
  { type: "StatedNeed", table: "stated_need" },
  { type: "Target", table: "target" },
];
