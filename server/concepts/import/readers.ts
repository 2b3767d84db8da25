import { namesOf } from "../../files/reading/cells.js";
import { areaChanges, areaNames, areaSpellings, areas } from "../area/area.import.js";
import { areasList } from "../area/area-list.import.js";
import { criteria, surveyForm } from "../assessment/criterion/criterion.import.js";
import { statedNeeds, systemComponents } from "../assessment/need/stated-need.import.js";
import { statedNeedsList } from "../assessment/need/stated-need-list.import.js";
import { assessmentRounds, levelShares, levelTable } from "../assessment/result/assessment.import.js";
import { assessmentsList } from "../assessment/result/assessment-list.import.js";
import { ruleGates, ruleSets } from "../assessment/rule-set/rule-set.import.js";
import {
  facilities,
  facilityOwnership,
  facilitySpellings,
  surveyFacilities,
} from "../facility/import/facility.import.js";
import { facilityNames, facilityPlaces, facilityRelations } from "../facility/import/facility-dated.import.js";
import { facilitiesList } from "../facility/import/facility-list.import.js";
import { findings } from "../finding/finding.import.js";
import { legalBasis, legalDocuments, legalSpellings } from "../legal-basis/legal-document.import.js";
import { metricMeanings, metrics } from "../metric/definition/metric.import.js";
import { observations } from "../metric/observation/observation.import.js";
import { sourceDocuments } from "../provenance/source/source-document.import.js";
import { statements } from "../provenance/source/statement.import.js";
import { appendix1, appendix2, appendix3 } from "../reporting/appendix.import.js";
import {
  campaignMembers,
  campaignRecipients,
  campaignReports,
  campaignTasks,
  formColumns,
  reportFigures,
} from "../reporting/campaign.import.js";
import { milestonesList } from "../roadmap/milestone/milestone-list.import.js";
import { roadmap, roadmapYears, targets } from "../roadmap/roadmap.import.js";
import { terms } from "../term/term.import.js";
import type { ImportFormat } from "./import.type.js";
import type { Reader } from "./reader.js";

const ALL: readonly Reader[] = [
  sourceDocuments,
  terms,
  legalDocuments,
  legalSpellings,
  legalBasis,
  areas,
  areaNames,
  areaChanges,
  areaSpellings,
  facilities,
  facilityNames,
  facilityOwnership,
  facilitySpellings,
  facilityRelations,
  facilityPlaces,
  surveyFacilities,
  assessmentRounds,
  levelTable,
  levelShares,
  statedNeeds,
  systemComponents,
  criteria,
  surveyForm,
  ruleSets,
  ruleGates,
  metricMeanings,
  metrics,
  observations,
  targets,
  roadmap,
  roadmapYears,
  findings,
  campaignRecipients,
  campaignTasks,
  campaignReports,
  reportFigures,
  campaignMembers,
  formColumns,
  appendix1,
  appendix2,
  appendix3,
  statements,
  facilitiesList,
  areasList,
  assessmentsList,
  statedNeedsList,
  milestonesList,
];

/** Every kind of table that can be imported, by name. */
export const READERS = namesOf(new Map(ALL.map((reader) => [reader.name, reader])));

/** What people import over the API, by format. */
export const FORMAT_READERS: Readonly<Record<ImportFormat, Reader>> = {
  FACILITIES: facilitiesList,
  AREAS: areasList,
  OBSERVATIONS: observations,
  ASSESSMENTS: assessmentsList,
  STATED_NEEDS: statedNeedsList,
  MILESTONES: milestonesList,
};
