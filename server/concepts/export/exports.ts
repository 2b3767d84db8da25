import { areasExport } from "../area/area.export.js";
import { criteriaExport } from "../assessment/criterion/criterion.export.js";
import { statedNeedsExport } from "../assessment/need/stated-need.export.js";
import { assessmentsExport } from "../assessment/result/assessment.export.js";
import { assessmentRoundsExport } from "../assessment/round/assessment-round.export.js";
import { facilitiesExport } from "../facility/register/facility.export.js";
import { findingsExport } from "../finding/finding.export.js";
import { legalDocumentsExport } from "../legal-basis/legal-document.export.js";
import { metricsExport } from "../metric/definition/metric.export.js";
import { leagueExport } from "../metric/league/league.export.js";
import { observationsExport } from "../metric/observation/observation.export.js";
import { discrepanciesExport } from "../provenance/discrepancy/discrepancy.export.js";
import { sourceDocumentsExport } from "../provenance/source/source.export.js";
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
