import { groupBy } from "../../core/collections/groups.js";
import type { Snapshot } from "../../core/context.js";
import { OF_ITS_OWNER, RevisionCache } from "../../core/snapshot/revision-cache.js";
import { duePrinted, FIGURES_PART } from "./campaign/campaigns.format.js";
import { enteredIn } from "./campaign/definition.js";
import { subjectsIn, subjectTypeOf } from "./campaign/definition-rules.js";
import type { ReportingCampaignRow } from "./campaign/reporting-campaign.store.js";
import type {
  DemandRow,
  FormColumnRow,
  FormFigureRow,
  FormPartRow,
  FormRow,
  GivenRow,
  ObligationRow,
} from "./campaign.store.js";

/** Of so many forms and metrics it is held who is asked. */
const MOST_ASKED = 200;

/** A form with all that belongs to it. */
interface AskedForm {
  form: FormRow;
  columns: readonly FormColumnRow[];
  parts: readonly FormPartRow[];
  figures: readonly FormFigureRow[];
  demands: readonly AskedDemand[];
}

export interface AskedDemand {
  demand: DemandRow;
  /** Whose it is. */
  campaign: ReportingCampaignRow;
  form: FormRow;
  obligations: readonly ObligationRow[];
}

/** What all campaigns ask for. Forms and demands that were opened here have ids below 0: they stand in no table. */
export interface Asked {
  /** By campaign, in its order. */
  ofCampaign(id: number): readonly AskedForm[];
  form(id: number): AskedForm;
  demand(id: number): AskedDemand;
  /** The facilities or areas of whom a form asks figures of a metric. */
  subjectsOf(formId: number, metricId: number): ReadonlySet<number>;
}

/** Pure: made of what is held in memory. */
export function askedOf(snapshot: Snapshot): Asked {
  const byCampaign = new Map(
    snapshot.reportingCampaigns
      .all()
      .map((row) => [row.id, row.definition ? definedForms(row, snapshot) : printedForms(row, snapshot)] as const),
  );
  const { areas, metrics } = snapshot;
  const forms = [...byCampaign.values()].flat();
  // By form and metric; it goes with the snapshot that this is made of.
  const subjects = new RevisionCache<ReadonlySet<number>>({ scopes: [], most: MOST_ASKED });
  const byForm = new Map(forms.map((each) => [each.form.id, each] as const));
  const byDemand = new Map(forms.flatMap(({ demands }) => demands.map((each) => [each.demand.id, each] as const)));
  return {
    ofCampaign: (id) => byCampaign.get(id) ?? [],
    form: (id) => required(byForm.get(id), "form"),
    demand: (id) => required(byDemand.get(id), "demand"),
    subjectsOf: (form, metric) =>
      subjects.get([form, metric], OF_ITS_OWNER, ([formId, metricId]) => {
        const { demands } = required(byForm.get(formId), "form");
        const owed = demands.flatMap(({ demand, obligations }) =>
          obligations.flatMap((each) => subjectsOwed(metricId, demand, each, { areas, metrics })),
        );
        return new Set(owed.flatMap(({ facilityId, areaId }) => facilityId ?? areaId ?? []));
      }),
  };
}

function required<T>(found: T | undefined, what: string): T {
  if (!found) throw new Error(`There is no such ${what} of a campaign.`);
  return found;
}

/** The forms of a letter: the rows whose sections are of its document. */
function printedForms(campaign: ReportingCampaignRow, { campaign: printed, sections }: Snapshot): AskedForm[] {
  const documentOf = (sectionId: number) => sections.byId(sectionId).documentId;
  const document = documentOf(campaign.sectionId);
  const obligations = groupBy(printed.obligations, ({ demandId }) => demandId);
  return printed.forms
    .filter(({ sectionId }) => documentOf(sectionId) === document)
    .map((form) => {
      const own = <T extends { formId: number }>(rows: readonly T[]) => rows.filter(({ formId }) => formId === form.id);
      const demands = own(printed.demands).map((demand) => ({
        ...{ demand, campaign, form },
        obligations: obligations.get(demand.id) ?? [],
      }));
      return { form, columns: own(printed.columns), parts: own(printed.parts), figures: own(printed.figures), demands };
    });
}

/** More than a campaign has forms, or demands. */
const MOST = 1000;

function definedForms(
  campaign: ReportingCampaignRow,
  { facilities, areas, metrics }: Pick<Snapshot, "facilities" | "areas" | "metrics">,
): AskedForm[] {
  const { id, sectionId, definition } = campaign;
  if (!definition) return [];
  const metricIds = new Map(metrics.all().map((metric) => [metric.code, metric.id] as const));
  return definition.forms.map((form, place) => {
    const row: FormRow = { id: -(id * MOST + place), code: form.code, sectionId, definition: form };
    const formId = row.id;
    const metricOf = (code: string | null) => (code === null ? null : (metricIds.get(code) ?? null));
    const columns = form.columns.map(({ metric, ...column }) => ({ formId, ...column, metricId: metricOf(metric) }));
    const figures = new Map<string, FormFigureRow>();
    for (const { metric, from, on } of form.columns) {
      const metricId = metricOf(metric);
      if (metricId !== null && on !== null) figures.set(`${metricId} ${on}`, { formId, metricId, from, on });
    }
    const words = form.parts.map((part) => ({ formId, ...part, inWords: 1 }));
    const parts = enteredIn(form).length > 0 ? [{ formId, ...FIGURES_PART, inWords: 0 }, ...words] : words;
    const demands = definition.demands.flatMap(({ recipient, form: owed, dueBefore }, i) => {
      if (owed !== form.code) return [];
      const demand: DemandRow = {
        ...{ id: -(id * MOST + i), formId, sectionId, recipientVi: recipient, dueBefore },
        duePrinted: duePrinted(dueBefore),
      };
      const units = definition.recipients.find(({ nameVi }) => nameVi === recipient)?.units ?? [];
      const obligations = units.flatMap(({ facility, area }): ObligationRow[] => {
        const facilityId = facilities.idOf(facility) ?? undefined;
        const areaId = area === null ? null : (areas.holder(area, { asOf: dueBefore })?.id ?? null);
        return facilityId === undefined ? [] : [{ demandId: demand.id, facilityId, areaId, receivedOn: null }];
      });
      return [{ demand, campaign, form: row, obligations }];
    });
    return { form: row, columns, parts, figures: [...figures.values()], demands };
  });
}

/** Whom a figure is about. */
export interface FigureSubject {
  facilityId: number | null;
  areaId: number | null;
}

/** Whom the figures of a metric are about that a unit owes: itself, or each such area in the one that it answers for. */
export function subjectsOwed(
  metricId: number,
  { dueBefore }: Pick<DemandRow, "dueBefore">,
  { facilityId, areaId }: ObligationRow,
  { areas, metrics }: Pick<Snapshot, "areas" | "metrics">,
): FigureSubject[] {
  const { subjectType } = metrics.byId(metricId);
  if (subjectType === "FACILITY") return [{ facilityId, areaId: null }];
  const pointInTime = { asOf: dueBefore };
  const within = areaId === null ? [] : areas.within(areaId, pointInTime).map((id) => areas.view(id, pointInTime));
  const subjects = within.filter((area) => area?.areaType === subjectType);
  return subjects.map((area) => ({ facilityId: null, areaId: area?.id ?? null }));
}

/** The figures that a unit is to give of a form. */
export const figuresOwed = (
  { demand }: AskedDemand,
  obligation: ObligationRow,
  snapshot: Pick<Snapshot, "areas" | "metrics" | "asked">,
): GivenRow[] =>
  snapshot.asked
    .form(demand.formId)
    .figures.flatMap(({ metricId, on }) =>
      subjectsOwed(metricId, demand, obligation, snapshot).map((subject) => ({ metricId, on, ...subject })),
    );

/** The facility itself, as a row of its form. */
const ITSELF = "";

/** The rows that a unit fills in of a form, by the codes of what they are about; of its own figures there is one. */
export function rowsOwed(
  { demand, form }: AskedDemand,
  { areaId }: ObligationRow,
  snapshot: Pick<Snapshot, "areas" | "metrics">,
): { code: string; areaId: number | null }[] {
  const type = form.definition ? subjectTypeOf(form.definition, snapshot) : "FACILITY";
  if (type === "FACILITY") return [{ code: ITSELF, areaId: null }];
  const area = areaId === null ? null : (snapshot.areas.view(areaId, { asOf: demand.dueBefore })?.code ?? null);
  return subjectsIn(type, area, demand.dueBefore, snapshot).map(({ id, code }) => ({ code, areaId: id }));
}
