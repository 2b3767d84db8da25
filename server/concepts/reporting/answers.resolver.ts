import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../../core/context.js";
import { about } from "../../core/schema/about.js";
import { createBatch, loadForBatch, own } from "../../core/snapshot/batch.js";
import type { LocalizedMessage } from "../../core/text/localized-message.js";
import { LATEST } from "../../core/time/point-in-time.js";
import { Area } from "../area/area.type.js";
import { Facility } from "../facility/register/facility.type.js";
import { Ratio } from "../provenance/ratio.type.js";
import { type Answer, answersTo, completenessOf, reportedOf, timelinessOf } from "./answers.js";
import { ReportObligation } from "./answers.type.js";
import { type CampaignRow, demandsIn } from "./campaign.resolver.js";
import type { DemandRow } from "./campaign.store.js";
import { ReportDemand, ReportingCampaign } from "./campaign.type.js";
import { knownOfReports } from "./reporting.messages.js";

const COMPLETENESS = about(
  "How many are known to have reported, out of those who were due (WHO: completeness of reporting). The numerator is null while nothing of any report is on record: nothing is then known of it.",
  "Bao nhiêu nơi được biết là đã báo cáo, trên số nơi phải báo cáo (mức độ đầy đủ). Tử số là null khi trong sổ không có gì của báo cáo nào: khi đó chưa biết gì.",
);
const TIMELINESS = about(
  "How many are known to have reported before the last day, out of those who were due (WHO: timeliness of reporting). The numerator is null while no day of receipt is on record: nothing is then known of it.",
  "Bao nhiêu nơi được biết là đã báo cáo trước hạn, trên số nơi phải báo cáo (mức độ kịp thời). Tử số là null khi trong sổ không có ngày nhận nào: khi đó chưa biết gì.",
);

@Resolver(() => ReportDemand)
export class ReportAnswersResolver {
  @FieldResolver(() => [ReportObligation], {
    description: about(
      "Who owes it and what is known of each, by code.",
      "Ai phải gửi và điều được biết về từng nơi, theo mã.",
    ),
  })
  async obligations(@Root() demand: DemandRow, @Ctx() context: Context) {
    const facilities = context.reference.facilities.in(LATEST);
    const codeOf = ({ facilityId }: Answer) => facilities.find(facilityId)?.code ?? "";
    const answers = await answersOf(demand, context);
    return [...answers].sort((a, b) => (codeOf(a) < codeOf(b) ? -1 : 1));
  }

  @FieldResolver(() => Ratio, { description: COMPLETENESS })
  async completeness(@Root() demand: DemandRow, @Ctx() context: Context) {
    return completenessOf(await answersOf(demand, context));
  }

  @FieldResolver(() => Ratio, { description: TIMELINESS })
  async timeliness(@Root() demand: DemandRow, @Ctx() context: Context) {
    return timelinessOf(await answersOf(demand, context));
  }

  @FieldResolver(() => String, {
    description: about("What is known, in a Vietnamese sentence.", "Điều được biết, bằng một câu tiếng Việt."),
  })
  async knownVi(@Root() demand: DemandRow, @Ctx() context: Context): Promise<string> {
    return knownOf(await answersOf(demand, context)).vi;
  }

  @FieldResolver(() => String, {
    description: about("The same in English.", "Như trên, bằng tiếng Anh."),
  })
  async knownEn(@Root() demand: DemandRow, @Ctx() context: Context): Promise<string> {
    return knownOf(await answersOf(demand, context)).en;
  }
}

const knownOf = (answers: readonly Answer[]): LocalizedMessage =>
  knownOfReports(answers.length, reportedOf(answers), answers.filter(({ receivedOn }) => receivedOn !== null).length);

/** Of all demands of the batch at once. */
const answersOf = (demand: DemandRow, context: Context) =>
  loadForBatch(demand, "answers", async (demands: readonly DemandRow[]) => {
    const found = await answersTo(context, demands);
    createBatch("ReportObligation", LATEST, found.flat());
    return found;
  });

@Resolver(() => ReportObligation)
export class ReportObligationResolver {
  @FieldResolver(() => Facility, { description: about("Who owes it.", "Đơn vị phải gửi.") })
  facility(@Root() answer: Answer, @Ctx() { reference }: Context) {
    return loadForBatch(answer, "facility", (answers: readonly Answer[]) => {
      const units = answers.map(({ facilityId }) => own(reference.facilities.in(LATEST).find(facilityId)));
      createBatch("Facility", LATEST, units);
      return units;
    });
  }

  @FieldResolver(() => Area, {
    nullable: true,
    description: about(
      "The area whose figures it owes; null: it owes its own.",
      "Địa bàn mà đơn vị phải báo cáo số liệu; null: số liệu của chính đơn vị.",
    ),
  })
  area(@Root() answer: Answer, @Ctx() { reference }: Context) {
    return loadForBatch(answer, "area", (answers: readonly Answer[]) => {
      const areas = answers.map(({ areaId }) => (areaId === null ? null : reference.areas.viewOrLast(areaId, LATEST)));
      createBatch("Area", LATEST, areas);
      return areas;
    });
  }
}

@Resolver(() => ReportingCampaign)
export class CampaignAnswersResolver {
  @FieldResolver(() => Ratio, { description: COMPLETENESS })
  async completeness(@Root() campaign: CampaignRow, @Ctx() context: Context) {
    return completenessOf(await answersIn(campaign, context));
  }

  @FieldResolver(() => Ratio, { description: TIMELINESS })
  async timeliness(@Root() campaign: CampaignRow, @Ctx() context: Context) {
    return timelinessOf(await answersIn(campaign, context));
  }
}

/** Everything that is owed in a campaign: a unit that owes two forms counts twice. */
const answersIn = (campaign: CampaignRow, context: Context) =>
  loadForBatch(campaign, "answers", async (campaigns: readonly CampaignRow[]) => {
    const demands = campaigns.map((each) => demandsIn(each, context.reference));
    const found = await answersTo(context, demands.flat());
    const byDemand = new Map(demands.flat().map(({ id }, i) => [id, found[i] ?? []]));
    return demands.map((each) => each.flatMap(({ id }) => byDemand.get(id) ?? []));
  });
