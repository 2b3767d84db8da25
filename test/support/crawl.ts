import type { AreaFacilitiesQuery, Client, FacilityProgressQuery, LeagueLinesQuery } from "../../client-sdk/index.js";
import { everyNode, type Page } from "../../client-sdk/pages.js";
import type { Connections } from "../../server/core/database/database.js";

type Method = keyof Client;
/** The methods that only ask. */
export type QueryMethod = {
  [Name in Method]: Awaited<ReturnType<Client[Name]>> extends { ok: boolean } ? never : Name;
}[Method];

/** What there is to ask about. */
export interface World {
  facilities: readonly string[];
  areas: readonly string[];
  districts: readonly string[];
  rounds: readonly string[];
  ruleSets: readonly string[];
  metrics: readonly { code: string; subjectType: string }[];
  milestones: readonly string[];
  campaigns: readonly string[];
  /** Where the changes stood when the crawl before this one began. */
  since: string | undefined;
}

/** Days of both documents, of between the changes of the areas, and after the acts; undefined: no day is named. */
const DAYS = ["2019-08-08", "2021-03-01", "2022-12-07", "2025-03-01", "2026-01-12", undefined];
/** Everywhere, under a managing body, and in an area. */
const UNDER = [undefined, "SYT", "478"];

export async function worldOf(db: Connections, client: Client, since?: string): Promise<World> {
  const codes = async (table: string): Promise<string[]> =>
    (await db.query<{ code: string }>(`SELECT DISTINCT code FROM ${table} ORDER BY code`)).map(({ code }) => code);
  const metrics = await db.query<{ code: string; subjectType: string }>(
    "SELECT code, subject_type AS subjectType FROM metric ORDER BY code",
  );
  const districts = await db.query<{ code: string }>("SELECT DISTINCT code FROM area WHERE area_type = 'DISTRICT'");
  return {
    ...{ since, districts: districts.map(({ code }) => code) },
    ...{ metrics, facilities: await codes("facility"), areas: await codes("area") },
    ...{ rounds: await codes("assessment_round"), ruleSets: await codes("rule_set") },
    campaigns: await codes("reporting_campaign"),
    milestones: (await client.roadmapByYear()).roadmap.milestones.map(({ id }) => id),
  };
}

/** Every page of a connection; so few lines to a page that most have a next one. */
async function pages<Node>(ask: (after: string | null) => Promise<Page<Node> | null | undefined>): Promise<void> {
  for await (const _ of everyNode(ask));
}

const each = async <Of>(list: readonly Of[], ask: (of: Of) => Promise<unknown>): Promise<void> => {
  for (const of of list) await ask(of);
};

/** How each query is asked about everything on record. A new operation needs its line here. */
export const crawl: { readonly [Name in QueryMethod]: (client: Client, world: World) => Promise<unknown> } = {
  viewer: (client) => client.viewer(),
  accounts: (client) => client.accounts(),
  accountPage: (client) => pages(async (after) => (await client.accountPage({ first: 2, after })).accountConnection),
  apiKeys: (client) => client.apiKeys(),
  apiKeyPage: (client) => pages(async (after) => (await client.apiKeyPage({ first: 1, after })).apiKeyConnection),

  districtPage: (client, { areas }) =>
    each(areas, (code) =>
      each(DAYS, (asOf) => pages(async (after) => (await client.districtPage({ code, asOf, after })).area?.facilities)),
    ),
  areaFacilities: (client, { areas }) =>
    each(areas, async (code) => {
      const { area } = await client.districtPage({ code, first: 1 });
      if (area)
        await pages(async (after) => facilitiesIn(await client.areaFacilities({ id: area.id, first: 7, after })));
    }),
  areaTree: (client) => each(DAYS, (asOf) => client.areaTree({ asOf })),
  areaChildren: (client, { areas }) =>
    each(areas, (code) =>
      each(DAYS, (asOf) =>
        pages(async (after) => (await client.areaChildren({ code, asOf, first: 5, after })).area?.childConnection),
      ),
    ),
  areaPage: (client, { areas }) =>
    each(areas, (code) =>
      each(DAYS, (asOf) =>
        pages(async (after) => (await client.areaPage({ code, asOf, first: 7, after })).area?.facilities),
      ),
    ),

  facilityCard: (client, { facilities }) =>
    each(facilities, (code) => each(DAYS, (asOf) => client.facilityCard({ code, asOf }))),
  facilityPage: (client, { facilities }) =>
    each(facilities, (code) => each(DAYS, (asOf) => client.facilityPage({ code, asOf }))),
  facilityRecord: (client, { facilities }) => each(facilities, (code) => client.facilityRecord({ code })),
  facilityList: (client) =>
    each(DAYS, (asOf) => pages(async (after) => (await client.facilityList({ asOf, first: 15, after })).facilities)),
  facilitySearch: (client) =>
    each(DAYS, (asOf) => pages(async (after) => (await client.facilitySearch({ asOf, first: 15, after })).facilities)),
  facilityChildren: (client, { facilities }) =>
    each(facilities, (code) =>
      each(DAYS, (asOf) =>
        pages(
          async (after) => (await client.facilityChildren({ code, asOf, first: 5, after })).facility?.childConnection,
        ),
      ),
    ),
  async matchNames(client, { facilities }) {
    const { facilities: list } = await client.facilityList({ first: 100 });
    const names = [...list.nodes.map(({ name }) => name), ...facilities, "Medic", "Bệnh viện", "no such unit", ""];
    for (let from = 0; from < names.length; from += 100)
      await client.matchNames({ names: names.slice(from, from + 100) });
  },

  levelDistribution: (client, { rounds }) =>
    each(rounds, (round) => each(UNDER, (under) => client.levelDistribution({ round, under }))),
  assessmentsOfRound: (client, { rounds }) =>
    each(rounds, (round) =>
      each(UNDER, (under) =>
        pages(
          async (after) =>
            (await client.assessmentsOfRound({ round, filter: { under }, first: 4, after })).assessmentRound
              ?.assessments,
        ),
      ),
    ),
  levelChange: (client, { rounds }) => each(rounds, (from) => each(rounds, (to) => client.levelChange({ from, to }))),
  levelMatrix: (client, { rounds }) =>
    each(rounds, (from) => each(rounds, (to) => each(UNDER, (under) => client.levelMatrix({ from, to, under })))),
  facilityAssessment: (client, { facilities, rounds, ruleSets }) =>
    each(facilities, (code) =>
      each(rounds, async (round) => {
        for (const ruleSet of ruleSets) await client.facilityAssessment({ code, round, gapTo: 7, ruleSet });
        await client.facilityAssessment({ code, round, gapTo: 3, asOf: "2022-12-07", recordedAsOf: "2026-01-14" });
      }),
    ),
  whatIf: (client, { rounds, ruleSets }) =>
    each(rounds, (round) => each(ruleSets, (ruleSet) => client.whatIf({ round, ruleSet, assumptions: [] }))),
  ruleSets: (client) => each(DAYS, (on) => client.ruleSets({ on })),
  ruleSet: (client, { ruleSets }) => each(ruleSets, (code) => client.ruleSet({ code })),
  async gradeOfAnswers(client, { ruleSets }) {
    const group = "LIS";
    const { criteria } = await client.criteria({ group });
    for (const ruleSet of ruleSets)
      for (const answer of ANSWERS) {
        const answers = criteria.map(({ code }) => ({ criterion: code, answer }));
        await client.gradeOfAnswers({ group, ruleSet, answers });
        await client.gradeOfAnswers({ group, ruleSet, answers: answers.slice(1) });
      }
  },
  statedNeeds: (client, { rounds }) =>
    each([undefined, ...rounds], (round) =>
      pages(async (after) => (await client.statedNeeds({ round, after })).facilities),
    ),
  systemDemand: (client, { rounds }) =>
    each(rounds, (round) => each(UNDER, (under) => client.systemDemand({ round, under }))),
  comparisonPage: (client, { rounds }) =>
    each(rounds, (from) => each(rounds, (to) => each(UNDER, (under) => client.comparisonPage({ from, to, under })))),
  demandPage: (client, { rounds }) =>
    each(rounds, (round) => each(UNDER, (under) => client.demandPage({ round, under }))),
  assumptionPage: (client, { rounds }) =>
    each(rounds, (round) =>
      pages(async (after) => (await client.assumptionPage({ round, after })).assessmentRound?.assessments),
    ),
  criteria: (client) => each([undefined, "LIS", "MANAGEMENT"], (group) => client.criteria({ group })),
  assessmentRounds: (client) => client.assessmentRounds(),
  assessmentInProgress: (client, { facilities, rounds }) =>
    each(facilities, (code) => each(rounds, (round) => client.assessmentInProgress({ code, round }))),
  assessmentsInProgress: (client) => pages(async (after) => (await client.assessmentsInProgress({ after })).facilities),

  async changes(client, { since }) {
    let { cursor, hasMore } = (await client.changes({ since, first: 5 })).changes;
    while (hasMore) ({ cursor, hasMore } = (await client.changes({ since: cursor, first: 5 })).changes);
  },
  async copiedObjects(client, { since }) {
    const { changes } = await client.changes({ since, first: 100 });
    const ids = changes.nodes.flatMap(({ id }) => id ?? []);
    await client.copiedObjects({ ids: [...new Set(ids)] });
  },
  async auditTrail(client) {
    const ids = new Set<string>();
    const asked = (after: string | null) => client.auditEntries({ first: 100, after });
    for await (const { objectId } of everyNode(async (after) => (await asked(after)).auditEntries))
      if (objectId) ids.add(objectId);
    await each([...ids], (id) =>
      pages(async (after) => (await client.auditTrail({ id, first: 2, after })).auditEntries),
    );
  },
  auditEntries: (client) => pages(async (after) => (await client.auditEntries({ first: 7, after })).auditEntries),
  auditChain: (client) => client.auditChain(),
  auditVerification: (client) => client.auditVerification(),

  legalBasis: (client) => client.legalBasis(),
  legalDocument: async (client) =>
    each((await client.legalBasis()).legalDocuments, ({ number }) => client.legalDocument({ number })),
  vocabularies: (client) => client.vocabularies(),
  importedFiles: (client) => client.importedFiles(),
  sourceDocuments: (client) => client.sourceDocuments(),
  sourceDocument: async (client) =>
    each((await client.sourceDocuments()).sourceDocuments, ({ code }) => client.sourceDocument({ code })),
  discrepancies: (client) => client.discrepancies(),
  discrepancy: async (client) =>
    each((await client.discrepancies()).discrepancies.slice(0, 20), ({ code }) => client.discrepancy({ code })),
  discrepancyPage: (client) =>
    pages(async (after) => (await client.discrepancyPage({ first: 50, after })).discrepancyConnection),
  discrepancyOverview: (client) =>
    each(["CONFLICT", "ROUNDING", "NOT_COMPUTABLE", "MATCH"] as const, (status) =>
      pages(async (after) => (await client.discrepancyOverview({ status: [status], first: 50, after })).found),
    ),

  project06Overview: (client) => client.project06Overview(),
  project06Page: (client) => each(DAYS, (asOf) => client.project06Page({ asOf })),
  metricFigures: (client, { metrics }) =>
    each(metrics, ({ code }) =>
      pages(async (after) => (await client.metricFigures({ code, first: 50, after })).observations),
    ),
  metricSeries: (client, { metrics, facilities, districts }) =>
    each(metrics, async ({ code, subjectType }) => {
      const subjects = { FACILITY: facilities, DISTRICT: districts }[subjectType] ?? ["46", "VN"];
      await each([undefined, ...subjects], (subject) => client.metricSeries({ code, subject }));
      await client.metricSeries({ code, recordedAsOf: "2026-01-14" });
    }),
  metricSeriesPage: (client, { metrics }) =>
    each(metrics, ({ code }) =>
      each([undefined, "478", "BV-MAT"], (subject) =>
        pages(
          async (after) => (await client.metricSeriesPage({ code, subject, first: 1, after })).metric?.seriesConnection,
        ),
      ),
    ),
  observations: (client) =>
    each(DAYS, (asOf) => pages(async (after) => (await client.observations({ asOf, first: 100, after })).observations)),
  figureList: (client) =>
    each(DAYS, (asOf) => pages(async (after) => (await client.figureList({ asOf, first: 100, after })).observations)),
  oneFigure: async (client) => {
    const { observations } = await client.observations({ first: 100 });
    await each(observations.nodes, ({ id }) => client.oneFigure({ id }));
  },
  figureChoices: (client) => client.figureChoices(),
  metricTotals: (client, { metrics }) =>
    each(metrics, async ({ code }) => {
      await each(UNDER, (under) => client.metricTotals({ code, under }));
      await each(DAYS, (on) => client.metricTotals({ code, on }));
    }),
  linkupLeagueTable: (client) =>
    each(DAYS, (asOf) => pages(async (after) => (await client.linkupLeagueTable({ asOf, after })).facilities)),
  metricDefinitions: (client) => client.metricDefinitions(),
  leagueTable: (client, { metrics }) =>
    each(metrics, ({ code }) =>
      each(UNDER, (under) =>
        pages(async (after) => (await client.leagueTable({ code, under, first: 10, after })).metric?.league),
      ),
    ),
  leagueLines: (client, { metrics }) =>
    each(metrics, async ({ code }) => {
      const { metric } = await client.leagueTable({ code, first: 1 });
      const id = metric?.id ?? "";
      await pages(async (after) => leagueIn(await client.leagueLines({ id, first: 10, after })));
    }),
  metricPair: (client, { areas }) =>
    each([undefined, ...areas], (subject) => client.metricPair({ ...SAME_UNIT, subject })),

  reportingCompleteness: (client) => client.reportingCompleteness(),
  campaignPage: (client) =>
    pages(async (after) => (await client.campaignPage({ first: 1, after })).reportingCampaignConnection),
  campaign: (client, { campaigns }) => each(campaigns, (code) => each(DAYS, (on) => client.campaign({ code, on }))),
  campaignForms: (client, { campaigns, facilities }) =>
    each(campaigns, (campaign) => each(facilities, (facility) => client.campaignForms({ campaign, facility }))),
  checkFormAnswer: (client, { campaigns, facilities }) =>
    each(campaigns, (campaign) =>
      each(facilities, async (facility) => {
        const { reportingCampaign } = await client.campaignForms({ campaign, facility });
        for (const { code: form, columns, demands } of reportingCampaign?.forms ?? []) {
          const entered = columns.filter(({ isEntered }) => isEntered);
          for (const { rows } of demands.flatMap(({ obligations }) => obligations)) {
            const cells = rows.flatMap(({ row }) =>
              entered.map(({ number: column }, value) => ({ row, column, value })),
            );
            await client.checkFormAnswer({ campaign, form, facility, cells });
          }
        }
      }),
    ),

  roadmapByYear: (client) => each([undefined, 2022, 2025, 2030], (year) => client.roadmapByYear({ year })),
  milestone: (client, { milestones }) => each(milestones, (id) => client.milestone({ by: { id } })),
  target: async (client) =>
    each((await client.targetsAgainstMetrics()).targets, ({ id }) => client.target({ by: { id } })),
  targetPage: (client) => pages(async (after) => (await client.targetPage({ first: 4, after })).targetConnection),
  targetsAgainstMetrics: (client) => each(YEARS, (year) => client.targetsAgainstMetrics({ year })),
  targetProgress: (client) => each(DAYS, (on) => each(UNDER, (under) => client.targetProgress({ on, under }))),
  roadmapPage: (client) => each(DAYS, (on) => client.roadmapPage({ on })),
  targetConflicts: (client) => each(YEARS, (year) => client.targetConflicts({ year })),
  milestoneProgress: (client, { milestones }) =>
    each(milestones, (id) =>
      pages(async (after) => {
        const { node } = await client.milestoneProgress({ id, first: 1, after });
        return node && "progress" in node ? node.progress : null;
      }),
    ),
  facilityMilestones: (client, { facilities }) =>
    each(facilities, (code) =>
      pages(async (after) => (await client.facilityMilestones({ code, first: 1, after })).facility?.milestoneProgress),
    ),
  facilityProgress: (client, { facilities }) =>
    each(facilities, async (code) => {
      const { facility } = await client.facilityMilestones({ code, first: 1 });
      const id = facility?.id ?? "";
      await pages(async (after) => progressIn(await client.facilityProgress({ id, first: 1, after })));
    }),
};

/** What goes on under the id of its parent. */
const facilitiesIn = ({ node }: AreaFacilitiesQuery) => (node && "facilities" in node ? node.facilities : null);
const leagueIn = ({ node }: LeagueLinesQuery) => (node && "league" in node ? node.league : null);
const progressIn = ({ node }: FacilityProgressQuery) =>
  node && "milestoneProgress" in node ? node.milestoneProgress : null;

const ANSWERS = ["MET", "NEEDS_UPGRADE", "NOT_EQUIPPED", "NOT_NEEDED"] as const;
const YEARS = [undefined, 2019, 2025, 2030];
const SAME_UNIT = { numerator: "POPULATION_ON_SOFTWARE", denominator: "POPULATION_MANAGED" };
