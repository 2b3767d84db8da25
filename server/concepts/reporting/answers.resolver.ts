import { Arg, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { ruleOf } from "../../core/access/policy.js";
import { mayActOn } from "../../core/access/reach.js";
import { groupBy } from "../../core/collections/groups.js";
import type { Context } from "../../core/context.js";
import { about } from "../../core/schema/about.js";
import { LocalDate } from "../../core/schema/scalars.js";
import { cloneAlone, createBatch, loadForBatch, own } from "../../core/snapshot/batch.js";
import type { LocalizedMessage } from "../../core/text/localized-message.js";
import { dayAt } from "../../core/time/clock.js";
import { LATEST } from "../../core/time/point-in-time.js";
import { Area } from "../area/area.type.js";
import { Facility } from "../facility/register/facility.type.js";
import { CODES, requireKnown } from "../known-code.js";
import { Ratio } from "../provenance/ratio.type.js";
import type { FormAnswerRow } from "./answer/form-answer.store.js";
import { FormAnswer } from "./answer/form-answer.type.js";
import { type Answer, answersTo, completenessOf, isLateOn, reportedOf, timelinessOf } from "./answers.js";
import { ReportFormRow, ReportObligation, ReportsOfBody } from "./answers.type.js";
import { rowsOwed } from "./asked.js";
import type { ReportingCampaignRow } from "./campaign/reporting-campaign.store.js";
import type { DemandRow } from "./campaign.store.js";
import { ReportDemand, ReportForm, ReportingCampaign } from "./campaign.type.js";
import { knownOfReports } from "./reporting.messages.js";

/** Whoever may enter an answer sees its draft. */
const ENTERING = "Mutation.formAnswerSave";

const COMPLETENESS = about(
  "How many are known to have reported, out of those who were due (WHO: completeness of reporting). The numerator is null while nothing of any report is on record: nothing is then known of it.",
  "Bao nhiêu nơi được biết là đã báo cáo, trên số nơi phải báo cáo (mức độ đầy đủ). Tử số là null khi trong sổ không có gì của báo cáo nào: khi đó chưa biết gì.",
);
const TIMELINESS = about(
  "How many are known to have reported before the last day, out of those who were due (WHO: timeliness of reporting). The numerator is null while no day of receipt is on record: nothing is then known of it.",
  "Bao nhiêu nơi được biết là đã báo cáo trước hạn, trên số nơi phải báo cáo (mức độ kịp thời). Tử số là null khi trong sổ không có ngày nhận nào: khi đó chưa biết gì.",
);

const ONE_FACILITY = about(
  "Code of a facility: only what it owes. An unknown code is BAD_USER_INPUT.",
  "Mã cơ sở: chỉ báo cáo mà cơ sở đó phải gửi. Mã không có là lỗi BAD_USER_INPUT.",
);

@Resolver(() => ReportDemand)
export class ReportAnswersResolver {
  @FieldResolver(() => [ReportObligation], {
    description: about(
      "Who owes it and what is known of each, by code.",
      "Ai phải gửi và điều được biết về từng nơi, theo mã.",
    ),
  })
  async obligations(
    @Root() demand: DemandRow,
    @Arg("facility", () => String, { nullable: true, description: ONE_FACILITY }) facility: string | null | undefined,
    @Ctx() context: Context,
  ) {
    const facilities = context.snapshot.facilities.in(LATEST);
    requireKnown(CODES.FACILITY, "facility", facility, context.snapshot);
    const only = facility == null ? null : facilities.findByCode(facility);
    const codeOf = ({ facilityId }: Answer) => facilities.find(facilityId)?.code ?? "";
    const answers = await answersOf(demand, context);
    return answers
      .filter(({ facilityId }) => only === null || facilityId === only.id)
      .sort((a, b) => (codeOf(a) < codeOf(b) ? -1 : 1));
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
  facility(@Root() answer: Answer, @Ctx() { snapshot }: Context) {
    return loadForBatch(answer, "facility", (answers: readonly Answer[]) => {
      const units = answers.map(({ facilityId }) => own(snapshot.facilities.in(LATEST).find(facilityId)));
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
  area(@Root() answer: Answer, @Ctx() { snapshot }: Context) {
    return loadForBatch(answer, "area", (answers: readonly Answer[]) => {
      const areas = answers.map(({ areaId }) => (areaId === null ? null : snapshot.areas.viewOrLast(areaId, LATEST)));
      createBatch("Area", LATEST, areas);
      return areas;
    });
  }

  @FieldResolver(() => ReportForm, { description: about("By which form.", "Theo mẫu nào.") })
  form(@Root() answer: Answer, @Ctx() { snapshot }: Context) {
    return loadForBatch(answer, "form", (answers: readonly Answer[]) => {
      const forms = answers.map(({ demandId }) => own(snapshot.asked.demand(demandId).form));
      createBatch("ReportForm", LATEST, forms);
      return forms;
    });
  }

  @FieldResolver(() => [ReportFormRow], {
    description: about(
      "The rows that it fills in; empty: the form stands in a document.",
      "Các dòng đơn vị phải điền; rỗng: mẫu thuộc một tài liệu.",
    ),
  })
  rows(@Root() answer: Answer, @Ctx() { snapshot }: Context) {
    return loadForBatch(answer, "rows", (answers: readonly Answer[]) => {
      const found = answers.map((each) => {
        const asked = snapshot.asked.demand(each.demandId);
        const owed = asked.form.definition ? rowsOwed(asked, each, snapshot) : [];
        return owed.map(({ code, areaId }) => ({ row: code || null, areaId }));
      });
      createBatch("ReportFormRow", LATEST, found.flat());
      return found;
    });
  }

  @FieldResolver(() => Boolean, {
    description: about(
      "Whether who asks may enter it now: the campaign is open, and the facility is theirs.",
      "Người hỏi có được nhập lúc này không: đợt đang mở, và cơ sở thuộc phạm vi của người hỏi.",
    ),
  })
  mayEnter(@Root() { demandId, facilityId }: Answer, @Ctx() context: Context): boolean {
    const { state, definition } = context.snapshot.asked.demand(demandId).campaign;
    const isOpen = definition !== null && state === "OPEN";
    return isOpen && mayActOn(context, ENTERING, facilityId, dayAt(context.shared.auth.now()));
  }
}

@Resolver(() => ReportFormRow)
export class ReportFormRowResolver {
  @FieldResolver(() => Area, {
    nullable: true,
    description: about("The area that it is about; null: the facility itself.", "Địa bàn của dòng; null: chính cơ sở."),
  })
  area(@Root() row: { areaId: number | null }, @Ctx() { snapshot }: Context) {
    return loadForBatch(row, "area", (rows: readonly { areaId: number | null }[]) => {
      const areas = rows.map(({ areaId }) => (areaId === null ? null : snapshot.areas.viewOrLast(areaId, LATEST)));
      createBatch("Area", LATEST, areas);
      return areas;
    });
  }
}

/** What was submitted is for everybody, a draft for whoever may enter it: who sees one is noted. */
export function isVisible({ id, status, facilityId }: FormAnswerRow, context: Context): boolean {
  if (status === "SUBMITTED") return true;
  const { viewer, shared, seen } = context;
  const isSeen =
    ruleOf(ENTERING).roles.includes(viewer.role) && mayActOn(context, ENTERING, facilityId, dayAt(shared.auth.now()));
  if (isSeen) seen.noteRead("FormAnswer", [id]);
  return isSeen;
}

@Resolver(() => ReportObligation)
export class ObligationAnswerResolver {
  @FieldResolver(() => FormAnswer, {
    nullable: true,
    description: about(
      "What was entered here. A draft only for the unit, whoever manages it and the Department. Null: nothing, or nothing for who asks to see, or the form is a document's.",
      "Nội dung đã nhập tại đây. Bản đang nhập chỉ đơn vị, cơ quan quản lý đơn vị và Sở Y tế thấy. Null: chưa có, hoặc người hỏi không được xem, hoặc mẫu thuộc một tài liệu.",
    ),
  })
  answer(@Root() answer: Answer, @Ctx() context: Context) {
    return loadForBatch(answer, "entered", (answers: readonly Answer[]) => {
      const found = answers.map(({ entered }) => (entered && isVisible(entered, context) ? own(entered) : null));
      createBatch("FormAnswer", LATEST, found);
      return found;
    });
  }
}

const DAY = about(
  "As seen on this day; left out: today, by the clock of the server, in Vietnam.",
  "Xem tại ngày này; bỏ trống: hôm nay theo giờ Việt Nam của máy chủ.",
);

interface BodyReports {
  managingBody: object | null;
  due: number;
  reported: number;
  partly: number;
  late: readonly Answer[];
}

@Resolver(() => ReportingCampaign)
export class CampaignAnswersResolver {
  @FieldResolver(() => [ReportsOfBody], {
    description: about(
      "The reports of the campaign by who manages the units that owe them, by code; those that nobody manages come last.",
      "Các báo cáo của đợt theo cơ quan quản lý đơn vị phải gửi, theo mã; đơn vị không có cơ quan quản lý đứng cuối.",
    ),
  })
  async byManagingBody(
    @Root() campaign: ReportingCampaignRow,
    @Arg("on", () => LocalDate, { nullable: true, description: DAY }) on: string | null | undefined,
    @Ctx() context: Context,
  ): Promise<BodyReports[]> {
    const day = on ?? dayAt(context.shared.auth.now());
    const groups = groupsByBody(await answersIn(campaign, context), day, context);
    return groups.map(({ body, own: reports }) => ({
      managingBody: body && cloneAlone("Facility", LATEST, body),
      due: reports.length,
      reported: reportedOf(reports),
      partly: reports.filter(({ status }) => status === "PARTLY").length,
      late: reports.filter((answer) => isLateOn(answer, day)),
    }));
  }

  @FieldResolver(() => Ratio, { description: COMPLETENESS })
  async completeness(@Root() campaign: ReportingCampaignRow, @Ctx() context: Context) {
    return completenessOf(await answersIn(campaign, context));
  }

  @FieldResolver(() => Ratio, { description: TIMELINESS })
  async timeliness(@Root() campaign: ReportingCampaignRow, @Ctx() context: Context) {
    return timelinessOf(await answersIn(campaign, context));
  }
}

/** Answers by who manages the units that owe them, by code; those that nobody manages come last. */
export function groupsByBody(answers: readonly Answer[], day: string, context: Context) {
  const latest = context.snapshot.facilities.in(LATEST);
  const codeOf = (id: number | null) => (id === null ? null : (latest.find(id)?.code ?? null));
  const groups = [...groupBy(answers, (answer) => managingBodyOf(answer, day, context))].map(([id, own]) => ({
    code: codeOf(id),
    body: id === null ? null : latest.find(id),
    own: [...own].sort((a, b) => ((codeOf(a.facilityId) ?? "") < (codeOf(b.facilityId) ?? "") ? -1 : 1)),
  }));
  return groups.sort((a, b) => (a.code === null ? 1 : b.code === null || a.code < b.code ? -1 : 1));
}

/** Who managed the unit on the day that its report was due; before that day, on the day that is asked about. */
function managingBodyOf({ facilityId, dueBefore }: Answer, day: string, { snapshot }: Context): number | null {
  const then = snapshot.facilities.in({ asOf: day < dueBefore ? day : dueBefore }).find(facilityId);
  return (then ?? snapshot.facilities.in(LATEST).find(facilityId))?.managedById ?? null;
}

/** Everything that is owed in a campaign: a unit that owes two forms counts twice. */
const answersIn = (campaign: ReportingCampaignRow, context: Context) =>
  loadForBatch(campaign, "answers", async (campaigns: readonly ReportingCampaignRow[]) => {
    const { asked } = context.snapshot;
    const demands = campaigns.map(({ id }) =>
      asked.ofCampaign(id).flatMap((form) => form.demands.map(({ demand }) => demand)),
    );
    const found = await answersTo(context, demands.flat());
    const byDemand = new Map(demands.flat().map(({ id }, i) => [id, found[i] ?? []]));
    createBatch("ReportObligation", LATEST, found.flat());
    return demands.map((each) => each.flatMap(({ id }) => byDemand.get(id) ?? []));
  });
