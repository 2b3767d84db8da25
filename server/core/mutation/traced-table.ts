/** Rows of another table that belong to an object. */
interface Part {
  table: string;
  /** The column with the object's id. */
  owner: string;
}

/** Where the objects of a type stand: what is sealed of them, and what the trail can be held against. */
export interface SealedTable {
  /** As the trail calls it; of what no act changes, the table. */
  type: string;
  table: string;
  /** SQL of the version of an object; left out: its column `version`. */
  version?: string;
  parts?: readonly Part[];
  /** Other tables in which acts on it write, with rows that are sealed as their own. */
  beside?: readonly string[];
  /** Where objects go that are withdrawn, at the version of the withdrawal. */
  withdrawn?: string;
  /** SQL of what only an act can have made, which therefore has an entry of version 1; left out: nothing tells. */
  made?: string;
  /** Columns that are made of what is sealed already. */
  derived?: readonly string[];
  /** The type that its rows were sealed as when only files brought them: they stand at version 1 of this one. */
  formerly?: string;
}

const part = (table: string, owner: string): Part => ({ table, owner });

const TRACED = {
  Account: { table: "account", made: "1 = 1" },
  ApiKey: { table: "api_key", version: "CASE WHEN revoked_at IS NULL THEN 1 ELSE 2 END", made: "1 = 1" },
  ApiKeyDocument: { table: "api_key_document", made: "1 = 1" },
  Area: {
    table: "area",
    parts: [
      part("area_name", "area_id"),
      part("area_parent", "area_id"),
      part("area_change", "area_id"),
      part("area_spelling", "area_id"),
    ],
  },
  Assessment: {
    table: "assessment",
    parts: [
      part("component_result", "assessment_id"),
      part("criterion_answer", "assessment_id"),
      part("assessment_draft", "assessment_id"),
    ],
  },
  AssessmentRound: { table: "assessment_round", parts: [part("level_share", "round_id")] },
  DiscrepancyNote: { table: "discrepancy_note", made: "1 = 1" },
  Facility: {
    table: "facility",
    parts: [
      part("facility_name", "facility_id"),
      part("facility_profile", "facility_id"),
      part("facility_place", "facility_id"),
      part("facility_relation", "facility_id"),
      part("facility_spelling", "facility_id"),
    ],
    derived: ["search_text"],
  },
  FormAnswer: { table: "form_answer", made: "1 = 1" },
  Import: { table: "import_run", version: "1", made: "1 = 1" },
  LegalDocument: { table: "legal_document", parts: [part("legal_spelling", "legal_document_id")] },
  // Its version stands beside each of its seals.
  Metric: {
    ...{ table: "metric", derived: ["version"], formerly: "metric" },
    beside: ["metric_meaning", "metric_rule", "metric_expectation"],
  },
  Milestone: { table: "milestone" },
  MilestoneProgress: { table: "milestone_progress", made: "1 = 1" },
  Observation: {
    table: "observation",
    parts: [part("printed_figure", "observation_id")],
    withdrawn: "withdrawn_observation",
    derived: ["from_key"],
    made: "recorded_on IS NOT NULL AND import_id IS NULL",
  },
  ReportingCampaign: { table: "reporting_campaign" },
  SourceSection: { table: "source_section", version: "1", formerly: "source_section" },
  StatedNeed: { table: "stated_need" },
  Target: { table: "target" },
} satisfies Record<string, Omit<SealedTable, "type">>;

export type TracedType = keyof typeof TRACED;

/** Of a type that is not among these only the entries themselves are verified. */
export const TRACED_TABLES: readonly SealedTable[] = Object.entries(TRACED).map(([type, table]) => ({
  type,
  ...table,
}));

/** What files bring and no act changes, or only beside an object of another table: what is said of a metric beside it. */
const FILED_TABLES = [
  "campaign_recipient",
  "campaign_task",
  "criterion",
  "finding",
  "legal_mention",
  "metric_expectation",
  "metric_meaning",
  "metric_rule",
  "printed_statement",
  "report_answer",
  "report_demand",
  "report_form",
  "report_form_column",
  "report_form_figure",
  "report_form_part",
  "report_obligation",
  "roadmap_year",
  "rule_gate",
  "rule_set",
  "sample_answer",
  "source_document",
  "stated_total",
  "survey_form",
  "system_component",
  "term",
];

/** Everything that is sealed. */
export const SEALED_TABLES: readonly SealedTable[] = [
  ...TRACED_TABLES,
  ...FILED_TABLES.map((table) => ({ type: table, table, version: "0" })),
];

/**
 * What is not: how somebody is signed in or tries to, answers that are kept for a day, which files need not be read
 * again, by what acts wait for each other, and what seals the rest.
 */
export const UNSEALED_TABLES = [
  "act_key",
  "act_lock",
  "audit_entry",
  "audit_head",
  "data_revision",
  "imported_file",
  "migrations",
  "row_seal",
  "running_server",
  "session",
  "sign_in_attempt",
  "sign_in_place",
  "start_lease",
];

/** Files may change more than their entry and those beside it tell. */
export const OF_FILES: TracedType = "Import";

export const tableOf = (type: TracedType): string => TRACED[type].table;

/** All tables in which an act on objects of a type may change something; none of what is not sealed. */
export const tablesOf = (type: string): readonly string[] => {
  const sealed = sealedTableOf(type);
  return sealed ? tablesIn(sealed) : [];
};

const tablesIn = ({ table, withdrawn, parts = [], beside = [] }: SealedTable): string[] => [
  ...[table, ...(withdrawn === undefined ? [] : [withdrawn])],
  ...[...parts.map((part) => part.table), ...beside],
];

export const isSealed = (table: string): boolean => ALL_SEALED.has(table);
const ALL_SEALED: ReadonlySet<string> = new Set(SEALED_TABLES.flatMap(tablesIn));

export const sealedTableOf = (type: string): SealedTable | undefined => BY_TYPE.get(type);
const BY_TYPE = new Map(SEALED_TABLES.map((table) => [table.type, table]));
