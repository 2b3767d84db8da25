import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../../core/context.js";
import { about } from "../../core/schema/about.js";
import { pageOfList } from "../../core/schema/page-of-list.js";
import { type Connection, PageArgs } from "../../core/schema/pagination.js";
import { cloneAlone, cloneIntoBatch, createBatch, loadForBatch, own } from "../../core/snapshot/batch.js";
import { LATEST } from "../../core/time/point-in-time.js";
import { Facility } from "../facility/register/facility.type.js";
import { Metric } from "../metric/definition/metric.type.js";
import { Citation, SourceDocument } from "../provenance/source/source.type.js";
import type { ReportingCampaignRow } from "./campaign/reporting-campaign.store.js";
import type { DemandRow, FormColumnRow, FormFigureRow, FormPartRow, FormRow, TaskRow } from "./campaign.store.js";
import {
  CampaignTask,
  ReportDemand,
  ReportForm,
  ReportFormColumn,
  ReportFormFigure,
  ReportFormHeading,
  ReportFormPart,
  ReportingCampaign,
  ReportingCampaignConnection,
} from "./campaign.type.js";

const handedOut = (rows: readonly ReportingCampaignRow[]) => cloneIntoBatch("ReportingCampaign", LATEST, rows);

@Resolver(() => ReportingCampaign)
export class ReportingCampaignResolver {
  @Query(() => [ReportingCampaign], {
    description: about("The reporting campaigns on record.", "Các đợt yêu cầu báo cáo có trong sổ."),
  })
  reportingCampaigns(@Ctx() { snapshot }: Context): ReportingCampaignRow[] {
    return handedOut(snapshot.reportingCampaigns.all());
  }

  @Query(() => ReportingCampaignConnection, {
    description: about(
      "The reporting campaigns on record, page by page, in the order of the list.",
      "Các đợt yêu cầu báo cáo có trong sổ, theo trang, theo thứ tự của danh sách.",
    ),
  })
  reportingCampaignConnection(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { snapshot }: Context,
  ): Connection<ReportingCampaignRow> {
    const connection = pageOfList(snapshot.reportingCampaigns.all(), page, "campaigns", ({ id }) => id);
    createBatch("ReportingCampaign", LATEST, connection.nodes);
    return connection;
  }

  @Query(() => ReportingCampaign, {
    nullable: true,
    description: about(
      "One campaign; null if there is none of this code.",
      "Một đợt báo cáo; null nếu không có mã này.",
    ),
  })
  reportingCampaign(
    @Arg("code", () => String, { description: about('Such as "2027-Q1".', 'Ví dụ "2027-Q1".') }) code: string,
    @Ctx() { snapshot }: Context,
  ): ReportingCampaignRow | null {
    return handedOut(snapshot.reportingCampaigns.all().filter((each) => each.code === code))[0] ?? null;
  }

  @FieldResolver(() => SourceDocument, {
    description: about(
      "The letter; of a campaign that was opened here the register, which its figures are cited from.",
      "Công văn; với đợt mở tại đây là sổ đăng ký, nơi số liệu được dẫn về.",
    ),
  })
  document(@Root() campaign: ReportingCampaignRow, @Ctx() { snapshot }: Context) {
    return loadForBatch(campaign, "document", (campaigns: readonly ReportingCampaignRow[]) =>
      cloneIntoBatch(
        "SourceDocument",
        LATEST,
        campaigns.map(({ sectionId }) => snapshot.sourceDocuments.byId(documentOf({ sectionId }, snapshot))),
      ),
    );
  }

  @FieldResolver(() => [String], { description: about("To whom it goes, as printed.", "Nơi nhận, như tài liệu in.") })
  recipientsVi(@Root() campaign: ReportingCampaignRow, @Ctx() { snapshot }: Context): string[] {
    if (campaign.definition) return campaign.definition.recipients.map(({ nameVi }) => nameVi);
    return rowsOfLetter(snapshot.campaign.recipients, campaign, snapshot).map(({ nameVi }) => nameVi);
  }

  @FieldResolver(() => Facility, {
    nullable: true,
    description: about(
      "The standing body, which the reports are for; null: not on record.",
      "Cơ quan thường trực, nơi tổng hợp báo cáo; null: không có trong sổ.",
    ),
  })
  standingBody(@Root() campaign: ReportingCampaignRow, @Ctx() { snapshot }: Context) {
    return loadForBatch(campaign, "standing body", (campaigns: readonly ReportingCampaignRow[]) =>
      cloneIntoBatch(
        "Facility",
        LATEST,
        campaigns.map(({ standingBodyId: id }) => (id === null ? null : snapshot.facilities.in(LATEST).find(id))),
      ),
    );
  }

  @FieldResolver(() => [CampaignTask], {
    description: about("What is asked, in the order of the letter.", "Các việc được yêu cầu, theo thứ tự công văn."),
  })
  tasks(@Root() campaign: ReportingCampaignRow, @Ctx() { snapshot }: Context): readonly TaskRow[] {
    return campaign.definition ? [] : rowsOfLetter(snapshot.campaign.tasks, campaign, snapshot);
  }

  @FieldResolver(() => [ReportForm], { description: about("The forms to be filled in.", "Các mẫu phải điền.") })
  forms(@Root() campaign: ReportingCampaignRow, @Ctx() { snapshot }: Context) {
    return loadForBatch(campaign, "forms", (campaigns: readonly ReportingCampaignRow[]) => {
      const found = campaigns.map(({ id }) => snapshot.asked.ofCampaign(id).map(({ form }) => own(form)));
      createBatch("ReportForm", LATEST, found.flat());
      return found;
    });
  }
}

type Cited = { sectionId: number };

const documentOf = ({ sectionId }: Cited, snapshot: Context["snapshot"]): number =>
  snapshot.sections.byId(sectionId).documentId;

const rowsOfLetter = <T extends Cited>(rows: readonly T[], campaign: Cited, snapshot: Context["snapshot"]): T[] =>
  rows.filter((row) => documentOf(row, snapshot) === documentOf(campaign, snapshot));

@Resolver(() => CampaignTask)
export class CampaignTaskResolver {
  @FieldResolver(() => Citation, { description: about("Where it is printed.", "Nơi được in.") })
  source(@Root() { sectionId }: TaskRow, @Ctx() { snapshot }: Context): Citation {
    return snapshot.citation(sectionId);
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
  columns(@Root() form: FormRow, @Ctx() { snapshot }: Context): FormColumnRow[] {
    return snapshot.asked.form(form.id).columns.filter(({ number }) => number !== "");
  }

  @FieldResolver(() => [ReportFormHeading], {
    description: about(
      "The headings of all its columns, numbered or not, from left to right.",
      "Tiêu đề của mọi cột, có đánh số hay không, từ trái sang phải.",
    ),
  })
  headings(@Root() form: FormRow, @Ctx() { snapshot }: Context) {
    const { columns } = snapshot.asked.form(form.id);
    const headings = columns.map((column) => ({
      ...column,
      ...{ number: column.number || null, labelVi: column.labelVi || null },
    }));
    createBatch("ReportFormHeading", LATEST, headings);
    return headings;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: about("Its title as printed; null: it has none.", "Tên mẫu như tài liệu in; null: không có."),
  })
  titleVi(@Root() { definition, code, sectionId }: FormRow, @Ctx() { snapshot }: Context): string | null {
    if (definition) return definition.titleVi;
    const begin = `${code}: `;
    const letter = snapshot.sections.byId(sectionId).documentId;
    const section = snapshot.sections
      .all()
      .find(({ documentId, label }) => documentId === letter && label.startsWith(begin));
    return section?.label.slice(begin.length) ?? null;
  }

  @FieldResolver(() => [ReportFormPart], {
    description: about(
      "Its parts: the figures, and what is to be said in words. A report is complete with all of them.",
      "Các phần của mẫu: số liệu và các phần bằng lời. Báo cáo đầy đủ khi có đủ các phần.",
    ),
  })
  parts(@Root() form: FormRow, @Ctx() { snapshot }: Context): readonly FormPartRow[] {
    return snapshot.asked.form(form.id).parts;
  }

  @FieldResolver(() => [ReportFormFigure], {
    description: about("The figures that it leaves blank to be filled in.", "Các số liệu mà mẫu để trống để điền."),
  })
  figures(@Root() form: FormRow, @Ctx() { snapshot }: Context) {
    return loadForBatch(form, "figures", (forms: readonly FormRow[]) => {
      const found = forms.map(({ id }) => snapshot.asked.form(id).figures.map(own));
      createBatch("ReportFormFigure", LATEST, found.flat());
      return found;
    });
  }

  @FieldResolver(() => [ReportDemand], { description: about("Who owes it and by when.", "Ai phải gửi và hạn nào.") })
  demands(@Root() form: FormRow, @Ctx() { snapshot }: Context) {
    return loadForBatch(form, "demands", (forms: readonly FormRow[]) => {
      const found = forms.map(({ id }) => snapshot.asked.form(id).demands.map(({ demand }) => own(demand)));
      createBatch("ReportDemand", LATEST, found.flat());
      return found;
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
  metric(@Root() { metricId }: FormColumnRow, @Ctx() { snapshot }: Context) {
    const found = snapshot.metrics.maybeById(metricId);
    return found && cloneAlone("Metric", LATEST, found);
  }
}

@Resolver(() => ReportFormHeading)
export class ReportFormHeadingResolver {
  @FieldResolver(() => Metric, {
    nullable: true,
    description: about("The metric that it asks for; null: none.", "Chỉ số mà cột yêu cầu; null: không có."),
  })
  metric(@Root() heading: FormColumnRow, @Ctx() { snapshot }: Context) {
    return loadForBatch(heading, "metric", (headings: readonly FormColumnRow[]) =>
      cloneIntoBatch(
        "Metric",
        LATEST,
        headings.map(({ metricId }) => snapshot.metrics.maybeById(metricId)),
      ),
    );
  }
}

@Resolver(() => ReportFormFigure)
export class ReportFormFigureResolver {
  @FieldResolver(() => Metric, { description: about("What is asked for.", "Chỉ số được yêu cầu.") })
  metric(@Root() figure: FormFigureRow, @Ctx() { snapshot }: Context) {
    return loadForBatch(figure, "metric", (figures: readonly FormFigureRow[]) =>
      cloneIntoBatch(
        "Metric",
        LATEST,
        figures.map(({ metricId }) => snapshot.metrics.byId(metricId)),
      ),
    );
  }
}

@Resolver(() => ReportDemand)
export class ReportDemandResolver {
  @FieldResolver(() => [Facility], {
    description: about("The units that the recipient stands for, by code.", "Các đơn vị thuộc nơi nhận, theo mã."),
  })
  facilities(@Root() demand: DemandRow, @Ctx() { snapshot }: Context) {
    return loadForBatch(demand, "facilities", (demands: readonly DemandRow[]) => {
      const all = snapshot.facilities.in(LATEST);
      const found = demands.map(({ id }) => {
        const { obligations: obliged } = snapshot.asked.demand(id);
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
