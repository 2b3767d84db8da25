import { Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import type { Context, Snapshot } from "../../../core/context.js";
import { about } from "../../../core/schema/about.js";
import { cloneAlone, createBatch, loadForBatch, own } from "../../../core/snapshot/batch.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import { Facility } from "../../facility/register/facility.type.js";
import type { ReportingCampaignRow } from "../campaign/reporting-campaign.store.js";
import type { FormRow } from "../campaign.store.js";
import { ReportForm, ReportingCampaign } from "../campaign.type.js";
import { extentOf, rowsOf } from "./answer-content.js";
import { type FormAnswerRow, reasonsToAnswerAgain } from "./form-answer.store.js";
import { FormAnswer, FormPartAnswer, FormRowAnswer } from "./form-answer.type.js";
import { dueForm } from "./require-due.js";

@Resolver(() => FormAnswer)
export class FormAnswerResolver {
  @FieldResolver(() => Facility, { description: about("Whose it is.", "Đơn vị trả lời.") })
  facility(@Root() answer: FormAnswerRow, @Ctx() { snapshot }: Context) {
    return loadForBatch(answer, "facility", (answers: readonly FormAnswerRow[]) => {
      const units = answers.map(({ facilityId }) => own(snapshot.facilities.in(LATEST).find(facilityId)));
      createBatch("Facility", LATEST, units);
      return units;
    });
  }

  @FieldResolver(() => ReportingCampaign, { description: about("Of which campaign.", "Thuộc đợt nào.") })
  campaign(@Root() { campaignId }: FormAnswerRow, @Ctx() { snapshot }: Context): ReportingCampaignRow {
    return cloneAlone("ReportingCampaign", LATEST, snapshot.reportingCampaigns.byId(campaignId));
  }

  @FieldResolver(() => ReportForm, { description: about("Of which form.", "Theo mẫu nào.") })
  form(@Root() answer: FormAnswerRow, @Ctx() { snapshot }: Context): FormRow {
    return cloneAlone("ReportForm", LATEST, dueForm(answer, snapshot).form);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: about(
      "Why the Department has given it back, the last time; null: it has not, or it is handed in.",
      "Lý do Sở Y tế trả lại, lần gần nhất; null: chưa lần nào, hoặc đã gửi.",
    ),
  })
  reason(@Root() answer: FormAnswerRow, @Ctx() { db }: Context) {
    return loadForBatch(answer, "reason", async (answers: readonly FormAnswerRow[]) => {
      const drafts = answers.filter(({ status }) => status === "DRAFT").map(({ id }) => id);
      const reasons = drafts.length > 0 ? await reasonsToAnswerAgain(db, drafts) : new Map<number, string>();
      return answers.map(({ id, status }) => (status === "DRAFT" ? (reasons.get(id) ?? null) : null));
    });
  }

  @FieldResolver(() => [FormRowAnswer], { description: about("Its figures, row by row.", "Số liệu, theo dòng.") })
  rows(@Root() answer: FormAnswerRow, @Ctx() { snapshot }: Context) {
    return rowsOf(dueForm(answer, snapshot), answer.content);
  }

  @FieldResolver(() => [FormPartAnswer], { description: about("Its parts in words.", "Các phần bằng lời.") })
  parts(@Root() answer: FormAnswerRow, @Ctx() { snapshot }: Context) {
    const { definition } = dueForm(answer, snapshot);
    return definition.parts.map((part) => ({ ...part, textVi: answer.content.words[part.code] ?? null }));
  }

  @FieldResolver(() => Int, { description: about("How many figures are asked for.", "Số ô số liệu phải điền.") })
  asked(@Root() answer: FormAnswerRow, @Ctx() { snapshot }: Context): number {
    return extentIn(answer, snapshot).asked;
  }

  @FieldResolver(() => Int, { description: about("How many are entered.", "Số ô đã điền.") })
  given(@Root() answer: FormAnswerRow, @Ctx() { snapshot }: Context): number {
    return extentIn(answer, snapshot).given;
  }

  @FieldResolver(() => Boolean, {
    description: about(
      "Whether all figures and all parts in words are entered.",
      "Đã điền đủ số liệu và các phần bằng lời chưa.",
    ),
  })
  complete(@Root() answer: FormAnswerRow, @Ctx() { snapshot }: Context): boolean {
    return extentIn(answer, snapshot).complete;
  }
}

function extentIn(answer: FormAnswerRow, snapshot: Snapshot) {
  const { definition, rows } = dueForm(answer, snapshot);
  return extentOf(
    definition,
    rows.map(({ code }) => code),
    answer.content,
  );
}
