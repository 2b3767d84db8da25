import type { Snapshot } from "../../core/context.js";
import type { ChangedObjects } from "../../core/snapshot/changed-objects.js";
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

/** Published with an assessment, and not held in memory. */
const BESIDE = "StatedNeed";

/** The assessments that have changed; null: it is not told which. */
const assessmentsIn = (changed: ChangedObjects): readonly number[] | null =>
  changed.get("Assessment") ?? (changed.has(BESIDE) && changed.size === 1 ? [] : null);

const published: LoadedPart<Pick<Snapshot, "assessments">> = {
  scope: "ASSESSMENT",
  load: async (db) => ({ assessments: PublishedAssessments.of(await publishedAssessments(db)) }),
  async apply({ assessments }, changed, db) {
    const ids = assessmentsIn(changed);
    return ids && { assessments: assessments.with(ids, await publishedAssessments(db, ids)) };
  },
};

const results: LatePart<PublishedResults> = {
  name: "results",
  scope: "ASSESSMENT",
  load: PublishedResults.read,
  async apply(known, changed, db) {
    const ids = assessmentsIn(changed);
    return ids && known.with(ids, await componentsOf(db, ids));
  },
};

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
