import type { Snapshot } from "../../core/context.js";
import { Rows } from "../../core/snapshot/rows.js";
import type { Late, LatePart, SnapshotParts } from "../../core/snapshot/snapshots.js";
import {
  allCriteria,
  allSampleAnswers,
  allSurveyForms,
  type CriterionRow,
  type SampleAnswerRow,
  type SurveyFormRow,
} from "./criterion/criterion.store.js";
import { LevelSummary } from "./level/level-summary.js";
import { allSystemComponents, type SystemComponentRow } from "./need/stated-need.store.js";
import { type AssessmentRow, allAssessments, allRounds, type RoundRow } from "./result/assessment.store.js";
import { PublishedAssessments } from "./result/published-assessments.js";
import { PublishedResults } from "./result/published-results.js";
import { allGates, allRuleSets } from "./rule-set/rule-set.store.js";
import { RuleSets } from "./rule-set/rule-sets.js";

declare module "../../core/context.js" {
  interface Snapshot {
    readonly rounds: Rows<RoundRow>;
    readonly systemComponents: ReadonlyMap<number, SystemComponentRow>;
    readonly criteria: Rows<CriterionRow>;
    readonly surveyForms: readonly SurveyFormRow[];
    readonly sampleAnswers: readonly SampleAnswerRow[];
    readonly rules: RuleSets;
    readonly assessments: PublishedAssessments;
    readonly levels: LevelSummary;
    readonly results: Late<PublishedResults>;
  }
}

const results: LatePart<PublishedResults> = { name: "results", scope: "ASSESSMENT", load: PublishedResults.read };

export const assessmentSnapshot: SnapshotParts = {
  loaded: [
    {
      scope: "REFERENCE",
      async load(db) {
        const [rounds, systems, criteria, surveyForms, sampleAnswers, ruleSets, gates] = await Promise.all([
          allRounds(db),
          allSystemComponents(db),
          allCriteria(db),
          allSurveyForms(db),
          allSampleAnswers(db),
          allRuleSets(db),
          allGates(db),
        ]);
        return {
          rounds: new Rows(rounds),
          systemComponents: new Map(systems.map((row) => [row.systemId, row])),
          criteria: new Rows(criteria),
          surveyForms,
          sampleAnswers,
          rules: new RuleSets(ruleSets, gates),
        };
      },
    },
    { scope: "ASSESSMENT", load: async (db) => ({ assessmentRows: await allAssessments(db) }) },
  ],
  derive({ assessmentRows, rounds, facilities }: Snapshot & { assessmentRows: readonly AssessmentRow[] }) {
    const assessments = new PublishedAssessments(assessmentRows, rounds.all());
    return { assessments, levels: new LevelSummary(assessments, facilities) };
  },
  late: [results],
};
