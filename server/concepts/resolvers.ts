import { AccountResolver } from "./access/account/account.resolver.js";
import { ApiKeyResolver } from "./access/api-key/api-key.resolver.js";
import { SessionResolver } from "./access/session/session.resolver.js";
import { ViewerResolver } from "./access/viewer.resolver.js";
import { AreaChangeResolver, AreaResolver } from "./area/area.resolver.js";
import {
  CriterionResolver,
  SampleAnswerResolver,
  SurveyFormResolver,
} from "./assessment/criterion/criterion.resolver.js";
import { AssessmentActResolver } from "./assessment/draft/assessment-act.resolver.js";
import { AssessmentDraftResolver, FacilityDraftsResolver } from "./assessment/draft/assessment-draft.resolver.js";
import { GradeResolver, SurveyFormGradeResolver } from "./assessment/level/grade.resolver.js";
import { AssessmentDiscrepanciesResolver } from "./assessment/level/level-discrepancy.resolver.js";
import { FacilityNeedsResolver, StatedNeedResolver } from "./assessment/need/stated-need.resolver.js";
import {
  RoundDemandResolver,
  SituationCountResolver,
  SystemDemandResolver,
} from "./assessment/need/system-demand.resolver.js";
import { AssessmentResolver, ComponentResultResolver } from "./assessment/result/assessment.resolver.js";
import { FacilityAssessmentsResolver } from "./assessment/result/facility-assessments.resolver.js";
import { AssessmentRoundResolver, LevelTransitionResolver } from "./assessment/round/assessment-round.resolver.js";
import { AssessmentRoundActResolver } from "./assessment/round/assessment-round-act.resolver.js";
import { GateResolver, RoundRulesResolver, RuleSetResolver } from "./assessment/rule-set/rule-set.resolver.js";
import { WhatIfResolver } from "./assessment/what-if/what-if.resolver.js";
import { ChangeResolver } from "./changes/change.resolver.js";
import { FacilityActResolver } from "./facility/mutation/facility-act.resolver.js";
import { NameCandidateResolver, NameMatchResolver } from "./facility/name-match/name-match.resolver.js";
import {
  AreaFacilitiesResolver,
  FacilityConnectionResolver,
  FacilityResolver,
} from "./facility/register/facility.resolver.js";
import { FacilityNameResolver, FacilityRelationsResolver } from "./facility/relation/facility-relations.resolver.js";
import { FindingResolver } from "./finding/finding.resolver.js";
import { ImportActResolver, ImportProblemResolver } from "./import/import-act.resolver.js";
import { LegalDocumentResolver, LegalMentionResolver } from "./legal-basis/legal-document.resolver.js";
import { LegalDocumentActResolver } from "./legal-basis/legal-document-act.resolver.js";
import { MetricResolver } from "./metric/definition/metric.resolver.js";
import { LeagueConnectionResolver, LeagueRowResolver, MetricLeagueResolver } from "./metric/league/league.resolver.js";
import {
  AreaObservationsResolver,
  FacilityObservationsResolver,
  ObservationResolver,
} from "./metric/observation/observation.resolver.js";
import { ObservationActResolver } from "./metric/observation/observation-act.resolver.js";
import { MetricPairResolver } from "./metric/pair/metric-pair.resolver.js";
import { NodeResolver } from "./node/node.resolver.js";
import { DiscrepancyResolver } from "./provenance/discrepancy/discrepancy.resolver.js";
import { RatioResolver } from "./provenance/ratio.type.js";
import { SourceResolver } from "./provenance/source/source.resolver.js";
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
import { MilestoneActResolver } from "./roadmap/milestone/milestone-act.resolver.js";
import {
  FacilityMilestonesResolver,
  MilestoneProgressConnectionResolver,
  MilestoneProgressResolver,
  MilestoneReportsResolver,
} from "./roadmap/milestone/milestone-progress.resolver.js";
import {
  LegalDocumentTargetsResolver,
  MilestoneResolver,
  RoadmapResolver,
  TargetResolver,
} from "./roadmap/roadmap.resolver.js";
import { TargetActResolver } from "./roadmap/target/target-act.resolver.js";
import { TargetProgressResolver } from "./roadmap/target/target-progress.resolver.js";
import { TermResolver } from "./term/term.resolver.js";
import { AuditEntryConnectionResolver, AuditEntryResolver, TrailResolver } from "./trail/trail.resolver.js";

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
