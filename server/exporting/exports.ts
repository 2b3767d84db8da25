import { areasExport } from "../area/area.export.js";
import { assessmentsExport } from "../assessment/assessment.export.js";
import { assessmentRoundsExport } from "../assessment/assessment-round.export.js";
import { criteriaExport } from "../assessment/criterion.export.js";
import { statedNeedsExport } from "../assessment/stated-need.export.js";
import { facilitiesExport } from "../facility/facility.export.js";
import { findingsExport } from "../finding/finding.export.js";
import { legalDocumentsExport } from "../legal-basis/legal-document.export.js";
import { leagueExport } from "../metric/league.export.js";
import { metricsExport } from "../metric/metric.export.js";
import { observationsExport } from "../metric/observation.export.js";
import { discrepanciesExport } from "../provenance/discrepancy.export.js";
import { sourceDocumentsExport } from "../provenance/source.export.js";
import { milestonesExport, targetsExport } from "../roadmap/roadmap.export.js";
import { termsExport } from "../term/term.export.js";
import type { Export } from "./export.js";

/** Every list that can be downloaded. */
export const EXPORTS: readonly Export[] = [
  facilitiesExport,
  areasExport,
  observationsExport,
  leagueExport,
  metricsExport,
  assessmentsExport,
  assessmentRoundsExport,
  statedNeedsExport,
  criteriaExport,
  milestonesExport,
  targetsExport,
  legalDocumentsExport,
  discrepanciesExport,
  findingsExport,
  sourceDocumentsExport,
  termsExport,
];
