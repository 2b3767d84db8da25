import { batched, heldNodes, idsIn, isKnownIn } from "../../core/schema/node-finder.js";
import { cloneIntoBatch } from "../../core/snapshot/batch.js";
import type { Concept } from "../concept.js";
import { assessmentSnapshot } from "./assessment.snapshot.js";
import { criteriaExport } from "./criterion/criterion.export.js";
import { criteria, surveyForm } from "./criterion/criterion.import.js";
import { CriterionResolver, SurveyFormResolver } from "./criterion/criterion.resolver.js";
import { AssessmentActResolver } from "./draft/assessment-act.resolver.js";
import { assessmentAnswersExport } from "./draft/assessment-answers.export.js";
import { ASSESSMENT_ANSWERS_LIST } from "./draft/assessment-answers.format.js";
import { assessmentAnswersList } from "./draft/assessment-answers.import.js";
import { AssessmentDraftResolver, FacilityDraftsResolver, visibleDrafts } from "./draft/assessment-draft.resolver.js";
import { draftsOf } from "./draft/assessment-draft.store.js";
import { GradeResolver, SurveyFormGradeResolver } from "./level/grade.resolver.js";
import { AssessmentDiscrepanciesResolver } from "./level/level-discrepancy.resolver.js";
import { statedNeedsExport } from "./need/stated-need.export.js";
import { STATED_NEEDS_LIST } from "./need/stated-need.format.js";
import { statedNeeds, systemComponents } from "./need/stated-need.import.js";
import { FacilityNeedsResolver, StatedNeedResolver } from "./need/stated-need.resolver.js";
import { statedNeedsList } from "./need/stated-need-list.import.js";
import { statedNeedsTableExport } from "./need/stated-needs-table.export.js";
import { RoundDemandResolver, SituationCountResolver, SystemDemandResolver } from "./need/system-demand.resolver.js";
import { AnyAssessmentResolver } from "./result/any-assessment.resolver.js";
import { assessmentsExport } from "./result/assessment.export.js";
import { ASSESSMENTS_LIST } from "./result/assessment.format.js";
import { assessmentRounds, levelShares, levelTable } from "./result/assessment.import.js";
import { AssessmentResolver, ComponentResultResolver } from "./result/assessment.resolver.js";
import { assessmentsList } from "./result/assessment-list.import.js";
import { FacilityAssessmentsResolver } from "./result/facility-assessments.resolver.js";
import { RoundAssessmentsResolver } from "./result/round-assessments.resolver.js";
import { assessmentRoundsExport } from "./round/assessment-round.export.js";
import {
  AssessmentRoundResolver,
  LevelTransitionResolver,
  RoundComparisonResolver,
} from "./round/assessment-round.resolver.js";
import { AssessmentRoundActResolver } from "./round/assessment-round-act.resolver.js";
import { levelChangesExport } from "./round/level-change.export.js";
import { ruleGates, ruleSets } from "./rule-set/rule-set.import.js";
import { GateResolver, RoundRulesResolver, RuleSetResolver } from "./rule-set/rule-set.resolver.js";
import { whatIfExport } from "./what-if/what-if.export.js";
import { WhatIfResolver } from "./what-if/what-if.resolver.js";

/** Rounds of assessment, their results, needs and rules. */
export const assessmentConcept: Concept = {
  resolvers: [
    AssessmentRoundResolver,
    RoundAssessmentsResolver,
    LevelTransitionResolver,
    RoundComparisonResolver,
    AssessmentRoundActResolver,
    RuleSetResolver,
    GateResolver,
    RoundRulesResolver,
    AnyAssessmentResolver,
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
    GradeResolver,
    SurveyFormGradeResolver,
  ],
  nodes: {
    Assessment: async (keys, { snapshot: { assessments, rounds } }, pointInTime) =>
      cloneIntoBatch(
        "Assessment",
        pointInTime,
        idsIn(keys).flatMap((id) => {
          const found = assessments.find(id);
          return found && isKnownIn(pointInTime, rounds.byId(found.roundId).knownOn) ? found : [];
        }),
      ),
    AssessmentDraft: async (keys, context, pointInTime) => {
      const wanted = idsIn(keys);
      return batched(
        "AssessmentDraft",
        pointInTime,
        await visibleDrafts(context, () => draftsOf(context.db, "a.id", wanted)),
      );
    },
    AssessmentRound: heldNodes("AssessmentRound", ({ snapshot }) => snapshot.rounds),
  },
  tables: [
    assessmentRounds,
    levelTable,
    levelShares,
    statedNeeds,
    systemComponents,
    criteria,
    surveyForm,
    ruleSets,
    ruleGates,
  ],
  imports: {
    ASSESSMENTS: {
      format: ASSESSMENTS_LIST,
      reader: assessmentsList,
      about: [
        "Published results of assessments. A blank cell leaves what is on record. For ADMIN.",
        "Kết quả đánh giá đã công bố. Ô trống thì giữ nguyên. Dành cho ADMIN.",
      ],
    },
    STATED_NEEDS: {
      format: STATED_NEEDS_LIST,
      reader: statedNeedsList,
      about: ["Stated needs. For ADMIN.", "Nhu cầu ứng dụng CNTT. Dành cho ADMIN."],
    },
    ASSESSMENT_ANSWERS: {
      format: ASSESSMENT_ANSWERS_LIST,
      reader: assessmentAnswersList,
      about: [
        "Answers to the criteria of assessments that are being entered. A blank cell leaves what was entered.",
        "Câu trả lời cho các tiêu chí của đánh giá đang nhập. Ô trống thì giữ nguyên.",
      ],
      forEditors: true,
    },
  },
  exports: [
    assessmentsExport,
    assessmentRoundsExport,
    levelChangesExport,
    assessmentAnswersExport,
    statedNeedsExport,
    statedNeedsTableExport,
    whatIfExport,
    criteriaExport,
  ],
  snapshot: assessmentSnapshot,
};
