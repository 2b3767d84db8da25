import { AuditEntryConnectionResolver, AuditEntryResolver, TrailResolver } from "./acts/trail.resolver.js";
import { AreaChangeResolver, AreaResolver } from "./area/area.resolver.js";
import { AssessmentResolver, ComponentResultResolver } from "./assessment/assessment.resolver.js";
import { AssessmentActResolver } from "./assessment/assessment-act.resolver.js";
import { AssessmentDraftResolver, FacilityDraftsResolver } from "./assessment/assessment-draft.resolver.js";
import { AssessmentRoundResolver, LevelTransitionResolver } from "./assessment/assessment-round.resolver.js";
import { AssessmentRoundActResolver } from "./assessment/assessment-round-act.resolver.js";
import { CriterionResolver, SampleAnswerResolver, SurveyFormResolver } from "./assessment/criterion.resolver.js";
import { FacilityAssessmentsResolver } from "./assessment/facility-assessments.resolver.js";
import { GradeResolver, SurveyFormGradeResolver } from "./assessment/grade.resolver.js";
import { AssessmentDiscrepanciesResolver } from "./assessment/level-discrepancy.resolver.js";
import { GateResolver, RoundRulesResolver, RuleSetResolver } from "./assessment/rule-set.resolver.js";
import { FacilityNeedsResolver, StatedNeedResolver } from "./assessment/stated-need.resolver.js";
import {
  RoundDemandResolver,
  SituationCountResolver,
  SystemDemandResolver,
} from "./assessment/system-demand.resolver.js";
import { WhatIfResolver } from "./assessment/what-if.resolver.js";
import { AccountResolver } from "./auth/account.resolver.js";
import { ApiKeyResolver } from "./auth/api-key.resolver.js";
import { SessionResolver } from "./auth/session.resolver.js";
import { ViewerResolver } from "./auth/viewer.resolver.js";
import { ChangeResolver } from "./changes/change.resolver.js";
import { FacilityActResolver } from "./facility/acts/facility-act.resolver.js";
import { AreaFacilitiesResolver, FacilityConnectionResolver, FacilityResolver } from "./facility/facility.resolver.js";
import { FacilityNameResolver, FacilityRelationsResolver } from "./facility/facility-relations.resolver.js";
import { NameCandidateResolver, NameMatchResolver } from "./facility/name-match.resolver.js";
import { FindingResolver } from "./finding/finding.resolver.js";
import { NodeResolver } from "./graphql/node.resolver.js";
import { ImportActResolver, ImportProblemResolver } from "./importing/import-act.resolver.js";
import { LegalDocumentResolver, LegalMentionResolver } from "./legal-basis/legal-document.resolver.js";
import { LegalDocumentActResolver } from "./legal-basis/legal-document-act.resolver.js";
import { LeagueConnectionResolver, LeagueRowResolver, MetricLeagueResolver } from "./metric/league.resolver.js";
import { MetricResolver } from "./metric/metric.resolver.js";
import { MetricPairResolver } from "./metric/metric-pair.resolver.js";
import {
  AreaObservationsResolver,
  FacilityObservationsResolver,
  ObservationResolver,
} from "./metric/observation.resolver.js";
import { ObservationActResolver } from "./metric/observation-act.resolver.js";
import { DiscrepancyResolver } from "./provenance/discrepancy.resolver.js";
import { RatioResolver } from "./provenance/ratio.type.js";
import { SourceResolver } from "./provenance/source.resolver.js";
import {
  CampaignAnswersResolver,
  ReportAnswersResolver,
  ReportObligationResolver,
} from "./reporting/answers.resolver.js";
import {
  CampaignTaskResolver,
  ReportDemandResolver,
  ReportFormColumnResolver,
  ReportFormFigureResolver,
  ReportFormResolver,
  ReportingCampaignResolver,
} from "./reporting/campaign.resolver.js";
import { MilestoneActResolver } from "./roadmap/milestone-act.resolver.js";
import {
  FacilityMilestonesResolver,
  MilestoneProgressConnectionResolver,
  MilestoneProgressResolver,
  MilestoneReportsResolver,
} from "./roadmap/milestone-progress.resolver.js";
import {
  LegalDocumentTargetsResolver,
  MilestoneResolver,
  RoadmapResolver,
  TargetResolver,
} from "./roadmap/roadmap.resolver.js";
import { TargetActResolver } from "./roadmap/target-act.resolver.js";
import { TargetProgressResolver } from "./roadmap/target-progress.resolver.js";
import { TermResolver } from "./term/term.resolver.js";

/** Whatever answers fields, in the order of the concepts. */
export const RESOLVERS = [
  NodeResolver,
  ViewerResolver,
  SessionResolver,
  AccountResolver,
  ApiKeyResolver,
  TrailResolver,
  AuditEntryResolver,
  AuditEntryConnectionResolver,
  ChangeResolver,
  ImportActResolver,
  ImportProblemResolver,
  SourceResolver,
  TermResolver,
  RatioResolver,
  LegalDocumentResolver,
  LegalMentionResolver,
  LegalDocumentActResolver,
  AreaResolver,
  AreaChangeResolver,
  FacilityResolver,
  FacilityConnectionResolver,
  FacilityRelationsResolver,
  FacilityNameResolver,
  FacilityActResolver,
  AreaFacilitiesResolver,
  NameMatchResolver,
  NameCandidateResolver,
  AssessmentRoundResolver,
  LevelTransitionResolver,
  AssessmentRoundActResolver,
  RuleSetResolver,
  GateResolver,
  RoundRulesResolver,
  AssessmentResolver,
  AssessmentDiscrepanciesResolver,
  WhatIfResolver,
  ComponentResultResolver,
  FacilityAssessmentsResolver,
  AssessmentActResolver,
  AssessmentDraftResolver,
  FacilityDraftsResolver,
  FacilityNeedsResolver,
  StatedNeedResolver,
  RoundDemandResolver,
  SystemDemandResolver,
  SituationCountResolver,
  CriterionResolver,
  SurveyFormResolver,
  SampleAnswerResolver,
  GradeResolver,
  SurveyFormGradeResolver,
  MetricResolver,
  MetricLeagueResolver,
  LeagueConnectionResolver,
  LeagueRowResolver,
  MetricPairResolver,
  ObservationResolver,
  ObservationActResolver,
  FacilityObservationsResolver,
  AreaObservationsResolver,
  RoadmapResolver,
  MilestoneResolver,
  MilestoneActResolver,
  MilestoneProgressResolver,
  MilestoneProgressConnectionResolver,
  MilestoneReportsResolver,
  FacilityMilestonesResolver,
  TargetResolver,
  TargetActResolver,
  TargetProgressResolver,
  LegalDocumentTargetsResolver,
  FindingResolver,
  ReportingCampaignResolver,
  CampaignTaskResolver,
  ReportFormResolver,
  ReportFormColumnResolver,
  ReportFormFigureResolver,
  ReportDemandResolver,
  CampaignAnswersResolver,
  ReportAnswersResolver,
  ReportObligationResolver,
  DiscrepancyResolver,
] as const;
