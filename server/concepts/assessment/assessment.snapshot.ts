import type { Snapshot } from "../../core/context.js";
import { Rows } from "../../core/snapshot/rows.js";
import type { Late, LatePart, LoadedPart, SnapshotParts } from "../../core/snapshot/snapshots.js";
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
import { allRounds, componentsOf, publishedAssessments, type RoundRow } from "./result/assessment.store.js";
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

const published: LoadedPart<Pick<Snapshot, "assessments">> = {
  scope: "ASSESSMENT",
  tables: ["assessment"],
  load: async (db) => ({ assessments: PublishedAssessments.of(await publishedAssessments(db)) }),
  async apply({ assessments }, changed, db) {
    const ids = changed.get("Assessment");
    return ids ? { assessments: assessments.with(ids, await publishedAssessments(db, ids)) } : null;
  },
};

const results: LatePart<PublishedResults> = {
  name: "results",
  scope: "ASSESSMENT",
  tables: ["component_result"],
  load: PublishedResults.read,
  async apply(known, changed, db) {
    const ids = changed.get("Assessment");
    return ids ? known.with(ids, await componentsOf(db, ids)) : null;
  },
};

export const assessmentSnapshot: SnapshotParts = {
  loaded: [
    {
      scope: "REFERENCE",
      tables: ["assessment_round"],
      load: async (db) => ({ rounds: new Rows(await allRounds(db)) }),
    },
    {
      scope: "REFERENCE",
      tables: ["system_component", "criterion", "survey_form", "sample_answer", "rule_set", "rule_gate"],
      async load(db) {
        const [systems, criteria, surveyForms, sampleAnswers, ruleSets, gates] = await Promise.all([
          allSystemComponents(db),
          allCriteria(db),
          allSurveyForms(db),
          allSampleAnswers(db),
          allRuleSets(db),
          allGates(db),
        ]);
        return {
          systemComponents: new Map(systems.map((row) => [row.systemId, row])),
          criteria: new Rows(criteria),
          surveyForms,
          sampleAnswers,
          rules: new RuleSets(ruleSets, gates),
        };
      },
    },
    published,
  ],
  derive({ assessments, rounds, facilities }: Snapshot, before: Snapshot | undefined) {
    const stays =
      before?.assessments.isSameAs(assessments) === true &&
      before.rounds === rounds &&
      before.facilities.whereabouts === facilities.whereabouts;
    const inOrder = assessments.inOrderOf(rounds.all());
    return { assessments: inOrder, levels: stays ? before.levels : new LevelSummary(inOrder, facilities) };
  },
  late: [results],
};
