import type { Compared, Comparison } from "./compare.js";
import type { DiscrepancyKind } from "./discrepancy-kind.js";

/** What a check is about. */
export interface About {
  type: "Assessment" | "AssessmentRound" | "LegalDocument" | "Metric";
  id: number;
}

/** A printed figure beside the one recomputed from the loaded rows. */
export interface DiscrepancyRow {
  /** What was checked, the kind first: the same on every server and after every import. */
  id: string;
  kind: DiscrepancyKind;
  statement: string;
  stated: string;
  recomputed: string | null;
  difference: string | null;
  status: Comparison;
  explanationVi: string | null;
  explanationEn: string | null;
  sectionId: number;
  about: About | null;
}

/** What was checked, before it is compared. */
export interface Stated {
  kind: DiscrepancyKind;
  /** The parts of the id behind the kind. */
  code: readonly (string | number)[];
  statement: string;
  stated: string;
  sectionId: number;
  about: About | null;
}

export const discrepancyOf = ({ kind, code, ...stated }: Stated, compared: Compared): DiscrepancyRow => ({
  id: [kind, ...code].join("."),
  kind,
  ...stated,
  recomputed: compared.recomputed,
  difference: compared.difference,
  status: compared.status,
  explanationVi: compared.explanation?.vi ?? null,
  explanationEn: compared.explanation?.en ?? null,
});
