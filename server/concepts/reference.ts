import type { Database } from "../core/database/database.js";
import { cloneAlone } from "../core/snapshot/batch.js";
import type { Revision, Revisions } from "../core/snapshot/revision.js";
import { RevisionCache, WHOLE } from "../core/snapshot/revision-cache.js";
import { LATEST } from "../core/time/point-in-time.js";
import { allAreaChanges, allAreaNames, allAreaParents, allAreas } from "./area/area.store.js";
import { AreaTree } from "./area/area-tree.js";
import { allCriteria, allSampleAnswers, allSurveyForms } from "./assessment/criterion/criterion.store.js";
import { LevelSummary } from "./assessment/level/level-summary.js";
import { allSystemComponents } from "./assessment/need/stated-need.store.js";
import { type AssessmentRow, allAssessments, allRounds } from "./assessment/result/assessment.store.js";
import { PublishedAssessments } from "./assessment/result/published-assessments.js";
import { PublishedResults } from "./assessment/result/published-results.js";
import { allGates, allRuleSets } from "./assessment/rule-set/rule-set.store.js";
import { RuleSets } from "./assessment/rule-set/rule-sets.js";
import { facilityTables } from "./facility/register/facility.store.js";
import { FacilityRegister } from "./facility/register/facility-register.js";
import { allFindings } from "./finding/finding.store.js";
import { allLegalDocuments, allLegalMentions } from "./legal-basis/legal-document.store.js";
import { allMetrics } from "./metric/definition/metric.store.js";
import { allSections, allSourceDocuments } from "./provenance/source/source.store.js";
import { allStatements } from "./provenance/source/statement.store.js";
import {
  allDemands,
  allFormColumns,
  allFormFigures,
  allForms,
  allObligations,
  allRecipients,
  allTasks,
} from "./reporting/campaign.store.js";
import { allMilestones, allRoadmapYears, allTargets } from "./roadmap/roadmap.store.js";
import { allTerms, type TermRow } from "./term/term.store.js";

/**
 * What every answer leans on and what seldom changes. Each server holds it in memory, all of it as of one revision; a
 * question about it costs no statement.
 */
export type Reference = Readonly<
  Catalogue & {
    facilities: FacilityRegister;
    assessments: PublishedAssessments;
    levels: LevelSummary;
    results: HeldResults;
  }
>;

/** The component results of a revision; null until they have been read: who asks before asks the database. */
interface HeldResults {
  readonly book: PublishedResults | null;
}

/** Rows in memory, by id. They are shared by all requests and frozen: `cloneIntoBatch` hands them out. */
export class Rows<T extends { id: number }> {
  readonly #byId: ReadonlyMap<number, T>;

  constructor(private readonly rows: readonly T[]) {
    for (const row of rows) Object.freeze(row);
    this.#byId = new Map(rows.map((row) => [row.id, row]));
  }

  all(): readonly T[] {
    return this.rows;
  }

  byId(id: number): T {
    const row = this.#byId.get(id);
    if (!row) throw new Error(`No row ${id} in what is held in memory.`);
    return row;
  }

  findById(id: number): T | undefined {
    return this.#byId.get(id);
  }

  maybeById(id: number | null): T | null {
    return id === null ? null : this.byId(id);
  }
}

export class Terms extends Rows<TermRow> {
  of(vocabulary: string): TermRow[] {
    return this.all().filter((term) => term.vocabulary === vocabulary);
  }

  find(vocabulary: string, code: string): TermRow | undefined {
    return this.all().find((term) => term.vocabulary === vocabulary && term.code === code);
  }
}

/** Words, sources, law, areas, rounds, metrics, the roadmap. */
type Catalogue = Awaited<ReturnType<typeof readCatalogue>>;

async function readCatalogue(db: Database) {
  const read = await atOnce({
    sourceDocuments: allSourceDocuments(db),
    sections: allSections(db),
    terms: allTerms(db),
    legalDocuments: allLegalDocuments(db),
    legalMentions: allLegalMentions(db),
    statements: allStatements(db),
    areas: allAreas(db),
    areaNames: allAreaNames(db),
    areaParents: allAreaParents(db),
    areaChanges: allAreaChanges(db),
    rounds: allRounds(db),
    systemComponents: allSystemComponents(db),
    criteria: allCriteria(db),
    surveyForms: allSurveyForms(db),
    sampleAnswers: allSampleAnswers(db),
    ruleSets: allRuleSets(db),
    gates: allGates(db),
    metrics: allMetrics(db),
    targets: allTargets(db),
    milestones: allMilestones(db),
    roadmapYears: allRoadmapYears(db),
    findings: allFindings(db),
    recipients: allRecipients(db),
    tasks: allTasks(db),
    forms: allForms(db),
    columns: allFormColumns(db),
    figures: allFormFigures(db),
    demands: allDemands(db),
    obligations: allObligations(db),
  });
  const sourceDocuments = new Rows(read.sourceDocuments);
  const sections = new Rows(read.sections);
  return {
    sourceDocuments,
    sections,
    citation: (sectionId: number) => {
      const { documentId, label } = sections.byId(sectionId);
      return { document: cloneAlone("SourceDocument", LATEST, sourceDocuments.byId(documentId)), section: label };
    },
    terms: new Terms(read.terms),
    legalDocuments: new Rows(read.legalDocuments),
    legalMentions: read.legalMentions,
    statements: read.statements,
    areas: new AreaTree(read.areas, read.areaNames, read.areaParents, read.areaChanges),
    rounds: new Rows(read.rounds),
    systemComponents: new Map(read.systemComponents.map((row) => [row.systemId, row])),
    criteria: new Rows(read.criteria),
    surveyForms: read.surveyForms,
    sampleAnswers: read.sampleAnswers,
    rules: new RuleSets(read.ruleSets, read.gates),
    metrics: new Rows(read.metrics),
    targets: new Rows(read.targets),
    milestones: new Rows(read.milestones),
    roadmapYears: read.roadmapYears.map(({ year }) => year),
    findings: read.findings,
    campaign: {
      recipients: read.recipients,
      tasks: read.tasks,
      forms: read.forms,
      columns: read.columns,
      figures: read.figures,
      demands: read.demands,
      obligations: read.obligations,
    },
  };
}

const readFacilities = async (db: Database): Promise<FacilityRegister> =>
  new FacilityRegister(await facilityTables(db));

/** What all of these tables hold, asked for at once: whoever waits for one after the other waits longer. */
async function atOnce<T extends Record<string, Promise<unknown>>>(
  reads: T,
): Promise<{ [K in keyof T]: Awaited<T[K]> }> {
  const found = await Promise.all(Object.entries(reads).map(async ([name, rows]) => [name, await rows] as const));
  return Object.fromEntries(found) as { [K in keyof T]: Awaited<T[K]> };
}

/** The reference data of a revision: each part is read again only after a change of it. */
export class References {
  readonly #catalogue = new RevisionCache<Catalogue, "REFERENCE">({ scopes: ["REFERENCE"], most: 1 });
  readonly #facilities = new RevisionCache<FacilityRegister, "FACILITY">({ scopes: ["FACILITY"], most: 1 });
  readonly #assessments = new RevisionCache<readonly AssessmentRow[], "ASSESSMENT">({
    ...{ scopes: ["ASSESSMENT"], most: 1 },
  });
  readonly #results = new RevisionCache<PublishedResults, "ASSESSMENT">({ scopes: ["ASSESSMENT"], most: 1 });
  readonly #whole = new RevisionCache<Reference, "REFERENCE" | "FACILITY" | "ASSESSMENT">({
    ...{ scopes: ["REFERENCE", "FACILITY", "ASSESSMENT"], most: 1 },
  });
  #holdsResults = false;
  /** The revision of ASSESSMENT whose results are to be held. */
  #wanted: number | undefined;

  constructor(
    private readonly db: Database,
    private readonly revisions: Revisions,
  ) {}

  /** As of this revision, which was read before: rows read during a change are never held as those after it. */
  at(revision: Revision): Reference | Promise<Reference> {
    return this.#whole.find(WHOLE, revision) ?? this.#whole.load([], revision, () => this.#composed(revision));
  }

  async #composed(revision: Revision): Promise<Reference> {
    const [catalogue, facilities, rows] = await Promise.all([
      this.#catalogue.load([], revision, () => readCatalogue(this.db)),
      this.#facilities.load([], revision, () => readFacilities(this.db)),
      this.#assessments.load([], revision, () => allAssessments(this.db)),
    ]);
    const assessments = new PublishedAssessments(rows, catalogue.rounds.all());
    const levels = new LevelSummary(assessments, facilities);
    return { ...catalogue, facilities, assessments, levels, results: this.#resultsAt(revision) };
  }

  /** Reads the component results of now, and from now on, while others are answered, those after each change. */
  async holdResults(): Promise<void> {
    this.#holdsResults = true;
    await this.#holdThoseOf(await this.revisions.current());
  }

  #resultsAt(revision: Revision): HeldResults {
    // Whoever asks for results meanwhile meets what goes wrong here, and reports it.
    if (this.#holdsResults) this.#holdThoseOf(revision).catch(() => undefined);
    const results = this.#results;
    return {
      get book() {
        return results.find(WHOLE, revision) ?? null;
      },
    };
  }

  async #holdThoseOf(revision: Revision): Promise<void> {
    this.#wanted = revision.ASSESSMENT;
    await this.#results.load([], revision, () => this.#read(revision));
  }

  /** They take many statements: they are held only if nothing changed between the first and the last. */
  async #read({ ASSESSMENT }: Revision): Promise<PublishedResults | null> {
    const results = await PublishedResults.read(this.db, () => this.#wanted === ASSESSMENT);
    const now = await this.revisions.current();
    return now.ASSESSMENT === ASSESSMENT ? results : null;
  }
}
