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

const TABLES = {
  Account: { table: "account", made: "1 = 1" },
  ApiKey: { table: "api_key", version: "CASE WHEN revoked_at IS NULL THEN 1 ELSE 2 END", made: "1 = 1" },
  Area: { table: "area" },
  Assessment: { table: "assessment" },
  AssessmentRound: { table: "assessment_round" },
  DiscrepancyNote: { table: "discrepancy_note", made: "1 = 1" },
  Facility: { table: "facility" },
  Import: { table: "import_run", version: "1", made: "1 = 1" },
  LegalDocument: { table: "legal_document" },
  Milestone: { table: "milestone" },
  MilestoneProgress: { table: "milestone_progress", made: "1 = 1" },
  Observation: {
    table: "observation",
    withdrawn: "withdrawn_observation",
    made: "recorded_on IS NOT NULL AND import_id IS NULL",
  },
  StatedNeed: { table: "stated_need" },
  Target: { table: "target" },
} satisfies Record<string, Omit<TracedTable, "type">>;

export type TracedType = keyof typeof TABLES;

/** Of a type that is not among these only the entries themselves are verified. */
export const TRACED_TABLES: readonly TracedTable[] = Object.entries(TABLES).map(([type, table]) => ({
  type,
  ...table,
}));

export const tableOf = (type: TracedType): string => TABLES[type].table;
