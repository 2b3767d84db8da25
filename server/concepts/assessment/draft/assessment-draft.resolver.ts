import { Arg, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { ruleOf } from "../../../core/access/policy.js";
import { mayActOn } from "../../../core/access/reach.js";
import type { Context } from "../../../core/context.js";
import { about } from "../../../core/schema/about.js";
import { createBatchBelow, groupByParent, loadForBatch, own } from "../../../core/snapshot/batch.js";
import { dayAt } from "../../../core/time/clock.js";
import { Facility } from "../../facility/register/facility.type.js";
import type { FacilityRow } from "../../facility/register/facility-history.js";
import { CODES, requireKnown } from "../../known-code.js";
import { answersShown } from "../criterion/answers-in-form-order.js";
import { CriterionAnswer } from "../criterion/criterion.type.js";
import { Assessment } from "../result/assessment.type.js";
import { type DraftRow, draftsOf, reasonsToEnterAgain } from "./assessment-draft.store.js";
import { AssessmentDraft, DraftNeed } from "./assessment-draft.type.js";

/** Whoever may enter an assessment sees what is worked on. */
const ENTERING = "Mutation.assessmentSave";

/** Of the drafts that `read` finds those that are for the eyes of who asks; nothing is read for those who see none. */
export async function visibleDrafts(context: Context, read: () => Promise<DraftRow[]>): Promise<DraftRow[]> {
  const { viewer, shared } = context;
  if (!ruleOf(ENTERING).roles.includes(viewer.role)) return [];
  const today = dayAt(shared.auth.now());
  const visible = (await read()).filter(({ facilityId }) => mayActOn(context, ENTERING, facilityId, today));
  context.seen.noteRead(
    "AssessmentDraft",
    visible.map(({ id }) => id),
  );
  return visible;
}

/** What is worked on at a facility, whatever day the question is about: the newest round first. */
const draftsAt = (context: Context, facility: FacilityRow): DraftRow[] | Promise<DraftRow[]> =>
  loadForBatch(facility, "drafts", async (facilities: readonly FacilityRow[]) => {
    const { db, snapshot } = context;
    const ids = facilities.map(({ id }) => id);
    const found = await visibleDrafts(context, () => draftsOf(db, "a.facility_id", ids));
    const place = ({ roundId }: DraftRow) => snapshot.rounds.all().findIndex(({ id }) => id === roundId);
    found.sort((a, b) => place(b) - place(a));
    const ofEach = groupByParent(facilities, found, ({ facilityId }) => facilityId);
    return createBatchBelow("AssessmentDraft", facilities, ofEach);
  });

@Resolver(() => Facility)
export class FacilityDraftsResolver {
  @FieldResolver(() => AssessmentDraft, {
    nullable: true,
    description: about(
      "What is worked on of its assessment in one round; null: nothing is, or it is not for who asks to see.",
      "Bản đang làm của kết quả đánh giá trong một đợt; null: không có, hoặc người hỏi không được xem.",
    ),
  })
  async assessmentDraft(
    @Root() facility: FacilityRow,
    @Arg("round", () => String, { description: about('Code of the round, such as "2022".', 'Mã đợt, ví dụ "2022".') })
    round: string,
    @Ctx() context: Context,
  ): Promise<DraftRow | null> {
    requireKnown(CODES.ROUND, "round", round, context.snapshot);
    const wanted = context.snapshot.rounds.all().find(({ code }) => code === round);
    return (await draftsAt(context, facility)).find(({ roundId }) => roundId === wanted?.id) ?? null;
  }

  @FieldResolver(() => [AssessmentDraft], {
    description: about(
      "What is worked on of its assessments, newest round first; empty for whoever may not see it.",
      "Các bản đang làm của kết quả đánh giá, đợt mới nhất trước; rỗng với người không được xem.",
    ),
  })
  assessmentDrafts(@Root() facility: FacilityRow, @Ctx() context: Context) {
    return draftsAt(context, facility);
  }
}

@Resolver(() => AssessmentDraft)
export class AssessmentDraftResolver {
  @FieldResolver(() => Assessment, {
    nullable: true,
    description: about(
      "What is published meanwhile; null: nothing is.",
      "Kết quả đang công bố trong lúc đó; null: chưa công bố.",
    ),
  })
  published(@Root() draft: DraftRow, @Ctx() { snapshot }: Context) {
    return loadForBatch(draft, "published", (drafts: readonly DraftRow[]) =>
      createBatchBelow(
        "Assessment",
        drafts,
        drafts.map(({ id }) => own(snapshot.assessments.find(id))),
      ),
    );
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: about(
      "Why the Department has given it back, or opened it again, the last time; null: it has not, or the draft is handed in.",
      "Lý do Sở Y tế trả lại hoặc mở lại, lần gần nhất; null: chưa lần nào, hoặc bản nhập đã gửi.",
    ),
  })
  reason(@Root() draft: DraftRow, @Ctx() { db }: Context) {
    return loadForBatch(draft, "reason", async (drafts: readonly DraftRow[]) => {
      const entered = drafts.filter(({ status }) => status === "DRAFT");
      const reasons = await reasonsToEnterAgain(
        db,
        entered.map(({ id }) => id),
      );
      return drafts.map(({ id, status }) => (status === "DRAFT" ? (reasons.get(id) ?? null) : null));
    });
  }

  @FieldResolver(() => [CriterionAnswer], {
    description: about(
      "The criteria that were answered, in the order of the form.",
      "Các tiêu chí đã trả lời, theo thứ tự của phiếu.",
    ),
  })
  answers(@Root() { answers }: DraftRow, @Ctx() { snapshot }: Context) {
    return answersShown(answers, snapshot);
  }

  @FieldResolver(() => [DraftNeed], {
    description: about("The systems of which something was said.", "Các hệ thống đã nêu có nhu cầu hay không."),
  })
  statedNeeds(@Root() { needs }: DraftRow, @Ctx() { snapshot }: Context) {
    return snapshot.terms
      .of("SYSTEM")
      .flatMap((system) => (needs[system.code] === undefined ? [] : { system, needed: needs[system.code] }));
  }
}
