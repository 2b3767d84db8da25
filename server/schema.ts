import "reflect-metadata";
import { validateSync } from "class-validator";
import {
  defaultFieldResolver,
  type GraphQLFieldResolver,
  GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
} from "graphql";
import { ArgumentValidationError, buildSchemaSync } from "type-graphql";
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
import { guardedBy, POLICY, ruleOf } from "./auth/policy.js";
import { SessionResolver } from "./auth/session.resolver.js";
import { ViewerResolver } from "./auth/viewer.resolver.js";
import { ChangeResolver } from "./changes/change.resolver.js";
import { type Context, makeReady } from "./context.js";
import { FacilityActResolver } from "./facility/acts/facility-act.resolver.js";
import { AreaFacilitiesResolver, FacilityConnectionResolver, FacilityResolver } from "./facility/facility.resolver.js";
import { FacilityNameResolver, FacilityRelationsResolver } from "./facility/facility-relations.resolver.js";
import { NameCandidateResolver, NameMatchResolver } from "./facility/name-match.resolver.js";
import { FindingResolver } from "./finding/finding.resolver.js";
import { about } from "./graphql/about.js";
import { resolveDirectly } from "./graphql/direct-resolvers.js";
import { globalId } from "./graphql/global-id.js";
import { requireGuards } from "./graphql/guards.js";
import { NodeResolver } from "./graphql/node.resolver.js";
import { Node } from "./graphql/node.type.js";
import { asAct } from "./graphql/user-errors.js";
import { ImportActResolver, ImportProblemResolver } from "./importing/import-act.resolver.js";
import { LegalDocumentResolver, LegalMentionResolver } from "./legal-basis/legal-document.resolver.js";
import { LegalDocumentActResolver } from "./legal-basis/legal-document-act.resolver.js";
import { typeOf } from "./loading/batch.js";
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

/** The whole schema; it needs no database. */
export function createSchema(): GraphQLSchema {
  requireGuards();
  const schema = buildSchemaSync({
    resolvers: [
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
    ],
    orphanedTypes: [Node],
    validateFn: checkInput,
    // Asking the new schema about itself takes longer than making it; test/graphql/schema.test.ts does it once.
    skipCheck: true,
  });
  resolveDirectly(schema);
  finish(schema);
  return schema;
}

/** Checks an input object by the decorators of its class. */
function checkInput(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  const errors = validateSync(value, { skipMissingProperties: true, forbidUnknownValues: false });
  if (errors.length > 0) throw new ArgumentValidationError(errors);
}

/** What holds for all types alike, said once. */
function finish(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    // A row knows its type from the batch it was handed out in; type-graphql would ask for its class.
    if (isAbstractType(type)) type.resolveType = typeOf;
    if (!(type instanceof GraphQLObjectType)) continue;
    const id = type.getFields().id;
    if (id && !id.resolve) id.resolve = (row: { id: number | string }) => globalId(type.name, row.id);
    for (const { name } of type.getInterfaces()) guardFields(type, name);
  }
  const { query, mutation } = { query: schema.getQueryType(), mutation: schema.getMutationType() };
  if (!query || !mutation) throw new Error("There is nothing to ask, or nothing to do.");
  query.description = about("Everything that can be asked.", "Mọi điều có thể hỏi.");
  mutation.description = about(
    "Everything that can be done. What stands in one request is done in its order, each act wholly or not at all.",
    "Mọi việc có thể thực hiện. Các việc trong một yêu cầu được thực hiện theo thứ tự, mỗi việc trọn vẹn hoặc không gì cả.",
  );
  for (const field of Object.values(query.getFields())) {
    field.resolve = guardedBy(ruleOf(`Query.${field.name}`), whenReady(field.resolve ?? defaultFieldResolver));
  }
  for (const field of Object.values(mutation.getFields())) {
    const act = asAct(whenReady(holdingNothing(field.resolve ?? defaultFieldResolver)));
    field.resolve = guardedBy(ruleOf(`Mutation.${field.name}`), act);
  }
}

/** Guards the fields that a type has from an interface, where the policy has a row for them. */
function guardFields(type: GraphQLObjectType, from: string): void {
  for (const field of Object.values(type.getFields())) {
    const rule = POLICY[`${from}.${field.name}`];
    if (rule) field.resolve = guardedBy(rule, field.resolve ?? defaultFieldResolver);
  }
}

/** Wraps a root field: the reference data of this request are there before anything is resolved. */
const whenReady =
  (resolve: GraphQLFieldResolver<unknown, Context>): GraphQLFieldResolver<unknown, Context> =>
  (source, args, context, info) => {
    const waiting = makeReady(context);
    return waiting ? waiting.then(() => resolve(source, args, context, info)) : resolve(source, args, context, info);
  };

/** Wraps an act: what it answers is read after it, not what was held before. */
const holdingNothing =
  (resolve: GraphQLFieldResolver<unknown, Context>): GraphQLFieldResolver<unknown, Context> =>
  (source, args, context, info) => {
    context.progress.revision = undefined;
    return resolve(source, args, context, info);
  };
