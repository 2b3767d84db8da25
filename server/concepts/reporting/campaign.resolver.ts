import { Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../../core/context.js";
import { about } from "../../core/schema/about.js";
import { cloneAlone, cloneIntoBatch, createBatch, loadForBatch, own } from "../../core/snapshot/batch.js";
import { LATEST } from "../../core/time/point-in-time.js";
import { Facility } from "../facility/register/facility.type.js";
import { Metric } from "../metric/definition/metric.type.js";
import type { SourceDocumentRow } from "../provenance/source/source.store.js";
import { Citation } from "../provenance/source/source.type.js";
import type { DemandRow, FormColumnRow, FormFigureRow, FormRow, TaskRow } from "./campaign.store.js";
import {
  CampaignTask,
  ReportDemand,
  ReportForm,
  ReportFormColumn,
  ReportFormFigure,
  ReportingCampaign,
} from "./campaign.type.js";

export interface CampaignRow {
  document: SourceDocumentRow;
  recipientsVi: string[];
}

@Resolver(() => ReportingCampaign)
export class ReportingCampaignResolver {
  @Query(() => [ReportingCampaign], {
    description: about("The reporting campaigns on record.", "Các đợt yêu cầu báo cáo có trong sổ."),
  })
  reportingCampaigns(@Ctx() { reference }: Context): CampaignRow[] {
    const { recipients } = reference.campaign;
    const documents = new Set(recipients.map((row) => documentOf(row, reference)));
    const campaigns = [...documents].map((id) => ({
      document: cloneAlone("SourceDocument", LATEST, reference.sourceDocuments.byId(id)),
      recipientsVi: recipients.filter((row) => documentOf(row, reference) === id).map(({ nameVi }) => nameVi),
    }));
    createBatch("ReportingCampaign", LATEST, campaigns);
    return campaigns;
  }

  @FieldResolver(() => [CampaignTask], {
    description: about("What is asked, in the order of the letter.", "Các việc được yêu cầu, theo thứ tự công văn."),
  })
  tasks(@Root() { document }: CampaignRow, @Ctx() { reference }: Context): TaskRow[] {
    return reference.campaign.tasks.filter((row) => documentOf(row, reference) === document.id);
  }

  @FieldResolver(() => [ReportForm], { description: about("The forms to be filled in.", "Các mẫu phải điền.") })
  forms(@Root() campaign: CampaignRow, @Ctx() { reference }: Context) {
    return loadForBatch(campaign, "forms", (campaigns: readonly CampaignRow[]) => {
      const forms = cloneIntoBatch("ReportForm", LATEST, reference.campaign.forms);
      return campaigns.map(({ document }) => forms.filter((row) => documentOf(row, reference) === document.id));
    });
  }
}

/** What a campaign demands, in the order of the letter. */
export const demandsIn = ({ document }: CampaignRow, reference: Context["reference"]): DemandRow[] =>
  reference.campaign.demands.filter((row) => documentOf(row, reference) === document.id);

const documentOf = ({ sectionId }: { sectionId: number }, reference: Context["reference"]): number =>
  reference.sections.byId(sectionId).documentId;

@Resolver(() => CampaignTask)
export class CampaignTaskResolver {
  @FieldResolver(() => Citation, { description: about("Where it is printed.", "Nơi được in.") })
  source(@Root() { sectionId }: TaskRow, @Ctx() { reference }: Context): Citation {
    return reference.citation(sectionId);
  }
}

@Resolver(() => ReportForm)
export class ReportFormResolver {
  @FieldResolver(() => [ReportFormColumn], {
    description: about(
      "Its columns where the letter numbers them; empty otherwise.",
      "Các cột nếu công văn có đánh số; nếu không thì rỗng.",
    ),
  })
  columns(@Root() form: FormRow, @Ctx() { reference }: Context): FormColumnRow[] {
    return reference.campaign.columns.filter(({ formId }) => formId === form.id);
  }

  @FieldResolver(() => [ReportFormFigure], {
    description: about("The figures that it leaves blank to be filled in.", "Các số liệu mà mẫu để trống để điền."),
  })
  figures(@Root() form: FormRow, @Ctx() { reference }: Context) {
    return loadForBatch(form, "figures", (forms: readonly FormRow[]) => {
      const figures = cloneIntoBatch("ReportFormFigure", LATEST, reference.campaign.figures);
      return forms.map(({ id }) => figures.filter(({ formId }) => formId === id));
    });
  }

  @FieldResolver(() => [ReportDemand], { description: about("Who owes it and by when.", "Ai phải gửi và hạn nào.") })
  demands(@Root() form: FormRow, @Ctx() { reference }: Context) {
    return loadForBatch(form, "demands", (forms: readonly FormRow[]) => {
      const demands = cloneIntoBatch("ReportDemand", LATEST, reference.campaign.demands);
      return forms.map(({ id }) => demands.filter(({ formId }) => formId === id));
    });
  }
}

@Resolver(() => ReportFormColumn)
export class ReportFormColumnResolver {
  @FieldResolver(() => Metric, {
    nullable: true,
    description: about(
      "The metric that it asks for; null: it names the subject.",
      "Chỉ số mà cột yêu cầu; null: cột ghi tên đối tượng.",
    ),
  })
  metric(@Root() { metricId }: FormColumnRow, @Ctx() { reference }: Context) {
    const found = reference.metrics.maybeById(metricId);
    return found && cloneAlone("Metric", LATEST, found);
  }
}

@Resolver(() => ReportFormFigure)
export class ReportFormFigureResolver {
  @FieldResolver(() => Metric, { description: about("What is asked for.", "Chỉ số được yêu cầu.") })
  metric(@Root() figure: FormFigureRow, @Ctx() { reference }: Context) {
    return loadForBatch(figure, "metric", (figures: readonly FormFigureRow[]) =>
      cloneIntoBatch(
        "Metric",
        LATEST,
        figures.map(({ metricId }) => reference.metrics.byId(metricId)),
      ),
    );
  }
}

@Resolver(() => ReportDemand)
export class ReportDemandResolver {
  @FieldResolver(() => [Facility], {
    description: about("The units that the recipient stands for, by code.", "Các đơn vị thuộc nơi nhận, theo mã."),
  })
  facilities(@Root() demand: DemandRow, @Ctx() { reference }: Context) {
    return loadForBatch(demand, "facilities", (demands: readonly DemandRow[]) => {
      const all = reference.facilities.in(LATEST);
      const found = demands.map(({ id }) => {
        const obliged = reference.campaign.obligations.filter(({ demandId }) => demandId === id);
        return all
          .sortedOf(
            obliged.map(({ facilityId }) => facilityId),
            "CODE",
          )
          .map(own);
      });
      createBatch("Facility", LATEST, found.flat());
      return found;
    });
  }
}
